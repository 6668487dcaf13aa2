CREATE OR REPLACE FUNCTION agreement_answers_whose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ) THEN
    RAISE EXCEPTION 'a deputy answers for who named them, while they pause' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER agreement_answers_whose BEFORE INSERT ON agreement_answers FOR EACH ROW EXECUTE FUNCTION agreement_answers_whose()
--;
CREATE OR REPLACE FUNCTION agreement_answers_whose_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ) THEN
    RAISE EXCEPTION 'a deputy answers for who named them, while they pause' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER agreement_answers_whose_now BEFORE UPDATE OF partner_id, yes, answered_at, by_deputy_id ON agreement_answers FOR EACH ROW EXECUTE FUNCTION agreement_answers_whose_now()
--;
CREATE OR REPLACE FUNCTION candidate_texts_word_for_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM candidates c JOIN holds h ON h.lesson_id = c.lesson_id
    JOIN mediations m ON m.hold_id = h.id AND m.outcome = 'side_by_side' AND m.concluded_at IS NOT NULL
    WHERE c.id = NEW.candidate_id
    AND CAST((NEW.source -> 'blocks' -> ('disagreement-' || CAST(h.id AS TEXT))) AS TEXT) IS NOT NULL
    AND (
      (NEW.source -> 'blocks' -> ('disagreement-' || CAST(h.id AS TEXT)) ->> 'body')
      IS DISTINCT FROM (m.agreed_words -> NEW.language ->> 'body')
      OR (NEW.source -> 'blocks' -> ('disagreement-' || CAST(h.id AS TEXT)) ->> 'heading')
      IS DISTINCT FROM (m.agreed_words -> NEW.language ->> 'heading')
    )
  ) THEN
    RAISE EXCEPTION 'both positions stand word for word as they were agreed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER candidate_texts_word_for_word BEFORE INSERT ON candidate_texts FOR EACH ROW EXECUTE FUNCTION candidate_texts_word_for_word()
--;
CREATE OR REPLACE FUNCTION sign_offs_valid() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM collaborations WHERE id = (SELECT c.collaboration_id FROM candidates c JOIN candidate_texts t ON t.candidate_id = c.id WHERE t.id = NEW.text_id) FOR UPDATE;
  IF NOT EXISTS (
    SELECT 1 FROM candidate_texts t JOIN candidates c ON c.id = t.candidate_id
    JOIN partners p ON p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || t.language || '"', '') <> CAST(p.reads AS TEXT)
    WHERE t.id = NEW.text_id AND t.digest = NEW.digest AND c.superseded_at IS NULL AND p.id = NEW.partner_id
    AND (NEW.by_deputy_id IS NULL OR EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = p.id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ))
  ) THEN
    RAISE EXCEPTION 'this sign-off is not valid' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER sign_offs_valid BEFORE INSERT ON sign_offs FOR EACH ROW EXECUTE FUNCTION sign_offs_valid()
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
  )) OR (NEW.candidate_id IS NULL AND CAST(NEW.held AS TEXT) = '[]') THEN
    RAISE EXCEPTION 'a hold is placed by a lived-experience partner, and stays as it was placed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holds_placed BEFORE INSERT ON holds FOR EACH ROW EXECUTE FUNCTION holds_placed()
--;
CREATE OR REPLACE FUNCTION holds_whose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ) THEN
    RAISE EXCEPTION 'a deputy acts for who named them, while they pause' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holds_whose BEFORE INSERT ON holds FOR EACH ROW EXECUTE FUNCTION holds_whose()
