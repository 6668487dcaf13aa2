"""A hold, not a veto: placed by lived experience, ended in one of four ways (rule 3)."""

# ruff: noqa: S608 (our own names, nothing from outside)

from lms.curriculum.triggers import lasting, refusal
from lms.studio.triggers.sql import both_signed, lock, stands_in

PLACED = "a hold is placed by a lived-experience partner, and stays as it was placed"
ENDED = "a hold ends in one of the four ways"
MEDIATED = "what was agreed in a mediation stays"
DEPUTY = "a deputy acts for who named them, while they pause"
WORDS = "both positions stand word for word as each side wrote them"
_OF = "(SELECT d.collaboration_id FROM drafts d WHERE d.id = {}.draft_id)"
_PLACED = """NEW.ended_at IS NOT NULL OR NEW.ended_by_candidate_id IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM drafts d JOIN partners p ON p.collaboration_id = d.collaboration_id
    WHERE d.id = NEW.draft_id AND d.lesson_id = NEW.lesson_id
    AND p.id = NEW.partner_id AND p.left_at IS NULL AND p.perspective = 'lived_experience'
  ) OR (NEW.candidate_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM candidates c WHERE c.id = NEW.candidate_id AND c.lesson_id = NEW.lesson_id
  )) OR (NEW.candidate_id IS NULL AND CAST(NEW.held AS TEXT) = '[]')"""
# A change is one in what was held, and both signed that: the same text frozen again, or a spelling fix, ends nothing.
_CHANGED_TEXT = """s.text_id IN (
        SELECT own.id FROM candidate_texts own
        WHERE own.candidate_id = c.id AND replace(CAST(NEW.held AS TEXT), own.digest, '') = CAST(NEW.held AS TEXT)
        AND NOT EXISTS (
          SELECT 1 FROM candidate_texts held WHERE held.candidate_id = NEW.candidate_id AND held.digest = own.digest
        )
        AND (NEW.candidate_id IS NOT NULL OR NOT EXISTS (
          SELECT 1 FROM lessons l JOIN lesson_texts r ON r.revision_id = l.current_id
          WHERE l.id = NEW.lesson_id AND r.digest = own.digest
        ))
      )"""
_CHANGED = f"""EXISTS (
    SELECT 1 FROM candidates c WHERE c.id = NEW.ended_by_candidate_id AND c.lesson_id = NEW.lesson_id
    AND c.superseded_at IS NULL AND c.made_at >= NEW.placed_at AND c.kind <> 'withdrawal'
    AND (NEW.candidate_id IS NULL OR c.id > NEW.candidate_id) AND NOT c.is_small_fix
    AND {both_signed(_CHANGED_TEXT)}
  )"""
# Both positions stand in every language of what is published, and nothing else stands in that part.
_WORD_FOR_WORD = """(replace(
      CAST(c.structure AS TEXT), '"id": "disagreement-' || CAST(NEW.id AS TEXT) || '"', ''
    ) <> CAST(c.structure AS TEXT) AND NOT EXISTS (
      SELECT 1 FROM candidate_texts t WHERE t.candidate_id = c.id AND (
        (t.source -> 'blocks' -> ('disagreement-' || CAST(NEW.id AS TEXT)) ->> 'body')
        IS DISTINCT FROM (m.agreed_words -> t.language ->> 'body')
        OR (t.source -> 'blocks' -> ('disagreement-' || CAST(NEW.id AS TEXT)) ->> 'heading')
        IS DISTINCT FROM (m.agreed_words -> t.language ->> 'heading')
      )
    ))"""
# Somebody both chose, and an outcome both agreed to: one of the two has lived experience, and is who holds while they're there.
_MEDIATED = f"""EXISTS (
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
    AND (m.outcome <> 'side_by_side' OR {_WORD_FOR_WORD})
  )"""
_ENDS = f"""OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.how_ended IS NULL OR NOT (
    NEW.how_ended = 'withdrawn' OR (NEW.how_ended = 'changed' AND {_CHANGED})
    OR (NEW.how_ended IN ('side_by_side', 'left_out') AND {_MEDIATED})
  ) OR (NEW.ended_deputy_id IS NOT NULL AND (
    NEW.how_ended <> 'withdrawn' OR NOT {stands_in("NEW.partner_id", "NEW.ended_deputy_id")}
  ))"""
