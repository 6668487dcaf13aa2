CREATE TRIGGER IF NOT EXISTS partners_stay BEFORE UPDATE ON partners
BEGIN
  SELECT RAISE(ABORT, 'a partner stays who they are')
  WHERE NEW.id <> OLD.id OR NEW.perspective <> OLD.perspective OR NEW.person_id <> OLD.person_id OR NEW.collaboration_id <> OLD.collaboration_id;
END
--;
CREATE TRIGGER IF NOT EXISTS partners_no_delete BEFORE DELETE ON partners
BEGIN
  SELECT RAISE(ABORT, 'a partner stays who they are');
END
--;
CREATE TRIGGER IF NOT EXISTS partners_no_replace BEFORE INSERT ON partners
BEGIN
  SELECT RAISE(ABORT, 'a partner stays who they are')
  WHERE EXISTS (SELECT 1 FROM partners AS old WHERE old.id = NEW.id OR (old.collaboration_id = NEW.collaboration_id AND old.person_id = NEW.person_id));
END
--;
CREATE TRIGGER IF NOT EXISTS agreement_versions_stay BEFORE UPDATE OF id, collaboration_id, number, model, is_end, in_force_at, dropped_at ON agreement_versions
BEGIN
  SELECT RAISE(ABORT, 'an agreement in force is not rewritten')
  WHERE OLD.in_force_at IS NOT NULL;
END
--;
CREATE TRIGGER IF NOT EXISTS agreement_versions_last BEFORE DELETE ON agreement_versions
BEGIN
  SELECT RAISE(ABORT, 'an agreement in force is not rewritten')
  WHERE OLD.in_force_at IS NOT NULL;
END
--;
CREATE TRIGGER IF NOT EXISTS agreement_versions_no_replace BEFORE INSERT ON agreement_versions
BEGIN
  SELECT RAISE(ABORT, 'an agreement in force is not rewritten')
  WHERE EXISTS (SELECT 1 FROM agreement_versions AS old WHERE old.in_force_at IS NOT NULL AND (old.id = NEW.id OR (old.collaboration_id = NEW.collaboration_id AND old.number = NEW.number)));
END
--;
CREATE TRIGGER IF NOT EXISTS candidates_no_update BEFORE UPDATE OF id, draft_id, lesson_id, collaboration_id, number, kind, structure, digest, is_small_fix, made_by_id, made_at ON candidates
BEGIN
  SELECT RAISE(ABORT, 'a candidate never changes');
END
--;
CREATE TRIGGER IF NOT EXISTS candidates_superseded_once BEFORE UPDATE OF superseded_at ON candidates
BEGIN
  SELECT RAISE(ABORT, 'a candidate never changes')
  WHERE OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL;
END
--;
CREATE TRIGGER IF NOT EXISTS candidates_no_delete BEFORE DELETE ON candidates
BEGIN
  SELECT RAISE(ABORT, 'a candidate never changes');
END
--;
CREATE TRIGGER IF NOT EXISTS candidates_no_replace BEFORE INSERT ON candidates
BEGIN
  SELECT RAISE(ABORT, 'a candidate never changes')
  WHERE EXISTS (SELECT 1 FROM candidates AS old WHERE old.id = NEW.id OR (old.draft_id = NEW.draft_id AND (old.number = NEW.number OR old.superseded_at IS NULL)));
END
--;
CREATE TRIGGER IF NOT EXISTS candidates_fit BEFORE INSERT ON candidates
BEGIN
  SELECT RAISE(ABORT, 'this candidate is not of its draft')
  WHERE NOT EXISTS (
    SELECT 1 FROM drafts d JOIN partners p ON p.collaboration_id = d.collaboration_id
    WHERE d.id = NEW.draft_id AND d.lesson_id = NEW.lesson_id AND d.collaboration_id = NEW.collaboration_id
    AND p.id = NEW.made_by_id AND p.left_at IS NULL
  ) OR NEW.superseded_at IS NOT NULL;