--;
CREATE OR REPLACE FUNCTION holds_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a hold is placed by a lived-experience partner, and stays as it was placed' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holds_stay BEFORE UPDATE OF id, draft_id, lesson_id, candidate_id, block_id, partner_id, placed_at, by_deputy_id, held ON holds FOR EACH ROW EXECUTE FUNCTION holds_stay()
--;
CREATE OR REPLACE FUNCTION holds_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM collaborations WHERE id = (SELECT d.collaboration_id FROM drafts d WHERE d.id = OLD.draft_id) FOR UPDATE;
  IF OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.how_ended IS NULL OR NOT (
    NEW.how_ended = 'withdrawn' OR (NEW.how_ended = 'changed' AND EXISTS (
    SELECT 1 FROM candidates c WHERE c.id = NEW.ended_by_candidate_id AND c.lesson_id = NEW.lesson_id
    AND c.superseded_at IS NULL AND c.made_at >= NEW.placed_at AND c.kind <> 'withdrawal'
    AND (NEW.candidate_id IS NULL OR c.id > NEW.candidate_id) AND NOT c.is_small_fix
    AND ((
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (
        SELECT own.id FROM candidate_texts own
        WHERE own.candidate_id = c.id AND replace(CAST(NEW.held AS TEXT), own.digest, '') = CAST(NEW.held AS TEXT)
        AND NOT EXISTS (
          SELECT 1 FROM candidate_texts held WHERE held.candidate_id = NEW.candidate_id AND held.digest = own.digest
        )
        AND (NEW.candidate_id IS NOT NULL OR NOT EXISTS (
          SELECT 1 FROM lessons l JOIN lesson_texts r ON r.revision_id = l.current_id
          WHERE l.id = NEW.lesson_id AND r.digest = own.digest
        ))
      ) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'lived_experience'
    ) >= 1 AND (
      SELECT count(DISTINCT COALESCE(s.by_deputy_id, s.partner_id))
      FROM sign_offs s JOIN partners p ON p.id = s.partner_id
      WHERE s.text_id IN (
        SELECT own.id FROM candidate_texts own
        WHERE own.candidate_id = c.id AND replace(CAST(NEW.held AS TEXT), own.digest, '') = CAST(NEW.held AS TEXT)
        AND NOT EXISTS (
          SELECT 1 FROM candidate_texts held WHERE held.candidate_id = NEW.candidate_id AND held.digest = own.digest
        )
        AND (NEW.candidate_id IS NOT NULL OR NOT EXISTS (
          SELECT 1 FROM lessons l JOIN lesson_texts r ON r.revision_id = l.current_id
          WHERE l.id = NEW.lesson_id AND r.digest = own.digest
        ))
      ) AND p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || (SELECT own.language FROM candidate_texts own WHERE own.id = s.text_id) || '"', '') <> CAST(p.reads AS TEXT) AND p.perspective = 'professional'
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
    AND (m.outcome <> 'side_by_side' OR (replace(
      CAST(c.structure AS TEXT), '"id": "disagreement-' || CAST(NEW.id AS TEXT) || '"', ''
    ) <> CAST(c.structure AS TEXT) AND NOT EXISTS (
      SELECT 1 FROM candidate_texts t WHERE t.candidate_id = c.id AND (
        (t.source -> 'blocks' -> ('disagreement-' || CAST(NEW.id AS TEXT)) ->> 'body')
        IS DISTINCT FROM (m.agreed_words -> t.language ->> 'body')
        OR (t.source -> 'blocks' -> ('disagreement-' || CAST(NEW.id AS TEXT)) ->> 'heading')
        IS DISTINCT FROM (m.agreed_words -> t.language ->> 'heading')
      )
    )))
  ))
  ) OR (NEW.ended_deputy_id IS NOT NULL AND (
    NEW.how_ended <> 'withdrawn' OR NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.ended_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    )
  )) THEN
    RAISE EXCEPTION 'a hold ends in one of the four ways' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER holds_end BEFORE UPDATE OF ended_at, how_ended, ended_by_candidate_id, ended_deputy_id ON holds FOR EACH ROW EXECUTE FUNCTION holds_end()
