"""Mails of cohorts: an invitation, and the confirmation of an address typed on a join link's page.

Their words name who invites and the organisation: never a module, the cohort's name (it may say one) or health. The
same mail goes to addresses with and without an account.
"""

from datetime import datetime

from flask import current_app
from flask_babel import gettext as _

from lms.cohorts.models import CohortInvitation, JoinLinkUse, WayState
from lms.cohorts.operations.links import seats_taken
from lms.cohorts.refusals import coordinators, whom_to_ask
from lms.core.clock import now
from lms.core.db import db
from lms.core.tokens import digest, mint
from lms.mail.messages import Message, letter
from lms.mail.models import OutboxMail


def invitation(mail: OutboxMail) -> Message | None:
    """Compose an invitation; its token is made here and replaces the one of an earlier mail."""
    found = db.session.get(CohortInvitation, mail.parameters["invitation"], with_for_update={"of": CohortInvitation})
    if found is None or found.email is None or not _is_newest(found.created_at, mail):
        return None
    if found.state(now()) is not WayState.OPEN or found.cohort.is_archived:
        return None
    organisation = found.cohort.organisation.name
    inviter = dict(coordinators(found.cohort.organisation_id)).get(found.created_by_id or 0)
    who = (
        _("%(name)s at %(organisation)s invites you to join a group here.", name=inviter, organisation=organisation)
        if inviter
        else _("%(organisation)s invites you to join a group here.", organisation=organisation)
    )
    token = _token(found)
    return letter(
        to=found.email,
        subject=_("An invitation from %(organisation)s", organisation=organisation),
        sentences=[
            who,
            _("The page behind the link says who will see what. Nothing happens before you press the button there."),
            _("The link works for 14 days."),
        ],
        link=_address(token),
        link_label=_("See the invitation"),
        closing=_("If you don't want to join, you need do nothing."),
    )


def confirmation(mail: OutboxMail) -> Message | None:
    """Compose the mail that confirms an address somebody typed on a join link's page."""
    found = db.session.get(JoinLinkUse, mail.parameters["use"], with_for_update={"of": JoinLinkUse})
    if found is None or found.email is None or not _is_newest(found.created_at, mail):
        return None
    if found.state(now(), taken=seats_taken(found.link_id)) is not WayState.OPEN:
        return None
    token = _token(found)
    return letter(
        to=found.email,
        subject=_("Confirm your address"),
        sentences=[
            _("Somebody, probably you, wrote this address to join a group here."),
            _("Open the link to go on. It works for 24 hours."),
            _("Questions? Ask %(whom)s.", whom=whom_to_ask(found.link.cohort, found.link.created_by_id)),
        ],
        link=_address(token),
        link_label=_("Go on"),
        closing=_("If it wasn't you, you need do nothing: the address is deleted again."),
    )


def _token(found: CohortInvitation | JoinLinkUse) -> str:
    """Mint the token of a mail; only its hash is kept."""
    token = mint()
    found.token_hash = digest(token)
    return token


def _is_newest(sent_at: datetime, mail: OutboxMail) -> bool:
    """Tell whether this is the mail posted last: an older one still waiting must not replace its token."""
    return bool(mail.parameters["sent"] == sent_at.isoformat())


def _address(token: str) -> str:
    settings = current_app.extensions["lms.settings"]
    path = current_app.url_map.bind("").build("cohorts.join", {"token": token})
    return f"{settings.base_url}{path}"
