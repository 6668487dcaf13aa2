"""The database's own guard of parity (rules 1 to 3), as plain SQL for both databases.

What it holds, whoever writes, by page, command or raw SQL: a partner's perspective never changes; a candidate and its texts
never change; a sign-off names exactly the text that was seen, by a partner of the collaboration who reads its language; no
lesson is published as co-created or co-produced without its sign-offs, against an open hold, without an agreement in force
or with a perspective empty; what is public is the newest publication and nothing else; a hold ends in one of the four ways
of rule 3, as "changed" only by a text that wasn't there when it was placed, signed by both; where both positions stand,
they stand word for word; whoever acted for a paused partner is the deputy these named; a publication never changes.

What it can't hold: somebody who may drop triggers, or who forges rows that look like somebody else's sign-off, partnership
or agreement, is outside the claim. That a hold is withdrawn by who placed it, or for them by their deputy, is checked by
the operation; that what was agreed to stand side by side is no more than a heading for each side's words, too.

On PostgreSQL everything that decides about a publication takes the row of the collaboration first, so that a hold, a
sign-off taken back or a partner who leaves comes either before or after it; SQLite has one writer at a time anyway.
"""

from typing import Any

from sqlalchemy import Connection, MetaData

from lms.curriculum.triggers import Trigger, create, drop
from lms.studio.triggers import candidates, holds, partners, publishing

TRIGGERS: tuple[Trigger, ...] = (
    *partners.TRIGGERS,
    *candidates.TRIGGERS,
    *holds.TRIGGERS,
    *publishing.TRIGGERS,
)
NEEDED = frozenset(trigger.table for trigger in TRIGGERS)


def create_all(connection: Connection) -> None:
    """Create every trigger as it is written here; one that is there under its name is made anew."""
    for trigger in TRIGGERS:
        drop(connection, trigger)
        create(connection, trigger)


def drop_all(connection: Connection) -> None:
    """Drop every trigger, and on PostgreSQL its function."""
    for trigger in TRIGGERS:
        drop(connection, trigger)


def follow(metadata: MetaData, connection: Connection, **details: Any) -> None:
    """Create the triggers with the tables (a listener for `after_create`)."""
    made = {table.name for table in details.get("tables") or metadata.tables.values()}
    if made >= NEEDED:
        create_all(connection)
