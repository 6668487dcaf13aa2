"""`lms demo`, `lms serve`, `lms worker`."""

import click


@click.command()
def demo() -> None:
    """Set up the demo and serve it on this machine."""


@click.command()
def serve() -> None:
    """Serve the installation."""


@click.command()
def worker() -> None:
    """Send mail and run periodic jobs."""
