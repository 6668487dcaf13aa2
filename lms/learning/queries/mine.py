"""A person's own learning: where to go on, what is due, what is finished; and how they stand in one module."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import literal, select, union_all

from lms.accounts.models import Person
from lms.core.db import db
from lms.curriculum import queries as curriculum
from lms.curriculum.models import Lesson, LessonText, Module
from lms.curriculum.queries import CatalogueModule
from lms.curriculum.queries.lessons import nearest
from lms.learning.deadlines import Deadlines, deadlines_of
from lms.learning.models import BlockDone, LessonDone, ModuleDone, Place
from lms.learning.policy import own_learner
from lms.learning.queries.marks import Marks, marks_in
from lms.learning.queries.progress import ModuleProgress, State, is_current, progress_of
from lms.measures.queries import Wish, wishes


@dataclass(frozen=True, kw_only=True)
class NextUp:
    """Where to go on: a lesson, at a block if the person had come to one. No lesson: the module says why."""

    module_id: int
    module: str
    module_title: str
    lesson: str = ""
    lesson_title: str = ""
    block: str = ""


@dataclass(frozen=True, kw_only=True)
class DueModule:
    """A module that is due. `overdue` is for the person alone to read: no blame in it."""

    module: CatalogueModule
    due_on: date
    cohort: str


@dataclass(frozen=True, kw_only=True)
class MyLearning:
    """What `/learn/` shows."""

    going_on: tuple[tuple[NextUp, ModuleProgress], ...]
    due: tuple[DueModule, ...]
    finished: tuple[tuple[CatalogueModule, ModuleProgress], ...]
    later: tuple[tuple[CatalogueModule, Wish], ...] = ()  # what they asked to be asked later


@dataclass(frozen=True, kw_only=True)
class ModuleStanding:
    """How a person stands in a module. `marks` only when all lessons are done and the module is not."""

    lessons_done: frozenset[int] = frozenset()
    lessons_begun: frozenset[int] = frozenset()
    place: tuple[int, str] | None = None
    completed: bool = False
    marks: Marks | None = None


def what_next(person: Person, language: str) -> NextUp | None:
    """Return where a person left off last, in a module they have not completed; None where there is no such module."""
    me = own_learner(person.id).scalar_subquery()
    done = select(ModuleDone.module_id).where(ModuleDone.learner_id == me)
    newest = (
        select(Place.module_id)
        .where(Place.learner_id == me, Place.module_id.not_in(done))
        .order_by(Place.updated_at.desc())
        .limit(1)
    )
    module_id = db.session.scalar(newest)
    return _next_ups(person.id, [module_id], language).get(module_id) if module_id is not None else None


def my_learning(person: Person, language: str) -> MyLearning:
    """Return what a person is in the middle of, what is due and what is finished."""
    modules = {module.id: module for module in curriculum.catalogue(language) if module.shipped}
    progress = {module_id: each for (_, module_id), each in progress_of([person.id], list(modules)).items()}
    under_way = [module_id for module_id, each in progress.items() if each.state is State.UNDER_WAY]
    ups = _next_ups(person.id, under_way, language)
    finished = [module_id for module_id, each in progress.items() if each.state is State.COMPLETED]
    return MyLearning(
        going_on=tuple((ups[module_id], progress[module_id]) for module_id in under_way if module_id in ups),
        due=tuple(_due(deadlines_of(person), modules, finished)),
        finished=tuple((modules[module_id], progress[module_id]) for module_id in finished),
        later=tuple((modules[wish.module_id], wish) for wish in wishes(person) if wish.module_id in modules),
    )


def module_standing(person_id: int, module_id: int, lesson_ids: Iterable[int]) -> ModuleStanding:
    """Return how a person stands in a module whose lessons are `lesson_ids`."""
    me = own_learner(person_id).scalar_subquery()
    done = select(literal("done"), LessonDone.lesson_id, literal("")).where(
        LessonDone.learner_id == me, LessonDone.lesson_id.in_(lesson_ids)
    )
    begun = (
        select(literal("begun"), BlockDone.lesson_id, literal(""))
        .where(BlockDone.learner_id == me, BlockDone.lesson_id.in_(lesson_ids))
        .distinct()
    )
    place = select(literal("place"), Place.lesson_id, Place.block).where(
        Place.learner_id == me, Place.module_id == module_id
    )
    completed = select(literal("completed"), ModuleDone.learner_id, literal("")).where(
        ModuleDone.learner_id == me, ModuleDone.module_id == module_id
    )
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for kind, number, block in db.session.execute(union_all(done, begun, place, completed)):
        found[kind].append((number, block))
    lessons_done = frozenset(lesson for lesson, _ in found["done"])
    learner_id = db.session.scalar(own_learner(person_id)) if lessons_done and not found["completed"] else None
    lacks_marks = learner_id is not None and lessons_done.issuperset(lesson_ids)
    return ModuleStanding(
        lessons_done=lessons_done,
        lessons_begun=frozenset(lesson for lesson, _ in [*found["begun"], *found["place"]]),
        place=found["place"][0] if found["place"] else None,
        completed=bool(found["completed"]),
        marks=marks_in(learner_id, module_id) if lacks_marks and learner_id is not None else None,
    )


def _due(deadlines: Deadlines, modules: Mapping[int, CatalogueModule], finished: Sequence[int]) -> Iterable[DueModule]:
    for module_id, due_on, cohort in deadlines:
        if module_id in modules and module_id not in finished:
            yield DueModule(module=modules[module_id], due_on=due_on, cohort=cohort)


def _next_ups(person_id: int, module_ids: Sequence[int], language: str) -> dict[int, NextUp]:
    """Return where to go on in each of these modules, in two statements."""
    if not module_ids:
        return {}
    me = own_learner(person_id).scalar_subquery()
    places = {
        row.module_id: row
        for row in db.session.execute(
            select(Place.module_id, Place.lesson_id, Place.block).where(
                Place.learner_id == me, Place.module_id.in_(module_ids)
            )
        )
    }
    by_module: dict[int, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in db.session.execute(_lessons_with_done(me, module_ids)):
        by_module[row.module_id][row.id].append(row)
    return {
        module_id: _next_up([nearest(texts, language) for texts in lessons.values()], places.get(module_id), language)
        for module_id, lessons in by_module.items()
    }


def _lessons_with_done(me: Any, module_ids: Sequence[int]) -> Any:
    """Return the select of the modules' lessons, a row per language, each with whether the learner has done it."""
    done = select(LessonDone.id).where(LessonDone.learner_id == me, LessonDone.lesson_id == Lesson.id).exists()
    return (
        select(
            Module.id.label("module_id"),
            Module.slug.label("module"),
            Module.titles,
            Lesson.id,
            Lesson.slug,
            LessonText.title,
            LessonText.language,
            done.label("done"),
        )
        .join(Lesson, Lesson.module_id == Module.id)
        .join(LessonText, LessonText.revision_id == Lesson.current_id)
        .where(Module.id.in_(module_ids), *is_current())
        .order_by(Module.position, Lesson.position, Lesson.id)
    )


def _next_up(lessons: Sequence[Any], place: Any, language: str) -> NextUp:
    """Go on at the place if its lesson is not done, otherwise with the first lesson that is not."""
    shared = {
        "module_id": lessons[0].module_id,
        "module": lessons[0].module,
        "module_title": lessons[0].titles[language],
    }
    still = [lesson for lesson in lessons if not lesson.done]
    here = next((lesson for lesson in still if place is not None and lesson.id == place.lesson_id), None)
    if here is not None:
        return NextUp(**shared, lesson=here.slug, lesson_title=here.title, block=place.block)
    if still:
        return NextUp(**shared, lesson=still[0].slug, lesson_title=still[0].title)
    return NextUp(**shared)
