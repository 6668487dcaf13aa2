"""`lms backup` and `lms restore`: the database in one file, and its way back without what was withdrawn since (rule 4)."""

from pathlib import Path
from typing import TextIO

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError

from lms.cli.database import bring_up_to_date
from lms.cli.stories import replayed
from lms.core import copies
from lms.core.db import db
from lms.studio import ledger

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=FILE)
@with_appcontext
def backup(file: Path) -> None:
    """Write the whole database into FILE, while the service goes on. It does not hold LMS_DATA_KEY: keep that apart."""
    size = copies.save(db.engine, file)
    click.echo(f"Wrote {file}, {size / 1_000_000:.1f} MB. Private texts in it can be read with LMS_DATA_KEY only.")


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--ledger",
    "kept",
    type=click.File(encoding="utf-8"),
    help="Withdrawals and erasures kept outside, as `lms stories ledger` prints them or the log notes them.",
)
@click.confirmation_option(prompt="This replaces everything in the database. Is the service stopped?")
@with_appcontext
def restore(file: Path, kept: TextIO | None) -> None:
    """Bring the database to what FILE holds, and withdraw and erase again what was withdrawn and erased since."""
    lines = _ledger_of_what_goes() + (kept.read().splitlines() if kept else [])
    copies.load(db.engine, file)
    click.echo(f"The database is as {file} holds it.")
    bring_up_to_date()
    for done in replayed(lines):
        click.echo(done)


def _ledger_of_what_goes() -> list[str]:
    """Return what the database that is about to be replaced knows; nothing when it can't be read any more."""
    try:
        return ledger.entries()
    except DatabaseError:
        click.echo(
            "The present database has no ledger that can be read: only what you give with --ledger is done again."
        )
        return []
    finally:
        db.session.rollback()
