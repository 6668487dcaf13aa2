"""What of the curriculum can be found, as pieces of plain text. Never a story, never what would give a quiz away."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from markupsafe import Markup

from lms.curriculum.blocks import Block, Kind, PublishedLesson, QuizBlock
from lms.curriculum.queries.cards import Card
from lms.curriculum.scenario_blocks import ScenarioBlock
from lms.curriculum.terms import Term
from lms.search.operations import Entry

LESSON, TOOL, TERM, CARD = "lesson", "tool", "term", "card"
GUARDED = frozenset({LESSON, TOOL})  # shown only in the version that readers see at that moment
_LEFT_OUT = {Kind.STORY, Kind.CARDS, Kind.MEASURE}  # a story is its owner's; cards have entries of their own
_END = re.compile(r"</(?:p|li|h[1-6]|dt|dd|blockquote|td|th)>")
_WORDS = {"label", "caption"}  # plain texts worth finding; other plain fields are ids and keys


def lesson_entries(lesson: PublishedLesson, version: str) -> Iterator[Entry]:
    """Yield a lesson's parts. The first holds what it is about."""
    shared = {"language": lesson.language, "version": version, "title": lesson.title, "place": lesson.module_title}
    ref = f"{lesson.module_slug}/{lesson.slug}"
    yield Entry(kind=LESSON, ref=ref, body=lesson.summary, **shared)
    for block in lesson.blocks:
        body = text_of(block)
        if block.kind is Kind.TOOL:
            own = shared | {"title": block.heading, "place": f"{lesson.module_title} · {lesson.title}"}
            yield Entry(kind=TOOL, ref=ref, part=block.id, body=body, **own)
        elif body:
            yield Entry(kind=LESSON, ref=ref, part=block.id, heading=block.heading, body=body, **shared)


def term_entry(term: Term, version: str) -> Entry:
    """Return a term of the glossary. It is found under the other language's word, too."""
    forms = " ".join(dict.fromkeys([term.other, *term.forms]))
    return Entry(
        kind=TERM,
        ref=term.slug,
        language=term.language,
        version=version,
        title=term.term,
        heading=forms,
        body=term.meaning,
    )


def card_entry(card: Card, version: str) -> Entry:
    """Return a dialogue card with both its sides."""
    advice = [line for side in card.advice for line in side.lines]
    said = [card.scene, *card.more, *advice, card.quotation]
    return Entry(
        kind=CARD,
        ref=f"{card.module}/{card.code}",
        part=card.code,
        language=card.language,
        version=version,
        title=card.question,
        place=card.theme.name,
        body=" ".join(line for line in said if line),
    )


def text_of(block: Block) -> str:
    """Return what a block says, for finding it."""
    if block.kind in _LEFT_OUT:
        return ""
    if isinstance(block, QuizBlock):
        return _joined(question.stem for question in block.questions)
    if isinstance(block, ScenarioBlock):
        return _joined((block.intro, block.role))
    return _joined(_texts(block))


def _texts(value: Any, name: str = "") -> Iterator[Markup | str]:
    """Yield what a block's fields say, in order; a drawing's own words stand in its description."""
    if isinstance(value, Markup):
        yield from (value,) if name != "picture" else ()
    elif isinstance(value, str):
        yield from (value,) if name in _WORDS else ()
    else:
        for part, own_name in _parts(value, name):
            yield from _texts(part, own_name)


def _parts(value: Any, name: str) -> Iterator[tuple[Any, str]]:
    if isinstance(value, dict):
        yield from ((part, name) for part in value.values())
    elif isinstance(value, tuple):
        yield from ((part, name) for part in value)
    elif is_dataclass(value):
        yield from ((getattr(value, each.name), each.name) for each in fields(value))


def _joined(texts: Any) -> str:
    """Return texts as one line; what stood in different paragraphs doesn't run together."""
    lines = (
        Markup(_END.sub(" ", str(text))).striptags() if isinstance(text, Markup) else text  # noqa: S704 (becomes plain)
        for text in texts
    )
    return " ".join(line for line in lines if line)
