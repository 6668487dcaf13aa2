CREATE OR REPLACE FUNCTION lesson_revisions_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER lesson_revisions_no_delete BEFORE DELETE ON lesson_revisions FOR EACH ROW EXECUTE FUNCTION lesson_revisions_no_delete()
--;
CREATE OR REPLACE FUNCTION module_revisions_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER module_revisions_no_delete BEFORE DELETE ON module_revisions FOR EACH ROW EXECUTE FUNCTION module_revisions_no_delete()
--;
CREATE OR REPLACE FUNCTION lesson_texts_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'of a published text only the rendering may be remade' USING ERRCODE = 'integrity_constraint_violation';
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER lesson_texts_no_delete BEFORE DELETE ON lesson_texts FOR EACH ROW EXECUTE FUNCTION lesson_texts_no_delete()
--;
CREATE OR REPLACE FUNCTION partners_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.left_at IS DISTINCT FROM OLD.left_at OR CAST(NEW.reads AS TEXT) <> CAST(OLD.reads AS TEXT) THEN
    PERFORM 1 FROM collaborations WHERE id = OLD.collaboration_id FOR UPDATE;
  END IF;
  IF NEW.id <> OLD.id OR NEW.perspective <> OLD.perspective OR NEW.person_id <> OLD.person_id OR NEW.collaboration_id <> OLD.collaboration_id THEN
    RAISE EXCEPTION 'a partner stays who they are' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER partners_stay BEFORE UPDATE ON partners FOR EACH ROW EXECUTE FUNCTION partners_stay()
--;
CREATE OR REPLACE FUNCTION partners_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a partner stays who they are' USING ERRCODE = 'integrity_constraint_violation';
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER partners_no_delete BEFORE DELETE ON partners FOR EACH ROW EXECUTE FUNCTION partners_no_delete()
--;
CREATE OR REPLACE FUNCTION partners_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a partner stays who they are' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER partners_no_truncate BEFORE TRUNCATE ON partners FOR EACH STATEMENT EXECUTE FUNCTION partners_no_truncate()
--;
CREATE OR REPLACE FUNCTION agreement_versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.in_force_at IS NOT NULL THEN
    RAISE EXCEPTION 'an agreement in force is not rewritten' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER agreement_versions_stay BEFORE UPDATE OF id, collaboration_id, number, model, is_end, in_force_at, dropped_at ON agreement_versions FOR EACH ROW EXECUTE FUNCTION agreement_versions_stay()
--;
CREATE OR REPLACE FUNCTION agreement_versions_last() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.in_force_at IS NOT NULL THEN
    RAISE EXCEPTION 'an agreement in force is not rewritten' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER agreement_versions_last BEFORE DELETE ON agreement_versions FOR EACH ROW EXECUTE FUNCTION agreement_versions_last()
--;
CREATE OR REPLACE FUNCTION candidates_no_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a candidate never changes' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER candidates_no_update BEFORE UPDATE OF id, draft_id, lesson_id, collaboration_id, number, kind, structure, digest, is_small_fix, made_by_id, made_at ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_no_update()
--;
CREATE OR REPLACE FUNCTION candidates_superseded_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM collaborations WHERE id = OLD.collaboration_id FOR UPDATE;
  IF OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL THEN
    RAISE EXCEPTION 'a candidate never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER candidates_superseded_once BEFORE UPDATE OF superseded_at ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_superseded_once()
--;
CREATE OR REPLACE FUNCTION candidates_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a candidate never changes' USING ERRCODE = 'integrity_constraint_violation';
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER candidates_no_delete BEFORE DELETE ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_no_delete()
--;
CREATE OR REPLACE FUNCTION candidates_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a candidate never changes' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER candidates_no_truncate BEFORE TRUNCATE ON candidates FOR EACH STATEMENT EXECUTE FUNCTION candidates_no_truncate()
--;
CREATE OR REPLACE FUNCTION candidates_fit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM collaborations WHERE id = NEW.collaboration_id FOR UPDATE;
  IF NOT EXISTS (
    SELECT 1 FROM drafts d JOIN partners p ON p.collaboration_id = d.collaboration_id
    WHERE d.id = NEW.draft_id AND d.lesson_id = NEW.lesson_id AND d.collaboration_id = NEW.collaboration_id
    AND p.id = NEW.made_by_id AND p.left_at IS NULL
  ) OR NEW.superseded_at IS NOT NULL THEN
    RAISE EXCEPTION 'this candidate is not of its draft' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER candidates_fit BEFORE INSERT ON candidates FOR EACH ROW EXECUTE FUNCTION candidates_fit()
