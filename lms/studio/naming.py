"""What a block is called: from its heading or kind, and never again for another one in its lesson (rule 7)."""

import re
import unicodedata

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import LessonRevision
from lms.studio.models import HEAD, Draft, DraftBlock

MOST = 40
RESERVED = {
    HEAD,
    "end",
    "between",
    "lesson-end",
    "lesson-start",
    "lesson-reading",
    "content",
}  # ids the pages use themselves
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def slug(text: str) -> str:
    """Return a text as an id: lower case letters, digits and dashes; empty when nothing is left."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_DANISH)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:MOST].rstrip("-")


def free_name(draft: Draft, kind: str, heading: str = "", *, wanted: str = "") -> str:
    """Return a name that no block of the lesson has ever had."""
    return unused(slug(wanted) or slug(heading) or kind, used_names(draft))


def unused(name: str, used: set[str]) -> str:
    """Return `name`, or with the first number that makes it new."""
    numbers = range(2, len(used) + 3)
    return next(one for one in (name, *(f"{name}-{number}" for number in numbers)) if one not in used)


def used_names(draft: Draft) -> set[str]:
    """Return every name a block of this lesson has or had: in all its drafts and revisions, deleted ones too."""
    drafts = Draft.lesson_id == draft.lesson_id if draft.lesson_id is not None else Draft.id == draft.id
    names = set(db.session.scalars(select(DraftBlock.name).join(Draft).where(drafts)))
    if draft.lesson_id is not None:
        rows = db.session.scalars(select(LessonRevision.structure).where(LessonRevision.lesson_id == draft.lesson_id))
        names |= {block["id"] for structure in rows for block in structure["blocks"]}
    return names | RESERVED
