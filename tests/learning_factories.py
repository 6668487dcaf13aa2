"""Modules, lessons and what people did in them, as rows."""

from lms.core.clock import now
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module, ModuleRevision, Status
from lms.learning.models import Learner, LessonDone, ModuleDone, Start
from tests.factories import save


def a_module(slug="first-steps", *, lessons=2, position=1, title="First steps", pass_mark=80, **changes):
    """Return a shipped module with empty lessons. For lessons with blocks see `a_lesson`."""
    module = save(
        Module(
            slug=slug,
            code=f"t{position}",
            position=position,
            level="basic",
            minutes=20,
            titles={"en": title, "da": title},
        )
    )
    structure = {
        "code": module.code, "level": "basic", "audiences": ["a1"], "prerequisites": [], "pass_mark": pass_mark,
        "review": {"by": "2027-05-22", "role": "curriculum editor"},
        "lessons": [f"{slug}-{number}" for number in range(1, lessons + 1)], **changes,
    }  # fmt: skip
    text = {
        "title": title,
        "summary": f"{title} in short.",
        "for_whom": "Everybody.",
        "objectives": ["Begin."],
        "made": "From sources.",
    }
    module.current = save(
        ModuleRevision(
            module_id=module.id,
            number=1,
            digest="0" * 64,
            structure=structure,
            texts={"en": text, "da": text},
            created_at=now(),
        )
    )
    save(module)
    for number in range(1, lessons + 1):
        a_lesson(module, f"{slug}-{number}", position=number)
    return module


def a_lesson(module, slug, *, position=1, title="", blocks=(), rendered=None):
    """Return a lesson of `module` with one revision. `blocks` is its structure, `rendered` its stored text."""
    lesson = save(Lesson(module_id=module.id, slug=slug, position=position, minutes=10))
    structure = {"minutes": 10, "review": {"by": "2027-05-22", "role": "curriculum editor"}, "blocks": list(blocks)}
    revision = save(
        LessonRevision(
            lesson_id=lesson.id,
            number=1,
            status=Status.SOURCE_EDITION,
            digest="0" * 64,
            structure=structure,
            created_at=now(),
        )
    )
    for language in ("en", "da"):
        save(
            LessonText(
                revision_id=revision.id, language=language, title=title or slug, summary="", digest="0" * 64, source={},
                rendered=rendered or {}, renderer=1,
            )
        )  # fmt: skip
    lesson.current = revision
    return save(lesson)


def a_learner(person):
    return save(Learner(person_id=person.id, created_at=now()))


def a_start(learner, module, at=None):
    return save(Start(learner_id=learner.id, module_id=module.id, created_at=at or now()))


def a_lesson_done(learner, lesson, at=None):
    return save(
        LessonDone(
            learner_id=learner.id,
            lesson_id=lesson.id,
            revision_id=lesson.current_id,
            language="en",
            created_at=at or now(),
        )
    )


def a_module_done(learner, module, at=None):
    return save(
        ModuleDone(learner_id=learner.id, module_id=module.id, revision_id=module.current_id, created_at=at or now())
    )