--;
CREATE OR REPLACE FUNCTION candidate_texts_no_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER candidate_texts_no_update BEFORE UPDATE ON candidate_texts FOR EACH ROW EXECUTE FUNCTION candidate_texts_no_update()
--;
CREATE OR REPLACE FUNCTION candidate_texts_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER candidate_texts_no_delete BEFORE DELETE ON candidate_texts FOR EACH ROW EXECUTE FUNCTION candidate_texts_no_delete()
--;
CREATE OR REPLACE FUNCTION candidate_texts_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER candidate_texts_no_truncate BEFORE TRUNCATE ON candidate_texts FOR EACH STATEMENT EXECUTE FUNCTION candidate_texts_no_truncate()
--;
CREATE OR REPLACE FUNCTION sign_offs_no_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a sign-off never changes' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER sign_offs_no_update BEFORE UPDATE ON sign_offs FOR EACH ROW EXECUTE FUNCTION sign_offs_no_update()
--;
CREATE OR REPLACE FUNCTION sign_offs_valid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM collaborations WHERE id = (SELECT c.collaboration_id FROM candidates c JOIN candidate_texts t ON t.candidate_id = c.id WHERE t.id = NEW.text_id) FOR UPDATE;
  IF NOT EXISTS (
    SELECT 1 FROM candidate_texts t JOIN candidates c ON c.id = t.candidate_id
    JOIN partners p ON p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || t.language || '"', '') <> CAST(p.reads AS TEXT)
    WHERE t.id = NEW.text_id AND t.digest = NEW.digest AND c.superseded_at IS NULL AND p.id = NEW.partner_id
    AND (NEW.by_deputy_id IS NULL OR (p.paused_at IS NOT NULL AND p.deputy_id = NEW.by_deputy_id AND EXISTS (
      SELECT 1 FROM partners d WHERE d.id = NEW.by_deputy_id AND d.left_at IS NULL
      AND d.collaboration_id = p.collaboration_id AND d.perspective = p.perspective
    )))
  ) THEN
    RAISE EXCEPTION 'this sign-off is not valid' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER sign_offs_valid BEFORE INSERT ON sign_offs FOR EACH ROW EXECUTE FUNCTION sign_offs_valid()
--;
CREATE OR REPLACE FUNCTION sign_offs_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM collaborations WHERE id = (SELECT c.collaboration_id FROM candidates c JOIN candidate_texts t ON t.candidate_id = c.id WHERE t.id = OLD.text_id) FOR UPDATE;
  IF EXISTS (
    SELECT 1 FROM candidate_texts t JOIN publications pub ON pub.candidate_id = t.candidate_id
    WHERE t.id = OLD.text_id AND (pub.revision_id IS NULL OR EXISTS (
      SELECT 1 FROM lesson_texts l WHERE l.revision_id = pub.revision_id AND l.language = t.language
    ))
  ) THEN
    RAISE EXCEPTION 'a counted sign-off stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER sign_offs_no_delete BEFORE DELETE ON sign_offs FOR EACH ROW EXECUTE FUNCTION sign_offs_no_delete()
--;
CREATE OR REPLACE FUNCTION sign_offs_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a counted sign-off stays' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER sign_offs_no_truncate BEFORE TRUNCATE ON sign_offs FOR EACH STATEMENT EXECUTE FUNCTION sign_offs_no_truncate()
--;
CREATE OR REPLACE FUNCTION holds_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM collaborations WHERE id = (SELECT d.collaboration_id FROM drafts d WHERE d.id = NEW.draft_id) FOR UPDATE;
  IF NEW.ended_at IS NOT NULL OR NEW.ended_by_candidate_id IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM drafts d JOIN partners p ON p.collaboration_id = d.collaboration_id
    WHERE d.id = NEW.draft_id AND d.lesson_id = NEW.lesson_id
    AND p.id = NEW.partner_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
  ) OR (NEW.candidate_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM candidates c WHERE c.id = NEW.candidate_id AND c.lesson_id = NEW.lesson_id
  )) THEN
    RAISE EXCEPTION 'a hold is placed by a lived-experience partner, and stays as it was placed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holds_placed BEFORE INSERT ON holds FOR EACH ROW EXECUTE FUNCTION holds_placed()