END
--;
CREATE TRIGGER IF NOT EXISTS candidate_texts_no_update BEFORE UPDATE ON candidate_texts
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable');
END
--;
CREATE TRIGGER IF NOT EXISTS candidate_texts_no_delete BEFORE DELETE ON candidate_texts
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable');
END
--;
CREATE TRIGGER IF NOT EXISTS candidate_texts_no_replace BEFORE INSERT ON candidate_texts
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable')
  WHERE EXISTS (SELECT 1 FROM candidate_texts AS old WHERE old.id = NEW.id OR (old.candidate_id = NEW.candidate_id AND old.language = NEW.language));
END
--;
CREATE TRIGGER IF NOT EXISTS sign_offs_no_update BEFORE UPDATE ON sign_offs
BEGIN
  SELECT RAISE(ABORT, 'a sign-off never changes');
END
--;
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
CREATE TRIGGER IF NOT EXISTS sign_offs_no_delete BEFORE DELETE ON sign_offs
BEGIN
  SELECT RAISE(ABORT, 'a counted sign-off stays')
  WHERE EXISTS (
    SELECT 1 FROM candidate_texts t JOIN publications pub ON pub.candidate_id = t.candidate_id
    WHERE t.id = OLD.text_id AND (pub.revision_id IS NULL OR EXISTS (
      SELECT 1 FROM lesson_texts l WHERE l.revision_id = pub.revision_id AND l.language = t.language
    ))
  );
END
--;
CREATE TRIGGER IF NOT EXISTS sign_offs_no_replace BEFORE INSERT ON sign_offs
BEGIN
  SELECT RAISE(ABORT, 'a counted sign-off stays')
  WHERE EXISTS (SELECT 1 FROM sign_offs AS old WHERE old.id = NEW.id OR (old.text_id = NEW.text_id AND old.partner_id = NEW.partner_id));
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
CREATE TRIGGER IF NOT EXISTS holds_keep_reason BEFORE UPDATE OF reason ON holds
BEGIN
  SELECT RAISE(ABORT, 'a hold is placed by a lived-experience partner, and stays as it was placed')
  WHERE NEW.reason <> OLD.reason AND (NEW.reason <> '' OR OLD.ended_at IS NULL);
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
CREATE TRIGGER IF NOT EXISTS holds_no_delete BEFORE DELETE ON holds
BEGIN
  SELECT RAISE(ABORT, 'a hold is placed by a lived-experience partner, and stays as it was placed');
END
--;
CREATE TRIGGER IF NOT EXISTS holds_no_replace BEFORE INSERT ON holds
BEGIN
  SELECT RAISE(ABORT, 'a hold is placed by a lived-experience partner, and stays as it was placed')
  WHERE EXISTS (SELECT 1 FROM holds AS old WHERE old.id = NEW.id);
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
--;
CREATE TRIGGER IF NOT EXISTS mediations_no_delete BEFORE DELETE ON mediations
BEGIN
  SELECT RAISE(ABORT, 'what was agreed in a mediation stays');
END
--;
CREATE TRIGGER IF NOT EXISTS mediations_no_replace BEFORE INSERT ON mediations
BEGIN
  SELECT RAISE(ABORT, 'what was agreed in a mediation stays')
  WHERE EXISTS (SELECT 1 FROM mediations AS old WHERE old.id = NEW.id OR old.hold_id = NEW.hold_id);
END
--;
CREATE TRIGGER IF NOT EXISTS lesson_revisions_need_sign_offs BEFORE INSERT ON lesson_revisions
BEGIN
  SELECT RAISE(ABORT, 'no sign-offs')
  WHERE NEW.status IN ('co_creation', 'co_production') AND NOT EXISTS (
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
  );
END
--;
CREATE TRIGGER IF NOT EXISTS lesson_texts_need_sign_offs BEFORE INSERT ON lesson_texts
BEGIN
  SELECT RAISE(ABORT, 'no sign-offs')
  WHERE EXISTS (
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
  );
END
--;
CREATE TRIGGER IF NOT EXISTS publications_need_sign_offs BEFORE INSERT ON publications
BEGIN
  SELECT RAISE(ABORT, 'not what was signed')
  WHERE NOT EXISTS (
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
  );
