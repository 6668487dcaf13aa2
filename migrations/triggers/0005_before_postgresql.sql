CREATE OR REPLACE FUNCTION lesson_revisions_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_revisions_no_delete BEFORE DELETE ON lesson_revisions FOR EACH ROW EXECUTE FUNCTION lesson_revisions_no_delete()
--;
CREATE OR REPLACE FUNCTION module_revisions_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER module_revisions_no_delete BEFORE DELETE ON module_revisions FOR EACH ROW EXECUTE FUNCTION module_revisions_no_delete()
--;
CREATE OR REPLACE FUNCTION lesson_texts_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'of a published text only the rendering may be remade' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_texts_no_delete BEFORE DELETE ON lesson_texts FOR EACH ROW EXECUTE FUNCTION lesson_texts_no_delete()
--;
CREATE OR REPLACE FUNCTION lesson_revisions_need_sign_offs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('co_creation', 'co_production') THEN
    RAISE EXCEPTION 'no sign-offs' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_revisions_need_sign_offs BEFORE INSERT ON lesson_revisions FOR EACH ROW EXECUTE FUNCTION lesson_revisions_need_sign_offs()