--;
CREATE OR REPLACE FUNCTION holds_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a hold is placed by a lived-experience partner, and stays as it was placed' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holds_stay BEFORE UPDATE OF id, draft_id, lesson_id, candidate_id, block_id, partner_id, placed_at ON holds FOR EACH ROW EXECUTE FUNCTION holds_stay()
--;
CREATE OR REPLACE FUNCTION holds_keep_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reason <> OLD.reason AND (NEW.reason <> '' OR OLD.ended_at IS NULL) THEN
    RAISE EXCEPTION 'a hold is placed by a lived-experience partner, and stays as it was placed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holds_keep_reason BEFORE UPDATE OF reason ON holds FOR EACH ROW EXECUTE FUNCTION holds_keep_reason()
--;
CREATE OR REPLACE FUNCTION holds_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM collaborations WHERE id = (SELECT d.collaboration_id FROM drafts d WHERE d.id = OLD.draft_id) FOR UPDATE;
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.how_ended IS NULL OR NOT (
    NEW.how_ended = 'withdrawn' OR (NEW.how_ended = 'changed' AND EXISTS (
    SELECT 1 FROM candidates c WHERE c.id = NEW.ended_by_candidate_id AND c.lesson_id = NEW.lesson_id
    AND c.superseded_at IS NULL AND c.made_at >= NEW.placed_at AND c.kind <> 'withdrawal'
    AND (NEW.candidate_id IS NULL OR c.id > NEW.candidate_id) AND NOT c.is_small_fix
    AND c.digest <> COALESCE(
      (SELECT held.digest FROM candidates held WHERE held.id = NEW.candidate_id),
      (SELECT r.digest FROM lessons l JOIN lesson_revisions r ON r.id = l.current_id WHERE l.id = NEW.lesson_id), ''
    ) AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
    ) >= 1)
  ))
    OR (NEW.how_ended IN ('side_by_side', 'left_out') AND EXISTS (
    SELECT 1 FROM mediations m JOIN partners holder ON holder.id = NEW.partner_id
    JOIN partners p1 ON p1.id = m.proposed_by_id JOIN partners p2 ON p2.id = m.agreed_by_id
    JOIN partners p3 ON p3.id = m.outcome_by_id JOIN partners p4 ON p4.id = m.concluded_by_id
    JOIN candidates c ON c.id = NEW.ended_by_candidate_id
    WHERE m.hold_id = NEW.id AND m.agreed_at IS NOT NULL AND m.concluded_at IS NOT NULL AND m.outcome = NEW.how_ended
    AND c.lesson_id = NEW.lesson_id AND c.superseded_at IS NULL AND c.made_at >= m.concluded_at
    AND p1.collaboration_id = holder.collaboration_id AND p2.collaboration_id = holder.collaboration_id
    AND p3.collaboration_id = holder.collaboration_id AND p4.collaboration_id = holder.collaboration_id
    AND (p1.perspective = 'lived_experience') <> (p2.perspective = 'lived_experience')
    AND (p3.perspective = 'lived_experience') <> (p4.perspective = 'lived_experience')
    AND (holder.left_at IS NOT NULL OR (
      holder.id IN (m.proposed_by_id, m.agreed_by_id) AND holder.id IN (m.outcome_by_id, m.concluded_by_id)
    ))
    AND (m.outcome <> 'side_by_side' OR replace(
      CAST(c.structure AS TEXT), '"id": "disagreement-' || CAST(NEW.id AS TEXT) || '"', ''
    ) <> CAST(c.structure AS TEXT))
  ))
  ) THEN
    RAISE EXCEPTION 'a hold ends in one of the four ways' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holds_end BEFORE UPDATE OF ended_at, how_ended, ended_by_candidate_id ON holds FOR EACH ROW EXECUTE FUNCTION holds_end()
--;
CREATE OR REPLACE FUNCTION holds_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a hold is placed by a lived-experience partner, and stays as it was placed' USING ERRCODE = 'integrity_constraint_violation';
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER holds_no_delete BEFORE DELETE ON holds FOR EACH ROW EXECUTE FUNCTION holds_no_delete()
--;
CREATE OR REPLACE FUNCTION holds_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a hold is placed by a lived-experience partner, and stays as it was placed' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holds_no_truncate BEFORE TRUNCATE ON holds FOR EACH STATEMENT EXECUTE FUNCTION holds_no_truncate()
--;
CREATE OR REPLACE FUNCTION mediations_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.concluded_at IS NOT NULL OR NEW.hold_id <> OLD.hold_id OR (OLD.agreed_at IS NOT NULL AND (
    NEW.mediator <> OLD.mediator OR NEW.proposed_by_id <> OLD.proposed_by_id
    OR NEW.agreed_by_id IS DISTINCT FROM OLD.agreed_by_id OR NEW.agreed_at IS DISTINCT FROM OLD.agreed_at
  )) THEN
    RAISE EXCEPTION 'what was agreed in a mediation stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER mediations_stay BEFORE UPDATE ON mediations FOR EACH ROW EXECUTE FUNCTION mediations_stay()
