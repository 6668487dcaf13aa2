"""`lms users`: accounts from the command line; also how the first administrator arises."""

import click


@click.group()
def users() -> None:
    """Make accounts."""
