"""Words with their formatting: a line of Markdown as runs, and runs as Markdown again.

What a page without JavaScript sends back are bare words. The words that stayed keep their bold, italics and links; new
words take the formatting both their neighbours have. Citations and pictures are one piece each: kept or gone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from lms.core import markdown
from lms.curriculum import citations

LINK = "link "
_ORDER = {"strong": 1, "em": 2}  # a link is the outermost
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_CITATION = re.compile(rf"\[@{citations.CODE.pattern}(?: [^\[\]\n]{{1,80}})?\]")
_NUMBER = re.compile(r"\d{1,9}(?=[.)](?:\s|$))")
_MOST_PAIRS = 4_000_000  # beyond this many pairs of words the comparison takes its short way


@dataclass(frozen=True)
class Run:
    """Some words under the same marks: `strong`, `em`, `link <address>`. `source` is set for what is one piece."""

    text: str
    marks: frozenset[str] = frozenset()
    source: str = ""


@cache
def parser() -> MarkdownIt:
    """Return the parser that sees texts as learners' pages do."""
    made = markdown.parser()
    citations.add_rule(made)
    return made


def environment() -> dict[str, object]:
    """Return what the parser needs to show a citation as it is written."""
    return {"cite": lambda code, section: f"[@{code} {section}]" if section else f"[@{code}]"}


def parsed(line: str) -> list[Run]:
    """Return a line of Markdown as runs."""
    return runs(parser().parseInline(line, environment())[0].children or [])


def runs(tokens: Sequence[Token]) -> list[Run]:
    """Return the runs of a parsed line."""
    made: list[Run] = []
    marks: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            marks.append(_mark(token))
        elif token.nesting == -1:
            marks.pop()
        else:
            made.append(_run(token, marks))
    return joined(run for run in made if run.text)


def joined(pieces: Iterator[Run] | Sequence[Run]) -> list[Run]:
    """Return the pieces with neighbours under the same marks made one."""
    made: list[Run] = []
    for piece in pieces:
        if made and not piece.source and not made[-1].source and made[-1].marks == piece.marks:
            made[-1] = replace(made[-1], text=made[-1].text + piece.text)
        else:
            made.append(piece)
    return made


def words(line: Sequence[Run]) -> str:
    """Return what a line says, without its formatting."""
    return "".join(run.text for run in line)


def reworded(line: Sequence[Run], text: str) -> list[Run]:
    """Return `line` so that it says `text`: words that stayed keep their formatting."""
    old, new = list(_pieces(line)), list(_new_pieces(text, line))
    made: list[Run] = []
    quick = len(old) * len(new) > _MOST_PAIRS
    matcher = SequenceMatcher(str.isspace, [run.text for run in old], [run.text for run in new], autojunk=quick)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            made += old[start:end]
        elif what != "delete":
            marks = _shared(old, start, end, replaced=what == "replace")
            made += [run if run.source else replace(run, marks=marks) for run in new[new_start:new_end]]
    return joined(made)


def written(line: Sequence[Run]) -> str:
    """Return runs as Markdown that reads as the same runs. Where marks can't be written, the bare words stand."""
    wanted = _spaces_outside(line)
    made = _markup(wanted)
    if parsed(made) == wanted:
        return made
    return _markup(joined([run if run.source else Run(run.text) for run in wanted]))


def escaped(text: str) -> str:
    """Return words so that Markdown shows them as they are."""
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~\n]|$)", r"\\\\", text)
    text = re.sub(r"([*\[\]])", r"\\\1", text)
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    text = text.replace(r"\[@", r"\[\@")
    text = re.sub(r"<(?=/?[A-Za-z]|!--)", r"\\<", text)
    return re.sub(r"!$", r"\\!", text)


