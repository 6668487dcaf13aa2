"""The form of facts: a list of them, and a page for each."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from lms.studio.block_forms.entries import Act, Entry, Group, Link, Pairs, Sort, Subject
from lms.studio.block_forms.evidence import evidence
from lms.studio.plain_words import LENGTH, plain, shortened

Fact = Mapping[str, Any]


def layout(subject: Subject) -> list[Group]:
    """Return the list of facts, or the one that is open."""
    facts = subject.structure.get("facts", [])
    if subject.part in (fact["id"] for fact in facts):
        return [Group(entries=_asked(subject.part, subject.offer.sources))]
    heading = Entry(
        place="body", path=("heading",), sort=Sort.PLAIN, label=_("Heading (may be left empty)"), needed=False
    )
    listed = [_listed(subject, fact, number, len(facts)) for number, fact in enumerate(facts, 1)]
    return [Group(entries=[heading]), *listed, Group(acts=[Act(value="add.fact", label=_("Add a fact"))])]


def _listed(subject: Subject, fact: Fact, number: int, count: int) -> Group:
    words = shortened(plain(subject.said("facts", fact["id"])), LENGTH) or _("Nothing written yet")
    link = Link(part=fact["id"], label=_("Write fact %(number)s", number=number), words=words)
    return Group(title=_("Fact %(number)s", number=number), links=[link], acts=_arrange(fact["id"], number, count))


def _arrange(name: str, number: int, count: int) -> list[Act]:
    acts = []
    if number > 1:
        acts.append(Act(value=f"up.fact.{name}", label=_("Move up")))
    if number < count:
        acts.append(Act(value=f"down.fact.{name}", label=_("Move down")))
    if count > 1:
        acts.append(Act(value=f"remove.fact.{name}", label=_("Take this fact out")))
    return acts


def _asked(name: str, sources: Pairs) -> list[Entry]:
    path = ("facts", name)
    return [
        Entry(place="body", path=path, sort=Sort.RICH, label=_("What is said?")),
        *evidence(path, sources),
    ]
