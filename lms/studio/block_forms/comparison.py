"""The form of a comparison: its words, and a page for each topic. What is compared with what stays as it is."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from lms.curriculum.kinds.comparison import SINCE, TOLD
from lms.studio.block_forms.entries import Entry, Group, Link, Pairs, Sort, Subject
from lms.studio.block_forms.evidence import evidence

Topic = Mapping[str, Any]


def layout(subject: Subject) -> list[Group]:
    """Return the whole with its topics, or the topic that is open."""
    topics = subject.structure.get("topics", [])
    found = next((one for one in topics if one["id"] == subject.part), None)
    if found is not None:
        return _topic(subject, found)
    fixed = _("Columns and topics can't be added here; all their words, sources and dates can be changed.")
    first = [
        Entry(place="body", path=("title",), sort=Sort.PLAIN, label=_("Title")),
        Entry(place="body", path=("intro",), sort=Sort.RICH, label=_("What it is about")),
    ]
    columns = [
        Entry(
            place="body",
            path=("columns", name),
            sort=Sort.PLAIN,
            label=_("Name of column %(number)s", number=number),
            most=60,
        )
        for number, name in enumerate(subject.structure.get("columns", ()), 1)
    ]
    listed = [_listed(subject, topic, number) for number, topic in enumerate(topics, 1)]
    return [Group(hint=fixed, entries=first), Group(title=_("Columns"), entries=columns), *listed]


def _listed(subject: Subject, topic: Topic, number: int) -> Group:
    words = subject.said("topics", topic["id"], "label") or _("Nothing written yet")
    link = Link(part=topic["id"], label=_("Write topic %(number)s", number=number), words=words)
    return Group(title=_("Topic %(number)s", number=number), links=[link])


def _topic(subject: Subject, topic: Topic) -> list[Group]:
    path = ("topics", topic["id"])
    label = Entry(place="body", path=(*path, "label"), sort=Sort.PLAIN, label=_("What the topic is called"), most=120)
    cells = [
        Group(
            title=subject.said("columns", column) or column,
            entries=[
                entry for key in (TOLD, SINCE) if key in cell for entry in _said((*path, "cells", column, key), subject)
            ],
        )
        for column, cell in topic["cells"].items()
    ]
    return [Group(entries=[label]), *cells]


def _said(path: tuple[str, ...], subject: Subject) -> list[Entry]:
    since = path[-1] == SINCE
    sources: Pairs = subject.offer.sources
    words = _("What has changed since?") if since else _("What do the sources tell?")
    said = Entry(place="body", path=path, sort=Sort.RICH, label=words, most=1_500)
    return [said, *evidence(path, sources)]
