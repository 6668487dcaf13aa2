"""The mails of this package. Their kinds are registered in `web`; tokens are made here, when a mail is sent."""

from flask import Flask
from flask_babel import gettext as _

from lms.accounts.models import Invitation, Link, LinkPurpose, Person
from lms.accounts.operations import links
from lms.accounts.operations.invitations import InvitationState, give_token, state_of
from lms.accounts.operations.people import by_email
from lms.core.addresses import public
from lms.core.clock import now
from lms.core.db import db
from lms.core.i18n import force_locale
from lms.mail.composers import register
from lms.mail.messages import Message, letter
from lms.mail.models import OutboxMail


def init_app(app: Flask) -> None:
    """Register the composers."""
    register(app, "accounts.link", link)
    register(app, "accounts.invitation", invitation)
    register(app, "accounts.confirm_email", confirm_email)
    for kind, compose in NOTICES.items():
        register(app, kind, compose)


def link(mail: OutboxMail) -> Message | None:
    """Compose a one-time link for an address somebody typed, if it has an account; otherwise send nothing."""
    person = by_email(mail.address or "")
    if person is None:
        return None
    with force_locale(person.language):
        if not person.is_active:
            return _closed(person)
        if mail.parameters["purpose"] == LinkPurpose.RESET:
            return _reset(person)
        return _sign_in(person)


def invitation(mail: OutboxMail) -> Message | None:
    """Compose an invitation; a new link replaces the one of an earlier mail."""
    invited = db.session.get(Invitation, mail.parameters["invitation"])
    if invited is None or invited.email is None or state_of(invited, at=now()) is not InvitationState.OPEN:
        return None
    return letter(
        to=invited.email,
        subject=_("You are invited"),
        sentences=[
            _("Hello"),
            _("You are invited to have an account with us. Open the page to see what it is and say yes, or leave it."),
            _("The invitation is open for 14 days."),
        ],
        link=public("accounts.invitation", token=give_token(invited), lang=invited.language),
        link_label=_("See the invitation"),
        closing=_("If this makes no sense to you, you can forget this mail. Nothing happens then."),
    )


def confirm_email(mail: OutboxMail) -> Message | None:
    """Compose the question at the old or the new address of somebody who changes it."""
    asked = db.session.get(Link, mail.parameters["link"])
    if asked is None or asked.new_email is None or not asked.person.is_active or by_email(asked.new_email) is not None:
        return None
    is_new = asked.purpose is LinkPurpose.CONFIRM_NEW_EMAIL
    address = asked.new_email if is_new else asked.person.email
    if address is None:
        return None
    return letter(
        to=address,
        subject=_("Confirm the change of your mail address"),
        sentences=[
            _("Hello %(name)s", name=asked.person.name),
            _("You asked to change the mail address of your account. Confirm it here, and at the other address too."),
            _("The link works for 15 minutes, once."),
        ],
        link=public("accounts.link_page", token=links.give_token(asked)),
        link_label=_("Confirm the change"),
        closing=_("If it wasn't you, leave it: nothing changes without both addresses. Then choose a new password."),
    )


def _sign_in(person: Person) -> Message | None:
    return letter(
        to=person.email or "",
        subject=_("Your link to sign in"),
        sentences=[
            _("Hello %(name)s", name=person.name),
            _("Here is the link you asked for. It works for 15 minutes, once."),
        ],
        link=public("accounts.link_page", token=links.make(person, LinkPurpose.SIGN_IN)),
        link_label=_("Sign in"),
        closing=_("If you didn't ask for it, you can forget this mail."),
    )


def _reset(person: Person) -> Message | None:
    return letter(
        to=person.email or "",
        subject=_("Choose a new password"),
        sentences=[
            _("Hello %(name)s", name=person.name),
            _("Here is the link for a new password. It works for 15 minutes, once."),
        ],
        link=public("accounts.link_page", token=links.make(person, LinkPurpose.RESET)),
        link_label=_("Choose a new password"),
        closing=_("If you didn't ask for it, you can forget this mail: your password stays as it is."),
    )


def _closed(person: Person) -> Message | None:
    return letter(
        to=person.email or "",
        subject=_("Your account is closed for now"),
        sentences=[
            _("Hello %(name)s", name=person.name),
            _("You asked for a link, but your account is closed for now. What you have done is kept."),
            _("Ask whoever invited you to open it again."),
        ],
    )


def _welcome(mail: OutboxMail) -> Message | None:
    return _notice(
        mail,
        subject=_("You have an account"),
        sentence=_(
            "An account has been made for you. Ask for a one-time link on the sign-in page; it needs no password."
        ),
        label=_("Go to the sign-in page"),
    )


def _password_changed(mail: OutboxMail) -> Message | None:
    return _notice(
        mail,
        subject=_("Your password was changed"),
        sentence=_(
            "The password of your account was changed. If it wasn't you, ask for a new one on the sign-in page now."
        ),
        label=_("Go to the sign-in page"),
    )


def _second_factor_on(mail: OutboxMail) -> Message | None:
    return _notice(
        mail,
        subject=_("Codes are asked for when you sign in"),
        sentence=_("The second factor of your account was switched on. If it wasn't you, choose a new password now."),
        label=_("Go to the sign-in page"),
    )


def _second_factor_off(mail: OutboxMail) -> Message | None:
    return _notice(
        mail,
        subject=_("Codes are no longer asked for"),
        sentence=_("The second factor of your account was switched off. If it wasn't you, choose a new password now."),
        label=_("Go to the sign-in page"),
    )


NOTICES = {
    "accounts.welcome": _welcome,
    "accounts.password_changed": _password_changed,
    "accounts.second_factor_on": _second_factor_on,
    "accounts.second_factor_off": _second_factor_off,
}


def _notice(mail: OutboxMail, *, subject: str, sentence: str, label: str) -> Message | None:
    person = db.session.get(Person, mail.recipient_id or 0)
    if person is None or person.email is None:
        return None
    return letter(
        to=person.email,
        subject=subject,
        sentences=[_("Hello %(name)s", name=person.name), sentence],
        link=public("accounts.sign_in"),
        link_label=label,
    )
