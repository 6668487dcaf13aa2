"""`lms db`: the database's schema."""

import click
from flask.cli import with_appcontext

from lms.core import schema
from lms.core.db import db
from lms.curriculum.operations import refresh, remake


@click.group("db")
def database() -> None:
    """Look after the database."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the schema up to date; remake lessons' HTML when its renderer has changed. Safe to run at every start."""
    bring_up_to_date()
    click.echo(f"The database is at revision {schema.head()}.")


def bring_up_to_date() -> None:
    """Upgrade the schema, remake what was rendered by an older renderer, and let search know."""
    schema.upgrade(db.engine)
    remade = remake()
    if remade:
        click.echo(f"Remade the HTML of {remade} lesson texts.")
    found = refresh()
    if found:
        click.echo(f"Made {found} texts ready to be found.")
