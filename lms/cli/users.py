"""`lms users`: accounts from the command line; also how the first administrator arises."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import force_locale

from lms.accounts.email_addresses import normalised
from lms.accounts.models import LinkPurpose, Person, Role
from lms.accounts.operations import links, people
from lms.accounts.operations.grants import grant
from lms.accounts.operations.passwords import hashed, refuse_weak
from lms.core.addresses import public
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES
from lms.core.transaction import transaction
from lms.privacy import operations


@click.group()
def users() -> None:
    """Make accounts, and close them."""


@users.command()
@click.option("--name", required=True, help="The person's name.")
@click.option("--email", required=True, help="The person's mail address, which they sign in with.")
@click.option(
    "--language", default="da", show_default=True, type=click.Choice(sorted(LANGUAGES)), help="Of pages and mails."
)
@click.option("--administrator", is_flag=True, help="Let the person administer the installation.")
@click.option(
    "--link", is_flag=True, help="Print a one-time link that signs the person in, instead of asking for a password."
)
@with_appcontext
def create(name: str, email: str, language: str, *, administrator: bool, link: bool) -> None:
    """Make an account. A terminal is asked for a password; leave it empty to sign in by mailed links."""
    password_hash = None if link or not sys.stdin.isatty() else _ask_for_password(name, email)
    with transaction(), force_locale("en"):
        person = people.create_person(name=name, email=email, language=language, by=None)
        person.password_hash = password_hash
        if administrator:
            grant(person, Role.ADMINISTRATOR, by=None)
        token = links.make(person, LinkPurpose.SIGN_IN) if link else ""
    click.echo(f"Made an account for {person.email}{' as administrator' if administrator else ''}; a mail says so.")
    if link:
        click.echo(f"Sign in within 15 minutes, once: {public('accounts.link_page', token=token)}")


@users.command()
@click.option("--email", required=True, help="The address of the account.")
@with_appcontext
def deactivate(email: str) -> None:
    """Close an account: its browsers are signed out, nothing is deleted. The last administrator's stays open."""
    with transaction(), force_locale("en"):
        people.deactivate(_person(email), by=None)
    click.echo("The account is closed.")


@users.command()
@click.option("--email", required=True, help="The address of the account.")
@with_appcontext
def reactivate(email: str) -> None:
    """Open a closed account again."""
    with transaction(), force_locale("en"):
        people.reactivate(_person(email), by=None)
    click.echo("The account is open.")


@users.command("erase-again")
@click.argument("ids", nargs=-1, required=True, type=int)
@with_appcontext
def erase_again(ids: tuple[int, ...]) -> None:
    """After restoring a backup: empty the accounts with these IDS once more (the log's `erased` lines hold them)."""
    for person_id in ids:
        with transaction(), force_locale("en"):
            person = db.session.get(Person, person_id)
            emptied = person is not None and operations.erase_again(person)
        click.echo(f"{person_id}: {'emptied again' if emptied else 'nothing to empty'}")


def _person(email: str) -> Person:
    person = people.by_email(normalised(email) or "")
    if person is None:
        raise DomainError("There is no account with this address.")
    return person


def _ask_for_password(name: str, email: str) -> str | None:
    """Ask twice, until the password will do. Returns its hash, or None when it was left empty."""
    while True:
        password = click.prompt(
            "Password", default="", hide_input=True, show_default=False, confirmation_prompt="Once more"
        )
        if not password:
            return None
        try:
            with force_locale("en"):
                refuse_weak(password, about=[name, email, str(current_app.config["LMS_NAME"])])
        except DomainError as error:
            click.echo(error.sentence)
            continue
        return hashed(password)
