CREATE TRIGGER IF NOT EXISTS agreement_answers_whose BEFORE INSERT ON agreement_answers
BEGIN
  SELECT RAISE(ABORT, 'a deputy answers for who named them, while they pause')
  WHERE NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    );
END
--;
CREATE TRIGGER IF NOT EXISTS agreement_answers_whose_now BEFORE UPDATE OF partner_id, yes, answered_at, by_deputy_id ON agreement_answers
BEGIN
  SELECT RAISE(ABORT, 'a deputy answers for who named them, while they pause')
  WHERE NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    );
END
--;
CREATE TRIGGER IF NOT EXISTS candidate_texts_word_for_word BEFORE INSERT ON candidate_texts
BEGIN
  SELECT RAISE(ABORT, 'both positions stand word for word as they were agreed')
  WHERE EXISTS (
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
  );
END
--;
CREATE TRIGGER IF NOT EXISTS sign_offs_valid BEFORE INSERT ON sign_offs
BEGIN
  SELECT RAISE(ABORT, 'this sign-off is not valid')
  WHERE NOT EXISTS (
    SELECT 1 FROM candidate_texts t JOIN candidates c ON c.id = t.candidate_id
    JOIN partners p ON p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || t.language || '"', '') <> CAST(p.reads AS TEXT)
    WHERE t.id = NEW.text_id AND t.digest = NEW.digest AND c.superseded_at IS NULL AND p.id = NEW.partner_id
    AND (NEW.by_deputy_id IS NULL OR EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = p.id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    ))
  );
END
--;
CREATE TRIGGER IF NOT EXISTS holds_placed BEFORE INSERT ON holds
BEGIN
  SELECT RAISE(ABORT, 'a hold is placed by a lived-experience partner, and stays as it was placed')
  WHERE NEW.ended_at IS NOT NULL OR NEW.ended_by_candidate_id IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM drafts d JOIN partners p ON p.collaboration_id = d.collaboration_id
    WHERE d.id = NEW.draft_id AND d.lesson_id = NEW.lesson_id
    AND p.id = NEW.partner_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
  ) OR (NEW.candidate_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM candidates c WHERE c.id = NEW.candidate_id AND c.lesson_id = NEW.lesson_id
  )) OR (NEW.candidate_id IS NULL AND CAST(NEW.held AS TEXT) = '[]');
END
--;
CREATE TRIGGER IF NOT EXISTS holds_whose BEFORE INSERT ON holds
BEGIN
  SELECT RAISE(ABORT, 'a deputy acts for who named them, while they pause')
  WHERE NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    );
END
--;
CREATE TRIGGER IF NOT EXISTS holds_stay BEFORE UPDATE OF id, draft_id, lesson_id, candidate_id, block_id, partner_id, placed_at, by_deputy_id, held ON holds
BEGIN
  SELECT RAISE(ABORT, 'a hold is placed by a lived-experience partner, and stays as it was placed');
END
--;
CREATE TRIGGER IF NOT EXISTS holds_end BEFORE UPDATE OF ended_at, how_ended, ended_by_candidate_id, ended_deputy_id ON holds
BEGIN
  SELECT RAISE(ABORT, 'a hold ends in one of the four ways')
  WHERE OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.how_ended IS NULL OR NOT (
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
  ));
END
--;
CREATE TRIGGER IF NOT EXISTS mediations_stay BEFORE UPDATE ON mediations
BEGIN
  SELECT RAISE(ABORT, 'what was agreed in a mediation stays')
  WHERE OLD.concluded_at IS NOT NULL OR NEW.hold_id <> OLD.hold_id OR (OLD.agreed_at IS NOT NULL AND (
    NEW.mediator <> OLD.mediator OR NEW.proposed_by_id <> OLD.proposed_by_id
    OR NEW.agreed_by_id IS DISTINCT FROM OLD.agreed_by_id OR NEW.agreed_at IS DISTINCT FROM OLD.agreed_at
    OR NEW.proposed_deputy_id IS DISTINCT FROM OLD.proposed_deputy_id
    OR NEW.agreed_deputy_id IS DISTINCT FROM OLD.agreed_deputy_id
  ));
END
--;
CREATE TRIGGER IF NOT EXISTS mediations_whose BEFORE INSERT ON mediations
BEGIN
  SELECT RAISE(ABORT, 'a deputy acts for who named them, while they pause')
  WHERE (NEW.proposed_deputy_id IS NOT NULL AND NOT EXISTS (
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
    ));
END
--;
CREATE TRIGGER IF NOT EXISTS mediations_whose_now BEFORE UPDATE ON mediations
BEGIN
  SELECT RAISE(ABORT, 'a deputy acts for who named them, while they pause')
  WHERE ((NEW.proposed_deputy_id IS DISTINCT FROM OLD.proposed_deputy_id OR NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id) AND (NEW.proposed_deputy_id IS NOT NULL AND NOT EXISTS (
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
    )));
