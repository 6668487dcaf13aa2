"""`lms db`: the database's schema."""

import click


@click.group("db")
def database() -> None:
    """Look after the database."""
