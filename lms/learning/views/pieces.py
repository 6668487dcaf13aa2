"""The parts of a lesson page that all its readers share, rendered once per revision, language and interface."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, url_for
from markupsafe import Markup

from lms.core.i18n import language
from lms.curriculum.blocks import NOTHING, Kind, PublishedLesson
from lms.curriculum.cache import Shelf
from lms.learning import words
from lms.ui.web import day

READ = {Kind.TEXT, Kind.FACTS, Kind.CASE, Kind.STORY, Kind.PICTURE, Kind.COMPARISON, Kind.CARDS}


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A block's part before and after what is the person's own (`acts`)."""

    head: Markup
    tail: Markup


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The contents list: its start and middle, and each line as it stands before and after it is done."""

    start: Markup
    middle: Markup
    blocks: tuple[tuple[str, Markup, Markup], ...]
    lessons: tuple[tuple[int, Markup, Markup], ...]


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """A lesson's parts. `of` is what they were made from: holding it keeps its identity, under which they are kept."""

    of: PublishedLesson
    top: Markup
    keeps_place: Markup
    says: Markup
    contents: Contents
    blocks: Mapping[str, Piece]
    team_task: Markup
    pager: Markup
    words: Markup
    sources: Markup
    made_by: Markup


_pieces: Shelf[Pieces] = Shelf(most=128)


def pieces_of(lesson: PublishedLesson) -> Pieces:
    """Return a lesson's parts in the interface language of this request."""
    key = (
        id(lesson.blocks),
        id(lesson.lessons),
        lesson.revision_id,
        lesson.module_title,
        lesson.credits,
        lesson.team_task,
        language(),
    )
    return _pieces.get(key, lambda: make_pieces(lesson))


def contents_for(pieces: Pieces, blocks_done: Collection[str], lessons_done: Collection[int]) -> Markup:
    """Return the contents list with what is done marked."""
    lines = pieces.contents
    blocks = [done if name in blocks_done else open_ for name, open_, done in lines.blocks]
    lessons = [done if number in lessons_done else open_ for number, open_, done in lines.lessons]
    return Markup().join([lines.start, *blocks, lines.middle, *lessons, Markup("</ol>\n</nav>")])


def lang_attribute(lesson: PublishedLesson) -> Markup:
    """Return the attribute that names a lesson's language where it is not the page's."""
    return NOTHING if lesson.language == language() else Markup(' lang="{}"').format(lesson.language)


def _day(value: str) -> str:
    return day(date.fromisoformat(value))


def make_pieces(lesson: PublishedLesson) -> Pieces:
    """Return a lesson's parts, made anew."""
    template = current_app.jinja_env.get_template("learning/lesson/pieces.html")
    macros: Any = template.make_module(
        {
            "who_says": words.who_says,
            "as_of": words.as_of,
            "described": words.described,
            "review_date": _day,
            "contributed": words.contributed,
        }
    )
    lang = lang_attribute(lesson)
    base = url_for("learning.module_page", module=lesson.module_slug)
    here = next((n for n, line in enumerate(lesson.lessons) if line.id == lesson.lesson_id), 0)
    before, after = lesson.lessons[max(here - 1, 0) : here], lesson.lessons[here + 1 : here + 2]
    name, sentence = words.status_name(lesson.status), words.status_sentence(lesson.status)
    return Pieces(
        of=lesson,
        top=macros.top(lesson, here + 1, name, sentence, lang),
        keeps_place=macros.keeps_place(lesson),
        says=macros.says(),
        contents=_contents(lesson, macros, base, lang),
        blocks=_blocks(lesson, macros, lang),
        team_task=macros.team_task(lesson) if lesson.team_task and not after else NOTHING,
        pager=macros.pager(before[0] if before else None, after[0] if after else None, base),
        words=macros.words(lesson, lang),
        sources=macros.sources(lesson, lang),
        made_by=macros.made_by(lesson, name, sentence, lang),
    )


def _contents(lesson: PublishedLesson, macros: Any, base: str, lang: Markup) -> Contents:
    blocks = []
    for block in lesson.blocks:
        line = f"#{block.id}", words.heading(block)
        blocks.append((block.id, *(macros.toc_line(*line, done, lang=lang) for done in (False, True))))
    lessons = []
    for each in lesson.lessons:
        line = f"{base}{each.slug}/", each.title
        current = each.id == lesson.lesson_id
        lessons.append((each.id, *(macros.toc_line(*line, done, current=current) for done in (False, True))))
    return Contents(start=macros.toc_start(), middle=macros.toc_middle(), blocks=tuple(blocks), lessons=tuple(lessons))


def _blocks(lesson: PublishedLesson, macros: Any, lang: Markup) -> dict[str, Piece]:
    following = [*(block.id for block in lesson.blocks[1:]), "lesson-end"]
    blocks = {}
    for block, after in zip(lesson.blocks, following, strict=True):
        body = getattr(macros, block.kind.value if block.kind in READ else "nothing")(block, lang)
        head = macros.head(block, words.heading(block), words.kind_name(block.kind), after, lang, lesson)
        blocks[block.id] = Piece(head=head + body, tail=macros.tail(block))
    return blocks
