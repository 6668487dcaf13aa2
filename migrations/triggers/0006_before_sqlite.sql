CREATE TRIGGER IF NOT EXISTS sign_offs_valid BEFORE INSERT ON sign_offs
BEGIN
  SELECT RAISE(ABORT, 'this sign-off is not valid')
  WHERE NOT EXISTS (
    SELECT 1 FROM candidate_texts t JOIN candidates c ON c.id = t.candidate_id
    JOIN partners p ON p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND replace(CAST(p.reads AS TEXT), '"' || t.language || '"', '') <> CAST(p.reads AS TEXT)
    WHERE t.id = NEW.text_id AND t.digest = NEW.digest AND c.superseded_at IS NULL AND p.id = NEW.partner_id
    AND (NEW.by_deputy_id IS NULL OR (p.paused_at IS NOT NULL AND p.deputy_id = NEW.by_deputy_id AND EXISTS (
      SELECT 1 FROM partners d WHERE d.id = NEW.by_deputy_id AND d.left_at IS NULL
      AND d.collaboration_id = p.collaboration_id AND d.perspective = p.perspective
    )))
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
  ));
END
--;
CREATE TRIGGER IF NOT EXISTS holds_stay BEFORE UPDATE OF id, draft_id, lesson_id, candidate_id, block_id, partner_id, placed_at ON holds
BEGIN
  SELECT RAISE(ABORT, 'a hold is placed by a lived-experience partner, and stays as it was placed');
END
--;
CREATE TRIGGER IF NOT EXISTS holds_end BEFORE UPDATE OF ended_at, how_ended, ended_by_candidate_id ON holds
BEGIN
  SELECT RAISE(ABORT, 'a hold ends in one of the four ways')
  WHERE OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.how_ended IS NULL OR NOT (
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
  );
END
--;
CREATE TRIGGER IF NOT EXISTS mediations_stay BEFORE UPDATE ON mediations
BEGIN
  SELECT RAISE(ABORT, 'what was agreed in a mediation stays')
  WHERE OLD.concluded_at IS NOT NULL OR NEW.hold_id <> OLD.hold_id OR (OLD.agreed_at IS NOT NULL AND (
    NEW.mediator <> OLD.mediator OR NEW.proposed_by_id <> OLD.proposed_by_id
    OR NEW.agreed_by_id IS DISTINCT FROM OLD.agreed_by_id OR NEW.agreed_at IS DISTINCT FROM OLD.agreed_at
  ));
END
