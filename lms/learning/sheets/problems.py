"""What was wrong with an answer, and what it was, so that a page can show both again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Problem:
    """An answer that could not be kept: which part of which block, why, and what had been filled in."""

    block: str
    item: str
    message: str
    filled: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        return f"{self.block}-{self.item}" if self.item else self.block

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What the page's error summary lists: (id, message)."""
        return [(self.anchor, self.message)]

    def concerns(self, block: str, item: str = "") -> bool:
        return self.block == block and (not item or self.item == item)
