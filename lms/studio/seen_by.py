"""What partners, the owner, learners and administrators will see of somebody, in sentences: read before the yes (rule 1).

Decided 2026-11: the owner who writes nothing themselves learns which perspectives are missing, because they invite. With
few partners that tells whose is whose, so it is said here, before anybody accepts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from lms.studio.agreement_words import languages_words, perspective_words
from lms.studio.models import NameKind, Partner, Perspective
from lms.studio.operations.joining import Terms

HIDDEN_FROM = 3  # where fewer share a perspective, knowing the group is knowing the person
TELLING = frozenset({Perspective.LIVED_EXPERIENCE, Perspective.RELATIVE})


@dataclass(frozen=True, kw_only=True)
class SeenBy:
    """Sentences by who reads them, and what to think of first."""

    partners: list[str]
    owner: list[str]
    learners: list[str]
    administrators: list[str]
    warnings: list[str]


def seen_by(terms: Terms, name: str, *, others: Iterable[Partner], is_owner: bool) -> SeenBy:
    """Return what will be seen of somebody with these terms, known as `name`, beside `others` who write along."""
    return SeenBy(
        partners=_partners(terms, name),
        owner=_owner(terms),
        learners=_learners(),
        administrators=_administrators(),
        warnings=_warnings(terms, list(others), is_owner=is_owner),
    )


def _partners(terms: Terms, name: str) -> list[str]:
    lines = [
        _("The name “%(name)s”.", name=name),
        _("Your perspective: %(perspective)s.", perspective=perspective_words(terms.perspective)),
        _("The languages you read: %(languages)s.", languages=languages_words(terms.reads)),
    ]
    if terms.influence:
        lines.append(_("What you want a say in: %(text)s", text=terms.influence))
    if terms.contribution:
        lines.append(_("What you would like to contribute: %(text)s", text=terms.contribution))
    if terms.hours_per_month is not None:
        lines.append(_("About %(hours)s hours a month.", hours=terms.hours_per_month))
    return [
        *lines,
        _("What you write, suggest, comment and sign off here, under that name."),
        _("That you are away while you pause. Not why, and not since when."),
        _("They do not see your account, your e-mail address, your pay or your support person."),
    ]


def _owner(terms: Terms) -> list[str]:
    lines = [
        _("The name you chose, your terms, and which perspectives are still missing."),
        _("Your perspective beside your name only if they write along themselves."),
    ]
    if terms.pay:
        return [*lines, _("What is agreed about pay: %(text)s", text=terms.pay)]
    return [*lines, _("What is agreed about pay: nothing is written.")]


def _learners() -> list[str]:
    return [
        _("How a lesson was made, as a sentence about the whole group."),
        _("Your name beside a lesson only if you choose that for that lesson, and as you write it then."),
        _("Nothing else: not your perspective, and not your terms."),
    ]


def _administrators() -> list[str]:
    return [
        _("That this module has an agreement, and what you publish."),
        _("Not who writes along, from which perspective or on what terms: no page shows them that."),
        _("Coordinators, your employer and other organisations see nothing of it."),
    ]


def _warnings(terms: Terms, others: list[Partner], *, is_owner: bool) -> list[str]:
    same = 1 + sum(1 for each in others if each.perspective is terms.perspective)
    lines = []
    if same == 1:
        lines.append(
            _(
                "You would be the only one with this perspective. Whoever knows who writes along, "
                "and that this perspective is one of theirs, knows that it is yours."
            )
        )
    elif same < HIDDEN_FROM:
        lines.append(
            _(
                "Fewer than three people here share this perspective. Whoever knows who writes along "
                "can easily guess whose it is."
            )
        )
    if terms.name_kind in {NameKind.FULL, NameKind.FIRST} and terms.perspective in TELLING:
        lines.append(
            _(
                "You use your own name. The others then know from where you speak, and may tell it on. "
                "You can choose a made-up name instead; what somebody has read can't be called back."
            )
        )
    if is_owner:
        lines.append(_("You own this agreement: whoever was invited has read your account's name as the owner's."))
    else:
        lines.append(
            _(
                "Whoever invited you knows your address. While only few have joined, they can work out "
                "your perspective from what is still missing."
            )
        )
    return lines
