"""What agreements are spoken of with: perspectives, models, kinds of name, what is missing, and languages."""

from collections.abc import Callable

from flask_babel import gettext as _

from lms.core.i18n import LANGUAGES
from lms.studio.block_forms.words import language_name
from lms.studio.models import Model, NameKind, Perspective
from lms.studio.readiness import Missing

Words = Callable[[], str]

_PERSPECTIVES: dict[Perspective, Words] = {
    Perspective.LIVED_EXPERIENCE: lambda: _("Lived experience"),
    Perspective.PROFESSIONAL: lambda: _("Professional"),
    Perspective.EMPLOYER: lambda: _("Employer"),
    Perspective.RELATIVE: lambda: _("Relative"),
    Perspective.VOLUNTEER_ORGANISATION: lambda: _("Volunteer organisation"),
}
_MODELS: dict[Model, Words] = {
    Model.CO_CREATION: lambda: _("Co-creation"),
    Model.CO_PRODUCTION: lambda: _("Co-production"),
}
_NAME_KINDS: dict[NameKind, Words] = {
    NameKind.FULL: lambda: _("My full name"),
    NameKind.FIRST: lambda: _("My first name"),
    NameKind.PSEUDONYM: lambda: _("A name I make up"),
    NameKind.ANONYMOUS: lambda: _("No name: “Partner” and a number"),
}
_MISSING: dict[Missing, Words] = {
    Missing.ANSWERS: lambda: _("An answer from everybody who is still invited."),
    Missing.LIVED_EXPERIENCE: lambda: _("Somebody who speaks from lived experience."),
    Missing.PROFESSIONAL: lambda: _("Somebody who speaks as a professional."),
    Missing.INDEPENDENT: lambda: _(
        "Somebody with lived experience who is not employed by the owner's organisation: an employee is not free "
        "to disagree with their employer."
    ),
}


def perspective_words(perspective: Perspective | str) -> str:
    """Return what a perspective is called."""
    return _PERSPECTIVES[Perspective(perspective)]()


def model_words(model: Model) -> str:
    """Return what a model is called."""
    return _MODELS[model]()


def name_kind_words(kind: NameKind) -> str:
    """Return a kind of name, as the person who chooses it says it."""
    return _NAME_KINDS[kind]()


def missing_words(missing: Missing) -> str:
    """Return what is missing before a collaboration starts."""
    return _MISSING[missing]()


def languages_words(codes: list[str]) -> str:
    """Return languages by name, as they stand within a sentence."""
    return ", ".join(language_name(code, inside=True) for code in codes if code in LANGUAGES)


WORDS = (perspective_words, model_words, missing_words, languages_words)
