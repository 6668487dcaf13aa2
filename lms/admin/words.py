"""How administrators' acts and the state of invitations are told."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.accounts.operations.invitations import InvitationState
from lms.accounts.words import ROLES
from lms.admin.queries.acts import Act

STATES = {
    InvitationState.OPEN: _l("Waiting for an answer"),
    InvitationState.EXPIRED: _l("Expired"),
    InvitationState.CANCELLED: _l("Cancelled"),
    InvitationState.ACCEPTED: _l("Accepted"),
}

SENTENCES = {
    ("person", "created"): _l("%(who)s made an account for %(whom)s."),
    ("person", "renamed"): _l("%(who)s changed the name of %(whom)s."),
    ("person", "deactivated"): _l("%(who)s closed the account of %(whom)s."),
    ("person", "reactivated"): _l("%(who)s opened the account of %(whom)s again."),
    ("person", "sent_link"): _l("%(who)s sent %(whom)s a link to sign in."),
    ("person", "signed_out"): _l("%(who)s signed %(whom)s out everywhere."),
    ("organisation", "opened"): _l("%(who)s added the organisation %(organisation)s."),
    ("organisation", "renamed"): _l("%(who)s renamed the organisation that is now called %(organisation)s."),
    ("organisation", "closed"): _l("%(who)s closed the organisation %(organisation)s."),
    ("membership", "added"): _l("%(who)s said that %(whom)s belongs to %(organisation)s."),
    ("membership", "ended"): _l("%(who)s ended the membership of %(whom)s in %(organisation)s."),
    ("grant", "granted"): _l("%(who)s gave %(whom)s the role %(role)s."),
    ("grant", "ended"): _l("%(who)s ended the role %(role)s of %(whom)s."),
    ("invitation", "invited"): _l("%(who)s invited somebody to an account."),
    ("invitation", "resent"): _l("%(who)s sent an invitation again."),
    ("invitation", "cancelled"): _l("%(who)s cancelled an invitation."),
    ("comment", "hidden"): _l("%(who)s hid a comment that was reported."),
    ("comment", "left"): _l("%(who)s left a comment that was reported as it is."),
    ("help_line", "confirmed"): _l("%(who)s confirmed the number of the help line %(line)s."),
    ("help_line", "found_wrong"): _l("%(who)s found the number of the help line %(line)s wrong."),
}


def told(act: Act) -> str:
    """Tell an act in a sentence."""
    sentence = SENTENCES.get((act.thing, act.verb))
    if sentence is None:
        sentence = _l("%(who)s: %(verb)s (%(thing)s).")
    deleted = _("a deleted account")
    command_line = _("The command line")
    values = {
        "who": act.who or (command_line if act.who_id is None else deleted),
        "whom": act.whom or deleted,
        "organisation": act.organisation or _("an organisation"),
        "role": ROLES[act.role] if act.role else "",
        "line": act.line,
        "verb": act.verb,
        "thing": act.thing,
    }
    told_scope = f" ({act.organisation})" if act.thing in {"grant", "invitation"} and act.organisation else ""
    return str(sentence) % values + told_scope
