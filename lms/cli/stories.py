"""`lms stories`: what a restore has to do again, so that nothing withdrawn comes back (rule 4)."""

import re
import sys
from collections.abc import Iterable, Iterator

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from lms.accounts.models import Person
from lms.core.db import db
from lms.core.transaction import transaction
from lms.privacy import operations
from lms.studio import ledger
from lms.studio.operations.withdrawing import withdraw_again

ENTRY = re.compile(r"(story|consent|recording|person):([1-9][0-9]{0,9})")


@click.group()
def stories() -> None:
    """Withdrawals and erasures: list them, and do them again after a restore."""


@stories.command("ledger")
@with_appcontext
def print_ledger() -> None:
    """Print every withdrawal and erasure, one a line. Keep it outside of the backups."""
    for line in ledger.entries():
        click.echo(line)


@stories.command()
@click.argument("entries", nargs=-1)
@with_appcontext
def replay(entries: tuple[str, ...]) -> None:
    """After restoring a backup: withdraw again what ENTRIES name, such as story:12, or the database's own ledger.

    With `-` they are read from standard input, one a line: what `lms stories ledger` printed, or the log's `withdrawn` lines.
    """
    lines = sys.stdin.read().splitlines() if entries == ("-",) else list(entries) or ledger.entries()
    done = list(replayed(lines))
    if entries and not done:
        raise click.ClickException("No entry was found. One looks like story:12.")
    for line in done:
        click.echo(line)


def replayed(lines: Iterable[str]) -> Iterator[str]:
    """Do again what is named in `lines`, each in a transaction of its own, and yield what came of it."""
    for thing, number in (match.groups() for line in lines for match in ENTRY.finditer(line)):
        with transaction(), force_locale("en"):
            done = _again(thing, int(number))
        yield f"{thing}:{number}: {'taken out again' if done else 'nothing left to do'}"


def _again(thing: str, number: int) -> bool:
    if thing != "person":
        return withdraw_again(thing, number)
    person = db.session.get(Person, number)
    return person is not None and operations.erase_again(person)
