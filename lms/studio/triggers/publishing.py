"""What becomes public: revisions with their texts, the act that published them, and what a lesson shows."""

# ruff: noqa: S608 (our own names, nothing from outside)

from lms.curriculum.triggers import TAKEN_OVER, Trigger, immutable, refusal
from lms.studio.triggers.sql import ANY_TEXT, IN_FORCE, NO_HOLD, ONE_TEXT, enough, lock

SIGN_OFFS = "no sign-offs"
PUBLISHED = "not what was signed"
SHOWN = "a lesson shows its newest publication"
_STATUSES = "('co_creation', 'co_production')"
_THIS_LESSONS = """IF {} THEN
    PERFORM 1 FROM collaborations JOIN lessons ON lessons.module_id = collaborations.module_id
    WHERE lessons.id = {} AND collaborations.ended_at IS NULL FOR UPDATE OF collaborations;
  END IF;
  """
_REVISION_LOCK = _THIS_LESSONS.format("NEW.status <> 'source_edition'", "NEW.lesson_id")
_TEXT_LOCK = _THIS_LESSONS.format("TRUE", "(SELECT r.lesson_id FROM lesson_revisions r WHERE r.id = NEW.revision_id)")
_SAME = "c.superseded_at IS NULL AND c.kind IN ('new', 'back') AND c.digest = {row}.digest"
_SAME += " AND CAST(c.structure AS TEXT) = CAST({row}.structure AS TEXT)"

_REVISION = f"""NEW.status IN {_STATUSES} AND NOT EXISTS (
    SELECT 1 FROM candidates c JOIN candidate_texts t ON t.candidate_id = c.id
    WHERE c.lesson_id = NEW.lesson_id AND {_SAME.format(row="NEW")}
    AND {IN_FORCE} AND {NO_HOLD} AND {enough("NEW.status", ONE_TEXT)}
  )"""
_TEXT = f"""EXISTS (
    SELECT 1 FROM lesson_revisions r WHERE r.id = NEW.revision_id AND r.status IN {_STATUSES}
    AND NOT EXISTS (
      SELECT 1 FROM candidates c JOIN candidate_texts t ON t.candidate_id = c.id
      WHERE c.lesson_id = r.lesson_id AND {_SAME.format(row="r")}
      AND t.language = NEW.language AND t.digest = NEW.digest AND CAST(t.source AS TEXT) = CAST(NEW.source AS TEXT)
      AND NEW.title = (NEW.source ->> 'title') AND NEW.summary = (NEW.source ->> 'summary')
      AND {IN_FORCE} AND {NO_HOLD} AND {enough("r.status", ONE_TEXT)}
    )
  )"""
# Nobody publishes again, on the sly, what has been published in all these languages already.
_PUBLICATION = f"""NOT EXISTS (
    SELECT 1 FROM candidates c JOIN partners p ON p.collaboration_id = c.collaboration_id
    WHERE c.id = NEW.candidate_id AND c.lesson_id = NEW.lesson_id AND c.kind = NEW.kind AND c.superseded_at IS NULL
    AND p.id = NEW.partner_id AND p.left_at IS NULL AND {IN_FORCE} AND {NO_HOLD}
    AND (
      (NEW.kind <> 'withdrawal' AND EXISTS (
        SELECT 1 FROM lesson_revisions r JOIN lesson_texts l ON l.revision_id = r.id
        WHERE r.id = NEW.revision_id AND r.lesson_id = NEW.lesson_id AND r.digest = c.digest AND r.status IN {_STATUSES}
      )) OR (NEW.kind = 'withdrawal' AND NEW.revision_id IS NULL AND (
        {enough("'co_production'", ANY_TEXT)} OR {enough("'co_creation'", ANY_TEXT)}
      ))
    )
  )"""
_SHOWN = """(NEW.current_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM lesson_revisions r WHERE r.id = NEW.current_id AND r.lesson_id = NEW.id
    AND r.number = (SELECT max(n.number) FROM lesson_revisions n WHERE n.lesson_id = NEW.id)
    AND EXISTS (SELECT 1 FROM lesson_texts l WHERE l.revision_id = r.id)
    AND (r.status = 'source_edition' OR EXISTS (SELECT 1 FROM publications p WHERE p.revision_id = r.id))
    AND (r.id = OLD.current_id OR OLD.withdrawn_at IS NULL OR r.created_at > OLD.withdrawn_at)
  )) OR (NEW.current_id IS NULL AND OLD.current_id IS NOT NULL AND {theirs} AND NOT EXISTS (
    SELECT 1 FROM publications p JOIN candidates c ON c.id = p.candidate_id
    WHERE p.lesson_id = NEW.id AND p.kind = 'withdrawal' AND c.superseded_at IS NULL
    AND p.published_at >= (SELECT shown.created_at FROM lesson_revisions shown WHERE shown.id = OLD.current_id)
  ))"""
_THEIRS = f"({TAKEN_OVER.replace('NEW.lesson_id', 'OLD.id')})"
_PLACE = f"(NEW.id <> OLD.id OR NEW.module_id <> OLD.module_id OR NEW.retired_at IS NOT NULL) AND {_THEIRS}"


def _lessons() -> list[Trigger]:
    replaced = "EXISTS (SELECT 1 FROM lessons AS old WHERE old.id = NEW.id OR old.slug = NEW.slug)"
    no_replace = refusal("lessons_no_replace", "lessons", "BEFORE INSERT", SHOWN, condition=replaced)
    return [
        refusal("lessons_begin_empty", "lessons", "BEFORE INSERT", SHOWN, condition="NEW.current_id IS NOT NULL"),
        Trigger(no_replace.name, no_replace.table, no_replace.sqlite, ""),
        refusal(
            "lessons_show_the_newest",
            "lessons",
            "BEFORE UPDATE OF current_id",
            SHOWN,
            condition=_SHOWN.replace("{theirs}", _THEIRS),
        ),
        refusal(
            "lessons_stay_withdrawn",
            "lessons",
            "BEFORE UPDATE OF withdrawn_at",
            SHOWN,
            condition="OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at IS NULL OR NEW.withdrawn_at < OLD.withdrawn_at)",
        ),
        refusal(
            "lessons_stay",
            "lessons",
            "BEFORE UPDATE OF id, module_id, retired_at",
            "this lesson belongs to its partners",
            condition=_PLACE,
        ),
    ]


TRIGGERS = (
    refusal(
        "lesson_revisions_need_sign_offs",
        "lesson_revisions",
        "BEFORE INSERT",
        SIGN_OFFS,
        condition=_REVISION,
        lock=_REVISION_LOCK,
    ),
    refusal(
        "lesson_texts_need_sign_offs", "lesson_texts", "BEFORE INSERT", SIGN_OFFS, condition=_TEXT, lock=_TEXT_LOCK
    ),
    refusal(
        "publications_need_sign_offs",
        "publications",
        "BEFORE INSERT",
        PUBLISHED,
        condition=_PUBLICATION,
        lock=lock("(SELECT c.collaboration_id FROM candidates c WHERE c.id = NEW.candidate_id)"),
    ),
    *immutable("publications", "(old.revision_id = NEW.revision_id)"),
    *_lessons(),
)