--;
CREATE OR REPLACE FUNCTION mediations_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was agreed in a mediation stays' USING ERRCODE = 'integrity_constraint_violation';
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER mediations_no_delete BEFORE DELETE ON mediations FOR EACH ROW EXECUTE FUNCTION mediations_no_delete()
--;
CREATE OR REPLACE FUNCTION mediations_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was agreed in a mediation stays' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER mediations_no_truncate BEFORE TRUNCATE ON mediations FOR EACH STATEMENT EXECUTE FUNCTION mediations_no_truncate()
--;
CREATE OR REPLACE FUNCTION lesson_revisions_need_sign_offs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'source_edition' THEN
    PERFORM 1 FROM collaborations JOIN lessons ON lessons.module_id = collaborations.module_id
    WHERE lessons.id = NEW.lesson_id AND collaborations.ended_at IS NULL FOR UPDATE OF collaborations;
  END IF;
  IF NEW.status IN ('co_creation', 'co_production') AND NOT EXISTS (
    SELECT 1 FROM candidates c JOIN candidate_texts t ON t.candidate_id = c.id
    WHERE c.lesson_id = NEW.lesson_id AND c.superseded_at IS NULL AND c.kind IN ('new', 'back') AND c.digest = NEW.digest AND CAST(c.structure AS TEXT) = CAST(NEW.structure AS TEXT)
    AND EXISTS (
      SELECT 1 FROM collaborations co JOIN agreements a ON a.id = co.agreement_id
      JOIN lessons l ON l.module_id = a.module_id AND l.module_id = co.module_id
      WHERE co.id = c.collaboration_id AND l.id = c.lesson_id AND co.ended_at IS NULL AND a.ended_at IS NULL
    ) AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.lesson_id = c.lesson_id AND h.ended_at IS NULL) AND (
      (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'professional'
    ) >= 1 AND (
        (NEW.status = 'co_production' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_production' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) >= 2 AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 2 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
    ) >= 1))
        OR (NEW.status = 'co_creation' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_production' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) = 1 AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
    ) >= 1))
        OR (NEW.status = 'co_creation' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_creation' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT)
    ) >= 1)
      )
    )
  ) THEN
    RAISE EXCEPTION 'no sign-offs' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_revisions_need_sign_offs BEFORE INSERT ON lesson_revisions FOR EACH ROW EXECUTE FUNCTION lesson_revisions_need_sign_offs()
--;
CREATE OR REPLACE FUNCTION lesson_texts_need_sign_offs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TRUE THEN
    PERFORM 1 FROM collaborations JOIN lessons ON lessons.module_id = collaborations.module_id
    WHERE lessons.id = (SELECT r.lesson_id FROM lesson_revisions r WHERE r.id = NEW.revision_id) AND collaborations.ended_at IS NULL FOR UPDATE OF collaborations;
  END IF;
  IF EXISTS (
    SELECT 1 FROM lesson_revisions r WHERE r.id = NEW.revision_id AND r.status IN ('co_creation', 'co_production')
    AND NOT EXISTS (
      SELECT 1 FROM candidates c JOIN candidate_texts t ON t.candidate_id = c.id
      WHERE c.lesson_id = r.lesson_id AND c.superseded_at IS NULL AND c.kind IN ('new', 'back') AND c.digest = r.digest AND CAST(c.structure AS TEXT) = CAST(r.structure AS TEXT)
      AND t.language = NEW.language AND t.digest = NEW.digest AND CAST(t.source AS TEXT) = CAST(NEW.source AS TEXT)
      AND NEW.title = (NEW.source ->> 'title') AND NEW.summary = (NEW.source ->> 'summary')
      AND EXISTS (
      SELECT 1 FROM collaborations co JOIN agreements a ON a.id = co.agreement_id
      JOIN lessons l ON l.module_id = a.module_id AND l.module_id = co.module_id
      WHERE co.id = c.collaboration_id AND l.id = c.lesson_id AND co.ended_at IS NULL AND a.ended_at IS NULL
    ) AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.lesson_id = c.lesson_id AND h.ended_at IS NULL) AND (
      (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'professional'
    ) >= 1 AND (
        (r.status = 'co_production' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_production' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) >= 2 AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 2 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
    ) >= 1))
        OR (r.status = 'co_creation' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_production' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) = 1 AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
    ) >= 1))
        OR (r.status = 'co_creation' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_creation' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id = t.id AND s.digest = t.digest AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT)
    ) >= 1)
      )
    )
    )
  ) THEN
    RAISE EXCEPTION 'no sign-offs' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_texts_need_sign_offs BEFORE INSERT ON lesson_texts FOR EACH ROW EXECUTE FUNCTION lesson_texts_need_sign_offs()
