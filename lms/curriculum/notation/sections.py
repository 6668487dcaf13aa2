"""A lesson's text file: front matter, then one directive per block."""

import re
from dataclasses import dataclass

from lms.curriculum.notation.problems import Page

_OPEN = re.compile(r"::: ([a-z_]+) (\S+)")
CLOSE = ":::"
_PART = re.compile(r":: (\S+)")
FENCE = "---"


@dataclass(frozen=True)
class Body:
    """Some lines of a file; line 1 of `page` is the first of them."""

    page: Page
    text: str


@dataclass(frozen=True)
class Directive:
    """A block as the file has it. `line` is where it opens."""

    kind: str
    id: str
    line: int
    body: Body


def split(text: str, page: Page) -> tuple[Body | None, list[Directive]]:
    """Return the front matter (None after noting that there is none) and the directives."""
    lines = text.split("\n")
    if lines[0] != FENCE or FENCE not in lines[1:]:
        page.wrong(1, "Front matter was expected: --- on the first line, title and summary, --- on a line of its own.")
        return None, []
    end = lines.index(FENCE, 1)
    return Body(page.part(1), "\n".join(lines[1:end])), _directives(lines, end + 1, page)


def parts(body: Body) -> tuple[Body, list[tuple[int, str, Body]]]:
    """Split a body at its `:: <id>` lines: what stands before them, and per part its line, id and body."""
    lines = body.text.split("\n")
    marks = [(number, found[1]) for number, line in enumerate(lines) if (found := _PART.fullmatch(line.rstrip()))]
    ends = [number for number, _ in marks[1:]] + [len(lines)]
    first = marks[0][0] if marks else len(lines)
    made = [
        (number + 1, name, Body(body.page.part(number + 1), "\n".join(lines[number + 1 : end])))
        for (number, name), end in zip(marks, ends, strict=False)
    ]
    return Body(body.page, "\n".join(lines[:first])), made


def _directives(lines: list[str], start: int, page: Page) -> list[Directive]:
    found: list[Directive] = []
    number = start
    while number < len(lines):
        line = lines[number].rstrip()
        opened = _OPEN.fullmatch(line)
        if opened:
            end = _end(lines, number, page)
            body = Body(page.part(number + 1), "\n".join(lines[number + 1 : end]))
            found.append(Directive(opened[1], opened[2], number + 1, body))
            number = end
        elif line:
            page.wrong(number + 1, "A line “::: <kind> <block id>” was expected; text stands only inside a block.")
            number = _skip(lines, number)
        number += 1
    return found


def _end(lines: list[str], opened: int, page: Page) -> int:
    """Return the index of the line that closes the block; notes it when there is none before the next block."""
    for number in range(opened + 1, len(lines)):
        if lines[number].rstrip() == CLOSE:
            return number
        if _OPEN.fullmatch(lines[number].rstrip()):
            page.wrong(opened + 1, "This block is not closed; expected: ::: alone on a line before the next block.")
            return number - 1
    page.wrong(opened + 1, "This block is not closed; expected: ::: alone on a line.")
    return len(lines)


def _skip(lines: list[str], number: int) -> int:
    """Return the last line of the run of stray lines that starts here, so that it's one problem and not many."""
    while number + 1 < len(lines) and lines[number + 1].strip() and not _OPEN.fullmatch(lines[number + 1].rstrip()):
        number += 1
    return number
