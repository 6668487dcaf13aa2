"""Whether a change is a spelling or a dead link: one line, in one language, a few words (rule 2)."""

from collections.abc import Mapping
from typing import Any

from lms.studio.comparing import Document, compare
from lms.studio.differences import Change, FieldDifference
from lms.studio.models import Candidate

MOST_WORDS = 5
Json = Mapping[str, Any]


def is_small_fix(before: Candidate, structure: Json, texts: Mapping[str, Json]) -> bool:
    """Tell whether a draft differs from what stood ready in one line of one language only."""
    old = {text.language: text.source for text in before.texts}
    if before.structure != structure or set(old) != set(texts):
        return False
    changed = [language for language in texts if old[language] != texts[language]]
    return len(changed) == 1 and one_line(
        Document(before.structure, old[changed[0]]), Document(structure, texts[changed[0]])
    )


def one_line(before: Document, after: Document) -> bool:
    """Tell whether two states differ in a few words of one line."""
    changes = compare(before, after)
    if len(changes) != 1 or changes[0].rules or len(changes[0].fields) != 1:
        return False
    return _lines(changes[0].fields[0]) == 1


def _lines(field: FieldDifference) -> int:
    """Count the lines that changed; many where more than a few words did."""
    changed = [paragraph for paragraph in field.paragraphs if paragraph.is_changed]
    parts = [part for paragraph in changed for part in paragraph.parts if part.change is not Change.SAME]
    words = sum(len(part.text.split()) for part in parts)
    return len(changed) if words <= 2 * MOST_WORDS else len(changed) + 1
