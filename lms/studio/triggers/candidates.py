"""Candidates, their texts and the sign-offs on them."""

# ruff: noqa: S608 (our own names, nothing from outside)

from lms.curriculum.triggers import Trigger, immutable, lasting, refusal
from lms.studio.triggers.sql import lock, reads, stands_in

CANDIDATE = "a candidate never changes"
SIGN_OFF = "a sign-off never changes"
SIGNS = "this sign-off is not valid"
COUNTED = "a counted sign-off stays"
REWORDED = "both positions stand word for word as they were agreed"
_OF = "(SELECT c.collaboration_id FROM candidates c JOIN candidate_texts t ON t.candidate_id = c.id WHERE t.id = {}.text_id)"
_VALID = f"""NOT EXISTS (
    SELECT 1 FROM candidate_texts t JOIN candidates c ON c.id = t.candidate_id
    JOIN partners p ON p.collaboration_id = c.collaboration_id AND p.left_at IS NULL AND {reads("p", "t.language")}
    WHERE t.id = NEW.text_id AND t.digest = NEW.digest AND c.superseded_at IS NULL AND p.id = NEW.partner_id
    AND (NEW.by_deputy_id IS NULL OR {stands_in("p.id", "NEW.by_deputy_id")})
  )"""
_PUBLISHED = """EXISTS (
    SELECT 1 FROM candidate_texts t JOIN publications pub ON pub.candidate_id = t.candidate_id
    WHERE t.id = OLD.text_id AND (pub.revision_id IS NULL OR EXISTS (
      SELECT 1 FROM lesson_texts l WHERE l.revision_id = pub.revision_id AND l.language = t.language
    ))
  )"""
_FITS = """NOT EXISTS (
    SELECT 1 FROM drafts d JOIN partners p ON p.collaboration_id = d.collaboration_id
    WHERE d.id = NEW.draft_id AND d.lesson_id = NEW.lesson_id AND d.collaboration_id = NEW.collaboration_id
    AND p.id = NEW.made_by_id AND p.left_at IS NULL
  ) OR NEW.superseded_at IS NOT NULL"""
_SAME_NUMBER = "(old.draft_id = NEW.draft_id AND (old.number = NEW.number OR old.superseded_at IS NULL))"
_SAME_TEXT = "(old.candidate_id = NEW.candidate_id AND old.language = NEW.language)"

# A block in which both positions stand, in whatever candidate, says what both sides agreed to and nothing else (rule 3).
_REWORDED = """EXISTS (
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
  )"""


def _kept(table: str, same: str, message: str) -> list[Trigger]:
    return lasting(table, message, f"EXISTS (SELECT 1 FROM {table} AS old WHERE old.id = NEW.id OR {same})")


def _sign_offs_last() -> list[Trigger]:
    """Return what keeps counted sign-offs; one on a text that isn't published may be taken back by its partner."""
    same = "(old.text_id = NEW.text_id AND old.partner_id = NEW.partner_id)"
    kept = [each for each in _kept("sign_offs", same, COUNTED) if not each.name.endswith("_no_delete")]
    back = refusal(
        "sign_offs_no_delete",
        "sign_offs",
        "BEFORE DELETE",
        COUNTED,
        condition=_PUBLISHED,
        lock=lock(_OF.format("OLD")),
    )
    return [back, *kept]


TRIGGERS = (
    refusal(
        "candidates_no_update",
        "candidates",
        "BEFORE UPDATE OF id, draft_id, lesson_id, collaboration_id, number, kind, structure, digest, is_small_fix,"
        " made_by_id, made_at",
        CANDIDATE,
    ),
    refusal(
        "candidates_superseded_once",
        "candidates",
        "BEFORE UPDATE OF superseded_at",
        CANDIDATE,
        condition="OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL",
        lock=lock("OLD.collaboration_id"),
    ),
    *_kept("candidates", _SAME_NUMBER, CANDIDATE),
    refusal(
        "candidates_fit",
        "candidates",
        "BEFORE INSERT",
        "this candidate is not of its draft",
        condition=_FITS,
        lock=lock("NEW.collaboration_id"),
    ),
    *immutable("candidate_texts", _SAME_TEXT),
    refusal("candidate_texts_word_for_word", "candidate_texts", "BEFORE INSERT", REWORDED, condition=_REWORDED),
    refusal("sign_offs_no_update", "sign_offs", "BEFORE UPDATE", SIGN_OFF),
    refusal("sign_offs_valid", "sign_offs", "BEFORE INSERT", SIGNS, condition=_VALID, lock=lock(_OF.format("NEW"))),
    *_sign_offs_last(),
)
