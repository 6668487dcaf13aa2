"""Modules, lessons and what people did in them, as rows."""

import secrets

from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.transaction import transaction
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module, ModuleRevision, Status
from lms.curriculum.operations import import_all
from lms.learning.models import Learner, LessonDone, ModuleDone, ScenarioRun, Start
from tests.curriculum.source_files import replace, small_curriculum
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


COURSE = "/modules/first/"
LESSON = "/modules/first/t1-all/"


def a_course(tmp_path):
    """Import the small curriculum with every kind of block; returns its one lesson."""
    with transaction():
        import_all(small_curriculum(tmp_path / "course"))
    return db.session.scalars(select(Lesson).where(Lesson.slug == "t1-all")).one()


def a_newer_course(tmp_path, *changes):
    """Import the course again with (file, old, new) changes: a new revision of the lesson."""
    folder = small_curriculum(tmp_path / f"course-{len(list(tmp_path.iterdir()))}")
    for file, old, new in changes:
        replace(folder / file, old, new)
    db.session.commit()  # the test's own reading ends here, so that what requests have written stays
    with transaction():
        import_all(folder)


def send(client, lesson, act, *, fragment=False, revision=None, **fields):
    """Send one of a lesson's forms as its page would."""
    data = {"revision": revision or lesson.current_id, "language": "en", **fields}
    headers = {"HX-Request": "true"} if fragment else {}
    return client.post(f"{LESSON}-/{act}", data=data, headers=headers)


def try_it(client, lesson, question, *, key="", fragment=False, **answer):
    """Try a question of the course's quiz, each time with a key of its own."""
    fields = {"question": question, "key": key or secrets.token_urlsafe(12), **answer}
    return send(client, lesson, "quiz/try", fragment=fragment, **fields)


RIGHT = {
    "q1": {"answer": "a"},
    "q2": {"answer": ["a", "c"]},
    "q3": {"answer": "false"},
    "q4": {"place-ask": "1", "place-write": "2", "place-read": "3"},
    "q5": {"match-law": "structural", "match-meeting": "organisational"},
    "q6": {"text": "  CAFE. "},
}


def answer_all(client, lesson, *, right=RIGHT):
    """Deal with every block that needs an act."""
    for question, answer in right.items():
        try_it(client, lesson, question, **answer)
    send(client, lesson, "dilemma/position", moment="after", side="a")
    client.post(f"{LESSON}-/reflections/reflection/leave-out", data={"revision": lesson.current_id})
    for node in ("n0", "n1"):
        run = db.session.scalar(select(ScenarioRun.id).order_by(ScenarioRun.id.desc()).limit(1))
        send(client, lesson, "play/choice", run=run or 0, node=node, choice="b" if node == "n0" else "a")
