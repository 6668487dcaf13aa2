"""What is the same in every language and has changed, said on the sign-off page as its form asks it, not by ids.

What the form doesn't ask (such as whether a part may be left out) stays as it is stored, so that nothing that changed
goes unsaid.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from lms.studio.block_forms.entries import Offer, Subject
from lms.studio.comparing import BlockChange, Document, Fate, Rule
from lms.studio.differences import differences
from lms.studio.shapes import shape_differences, shape_lines, two_shapes

Json = Mapping[str, Any]


def in_words(
    before: Document | None, after: Document, changes: Iterable[BlockChange], offer: Offer
) -> tuple[BlockChange, ...]:
    """Return the changes with their rules in words: names of scenes, choices, answers and sources."""
    return tuple(_told(before, after, change, offer) if change.rules else change for change in changes)


def _told(before: Document | None, after: Document, change: BlockChange, offer: Offer) -> BlockChange:
    new = after.block(change.name)
    if before is None or change.fate is Fate.NEW:
        subject = Subject(kind=change.kind, structure=new, body=after.body(change.name), offer=offer)
        return replace(change, shapes=differences("", "\n\n".join(shape_lines(subject))), rules=())
    old = before.block(change.name)
    bodies = before.body(change.name), after.body(change.name)
    shapes = shape_differences(*two_shapes(change.kind, old, new, bodies=bodies, offer=offer))
    untold = _untold(change.kind, old, new, body=bodies[1], offer=offer)
    return replace(change, shapes=shapes, rules=tuple(rule for rule in change.rules if _key(rule) in untold))


def _untold(kind: str, old: Json, new: Json, *, body: Json, offer: Offer) -> set[str]:
    """Return the keys whose change makes no difference in words."""
    subject = Subject(kind=kind, structure=old, body=body, offer=offer)
    lines = shape_lines(subject)
    changed = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    return {key for key in changed if shape_lines(_with(subject, new, key)) == lines}


def _with(subject: Subject, new: Json, key: str) -> Subject:
    kept = {name: value for name, value in subject.structure.items() if name != key}
    return replace(subject, structure=kept | ({key: new[key]} if key in new else {}))


def _key(rule: Rule) -> str:
    return rule.path[0] if rule.path else ""