END
--;
CREATE TRIGGER IF NOT EXISTS publications_no_update BEFORE UPDATE ON publications
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable');
END
--;
CREATE TRIGGER IF NOT EXISTS publications_no_delete BEFORE DELETE ON publications
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable');
END
--;
CREATE TRIGGER IF NOT EXISTS publications_no_replace BEFORE INSERT ON publications
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable')
  WHERE EXISTS (SELECT 1 FROM publications AS old WHERE old.id = NEW.id OR (old.revision_id = NEW.revision_id));
END
--;
CREATE TRIGGER IF NOT EXISTS lessons_begin_empty BEFORE INSERT ON lessons
BEGIN
  SELECT RAISE(ABORT, 'a lesson shows its newest publication')
  WHERE NEW.current_id IS NOT NULL;
END
--;
CREATE TRIGGER IF NOT EXISTS lessons_no_replace BEFORE INSERT ON lessons
BEGIN
  SELECT RAISE(ABORT, 'a lesson shows its newest publication')
  WHERE EXISTS (SELECT 1 FROM lessons AS old WHERE old.id = NEW.id OR old.slug = NEW.slug);
END
--;
CREATE TRIGGER IF NOT EXISTS lessons_show_the_newest BEFORE UPDATE OF current_id ON lessons
BEGIN
  SELECT RAISE(ABORT, 'a lesson shows its newest publication')
  WHERE (NEW.current_id IS NOT NULL AND NOT EXISTS (
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
  ));
END
--;
CREATE TRIGGER IF NOT EXISTS lessons_stay_withdrawn BEFORE UPDATE OF withdrawn_at ON lessons
BEGIN
  SELECT RAISE(ABORT, 'a lesson shows its newest publication')
  WHERE OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at IS NULL OR NEW.withdrawn_at < OLD.withdrawn_at);
END
--;
CREATE TRIGGER IF NOT EXISTS lessons_stay BEFORE UPDATE OF id, module_id, retired_at ON lessons
BEGIN
  SELECT RAISE(ABORT, 'this lesson belongs to its partners')
  WHERE (NEW.id <> OLD.id OR NEW.module_id <> OLD.module_id OR NEW.retired_at IS NOT NULL) AND (
    EXISTS (
      SELECT 1 FROM agreements JOIN lessons ON lessons.module_id = agreements.module_id
      WHERE lessons.id = OLD.id AND agreements.ended_at IS NULL
    ) OR EXISTS (
      SELECT 1 FROM lesson_revisions AS earlier
      WHERE earlier.lesson_id = OLD.id AND earlier.status = 'co_production'
    ));
END
--;
CREATE TRIGGER IF NOT EXISTS suggestions_no_delete BEFORE DELETE ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'a decided suggestion stays as it was decided');
END
--;
CREATE TRIGGER IF NOT EXISTS suggestions_no_replace BEFORE INSERT ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'a decided suggestion stays as it was decided')
  WHERE EXISTS (SELECT 1 FROM suggestions AS old WHERE old.id = NEW.id);
END
--;
CREATE TRIGGER IF NOT EXISTS suggestions_keep_words BEFORE UPDATE OF id, draft_id, block_id, language, kind, base_version, base, body, note, partner_id, made_at ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'words are changed by nobody; their author withdraws them');
END
--;
CREATE TRIGGER IF NOT EXISTS suggestions_keep_reason BEFORE UPDATE OF reason ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'words are changed by nobody; their author withdraws them')
  WHERE NEW.reason <> '';
END
--;
CREATE TRIGGER IF NOT EXISTS suggestions_keep_vote BEFORE UPDATE OF vote_opened_at ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'a decided suggestion stays as it was decided')
  WHERE OLD.vote_opened_at IS NOT NULL;
END
--;
CREATE TRIGGER IF NOT EXISTS suggestions_keep_outcome BEFORE UPDATE OF outcome, decided_at, decided_by_id ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'a decided suggestion stays as it was decided')
  WHERE OLD.outcome IS NOT NULL;
END
--;
CREATE TRIGGER IF NOT EXISTS suggestions_keep_answer BEFORE UPDATE OF answer ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'a decided suggestion stays as it was decided')
  WHERE OLD.outcome IS NOT NULL AND NEW.answer <> '';
