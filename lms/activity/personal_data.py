"""What the trail holds about a person: their own acts, and acts that concerned their account."""

from typing import Any, Protocol

from sqlalchemy import select

from lms.activity.models import TrailEntry
from lms.core.db import db

CLAIMS = frozenset({"trail.actor_id"})


class Actor(Protocol):
    """Somebody with an account (the package of people is above this one)."""

    @property
    def id(self) -> int: ...


def export(person: Actor) -> dict[str, Any]:
    """Return the person's acts, and what others did to their account (without saying who: that is theirs)."""
    own = select(TrailEntry).where(TrailEntry.actor_id == person.id).order_by(TrailEntry.id)
    concerning = (
        select(TrailEntry)
        .where(TrailEntry.thing == "person", TrailEntry.thing_id == person.id)
        .where(TrailEntry.actor_id.is_distinct_from(person.id))
        .order_by(TrailEntry.id)
    )
    return {
        "acts": [
            {"verb": entry.verb, "thing": entry.thing, "thing_id": entry.thing_id, "at": entry.created_at}
            for entry in db.session.scalars(own)
        ],
        "acts_on_my_account": [
            {"verb": entry.verb, "at": entry.created_at} for entry in db.session.scalars(concerning)
        ],
    }


def erase(person: Actor) -> None:
    """Change nothing: the trail holds an id, and after erasure that id leads to an empty tombstone."""