--;
CREATE OR REPLACE FUNCTION publications_need_sign_offs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM collaborations WHERE id = (SELECT c.collaboration_id FROM candidates c WHERE c.id = NEW.candidate_id) FOR UPDATE;
  IF NOT EXISTS (
    SELECT 1 FROM candidates c JOIN partners p ON p.collaboration_id = c.collaboration_id
    WHERE c.id = NEW.candidate_id AND c.lesson_id = NEW.lesson_id AND c.kind = NEW.kind AND c.superseded_at IS NULL
    AND p.id = NEW.partner_id AND p.left_at IS NULL AND EXISTS (
      SELECT 1 FROM collaborations co JOIN agreements a ON a.id = co.agreement_id
      JOIN lessons l ON l.module_id = a.module_id AND l.module_id = co.module_id
      WHERE co.id = c.collaboration_id AND l.id = c.lesson_id AND co.ended_at IS NULL AND a.ended_at IS NULL
    ) AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.lesson_id = c.lesson_id AND h.ended_at IS NULL)
    AND (
      (NEW.kind <> 'withdrawal' AND EXISTS (
        SELECT 1 FROM lesson_revisions r JOIN lesson_texts l ON l.revision_id = r.id
        WHERE r.id = NEW.revision_id AND r.lesson_id = NEW.lesson_id AND r.digest = c.digest AND r.status IN ('co_creation', 'co_production')
      )) OR (NEW.kind = 'withdrawal' AND NEW.revision_id IS NULL AND (
        (
      (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'professional'
    ) >= 1 AND (
        ('co_production' = 'co_production' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_production' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) >= 2 AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 2 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
    ) >= 1))
        OR ('co_production' = 'co_creation' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_production' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) = 1 AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
    ) >= 1))
        OR ('co_production' = 'co_creation' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_creation' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT)
    ) >= 1)
      )
    ) OR (
      (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'professional'
    ) >= 1 AND (
        ('co_creation' = 'co_production' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_production' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) >= 2 AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 2 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
    ) >= 1))
        OR ('co_creation' = 'co_creation' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_production' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) = 1 AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
    ) >= 1))
        OR ('co_creation' = 'co_creation' AND (
      SELECT v.model FROM agreement_versions v
      WHERE v.collaboration_id = c.collaboration_id AND v.in_force_at IS NOT NULL AND v.dropped_at IS NULL
      ORDER BY v.number DESC LIMIT 1
    ) = 'co_creation' AND (
      SELECT count(*) FROM partners p
      WHERE p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (SELECT own.id FROM candidate_texts own WHERE own.candidate_id = c.id) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT)
    ) >= 1)
      )
    )
      ))
    )
  ) THEN
    RAISE EXCEPTION 'not what was signed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER publications_need_sign_offs BEFORE INSERT ON publications FOR EACH ROW EXECUTE FUNCTION publications_need_sign_offs()
--;
CREATE OR REPLACE FUNCTION publications_no_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER publications_no_update BEFORE UPDATE ON publications FOR EACH ROW EXECUTE FUNCTION publications_no_update()
--;
CREATE OR REPLACE FUNCTION publications_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN OLD;
END $$;
CREATE OR REPLACE TRIGGER publications_no_delete BEFORE DELETE ON publications FOR EACH ROW EXECUTE FUNCTION publications_no_delete()
--;
CREATE OR REPLACE FUNCTION publications_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER publications_no_truncate BEFORE TRUNCATE ON publications FOR EACH STATEMENT EXECUTE FUNCTION publications_no_truncate()
--;
CREATE OR REPLACE FUNCTION lessons_begin_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.current_id IS NOT NULL THEN
    RAISE EXCEPTION 'a lesson shows its newest publication' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lessons_begin_empty BEFORE INSERT ON lessons FOR EACH ROW EXECUTE FUNCTION lessons_begin_empty()
