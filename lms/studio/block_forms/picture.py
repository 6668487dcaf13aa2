"""The form of a picture: its words. The drawing itself is made elsewhere and stays as it is."""

from flask_babel import gettext as _

from lms.curriculum.kinds.picture import LONGEST_LABEL
from lms.studio.block_forms.entries import Entry, Group, Sort, Subject


def layout(subject: Subject) -> list[Group]:
    """Return what is asked about a picture: title, labels in their order, the picture in words, a caption."""
    title = Entry(place="body", path=("title",), sort=Sort.PLAIN, label=_("Title"))
    fixed = _("The drawing itself can't be changed here; it can be moved or taken out. All its words can be changed.")
    return [
        Group(hint=fixed, entries=[title]),
        *_labels(subject),
        Group(entries=[_told(), _caption()]),
    ]


def _labels(subject: Subject) -> list[Group]:
    entries = [
        Entry(
            place="body",
            path=("labels", name),
            sort=Sort.PLAIN,
            label=_("Word %(number)s in the drawing", number=number),
            most=LONGEST_LABEL,
        )
        for number, name in enumerate(subject.structure.get("labels", ()), 1)
    ]
    hint = _("They have little room. When one is too long for its place, you are told before sign-off.")
    return [Group(title=_("Words in the drawing"), hint=hint, entries=entries)] if entries else []


def _told() -> Entry:
    hint = _("For everybody who doesn't see the drawing: what it shows, in two to six sentences.")
    return Entry(
        place="body", path=("description",), sort=Sort.RICH, label=_("The picture in words"), hint=hint, most=2_000
    )


def _caption() -> Entry:
    label = _("A line under the picture (may be left empty)")
    return Entry(place="body", path=("caption",), sort=Sort.PLAIN, label=label, needed=False, most=300)
