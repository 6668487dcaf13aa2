"""A hold, not a veto: placed by lived experience, ended in one of four ways (rule 3)."""

# ruff: noqa: S608 (our own names, nothing from outside)

from lms.curriculum.triggers import lasting, refusal
from lms.studio.triggers.sql import ANY_TEXT, both_signed, lock

PLACED = "a hold is placed by a lived-experience partner, and stays as it was placed"
ENDED = "a hold ends in one of the four ways"
MEDIATED = "what was agreed in a mediation stays"
_OF = "(SELECT d.collaboration_id FROM drafts d WHERE d.id = {}.draft_id)"
_PLACED = """NEW.ended_at IS NOT NULL OR NEW.ended_by_candidate_id IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM drafts d JOIN partners p ON p.collaboration_id = d.collaboration_id
    WHERE d.id = NEW.draft_id AND d.lesson_id = NEW.lesson_id
    AND p.id = NEW.partner_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
  ) OR (NEW.candidate_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM candidates c WHERE c.id = NEW.candidate_id AND c.lesson_id = NEW.lesson_id
  ))"""
# A change is one in what was held: the same text frozen again, or a spelling fix, ends nothing.
_HELD = """COALESCE(
      (SELECT held.digest FROM candidates held WHERE held.id = NEW.candidate_id),
      (SELECT r.digest FROM lessons l JOIN lesson_revisions r ON r.id = l.current_id WHERE l.id = NEW.lesson_id), ''
    )"""
_CHANGED = f"""EXISTS (
    SELECT 1 FROM candidates c WHERE c.id = NEW.ended_by_candidate_id AND c.lesson_id = NEW.lesson_id
    AND c.superseded_at IS NULL AND c.made_at >= NEW.placed_at AND c.kind <> 'withdrawal'
    AND (NEW.candidate_id IS NULL OR c.id > NEW.candidate_id) AND NOT c.is_small_fix
    AND c.digest <> {_HELD} AND {both_signed(ANY_TEXT)}
  )"""
# Somebody both chose, and an outcome both agreed to: one of the two has lived experience, and is who holds while they're there.
_MEDIATED = """EXISTS (
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
  )"""
_ENDS = f"""OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.how_ended IS NULL OR NOT (
    NEW.how_ended = 'withdrawn' OR (NEW.how_ended = 'changed' AND {_CHANGED})
    OR (NEW.how_ended IN ('side_by_side', 'left_out') AND {_MEDIATED})
  )"""
_REWRITTEN = """OLD.concluded_at IS NOT NULL OR NEW.hold_id <> OLD.hold_id OR (OLD.agreed_at IS NOT NULL AND (
    NEW.mediator <> OLD.mediator OR NEW.proposed_by_id <> OLD.proposed_by_id
    OR NEW.agreed_by_id IS DISTINCT FROM OLD.agreed_by_id OR NEW.agreed_at IS DISTINCT FROM OLD.agreed_at
  ))"""

TRIGGERS = (
    refusal("holds_placed", "holds", "BEFORE INSERT", PLACED, condition=_PLACED, lock=lock(_OF.format("NEW"))),
    refusal(
        "holds_stay",
        "holds",
        "BEFORE UPDATE OF id, draft_id, lesson_id, candidate_id, block_id, partner_id, placed_at",
        PLACED,
    ),
    # Erasure empties the reason of a hold that has ended.
    refusal(
        "holds_keep_reason",
        "holds",
        "BEFORE UPDATE OF reason",
        PLACED,
        condition="NEW.reason <> OLD.reason AND (NEW.reason <> '' OR OLD.ended_at IS NULL)",
    ),
    refusal(
        "holds_end",
        "holds",
        "BEFORE UPDATE OF ended_at, how_ended, ended_by_candidate_id",
        ENDED,
        condition=_ENDS,
        lock=lock(_OF.format("OLD")),
    ),
    *lasting("holds", PLACED, "EXISTS (SELECT 1 FROM holds AS old WHERE old.id = NEW.id)"),
    refusal("mediations_stay", "mediations", "BEFORE UPDATE", MEDIATED, condition=_REWRITTEN),
    *lasting(
        "mediations",
        MEDIATED,
        "EXISTS (SELECT 1 FROM mediations AS old WHERE old.id = NEW.id OR old.hold_id = NEW.hold_id)",
    ),
)
