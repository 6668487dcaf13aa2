"""The database's own guard of parity (rules 1 to 3), as plain SQL for both databases.

What it holds, whoever writes, by page, command or raw SQL: a partner's perspective never changes; a candidate and its texts
never change; a sign-off names exactly the text that was seen, by a partner of the collaboration who reads its language; no
lesson is published as co-created or co-produced without its sign-offs, against an open hold, without an agreement in force
or with a perspective empty; what is public is the newest publication and nothing else; a hold ends in one of the four ways
of rule 3; a publication never changes.

What it can't hold: somebody who may drop triggers, or who forges rows that look like somebody else's sign-off, partnership
or agreement, is outside the claim. That a hold is withdrawn by who placed it is checked by the operation.

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
