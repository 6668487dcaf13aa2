"""Deleted means gone from the files, too, and not only from the tables.

SQLite writes into a log beside its file and brings it into the file by and by; pages there keep what was deleted since until
others are written over them. PostgreSQL frees its pages by its own vacuum.
"""

import sqlite3
from contextlib import closing
from typing import Any

from lms.core.db import db

PATIENCE = 250  # milliseconds for which readers and writers are waited for


def wipe() -> bool:
    """Bring SQLite's log into its file and empty it. Call it when what deletes is committed.

    Returns False when others are reading or writing just now: the worker tries again.
    """
    if db.engine.dialect.name != "sqlite":
        return True
    with closing(db.engine.raw_connection()) as connection:  # one on which no transaction begins by itself
        cursor: Any = connection.cursor()
        (usual,) = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        try:
            (busy, *_pages) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError:
            busy = 1
        finally:
            cursor.execute(f"PRAGMA busy_timeout={usual}")
    return not busy
