"""What this package holds about a person: everything they did and wrote. All of it is theirs, and all of it goes."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute

from lms.accounts.models import Person
from lms.core.db import Base, db
from lms.curriculum.models import Lesson, Module
from lms.learning import journal_data
from lms.learning.models import (
    BlockDone,
    Certificate,
    JournalCopy,
    JournalEntry,
    Learner,
    LessonDone,
    ModuleDone,
    Place,
    Position,
    QuizTry,
    ScenarioChoice,
    ScenarioRun,
    Start,
)
from lms.learning.policy import own_learner

CLAIMS = {"learners.person_id"}
OWNED: tuple[type[Base], ...] = (
    JournalEntry,
    Certificate,
    ScenarioRun,
    Position,
    QuizTry,
    BlockDone,
    LessonDone,
    ModuleDone,
    Place,
    Start,
)


def export(person: Person) -> dict[str, Any]:
    """Return what the person did and wrote, the journal in clear text: it is for nobody but them."""
    return {
        "journal": journal_data.export_journal(person),
        "quiz_tries": _rows(person, QuizTry, QuizTry.block, QuizTry.question, QuizTry.answer, QuizTry.right),
        "positions": _rows(person, Position, Position.block, Position.moment, Position.side),
        "scenarios": _choices(person),
        "parts_done": _rows(person, BlockDone, BlockDone.block),
        "lessons_completed": _rows(person, LessonDone, LessonDone.revision_id, LessonDone.language),
        "modules_begun": _modules(person, Start),
        "modules_completed": _modules(person, ModuleDone),
        "places": [
            {"lesson": slug, "block": place.block, "at": place.updated_at}
            for place, slug in db.session.execute(
                select(Place, Lesson.slug).join(Place.lesson).where(Place.learner_id.in_(own_learner(person.id)))
            )
        ],
        "certificates": journal_data.export_certificates(person),
    }


def erase(person: Person) -> None:
    """Delete everything the person did and wrote."""
    me = own_learner(person.id)
    entries = select(JournalEntry.id).where(JournalEntry.learner_id.in_(me))
    runs = select(ScenarioRun.id).where(ScenarioRun.learner_id.in_(me))
    db.session.execute(delete(JournalCopy).where(JournalCopy.entry_id.in_(entries)))
    db.session.execute(delete(ScenarioChoice).where(ScenarioChoice.run_id.in_(runs)))
    for owned in OWNED:
        learner: InstrumentedAttribute[int] = owned.learner_id  # type: ignore[attr-defined]
        db.session.execute(delete(owned).where(learner.in_(me)))
    db.session.execute(delete(Learner).where(Learner.person_id == person.id))


def _rows(person: Person, kind: Any, *columns: Any) -> list[dict[str, Any]]:
    """Return rows that belong to a lesson, each with its lesson's slug and its moment."""
    found = db.session.execute(
        select(Lesson.slug.label("lesson"), *columns, kind.created_at.label("at"))
        .join(Lesson, Lesson.id == kind.lesson_id)
        .where(kind.learner_id.in_(own_learner(person.id)))
        .order_by(kind.id)
    )
    return [dict(row) for row in found.mappings()]


def _modules(person: Person, kind: Any) -> list[dict[str, Any]]:
    found = db.session.execute(
        select(Module.slug.label("module"), kind.created_at.label("at"))
        .join(Module, Module.id == kind.module_id)
        .where(kind.learner_id.in_(own_learner(person.id)))
        .order_by(kind.id)
    )
    return [dict(row) for row in found.mappings()]


def _choices(person: Person) -> list[dict[str, Any]]:
    found = db.session.execute(
        select(
            Lesson.slug.label("lesson"),
            ScenarioRun.block,
            ScenarioRun.id.label("run"),
            ScenarioChoice.node,
            ScenarioChoice.choice,
            ScenarioRun.ending,
            ScenarioChoice.created_at.label("at"),
        )
        .join(ScenarioRun, ScenarioRun.id == ScenarioChoice.run_id)
        .join(Lesson, Lesson.id == ScenarioRun.lesson_id)
        .where(ScenarioRun.learner_id.in_(own_learner(person.id)))
        .order_by(ScenarioRun.id, ScenarioChoice.step)
    )
    return [dict(row) for row in found.mappings()]