--;
CREATE OR REPLACE FUNCTION mediations_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.concluded_at IS NOT NULL OR NEW.hold_id <> OLD.hold_id OR (OLD.agreed_at IS NOT NULL AND (
    NEW.mediator <> OLD.mediator OR NEW.proposed_by_id <> OLD.proposed_by_id
    OR NEW.agreed_by_id IS DISTINCT FROM OLD.agreed_by_id OR NEW.agreed_at IS DISTINCT FROM OLD.agreed_at
    OR NEW.proposed_deputy_id IS DISTINCT FROM OLD.proposed_deputy_id
    OR NEW.agreed_deputy_id IS DISTINCT FROM OLD.agreed_deputy_id
  )) THEN
    RAISE EXCEPTION 'what was agreed in a mediation stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER mediations_stay BEFORE UPDATE ON mediations FOR EACH ROW EXECUTE FUNCTION mediations_stay()
--;
CREATE OR REPLACE FUNCTION mediations_whose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.proposed_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.proposed_by_id AND deputy.id = NEW.proposed_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    )) OR (NEW.agreed_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.agreed_by_id AND deputy.id = NEW.agreed_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    )) OR (NEW.one_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.one_by_id AND deputy.id = NEW.one_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    )) OR (NEW.other_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.other_by_id AND deputy.id = NEW.other_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    )) OR (NEW.outcome_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.outcome_by_id AND deputy.id = NEW.outcome_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    )) OR (NEW.concluded_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.concluded_by_id AND deputy.id = NEW.concluded_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    )) THEN
    RAISE EXCEPTION 'a deputy acts for who named them, while they pause' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER mediations_whose BEFORE INSERT ON mediations FOR EACH ROW EXECUTE FUNCTION mediations_whose()
--;
CREATE OR REPLACE FUNCTION mediations_whose_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ((NEW.proposed_deputy_id IS DISTINCT FROM OLD.proposed_deputy_id OR NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id) AND (NEW.proposed_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.proposed_by_id AND deputy.id = NEW.proposed_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ))) OR ((NEW.agreed_deputy_id IS DISTINCT FROM OLD.agreed_deputy_id OR NEW.agreed_by_id IS DISTINCT FROM OLD.agreed_by_id) AND (NEW.agreed_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.agreed_by_id AND deputy.id = NEW.agreed_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ))) OR ((NEW.one_deputy_id IS DISTINCT FROM OLD.one_deputy_id OR NEW.one_by_id IS DISTINCT FROM OLD.one_by_id) AND (NEW.one_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.one_by_id AND deputy.id = NEW.one_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ))) OR ((NEW.other_deputy_id IS DISTINCT FROM OLD.other_deputy_id OR NEW.other_by_id IS DISTINCT FROM OLD.other_by_id) AND (NEW.other_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.other_by_id AND deputy.id = NEW.other_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ))) OR ((NEW.outcome_deputy_id IS DISTINCT FROM OLD.outcome_deputy_id OR NEW.outcome_by_id IS DISTINCT FROM OLD.outcome_by_id) AND (NEW.outcome_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.outcome_by_id AND deputy.id = NEW.outcome_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ))) OR ((NEW.concluded_deputy_id IS DISTINCT FROM OLD.concluded_deputy_id OR NEW.concluded_by_id IS DISTINCT FROM OLD.concluded_by_id) AND (NEW.concluded_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.concluded_by_id AND deputy.id = NEW.concluded_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ))) THEN
    RAISE EXCEPTION 'a deputy acts for who named them, while they pause' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER mediations_whose_now BEFORE UPDATE ON mediations FOR EACH ROW EXECUTE FUNCTION mediations_whose_now()
