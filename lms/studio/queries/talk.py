"""How much is open on a draft and on each of its blocks, for its outline."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.studio.queries.comments import open_threads_by_block
from lms.studio.queries.suggestions import open_by_block


@dataclass(frozen=True)
class Counts:
    """Open suggestions and conversations."""

    suggestions: int
    threads: int


@dataclass(frozen=True)
class Talk:
    """What is open in a draft, by the names of its blocks."""

    suggestions_on: Mapping[str, int]
    threads_on: Mapping[str, int]

    @property
    def suggestions(self) -> int:
        return sum(self.suggestions_on.values())

    @property
    def threads(self) -> int:
        return sum(self.threads_on.values())

    def of(self, block: str) -> Counts:
        """Return what is open on one block."""
        return Counts(self.suggestions_on.get(block, 0), self.threads_on.get(block, 0))


def open_talk(draft_id: int) -> Talk:
    """Return what is open in a draft, in two statements."""
    return Talk(open_by_block(draft_id), open_threads_by_block(draft_id))