END
--;
CREATE TRIGGER IF NOT EXISTS mediations_begin_open BEFORE INSERT ON mediations
BEGIN
  SELECT RAISE(ABORT, 'both positions stand word for word as each side wrote them')
  WHERE NEW.concluded_at IS NOT NULL AND NEW.outcome = 'side_by_side' AND NOT (
    COALESCE(COALESCE(NEW.one_words ->> 'da', NEW.one_words ->> 'en') <> '' AND replace((NEW.agreed_words -> 'da' ->> 'body'), COALESCE(NEW.one_words ->> 'da', NEW.one_words ->> 'en'), '') <> (NEW.agreed_words -> 'da' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.one_words ->> 'en', NEW.one_words ->> 'da') <> '' AND replace((NEW.agreed_words -> 'en' ->> 'body'), COALESCE(NEW.one_words ->> 'en', NEW.one_words ->> 'da'), '') <> (NEW.agreed_words -> 'en' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.other_words ->> 'da', NEW.other_words ->> 'en') <> '' AND replace((NEW.agreed_words -> 'da' ->> 'body'), COALESCE(NEW.other_words ->> 'da', NEW.other_words ->> 'en'), '') <> (NEW.agreed_words -> 'da' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.other_words ->> 'en', NEW.other_words ->> 'da') <> '' AND replace((NEW.agreed_words -> 'en' ->> 'body'), COALESCE(NEW.other_words ->> 'en', NEW.other_words ->> 'da'), '') <> (NEW.agreed_words -> 'en' ->> 'body'), FALSE)
    AND EXISTS (
      SELECT 1 FROM partners p1, partners p2 WHERE p1.id = NEW.one_by_id AND p2.id = NEW.other_by_id
      AND p1.perspective = 'lived_experience' AND p2.perspective <> 'lived_experience'
    )
  );
END
--;
CREATE TRIGGER IF NOT EXISTS mediations_word_for_word BEFORE UPDATE ON mediations
BEGIN
  SELECT RAISE(ABORT, 'both positions stand word for word as each side wrote them')
  WHERE OLD.concluded_at IS NULL AND NEW.concluded_at IS NOT NULL AND NEW.outcome = 'side_by_side' AND NOT (
    COALESCE(COALESCE(NEW.one_words ->> 'da', NEW.one_words ->> 'en') <> '' AND replace((NEW.agreed_words -> 'da' ->> 'body'), COALESCE(NEW.one_words ->> 'da', NEW.one_words ->> 'en'), '') <> (NEW.agreed_words -> 'da' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.one_words ->> 'en', NEW.one_words ->> 'da') <> '' AND replace((NEW.agreed_words -> 'en' ->> 'body'), COALESCE(NEW.one_words ->> 'en', NEW.one_words ->> 'da'), '') <> (NEW.agreed_words -> 'en' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.other_words ->> 'da', NEW.other_words ->> 'en') <> '' AND replace((NEW.agreed_words -> 'da' ->> 'body'), COALESCE(NEW.other_words ->> 'da', NEW.other_words ->> 'en'), '') <> (NEW.agreed_words -> 'da' ->> 'body'), FALSE) AND COALESCE(COALESCE(NEW.other_words ->> 'en', NEW.other_words ->> 'da') <> '' AND replace((NEW.agreed_words -> 'en' ->> 'body'), COALESCE(NEW.other_words ->> 'en', NEW.other_words ->> 'da'), '') <> (NEW.agreed_words -> 'en' ->> 'body'), FALSE)
    AND EXISTS (
      SELECT 1 FROM partners p1, partners p2 WHERE p1.id = NEW.one_by_id AND p2.id = NEW.other_by_id
      AND p1.perspective = 'lived_experience' AND p2.perspective <> 'lived_experience'
    )
  );
END
--;
CREATE TRIGGER IF NOT EXISTS suggestion_voices_whose BEFORE INSERT ON suggestion_voices
BEGIN
  SELECT RAISE(ABORT, 'a deputy speaks for who named them, while they pause')
  WHERE NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    );
END
--;
CREATE TRIGGER IF NOT EXISTS suggestion_voices_whose_now BEFORE UPDATE OF partner_id, voice, given_at, by_deputy_id ON suggestion_voices
BEGIN
  SELECT RAISE(ABORT, 'a deputy speaks for who named them, while they pause')
  WHERE NEW.by_deputy_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM partners away JOIN partners deputy ON deputy.id = away.deputy_id
      WHERE away.id = NEW.partner_id AND deputy.id = NEW.by_deputy_id AND away.left_at IS NULL AND away.paused_at IS NOT NULL
      AND deputy.left_at IS NULL AND deputy.paused_at IS NULL
      AND deputy.collaboration_id = away.collaboration_id AND deputy.perspective = away.perspective
    );
END
