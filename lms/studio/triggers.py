"""The database's own guard of parity (rules 2 and 3), as plain SQL for both databases."""

from typing import Any

from sqlalchemy import Connection, MetaData


def follow(metadata: MetaData, connection: Connection, **details: Any) -> None:
    """Create the triggers with the tables (a listener for `after_create`)."""
