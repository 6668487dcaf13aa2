"""What is said of suggestions, voices and people on the pages where partners talk."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from lms.studio.block_forms.words import kind_name
from lms.studio.joint_decisions import Waits
from lms.studio.models import Outcome, SuggestionKind, Voice

Words = Callable[[], str]

_KINDS: dict[SuggestionKind, Words] = {
    SuggestionKind.REPLACEMENT: lambda: _("Other words"),
    SuggestionKind.INSERTION: lambda: _("Something new after it"),
    SuggestionKind.DELETION: lambda: _("Take it out"),
    SuggestionKind.QUESTION: lambda: _("A question"),
}
_ABOUT: dict[SuggestionKind, Words] = {
    SuggestionKind.REPLACEMENT: lambda: _("Change the words as you would like them. The others see what is different."),
    SuggestionKind.INSERTION: lambda: _("Write a new part that should come right after this one."),
    SuggestionKind.DELETION: lambda: _("Say why this part should not be there."),
    SuggestionKind.QUESTION: lambda: _("Ask about something that is unclear or doesn't feel right."),
}
_OUTCOMES: dict[Outcome, Words] = {
    Outcome.ACCEPTED: lambda: _("Taken in"),
    Outcome.DECLINED: lambda: _("Not taken in"),
    Outcome.ANSWERED: lambda: _("Answered"),
    Outcome.WITHDRAWN: lambda: _("Taken back"),
}
_BECAUSE: dict[Outcome, Words] = {
    Outcome.ACCEPTED: lambda: _("We did, because:"),
    Outcome.DECLINED: lambda: _("We didn't, because:"),
    Outcome.ANSWERED: lambda: _("We answered:"),
    Outcome.WITHDRAWN: lambda: _("You took it back."),
}
_VOICES: dict[Voice, Words] = {
    Voice.YES: lambda: _("Yes"),
    Voice.CAN_LIVE_WITH_IT: lambda: _("I can live with it"),
    Voice.NO: lambda: _("No"),
}
_WAITS: dict[Waits, Words] = {
    Waits.OPENING: lambda: _("Nobody has asked for a joint decision."),
    Waits.NO: lambda: _("Somebody says no. The suggestion stays open and listed; it holds nothing up."),
    Waits.PAUSE: lambda: _("Somebody is paused and has not said where they stand. We wait for them."),
    Waits.DAYS: lambda: _("Everybody has five working days. Until then nothing is decided."),
    Waits.VOICES: lambda: _(
        "A yes or “I can live with it” is needed from lived experience and from the professionals. Silence is no yes."
    ),
    Waits.NOTHING: lambda: _("Everybody has had their say. It may be closed as not taken in, with a reason."),
}


def kind_words(kind: SuggestionKind) -> str:
    """Return what a kind of suggestion is called."""
    return _KINDS[kind]()


def kind_about(kind: SuggestionKind) -> str:
    """Return what a kind of suggestion is for."""
    return _ABOUT[kind]()


def outcome_words(outcome: Outcome | None) -> str:
    """Return how a suggestion ended, or that it is open."""
    return _OUTCOMES[outcome]() if outcome else _("Open")


def because_words(outcome: Outcome) -> str:
    """Return what comes before an answer's reason."""
    return _BECAUSE[outcome]()


def voice_words(voice: Voice) -> str:
    """Return a voice as it is said."""
    return _VOICES[voice]()


def waits_words(waits: Waits) -> str:
    """Return what a joint decision waits for."""
    return _WAITS[waits]()


def name_words(shown_name: str | None) -> str:
    """Return the name a partner chose; whoever is no longer known is “a partner”."""
    return shown_name or _("A partner")


def acted_words(name: str, deputy: str) -> str:
    """Return whose act it was; where their deputy acted for them, that too. Of a pause it says no more."""
    return _("%(deputy)s for %(name)s, as deputy", deputy=deputy, name=name) if deputy else name


def block_words(kind: str, body: Mapping[str, Any]) -> str:
    """Return what a block is called in a list: its heading or title, else its kind."""
    for key in ("heading", "title"):
        if isinstance(body.get(key), str) and body[key].strip():
            return str(body[key])
    return kind_name(kind)


def path_words(path: tuple[str, ...]) -> str:
    """Return what a text inside a block is called, above its difference; empty for the only text."""
    names: dict[str, Words] = {
        "heading": lambda: _("Heading"),
        "title": lambda: _("Title"),
        "summary": lambda: _("In short"),
        "slots": lambda: _("What waits for a peer expert"),
        "question": lambda: _("The question"),
        "stem": lambda: _("The question"),
        "closing": lambda: _("To end with"),
        "label": lambda: _("In a line"),
        "argument": lambda: _("Why one can think so"),
        "feedback": lambda: _("What the reader is told"),
        "intro": lambda: _("Introduction"),
        "role": lambda: _("The reader's role"),
        "facts": lambda: _("Fact"),
        "steps": lambda: _("Step"),
        "body": lambda: _("Text"),
    }
    found = next((names[step] for step in reversed(path) if step in names), None)
    return found() if found else _("Text")
