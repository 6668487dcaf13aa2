"""The form of a set of dialogue cards: the words around them. The cards themselves stand in files of their own."""

from flask_babel import gettext as _

from lms.studio.block_forms.entries import Entry, Group, Sort, Subject


def layout(subject: Subject) -> list[Group]:
    """Return what is asked about a set of cards; which cards it holds is shown and stays as it is."""
    numbers = ", ".join(code.removeprefix("c") for code in subject.structure.get("cards", ()))
    hint = _(
        "Cards: %(numbers)s. Which cards lie here, and what stands on them, can't be changed here.", numbers=numbers
    )
    entries = [
        Entry(place="body", path=("title",), sort=Sort.PLAIN, label=_("Title")),
        Entry(place="body", path=("intro",), sort=Sort.RICH, label=_("What it is about")),
    ]
    return [Group(hint=hint, entries=entries)]
