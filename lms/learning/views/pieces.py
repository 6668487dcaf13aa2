"""The parts of a lesson page that all its readers share, rendered once per revision, language and interface."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import current_app, url_for
from markupsafe import Markup

from lms.core.i18n import language
from lms.curriculum.blocks import ACTED, NOTHING, Block, Kind, PublishedLesson
from lms.curriculum.cache import Shelf
from lms.learning import words
from lms.ui.web import day

READ = {Kind.TEXT, Kind.FACTS, Kind.CASE, Kind.STORY}
INCLUDED = {Kind.REFLECTION, Kind.STORY}  # asked for anew on every page


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A block's part before and after what is the person's own. That is made by `template`, or by `acts` if it is `acted`."""

    head: Markup
    tail: Markup
    template: str
    acted: bool


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """A lesson's parts. `of` is what they were made from: holding it keeps its identity, under which they are kept."""

    of: tuple[Block, ...]
    base: str
    made: Markup
    blocks: Mapping[str, Piece]
    sources: Markup


_pieces: Shelf[Pieces] = Shelf(most=128)


def pieces_of(lesson: PublishedLesson) -> Pieces:
    """Return a lesson's parts in the interface language of this request."""
    key = (id(lesson.blocks), lesson.revision_id, lesson.module_slug, lesson.slug, language())
    return _pieces.get(key, lambda: _make(lesson))


def lang_attribute(lesson: PublishedLesson) -> Markup:
    """Return the attribute that names a lesson's language where it is not the page's."""
    return NOTHING if lesson.language == language() else Markup(' lang="{}"').format(lesson.language)


def _day(value: str) -> str:
    return day(date.fromisoformat(value))


def _make(lesson: PublishedLesson) -> Pieces:
    template = current_app.jinja_env.get_template("learning/lesson/pieces.html")
    macros = template.make_module({"who_says": words.who_says, "as_of": words.as_of, "review_date": _day})
    lang = lang_attribute(lesson)
    following = [*(block.id for block in lesson.blocks[1:]), "lesson-end"]
    blocks = {}
    for block, after in zip(lesson.blocks, following, strict=True):
        body = getattr(macros, block.kind.value if block.kind in READ else "nothing")(block, lang)
        head = macros.head(block, words.heading(block), words.kind_name(block.kind), after, lang)  # type: ignore[attr-defined]
        acted = block.kind in ACTED
        own = f"learning/blocks/{block.kind.value}.html" if block.kind in INCLUDED else ""
        blocks[block.id] = Piece(head=head + body, tail=macros.tail(block), template=own, acted=acted)  # type: ignore[attr-defined]
    return Pieces(
        of=lesson.blocks,
        base=url_for("learning.module_page", module=lesson.module_slug),
        made=macros.made(lesson, words.status_name(lesson.status), words.status_sentence(lesson.status)),  # type: ignore[attr-defined]
        blocks=blocks,
        sources=macros.sources(lesson, lang),  # type: ignore[attr-defined]
    )
