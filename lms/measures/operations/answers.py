"""Keeping answers. No trail is kept of it and nothing of it is logged."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete

from lms.accounts.models import Person
from lms.core.clock import today
from lms.core.db import db
from lms.core.upsert import insert_once, insert_or_update
from lms.measures.linkage import linkage, new_key
from lms.measures.models import MeasureAnswer, MeasureLink, MeasureMoment
from lms.measures.policy import own_link

_KEY = ("linkage", "moment", "question")
_CHANGES = ("value", "lesson", "block", "revision_id", "language", "month")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Where questions were asked: as published, in a language, at a moment."""

    module: str
    lesson: str
    block: str
    revision_id: int
    language: str
    moment: MeasureMoment


def link(*, by: Person) -> MeasureLink:
    """Return what leads a person to their answers, made at their first one. Commit it before answers are kept."""
    insert_once(MeasureLink, {"person_id": by.id, "sealed": new_key()}, key=("person_id",))
    return db.session.scalars(own_link(by.id)).one()


def keep(asked: Asked, values: Mapping[str, str], *, by: MeasureLink) -> None:
    """Keep answers by question. The same answer sent twice is one; another one takes its place."""
    shared = {
        "linkage": linkage(by, asked.module),
        "moment": asked.moment,
        "module": asked.module,
        "lesson": asked.lesson,
        "block": asked.block,
        "revision_id": asked.revision_id,
        "language": asked.language,
        "month": f"{today():%Y-%m}",
    }
    for question, value in values.items():
        insert_or_update(MeasureAnswer, shared | {"question": question, "value": value}, key=_KEY, update=_CHANGES)


def take_back(module: str, moment: MeasureMoment, *, by: MeasureLink) -> None:
    """Delete a person's answers to a module's questions at one moment."""
    theirs = MeasureAnswer.linkage == linkage(by, module), MeasureAnswer.moment == moment
    db.session.execute(delete(MeasureAnswer).where(*theirs))
