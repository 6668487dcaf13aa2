"""What an inbox says of each kind of notice: that something of a kind waits, never what it says."""

from collections.abc import Callable

from flask_babel import gettext as _

from lms.studio.notices import AS_DEPUTY

_SENTENCES: dict[str, Callable[[], str]] = {
    "agreement_change": lambda: _("A change to the agreement waits for your answer."),
    "agreement_started": lambda: _("The agreement is in force. The work together has begun."),
    "agreement_ended": lambda: _("The agreement has ended. What you wrote together stays."),
    "review_day": lambda: _("The day has come to look at the agreement again: is it still right?"),
    "review_near": lambda: _("In a week or less it is the day to look at the agreement again."),
    "partner_joined": lambda: _("Somebody new writes along."),
    "partner_left": lambda: _("Somebody has left the work together."),
    "owner_offered": lambda: _("You are asked whether you want to be the owner."),
    "owner_changed": lambda: _("The agreement has a new owner."),
    "suggestion": lambda: _("There is a new suggestion."),
    "suggestion_answered": lambda: _("A suggestion of yours has an answer."),
    "suggestion_came_out": lambda: _("A suggestion of yours has been published. You said, we did."),
    "vote_opened": lambda: _("A joint decision: you are asked where you stand."),
    "mention": lambda: _("Somebody named you in a comment."),
    "comment": lambda: _("There is a new comment."),
    "ready_for_sign_off": lambda: _("A lesson is ready for you to read and sign off."),
    "signed": lambda: _("Somebody has signed off a lesson."),
    "hold": lambda: _("Somebody holds a lesson. It is not published for now."),
    "hold_ended": lambda: _("A hold has ended."),
    "mediation": lambda: _("There is something new in the mediation about a hold."),
    "published": lambda: _("A lesson has been published."),
    "proposal": lambda: _("A proposal for a lesson has come from outside. You decide together what to do with it."),
    "evaluation": lambda: _("Four questions about how the work together felt. Your answers are yours."),
    "deadline_near": lambda: _("A joint decision ends soon, and you have not said where you stand. You don't have to."),
    "comment_hidden": lambda: _("An administrator has hidden a comment. The reason stands in its place."),
    "deputy_mention": lambda: _("A comment names somebody you stand in for."),
    "deputy_comment": lambda: _("There is a new comment in a conversation of somebody you stand in for."),
    "deputy_suggestion_answered": lambda: _("A suggestion of somebody you stand in for has an answer."),
    "deputy_suggestion_came_out": lambda: _("A suggestion of somebody you stand in for has been published."),
}

_ASKS = frozenset(
    {
        "agreement_change",
        "owner_offered",
        "suggestion",
        "vote_opened",
        "deadline_near",
        "mention",
        "ready_for_sign_off",
        "proposal",
        "evaluation",
    }
)


def asks(kind: str) -> bool:
    """Tell whether a notice asks its reader for something, rather than telling what others did."""
    return kind.removeprefix(AS_DEPUTY) in _ASKS


def sentence(kind: str) -> str:
    """Return what an inbox says of a kind of notice."""
    return _SENTENCES[kind]()
