CREATE TRIGGER IF NOT EXISTS lesson_revisions_need_sign_offs BEFORE INSERT ON lesson_revisions
BEGIN
  SELECT RAISE(ABORT, 'no sign-offs')
  WHERE NEW.status IN ('co_creation', 'co_production');
END