--;
CREATE OR REPLACE FUNCTION lessons_show_the_newest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.current_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM lesson_revisions r WHERE r.id = NEW.current_id AND r.lesson_id = NEW.id
    AND r.number = (SELECT max(n.number) FROM lesson_revisions n WHERE n.lesson_id = NEW.id)
    AND EXISTS (SELECT 1 FROM lesson_texts l WHERE l.revision_id = r.id)
    AND (r.status = 'source_edition' OR EXISTS (SELECT 1 FROM publications p WHERE p.revision_id = r.id))
    AND (r.id = OLD.current_id OR OLD.withdrawn_at IS NULL OR r.created_at > OLD.withdrawn_at)
  )) OR (NEW.current_id IS NULL AND OLD.current_id IS NOT NULL AND (
    EXISTS (
      SELECT 1 FROM agreements JOIN lessons ON lessons.module_id = agreements.module_id
      WHERE lessons.id = OLD.id AND agreements.ended_at IS NULL
    ) OR EXISTS (
      SELECT 1 FROM lesson_revisions AS earlier
      WHERE earlier.lesson_id = OLD.id AND earlier.status = 'co_production'
    )) AND NOT EXISTS (
    SELECT 1 FROM publications p JOIN candidates c ON c.id = p.candidate_id
    WHERE p.lesson_id = NEW.id AND p.kind = 'withdrawal' AND c.superseded_at IS NULL
    AND p.published_at >= (SELECT shown.created_at FROM lesson_revisions shown WHERE shown.id = OLD.current_id)
  )) THEN
    RAISE EXCEPTION 'a lesson shows its newest publication' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lessons_show_the_newest BEFORE UPDATE OF current_id ON lessons FOR EACH ROW EXECUTE FUNCTION lessons_show_the_newest()
--;
CREATE OR REPLACE FUNCTION lessons_stay_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at IS NULL OR NEW.withdrawn_at < OLD.withdrawn_at) THEN
    RAISE EXCEPTION 'a lesson shows its newest publication' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lessons_stay_withdrawn BEFORE UPDATE OF withdrawn_at ON lessons FOR EACH ROW EXECUTE FUNCTION lessons_stay_withdrawn()
--;
CREATE OR REPLACE FUNCTION lessons_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id <> OLD.id OR NEW.module_id <> OLD.module_id OR NEW.retired_at IS NOT NULL) AND (
    EXISTS (
      SELECT 1 FROM agreements JOIN lessons ON lessons.module_id = agreements.module_id
      WHERE lessons.id = OLD.id AND agreements.ended_at IS NULL
    ) OR EXISTS (
      SELECT 1 FROM lesson_revisions AS earlier
      WHERE earlier.lesson_id = OLD.id AND earlier.status = 'co_production'
    )) THEN
    RAISE EXCEPTION 'this lesson belongs to its partners' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lessons_stay BEFORE UPDATE OF id, module_id, retired_at ON lessons FOR EACH ROW EXECUTE FUNCTION lessons_stay()
--;
CREATE OR REPLACE FUNCTION suggestions_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a decided suggestion stays as it was decided' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestions_no_delete BEFORE DELETE ON suggestions FOR EACH ROW EXECUTE FUNCTION suggestions_no_delete()
--;
CREATE OR REPLACE FUNCTION suggestions_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a decided suggestion stays as it was decided' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestions_no_truncate BEFORE TRUNCATE ON suggestions FOR EACH STATEMENT EXECUTE FUNCTION suggestions_no_truncate()
--;
CREATE OR REPLACE FUNCTION suggestions_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'words are changed by nobody; their author withdraws them' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestions_keep_words BEFORE UPDATE OF id, draft_id, block_id, language, kind, base_version, base, body, note, partner_id, made_at ON suggestions FOR EACH ROW EXECUTE FUNCTION suggestions_keep_words()
--;
CREATE OR REPLACE FUNCTION suggestions_keep_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reason <> '' THEN
    RAISE EXCEPTION 'words are changed by nobody; their author withdraws them' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestions_keep_reason BEFORE UPDATE OF reason ON suggestions FOR EACH ROW EXECUTE FUNCTION suggestions_keep_reason()
--;
CREATE OR REPLACE FUNCTION suggestions_keep_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.vote_opened_at IS NOT NULL THEN
    RAISE EXCEPTION 'a decided suggestion stays as it was decided' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestions_keep_vote BEFORE UPDATE OF vote_opened_at ON suggestions FOR EACH ROW EXECUTE FUNCTION suggestions_keep_vote()
