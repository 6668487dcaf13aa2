"""What is wrong with content files: each problem with its file, its line and what was expected; all of them at once."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake. `file` is relative to the content folder; `line` counts from 1 (0: it's the file itself)."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.sentence}"


class ContentError(Exception):
    """The content cannot be used; `problems` says why, in order of file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class Page:
    """A file, or a directive's body within one (`before` lines further down), and where its problems go."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    before: int = 0

    def wrong(self, line: int, sentence: str) -> None:
        """Note a mistake in the page's line `line`, counted from 1 (0: the file itself)."""
        self.problems.append(Problem(self.file, line + self.before if line else 0, sentence))

    def part(self, before: int) -> "Page":
        """Return the part of this page that begins after `before` lines."""
        return Page(self.file, self.problems, self.before + before)

    def beside(self, file: str) -> "Page":
        """Return another file whose problems go to the same place."""
        return Page(file, self.problems)
