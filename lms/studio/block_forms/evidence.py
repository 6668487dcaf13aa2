"""What is asked about anything the sources tell: who says it, as of when, and where it stands."""

from flask_babel import gettext as _

from lms.studio.block_forms.entries import Entry, Pairs, Sort
from lms.studio.block_forms.words import as_of_hint, who_choices


def evidence(path: tuple[str, ...], sources: Pairs) -> list[Entry]:
    """Return the entries for the statement at `path`; `sources` are those that can be chosen."""
    return [
        Entry(place="structure", path=(*path, "who"), sort=Sort.ONE, label=_("Who says it?"), choices=who_choices()),
        Entry(
            place="structure",
            path=(*path, "as_of"),
            sort=Sort.PLAIN,
            label=_("As of when?"),
            hint=as_of_hint(),
            most=20,
        ),
        Entry(
            place="structure",
            path=(*path, "sources"),
            sort=Sort.SOURCES,
            label=_("Where does it stand?"),
            choices=sources,
        ),
    ]