--;
CREATE OR REPLACE FUNCTION suggestions_keep_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outcome IS NOT NULL THEN
    RAISE EXCEPTION 'a decided suggestion stays as it was decided' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestions_keep_outcome BEFORE UPDATE OF outcome, decided_at, decided_by_id ON suggestions FOR EACH ROW EXECUTE FUNCTION suggestions_keep_outcome()
--;
CREATE OR REPLACE FUNCTION suggestions_keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outcome IS NOT NULL AND NEW.answer <> '' THEN
    RAISE EXCEPTION 'a decided suggestion stays as it was decided' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestions_keep_answer BEFORE UPDATE OF answer ON suggestions FOR EACH ROW EXECUTE FUNCTION suggestions_keep_answer()
--;
CREATE OR REPLACE FUNCTION suggestions_declined_jointly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.outcome IS NULL AND NEW.outcome = 'declined' AND COALESCE(NEW.decided_by_id, 0) <> NEW.partner_id AND EXISTS (
    SELECT 1 FROM drafts JOIN partners AS author ON author.id = NEW.partner_id
    WHERE drafts.id = NEW.draft_id AND author.perspective = 'lived_experience'
    AND COALESCE((
      SELECT model FROM agreement_versions
      WHERE agreement_versions.collaboration_id = drafts.collaboration_id AND in_force_at IS NOT NULL
      AND dropped_at IS NULL
      ORDER BY agreement_versions.number DESC LIMIT 1
    ), '') <> 'co_creation'
    AND (NEW.vote_opened_at IS NULL OR NOT EXISTS (
      SELECT 1 FROM suggestion_voices JOIN partners ON partners.id = suggestion_voices.partner_id
      WHERE suggestion_voices.suggestion_id = NEW.id AND partners.left_at IS NULL
      AND partners.collaboration_id = drafts.collaboration_id AND partners.perspective = 'lived_experience' AND suggestion_voices.voice IN ('yes', 'can_live_with_it')
    ) OR NOT EXISTS (
      SELECT 1 FROM suggestion_voices JOIN partners ON partners.id = suggestion_voices.partner_id
      WHERE suggestion_voices.suggestion_id = NEW.id AND partners.left_at IS NULL
      AND partners.collaboration_id = drafts.collaboration_id AND partners.perspective = 'professional' AND suggestion_voices.voice IN ('yes', 'can_live_with_it')
    ) OR EXISTS (
      SELECT 1 FROM suggestion_voices JOIN partners ON partners.id = suggestion_voices.partner_id
      WHERE suggestion_voices.suggestion_id = NEW.id AND partners.left_at IS NULL
      AND partners.collaboration_id = drafts.collaboration_id AND suggestion_voices.voice = 'no'
    ) OR EXISTS (
      SELECT 1 FROM partners
      WHERE partners.collaboration_id = drafts.collaboration_id
      AND partners.left_at IS NULL AND partners.paused_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM notices WHERE notices.partner_id = partners.id AND notices.kind = 'vote_opened'
        AND notices.thing_id = NEW.id AND NEW.decided_at - notices.made_at >= interval '5 days'
      )
    ))
  ) THEN
    RAISE EXCEPTION 'declined by its author or by a joint decision only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestions_declined_jointly BEFORE UPDATE ON suggestions FOR EACH ROW EXECUTE FUNCTION suggestions_declined_jointly()
--;
CREATE OR REPLACE FUNCTION suggestions_not_born_declined() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.outcome = 'declined' AND COALESCE(NEW.decided_by_id, 0) <> NEW.partner_id AND EXISTS (
    SELECT 1 FROM drafts JOIN partners AS author ON author.id = NEW.partner_id
    WHERE drafts.id = NEW.draft_id AND author.perspective = 'lived_experience'
    AND COALESCE((
      SELECT model FROM agreement_versions
      WHERE agreement_versions.collaboration_id = drafts.collaboration_id AND in_force_at IS NOT NULL
      AND dropped_at IS NULL
      ORDER BY agreement_versions.number DESC LIMIT 1
    ), '') <> 'co_creation'
    AND (NEW.vote_opened_at IS NULL OR NOT EXISTS (
      SELECT 1 FROM suggestion_voices JOIN partners ON partners.id = suggestion_voices.partner_id
      WHERE suggestion_voices.suggestion_id = NEW.id AND partners.left_at IS NULL
      AND partners.collaboration_id = drafts.collaboration_id AND partners.perspective = 'lived_experience' AND suggestion_voices.voice IN ('yes', 'can_live_with_it')
    ) OR NOT EXISTS (
      SELECT 1 FROM suggestion_voices JOIN partners ON partners.id = suggestion_voices.partner_id
      WHERE suggestion_voices.suggestion_id = NEW.id AND partners.left_at IS NULL
      AND partners.collaboration_id = drafts.collaboration_id AND partners.perspective = 'professional' AND suggestion_voices.voice IN ('yes', 'can_live_with_it')
    ) OR EXISTS (
      SELECT 1 FROM suggestion_voices JOIN partners ON partners.id = suggestion_voices.partner_id
      WHERE suggestion_voices.suggestion_id = NEW.id AND partners.left_at IS NULL
      AND partners.collaboration_id = drafts.collaboration_id AND suggestion_voices.voice = 'no'
    ) OR EXISTS (
      SELECT 1 FROM partners
      WHERE partners.collaboration_id = drafts.collaboration_id
      AND partners.left_at IS NULL AND partners.paused_at IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM notices WHERE notices.partner_id = partners.id AND notices.kind = 'vote_opened'
        AND notices.thing_id = NEW.id AND NEW.decided_at - notices.made_at >= interval '5 days'
      )
    ))
  ) THEN
    RAISE EXCEPTION 'declined by its author or by a joint decision only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestions_not_born_declined BEFORE INSERT ON suggestions FOR EACH ROW EXECUTE FUNCTION suggestions_not_born_declined()
