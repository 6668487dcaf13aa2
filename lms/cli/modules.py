"""`lms modules`: check, import, export and format the curriculum."""

import click


@click.group()
def modules() -> None:
    """Look after the curriculum."""
