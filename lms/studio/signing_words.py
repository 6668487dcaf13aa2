"""What signing, holding and publishing are spoken of with."""

import re
from collections.abc import Callable, Iterable

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.core.i18n import language
from lms.curriculum.models import Contribution, Status
from lms.studio.block_forms.words import kind_name, language_name
from lms.studio.comparing import Fate
from lms.studio.models import HoldEnd, PublicationKind
from lms.studio.parity import Need

Words = Callable[[], str]

_CITATION = re.compile(r"\[@([^\]\n]+)\]")
_PICTURE = re.compile(r"\[media/[^\]\s:]+: ?([^\]\n]*)\]")

_FATES: dict[Fate, Words] = {
    Fate.NEW: lambda: _("New"),
    Fate.CHANGED: lambda: _("Changed"),
    Fate.MOVED: lambda: _("Moved"),
    Fate.REMOVED: lambda: _("Taken out"),
}
_ENDS: dict[HoldEnd, Words] = {
    HoldEnd.WITHDRAWN: lambda: _("It was taken back."),
    HoldEnd.CHANGED: lambda: _("A change was signed off from both sides."),
    HoldEnd.SIDE_BY_SIDE: lambda: _("After mediation, both positions were published side by side."),
    HoldEnd.LEFT_OUT: lambda: _("After mediation, the lesson was published without that part."),
}
_KINDS: dict[PublicationKind, Words] = {
    PublicationKind.NEW: lambda: _("A new edition"),
    PublicationKind.BACK: lambda: _("Back to an earlier edition"),
    PublicationKind.WITHDRAWAL: lambda: _("Take the lesson out"),
}
_STATUSES: dict[Status, Words] = {
    Status.SOURCE_EDITION: lambda: _("source edition"),
    Status.CO_CREATION: lambda: _("co-creation"),
    Status.CO_PRODUCTION: lambda: _("co-production"),
}
_CONTRIBUTIONS: dict[Contribution, Words] = {
    Contribution.STORY: lambda: _("Story"),
    Contribution.IDEA: lambda: _("Idea"),
    Contribution.WRITING: lambda: _("Writing"),
    Contribution.REVIEW: lambda: _("Review"),
    Contribution.TRANSLATION: lambda: _("Translation"),
    Contribution.FACILITATION: lambda: _("Facilitation"),
}
_PARTS: dict[str, Words] = {
    "title": lambda: _("Title"),
    "summary": lambda: _("Summary"),
    "heading": lambda: _("Heading"),
    "body": lambda: _("Text"),
    "content_note": lambda: _("Content note"),
    "slots": lambda: _("What waits for a peer expert"),
    "decide": lambda: _("To decide"),
    "make": lambda: _("To make"),
    "tell": lambda: _("To tell, if somebody wants to"),
    "question": lambda: _("Question"),
    "closing": lambda: _("Closing words"),
    "facts": lambda: _("Fact"),
    "steps": lambda: _("Step"),
    "sides": lambda: _("Side"),
    "label": lambda: _("What it is called"),
    "argument": lambda: _("Argument"),
    "stem": lambda: _("Question"),
    "options": lambda: _("Answer to choose"),
    "feedback": lambda: _("Feedback"),
    "nodes": lambda: _("Scene"),
    "choices": lambda: _("Choice"),
    "consequence": lambda: _("What follows"),
    "endings": lambda: _("Ending"),
    "values": lambda: _("Value"),
    "minutes": lambda: _("Minutes"),
    "review": lambda: _("To be looked over"),
    "required": lambda: _("Must be done"),
    "right": lambda: _("Right answer"),
    "pairs": lambda: _("What belongs together"),
    "who": lambda: _("Who says it"),
    "as_of": lambda: _("As of"),
    "sources": lambda: _("Sources"),
    "story": lambda: _("Story"),
    "start": lambda: _("First scene"),
    "to": lambda: _("Where it leads"),
    "effects": lambda: _("Effect"),
    "when": lambda: _("Condition"),
    "questions": lambda: _("Question"),
}


def fate_words(fate: Fate) -> str:
    """Return what became of a block."""
    return _FATES[fate]()


def end_words(how: HoldEnd) -> str:
    """Return how a hold ended."""
    return _ENDS[how]()


def edition_words(kind: PublicationKind) -> str:
    """Return what a candidate would bring about."""
    return _KINDS[kind]()


def status_words(status: Status) -> str:
    """Return what a status is called within a sentence."""
    return _STATUSES[status]()


def contribution_words(contribution: Contribution) -> str:
    """Return what a contribution is called."""
    return _CONTRIBUTIONS[contribution]()


def part_words(path: tuple[str, ...]) -> str:
    """Return which part of a block a path means: its names in words, ids as they are."""
    return " · ".join(str(_PARTS[name]()) if name in _PARTS else name for name in path if name)


def missing_sign_offs(need: Need) -> list[str]:
    """Return whose sign-offs are missing, in words."""
    found = []
    if need.lived:
        found.append(
            ngettext("%(num)s person with lived experience", "%(num)s people with lived experience", need.lived)
        )
    if need.professional:
        found.append(ngettext("%(num)s professional", "%(num)s professionals", need.professional))
    if need.anybody:
        found.append(ngettext("%(num)s partner", "%(num)s partners", need.anybody))
    return [str(words) for words in found]


def language_names(codes: Iterable[str]) -> str:
    """Return languages by name, in the language of the page, as they stand within a sentence (Danish: small letters)."""
    names = ", ".join(language_name(code) for code in codes)
    return names.lower() if language() == "da" else names


def cited(text: str) -> str:
    """Return words whose sources and pictures are named as one reads them, without the signs they are kept with."""
    text = _PICTURE.sub(lambda found: _("(picture: %(words)s)", words=found[1]), text)
    return _CITATION.sub(lambda found: _("(source %(source)s)", source=found[1]), text)


WORDS = (
    cited,
    kind_name,
    language_name,
    language_names,
    fate_words,
    end_words,
    edition_words,
    status_words,
    contribution_words,
    part_words,
    missing_sign_offs,
)