--;
CREATE OR REPLACE FUNCTION suggestion_voices_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a voice on a decided suggestion stays' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestion_voices_no_delete BEFORE DELETE ON suggestion_voices FOR EACH ROW EXECUTE FUNCTION suggestion_voices_no_delete()
--;
CREATE OR REPLACE FUNCTION suggestion_voices_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a voice on a decided suggestion stays' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestion_voices_no_truncate BEFORE TRUNCATE ON suggestion_voices FOR EACH STATEMENT EXECUTE FUNCTION suggestion_voices_no_truncate()
--;
CREATE OR REPLACE FUNCTION suggestion_voices_keep_whose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a voice on a decided suggestion stays' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestion_voices_keep_whose BEFORE UPDATE OF id, suggestion_id, partner_id ON suggestion_voices FOR EACH ROW EXECUTE FUNCTION suggestion_voices_keep_whose()
--;
CREATE OR REPLACE FUNCTION suggestion_voices_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM suggestions WHERE id = OLD.suggestion_id AND outcome IS NOT NULL) THEN
    RAISE EXCEPTION 'a voice on a decided suggestion stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestion_voices_keep BEFORE UPDATE OF voice, given_at, by_deputy_id ON suggestion_voices FOR EACH ROW EXECUTE FUNCTION suggestion_voices_keep()
--;
CREATE OR REPLACE FUNCTION suggestion_voices_keep_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.reason <> '' AND EXISTS (SELECT 1 FROM suggestions WHERE id = OLD.suggestion_id AND outcome IS NOT NULL) THEN
    RAISE EXCEPTION 'a voice on a decided suggestion stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestion_voices_keep_reason BEFORE UPDATE OF reason ON suggestion_voices FOR EACH ROW EXECUTE FUNCTION suggestion_voices_keep_reason()
--;
CREATE OR REPLACE FUNCTION suggestion_voices_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM suggestions WHERE id = NEW.suggestion_id AND outcome IS NOT NULL) THEN
    RAISE EXCEPTION 'a voice on a decided suggestion stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestion_voices_in_time BEFORE INSERT ON suggestion_voices FOR EACH ROW EXECUTE FUNCTION suggestion_voices_in_time()
--;
CREATE OR REPLACE FUNCTION comments_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'words are changed by nobody; their author withdraws them' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER comments_no_delete BEFORE DELETE ON comments FOR EACH ROW EXECUTE FUNCTION comments_no_delete()
--;
CREATE OR REPLACE FUNCTION comments_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'words are changed by nobody; their author withdraws them' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER comments_no_truncate BEFORE TRUNCATE ON comments FOR EACH STATEMENT EXECUTE FUNCTION comments_no_truncate()
--;
CREATE OR REPLACE FUNCTION comments_keep_whose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'words are changed by nobody; their author withdraws them' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER comments_keep_whose BEFORE UPDATE OF id, thread_id, partner_id, made_at ON comments FOR EACH ROW EXECUTE FUNCTION comments_keep_whose()
--;
CREATE OR REPLACE FUNCTION comments_keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.body <> '' THEN
    RAISE EXCEPTION 'words are changed by nobody; their author withdraws them' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER comments_keep_words BEFORE UPDATE OF body ON comments FOR EACH ROW EXECUTE FUNCTION comments_keep_words()