def escaped_start(line: str) -> str:
    """Return a line of Markdown so that its first characters make no heading, list or quote."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[0]}\\{line[number.end() :]}"
    return f"\\{line}" if re.match(r"(?:#{1,6}|[-+*])(?:\s|$)|>|::|(?:-+|=+)\s*$", line) else line


def _mark(token: Token) -> str:
    if token.type == "link_open":
        return "cite" if token.attrs.get("class") == "cite" else f"{LINK}{token.attrs['href']}"
    return token.type.removesuffix("_open")


def _run(token: Token, marks: list[str]) -> Run:
    if token.type == "image":
        place = str(token.attrs["src"])
        return Run(f"[{place}: {token.content}]", frozenset(marks), f"![{escaped(token.content)}]({place})")
    if "cite" in marks:
        return Run(token.content, frozenset(marks) - {"cite"}, token.content)
    text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
    return Run(text, frozenset(marks))


def _pieces(line: Sequence[Run]) -> Iterator[Run]:
    for run in line:
        if run.source:
            yield run
        else:
            yield from (replace(run, text=word) for word in _WORD.findall(run.text))


def _new_pieces(text: str, line: Sequence[Run]) -> Iterator[Run]:
    """Yield the words of a text; a citation, or a picture that the line had, is one piece."""
    known = {run.text: run.source for run in line if run.source}
    whole = "|".join([_CITATION.pattern, *map(re.escape, known)])
    for word in re.findall(rf"{whole}|{_WORD.pattern}", text):
        source = known.get(word, word if _CITATION.fullmatch(word) else "")
        yield Run(word, frozenset(), source)


def _shared(old: Sequence[Run], start: int, end: int, *, replaced: bool) -> frozenset[str]:
    """Return the marks of new words: those of what they replace, or of both their neighbours."""
    around = old[start:end] if replaced else old[max(start - 1, 0) : start + 1]
    if not around or (not replaced and len(around) < 2):
        return frozenset()
    return frozenset.intersection(*(run.marks for run in around))


def _spaces_outside(line: Sequence[Run]) -> list[Run]:
    """Return runs where no mark begins or ends with a space."""
    pieces: list[Run] = []
    for run in line:
        found = None if run.source else re.fullmatch(r"(\s*)(.*?)(\s*)", run.text, re.DOTALL)
        parts = found.groups() if found else ()
        pieces += [replace(run, text=part) for part in parts if part] if parts else [run]
    bare = [Run("", frozenset()), *pieces, Run("", frozenset())]
    made = []
    for before, run, after in zip(bare, bare[1:], bare[2:], strict=False):
        is_space = not run.source and not run.text.strip()
        made.append(replace(run, marks=run.marks & before.marks & after.marks) if is_space else run)
    return joined(made)


def _markup(line: Sequence[Run]) -> str:
    parts: list[str] = []
    open_: list[str] = []
    for run, after in pairwise([*line, Run("")]):
        wanted = sorted(run.marks, key=lambda mark: (_ORDER.get(mark, 0), mark))
        parts += _turn(open_, wanted)
        open_ = wanted
        text = run.source or escaped(run.text).replace("\n", "\\\n")
        to_link = any(mark.startswith(LINK) for mark in after.marks - run.marks)
        parts.append(text if run.source or to_link else re.sub(r"\\!$", "!", text))
    return "".join(parts + _turn(open_, []))


def _turn(open_: list[str], wanted: list[str]) -> list[str]:
    """Return what closes the marks that end here and opens those that begin."""
    same = 0
    while same < min(len(open_), len(wanted)) and open_[same] == wanted[same]:
        same += 1
    closing = [_sign(mark, closes=True) for mark in reversed(open_[same:])]
    return closing + [_sign(mark, closes=False) for mark in wanted[same:]]


def _sign(mark: str, *, closes: bool) -> str:
    if mark.startswith(LINK):
        address = mark.removeprefix(LINK)
        bracketed = f"<{address}>" if re.search(r"[\s()]", address) else address
        return f"]({bracketed})" if closes else "["
    return "**" if mark == "strong" else "*"
