"""What keeps a draft from being signed off, block by block. It is named while drafting and refused only at sign-off."""

from collections.abc import Sequence
from dataclasses import dataclass

from lms.studio.models import DraftBlock


@dataclass(frozen=True)
class Problem:
    """One thing to do. `language` is empty where it is the same in every language; `part` names a question or a scene."""

    block: str
    language: str
    sentence: str
    part: str = ""


def problems_of(head: DraftBlock, blocks: Sequence[DraftBlock]) -> list[Problem]:
    """Return everything that is missing or wrong in these blocks."""
    return []
