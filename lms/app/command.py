"""The console script `lms`: the commands of `lms.cli` over an application made from the environment."""

import os
import sys

import click
from flask import Flask
from flask.cli import ScriptInfo

from lms.app.factory import create_app
from lms.cli import COMMANDS
from lms.cli.demo_settings import demo_settings, is_demo
from lms.core.errors import DomainError
from lms.core.settings import Settings, SettingsError


def make_app() -> Flask:
    """Return the application for the settings in the environment, or for the demo while `lms demo` runs it."""
    settings = demo_settings(os.environ) if is_demo(os.environ) else Settings.from_env(os.environ)
    return create_app(settings)


@click.group(
    help="Run and look after an EQUIL installation. Settings come from LMS_* variables (see lms/core/settings.py)."
)
def lms() -> None:
    """Hold all commands."""


for command in COMMANDS:
    lms.add_command(command)


def main() -> None:
    """Run the command line; what it refuses is one line on standard error and exit status 1."""
    try:
        lms(prog_name="lms", obj=ScriptInfo(create_app=make_app, set_debug_flag=False))
    except (SettingsError, DomainError) as error:
        click.echo(f"lms: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
