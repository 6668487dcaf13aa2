"""A copy of the whole database in one file, and its way back. It holds private texts, but not the key they are sealed with.

SQLite is copied by its own online backup, PostgreSQL by `pg_dump` and `pg_restore` (of the server's version or newer).
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine

from lms.core.errors import DomainError


def save(engine: Engine, file: Path) -> int:
    """Write a copy of the database to `file`, readable by its owner alone; return its size in bytes.

    Readers and writers go on meanwhile; the copy is the state of one moment. Raises DomainError when `file` is there
    already, and when the copy could not be made: nothing is left of it then.
    """
    if file.exists():
        raise DomainError(f"{file} is there already. Nothing was written.")
    part = file.with_name(file.name + ".part")
    os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        (_save_sqlite if _is_sqlite(engine) else _save_postgresql)(engine, part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)
    return file.stat().st_size


def load(engine: Engine, file: Path) -> None:
    """Bring the database to what `file` holds, all at once. Nothing else may use it meanwhile.

    Raises DomainError when `file` is no such copy or could not be read whole: the database is then as it was.
    """
    if not file.is_file():
        raise DomainError(f"There is no file {file}.")
    (_load_sqlite if _is_sqlite(engine) else _load_postgresql)(engine, file)


def _is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def _save_sqlite(engine: Engine, part: Path) -> None:
    with _sqlite_of(engine) as live, closing(sqlite3.connect(part)) as copy:
        live.backup(copy)


def _load_sqlite(engine: Engine, file: Path) -> None:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
        try:
            sound = copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            ours = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]
        except sqlite3.DatabaseError:
            sound, ours = False, 0
        if not sound or not ours:
            raise DomainError(f"{file} is no sound copy of this platform's SQLite database. Nothing was changed.")
        with _sqlite_of(engine) as live:
            try:
                live.execute("BEGIN EXCLUSIVE")
                live.execute("ROLLBACK")
            except sqlite3.OperationalError as error:
                raise DomainError("The database is in use. Stop the service first; nothing was changed.") from error
            copy.backup(live)


@contextmanager
def _sqlite_of(engine: Engine) -> Iterator[sqlite3.Connection]:
    with closing(engine.raw_connection()) as pooled:
        live = pooled.driver_connection
        assert isinstance(live, sqlite3.Connection)
        yield live


def _save_postgresql(engine: Engine, part: Path) -> None:
    _run(engine.url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")


def _load_postgresql(engine: Engine, file: Path) -> None:
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    engine.dispose()
    _run(engine.url, "pg_restore", *options, f"--dbname={engine.url.database}", str(file))


def _run(url: URL, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs. Where and who stands in the environment, not in the list of processes."""
    path = shutil.which(program)
    if path is None:
        raise DomainError(f"{program} is not on this machine (Debian: postgresql-client). Nothing was changed.")
    result = subprocess.run(  # noqa: S603 (our own arguments)
        [path, *arguments], env=os.environ | _environment(url), capture_output=True, text=True, check=False
    )
    if result.returncode:
        reason = result.stderr.strip().splitlines()[:1]
        raise DomainError(f"{program} could not do it: {reason[0] if reason else 'no reason given'}")


def _environment(url: URL) -> dict[str, str]:
    query: dict[str, Any] = dict(url.query)
    known = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": url.port,
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": query.get("sslmode"),
    }
    return {name: str(value) for name, value in known.items() if value}