--;
CREATE OR REPLACE FUNCTION mediations_begin_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.concluded_at IS NOT NULL AND NEW.outcome = 'side_by_side' AND NOT (
    COALESCE(COALESCE(NEW.one_words ->> 'da', NEW.one_words ->> 'en') <> '' AND replace((NEW.agreed_words -> 'da' ->> 'body'), COALESCE(NEW.one_words ->> 'da', NEW.one_words ->> 'en'), '') <> (NEW.agreed_words -> 'da' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.one_words ->> 'en', NEW.one_words ->> 'da') <> '' AND replace((NEW.agreed_words -> 'en' ->> 'body'), COALESCE(NEW.one_words ->> 'en', NEW.one_words ->> 'da'), '') <> (NEW.agreed_words -> 'en' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.other_words ->> 'da', NEW.other_words ->> 'en') <> '' AND replace((NEW.agreed_words -> 'da' ->> 'body'), COALESCE(NEW.other_words ->> 'da', NEW.other_words ->> 'en'), '') <> (NEW.agreed_words -> 'da' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.other_words ->> 'en', NEW.other_words ->> 'da') <> '' AND replace((NEW.agreed_words -> 'en' ->> 'body'), COALESCE(NEW.other_words ->> 'en', NEW.other_words ->> 'da'), '') <> (NEW.agreed_words -> 'en' ->> 'body'), FALSE)
    AND EXISTS (
      SELECT 1 FROM partners p1, partners p2 WHERE p1.id = NEW.one_by_id AND p2.id = NEW.other_by_id
      AND p1.perspective = 'lived_experience' AND p2.perspective <> 'lived_experience'
    )
  ) THEN
    RAISE EXCEPTION 'both positions stand word for word as each side wrote them' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER mediations_begin_open BEFORE INSERT ON mediations FOR EACH ROW EXECUTE FUNCTION mediations_begin_open()
--;
CREATE OR REPLACE FUNCTION mediations_word_for_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.concluded_at IS NULL AND NEW.concluded_at IS NOT NULL AND NEW.outcome = 'side_by_side' AND NOT (
    COALESCE(COALESCE(NEW.one_words ->> 'da', NEW.one_words ->> 'en') <> '' AND replace((NEW.agreed_words -> 'da' ->> 'body'), COALESCE(NEW.one_words ->> 'da', NEW.one_words ->> 'en'), '') <> (NEW.agreed_words -> 'da' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.one_words ->> 'en', NEW.one_words ->> 'da') <> '' AND replace((NEW.agreed_words -> 'en' ->> 'body'), COALESCE(NEW.one_words ->> 'en', NEW.one_words ->> 'da'), '') <> (NEW.agreed_words -> 'en' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.other_words ->> 'da', NEW.other_words ->> 'en') <> '' AND replace((NEW.agreed_words -> 'da' ->> 'body'), COALESCE(NEW.other_words ->> 'da', NEW.other_words ->> 'en'), '') <> (NEW.agreed_words -> 'da' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.other_words ->> 'en', NEW.other_words ->> 'da') <> '' AND replace((NEW.agreed_words -> 'en' ->> 'body'), COALESCE(NEW.other_words ->> 'en', NEW.other_words ->> 'da'), '') <> (NEW.agreed_words -> 'en' ->> 'body'), FALSE)
    AND EXISTS (
      SELECT 1 FROM partners p1, partners p2 WHERE p1.id = NEW.one_by_id AND p2.id = NEW.other_by_id
      AND p1.perspective = 'lived_experience' AND p2.perspective <> 'lived_experience'
    )
  ) THEN
    RAISE EXCEPTION 'both positions stand word for word as each side wrote them' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER mediations_word_for_word BEFORE UPDATE ON mediations FOR EACH ROW EXECUTE FUNCTION mediations_word_for_word()
--;
CREATE OR REPLACE FUNCTION suggestion_voices_whose() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ) THEN
    RAISE EXCEPTION 'a deputy speaks for who named them, while they pause' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestion_voices_whose BEFORE INSERT ON suggestion_voices FOR EACH ROW EXECUTE FUNCTION suggestion_voices_whose()
--;
CREATE OR REPLACE FUNCTION suggestion_voices_whose_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ) THEN
    RAISE EXCEPTION 'a deputy speaks for who named them, while they pause' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER suggestion_voices_whose_now BEFORE UPDATE OF partner_id, voice, given_at, by_deputy_id ON suggestion_voices FOR EACH ROW EXECUTE FUNCTION suggestion_voices_whose_now()
