"""How far people are in modules, as those who run their cohorts may see it: states and dates, never an answer (rule 6).

Whoever asks has checked already that the reader may see these people's completion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, case, cast, func, literal, null, select, union_all

from lms.core.clock import DEFAULT_ZONE, local_date
from lms.core.db import UtcDateTime, db
from lms.curriculum.models import Lesson
from lms.learning.models import Learner, LessonDone, ModuleDone, Place, Start

People = Select[int] | Sequence[int]
Since = Mapping[int, datetime]
Key = tuple[int, int]  # a person's id and a module's


class State(StrEnum):
    """How far somebody is in a module. Whether it is overdue is the cohort's to say."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"


@dataclass(frozen=True, kw_only=True)
class ModuleProgress:
    """How far one person is in one module: `lessons_done` of its `lessons`, and the day it was completed."""

    state: State
    lessons_done: int
    lessons: int
    completed_on: date | None = None


def progress_of(
    person_ids: People, module_ids: Sequence[int], *, since: Since | None = None, zone: str = DEFAULT_ZONE
) -> dict[Key, ModuleProgress]:
    """Return the progress of every person in every module, in three statements however many they are.

    `since` holds, per person, the moment before which nothing counts (rule 12); people not in it have none. Dates are
    those of `zone`.
    """
    since = since or {}
    lessons = _lesson_counts(module_ids)
    people, seen, completed = _marks(person_ids, module_ids, since)
    counts = _lessons_done(person_ids, module_ids, since)
    answer = {}
    for person_id in people:
        begins_at = since.get(person_id)
        for module_id in module_ids:
            key = (person_id, module_id)
            moment, of = completed.get(key), lessons.get(module_id, 0)
            if moment is not None and (begins_at is None or moment >= begins_at):
                answer[key] = _progress(State.COMPLETED, of, of, local_date(moment, zone))
            else:
                done = counts.get(key, 0)
                answer[key] = _progress(State.UNDER_WAY if done or key in seen else State.NOT_STARTED, done, of)
    return answer


@lru_cache(maxsize=4096)
def _progress(state: State, lessons_done: int, lessons: int, completed_on: date | None = None) -> ModuleProgress:
    """Return the same object for the same progress: a thousand people in twelve modules share a few dozen."""
    return ModuleProgress(state=state, lessons_done=lessons_done, lessons=lessons, completed_on=completed_on)


def _lesson_counts(module_ids: Sequence[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(Lesson.module_id, func.count())
        .where(Lesson.module_id.in_(module_ids), *is_current())
        .group_by(Lesson.module_id)
    )
    return {module_id: count for module_id, count in rows}  # noqa: C416 (rows, not tuples)


def is_current() -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on a lesson that counts: published, and not retired."""
    return (Lesson.current_id.is_not(None), Lesson.retired_at.is_(None))


def _marks(
    person_ids: People, module_ids: Sequence[int], since: Since
) -> tuple[list[int], set[Key], dict[Key, datetime]]:
    """Return who was asked about, what they were seen in since their moment, and when modules were completed.

    It is one statement; the database compares with every moment that occurs.
    """
    moments = sorted(set(since.values()))
    never = [literal(0) for _ in moments]
    parts: list[Any] = [
        select(literal("seen"), Learner.person_id, kind.module_id, cast(null(), UtcDateTime))
        .add_columns(*(case((moment >= each, 1), else_=0) for each in moments))
        .join(Learner, Learner.id == kind.learner_id)
        .where(Learner.person_id.in_(person_ids), kind.module_id.in_(module_ids))
        for kind, moment in ((Place, Place.updated_at), (Start, Start.created_at))
    ]
    parts.append(
        select(literal("done"), Learner.person_id, ModuleDone.module_id, ModuleDone.created_at, *never)
        .join(Learner, Learner.id == ModuleDone.learner_id)
        .where(Learner.person_id.in_(person_ids), ModuleDone.module_id.in_(module_ids))
    )
    people: list[int] = [] if isinstance(person_ids, Select) else list(person_ids)
    if isinstance(person_ids, Select):
        asked = person_ids.order_by(None).subquery()
        parts.append(select(literal("person"), asked.c[0], literal(0), cast(null(), UtcDateTime), *never))
    column = {moment: index for index, moment in enumerate(moments, start=4)}
    seen: set[Key] = set()
    completed: dict[Key, datetime] = {}
    for row in map(tuple[Any, ...], db.session.execute(union_all(*parts)).all()):
        kind, person_id, module_id, moment = row[:4]
        if kind == "person":
            people.append(person_id)
        elif kind == "done":
            completed[person_id, module_id] = moment
        elif person_id not in since or row[column[since[person_id]]]:
            seen.add((person_id, module_id))
    return people, seen, completed


def _lessons_done(person_ids: People, module_ids: Sequence[int], since: Since) -> dict[Key, int]:
    """Count the lessons each person has done since their moment; the database counts for every moment that occurs."""
    moments = sorted(set(since.values()))
    after = [func.count(case((LessonDone.created_at >= moment, 1))) for moment in moments]
    rows = db.session.execute(
        select(Learner.person_id, Lesson.module_id, func.count(), *after)
        .select_from(LessonDone)
        .join(Learner, Learner.id == LessonDone.learner_id)
        .join(Lesson, Lesson.id == LessonDone.lesson_id)
        .where(Learner.person_id.in_(person_ids), Lesson.module_id.in_(module_ids), *is_current())
        .group_by(Learner.person_id, Lesson.module_id)
    )
    column = {moment: index for index, moment in enumerate(moments, start=3)}
    return {
        (row[0], row[1]): row[column[since[row[0]]] if row[0] in since else 2] for row in map(tuple[Any, ...], rows)
    }