END
--;
CREATE TRIGGER IF NOT EXISTS suggestions_declined_jointly BEFORE UPDATE ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'declined by its author or by a joint decision only')
  WHERE OLD.outcome IS NULL AND NEW.outcome = 'declined' AND COALESCE(NEW.decided_by_id, 0) <> NEW.partner_id AND EXISTS (
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
        AND notices.thing_id = NEW.id AND julianday(NEW.decided_at) - julianday(notices.made_at) >= 5
      )
    ))
  );
END
--;
CREATE TRIGGER IF NOT EXISTS suggestions_not_born_declined BEFORE INSERT ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'declined by its author or by a joint decision only')
  WHERE NEW.outcome = 'declined' AND COALESCE(NEW.decided_by_id, 0) <> NEW.partner_id AND EXISTS (
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
        AND notices.thing_id = NEW.id AND julianday(NEW.decided_at) - julianday(notices.made_at) >= 5
      )
    ))
  );
END
--;
CREATE TRIGGER IF NOT EXISTS suggestion_voices_no_delete BEFORE DELETE ON suggestion_voices
BEGIN
  SELECT RAISE(ABORT, 'a voice on a decided suggestion stays');
END
--;
CREATE TRIGGER IF NOT EXISTS suggestion_voices_no_replace BEFORE INSERT ON suggestion_voices
BEGIN
  SELECT RAISE(ABORT, 'a voice on a decided suggestion stays')
  WHERE EXISTS (SELECT 1 FROM suggestion_voices AS old WHERE old.id = NEW.id OR (old.suggestion_id = NEW.suggestion_id AND old.partner_id = NEW.partner_id));
END
--;
CREATE TRIGGER IF NOT EXISTS suggestion_voices_keep_whose BEFORE UPDATE OF id, suggestion_id, partner_id ON suggestion_voices
BEGIN
  SELECT RAISE(ABORT, 'a voice on a decided suggestion stays');
END
--;
CREATE TRIGGER IF NOT EXISTS suggestion_voices_keep BEFORE UPDATE OF voice, given_at, by_deputy_id ON suggestion_voices
BEGIN
  SELECT RAISE(ABORT, 'a voice on a decided suggestion stays')
  WHERE EXISTS (SELECT 1 FROM suggestions WHERE id = OLD.suggestion_id AND outcome IS NOT NULL);
END
--;
CREATE TRIGGER IF NOT EXISTS suggestion_voices_keep_reason BEFORE UPDATE OF reason ON suggestion_voices
BEGIN
  SELECT RAISE(ABORT, 'a voice on a decided suggestion stays')
  WHERE NEW.reason <> '' AND EXISTS (SELECT 1 FROM suggestions WHERE id = OLD.suggestion_id AND outcome IS NOT NULL);
END
--;
CREATE TRIGGER IF NOT EXISTS suggestion_voices_in_time BEFORE INSERT ON suggestion_voices
BEGIN
  SELECT RAISE(ABORT, 'a voice on a decided suggestion stays')
  WHERE EXISTS (SELECT 1 FROM suggestions WHERE id = NEW.suggestion_id AND outcome IS NOT NULL);
END
--;
CREATE TRIGGER IF NOT EXISTS comments_no_delete BEFORE DELETE ON comments
BEGIN
  SELECT RAISE(ABORT, 'words are changed by nobody; their author withdraws them');
END
--;
CREATE TRIGGER IF NOT EXISTS comments_no_replace BEFORE INSERT ON comments
BEGIN
  SELECT RAISE(ABORT, 'words are changed by nobody; their author withdraws them')
  WHERE EXISTS (SELECT 1 FROM comments AS old WHERE old.id = NEW.id);
END
--;
CREATE TRIGGER IF NOT EXISTS comments_keep_whose BEFORE UPDATE OF id, thread_id, partner_id, made_at ON comments
BEGIN
  SELECT RAISE(ABORT, 'words are changed by nobody; their author withdraws them');
END
--;
CREATE TRIGGER IF NOT EXISTS comments_keep_words BEFORE UPDATE OF body ON comments
BEGIN
  SELECT RAISE(ABORT, 'words are changed by nobody; their author withdraws them')
  WHERE NEW.body <> '';
END