_REWRITTEN = """OLD.concluded_at IS NOT NULL OR NEW.hold_id <> OLD.hold_id OR (OLD.agreed_at IS NOT NULL AND (
    NEW.mediator <> OLD.mediator OR NEW.proposed_by_id <> OLD.proposed_by_id
    OR NEW.agreed_by_id IS DISTINCT FROM OLD.agreed_by_id OR NEW.agreed_at IS DISTINCT FROM OLD.agreed_at
    OR NEW.proposed_deputy_id IS DISTINCT FROM OLD.proposed_deputy_id
    OR NEW.agreed_deputy_id IS DISTINCT FROM OLD.agreed_deputy_id
  ))"""
_ACTS = ("proposed", "agreed", "one", "other", "outcome", "concluded")
_CHANGES = "NEW.{0}_deputy_id IS DISTINCT FROM OLD.{0}_deputy_id OR NEW.{0}_by_id IS DISTINCT FROM OLD.{0}_by_id"


def _no_deputy(act: str) -> str:
    return f"(NEW.{act}_deputy_id IS NOT NULL AND NOT {stands_in(f'NEW.{act}_by_id', f'NEW.{act}_deputy_id')})"


def _stands(side: str, language: str) -> str:
    """Tell whether a side's words stand in the block as they were written; in one language, they stand in both."""
    other = "en" if language == "da" else "da"
    said = f"COALESCE(NEW.{side}_words ->> '{language}', NEW.{side}_words ->> '{other}')"
    body = f"(NEW.agreed_words -> '{language}' ->> 'body')"
    return f"COALESCE({said} <> '' AND replace({body}, {said}, '') <> {body}, FALSE)"


_UNWRITTEN = f"""NEW.concluded_at IS NOT NULL AND NEW.outcome = 'side_by_side' AND NOT (
    {" AND ".join(_stands(side, language) for side in ("one", "other") for language in ("da", "en"))}
    AND EXISTS (
      SELECT 1 FROM partners p1, partners p2 WHERE p1.id = NEW.one_by_id AND p2.id = NEW.other_by_id
      AND p1.perspective = 'lived_experience' AND p2.perspective <> 'lived_experience'
    )
  )"""

TRIGGERS = (
    refusal("holds_placed", "holds", "BEFORE INSERT", PLACED, condition=_PLACED, lock=lock(_OF.format("NEW"))),
    refusal(
        "holds_whose",
        "holds",
        "BEFORE INSERT",
        DEPUTY,
        condition=f"NEW.by_deputy_id IS NOT NULL AND NOT {stands_in('NEW.partner_id', 'NEW.by_deputy_id')}",
    ),
    refusal(
        "holds_stay",
        "holds",
        "BEFORE UPDATE OF id, draft_id, lesson_id, candidate_id, block_id, partner_id, placed_at, by_deputy_id, held",
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
        "BEFORE UPDATE OF ended_at, how_ended, ended_by_candidate_id, ended_deputy_id",
        ENDED,
        condition=_ENDS,
        lock=lock(_OF.format("OLD")),
    ),
    *lasting("holds", PLACED, "EXISTS (SELECT 1 FROM holds AS old WHERE old.id = NEW.id)"),
    refusal("mediations_stay", "mediations", "BEFORE UPDATE", MEDIATED, condition=_REWRITTEN),
    refusal("mediations_whose", "mediations", "BEFORE INSERT", DEPUTY, condition=" OR ".join(map(_no_deputy, _ACTS))),
    refusal(
        "mediations_whose_now",
        "mediations",
        "BEFORE UPDATE",
        DEPUTY,
        condition=" OR ".join(f"(({_CHANGES.format(act)}) AND {_no_deputy(act)})" for act in _ACTS),
    ),
    refusal("mediations_begin_open", "mediations", "BEFORE INSERT", WORDS, condition=_UNWRITTEN),
    refusal(
        "mediations_word_for_word",
        "mediations",
        "BEFORE UPDATE",
        WORDS,
        condition=f"OLD.concluded_at IS NULL AND {_UNWRITTEN}",
    ),
    *lasting(
        "mediations",
        MEDIATED,
        "EXISTS (SELECT 1 FROM mediations AS old WHERE old.id = NEW.id OR old.hold_id = NEW.hold_id)",
    ),
)
