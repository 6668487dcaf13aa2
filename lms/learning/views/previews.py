"""A lesson that is still being written, as its readers will see it, to be tried: nothing of it is kept."""

from collections.abc import Mapping
from typing import Any

from flask import current_app, render_template
from flask_babel import gettext as _
from markupsafe import Markup

from lms.core.settings import Mode
from lms.curriculum.blocks import NOTHING, Block, Kind, PublishedLesson
from lms.curriculum.kinds.cards import CardsBlock
from lms.curriculum.previewing import Attempt, Trial, Tried
from lms.curriculum.tool_blocks import ToolBlock
from lms.learning.sheets.page import LessonPage, lesson_page
from lms.learning.sheets.worksheet import Worksheet
from lms.learning.views import trying
from lms.learning.views.cards import laid_out
from lms.learning.views.pieces import lang_attribute, make_pieces


class Previews:
    """Shows lessons that are still being written (`lms.curriculum.previewing.Reader`)."""

    def show(self, lesson: PublishedLesson, trial: Trial) -> Mapping[str, Markup]:
        """Return each block's HTML by its id, and the list of sources under `sources`."""
        pieces, page = make_pieces(lesson), lesson_page(lesson, None)
        made = {}
        for block in lesson.blocks:
            piece = pieces.blocks[block.id]
            own = laid_out(block, lesson.language) if isinstance(block, CardsBlock) else _answered(page, block, trial)
            made[block.id] = piece.head + own + piece.tail
        return made | {"sources": pieces.sources}

    def attempt(self, lesson: PublishedLesson, tried: Tried, attempt: Attempt) -> Tried:
        """Return what stands tried after an attempt."""
        return trying.attempted(lesson, tried, attempt)

    def piece(self, lesson: PublishedLesson, trial: Trial, attempt: Attempt) -> Markup:
        """Return what changes on the page after an attempt."""
        return trying.piece(lesson, trial, attempt)


def _answered(page: LessonPage, block: Block, trial: Trial) -> Markup:
    if isinstance(block, trying.TRIED):
        return trying.whole(page.lesson, block, trial)
    own: dict[str, Any] = {
        "block": block,
        "lesson": page.lesson,
        "lang": lang_attribute(page.lesson),
        "signed_in": False,
    }
    if block.kind is Kind.STORY:
        is_demo = current_app.extensions["lms.settings"].mode is Mode.DEMO
        return _html("learning/blocks/story.html", story=page.stories[block.id], is_demo=is_demo, **own)
    if block.kind is Kind.REFLECTION:
        prompt: Any = block
        return Markup('<div class="prompt" lang="{}">{}</div>').format(page.lesson.language, prompt.prompt) + _here()
    if isinstance(block, ToolBlock):
        return _html("learning/blocks/tool.html", sheet=Worksheet(block=block, values={}), entry=None, **own)
    if block.kind is Kind.MEASURE:
        return _html("learning/measures/preview.html", sheet=page.sheets[block.id], **own) + _here()
    return NOTHING


def _here() -> Markup:
    return Markup('<p class="notice quiet">{}</p>').format(_("Here the reader answers."))


def _html(template: str, **words: Any) -> Markup:
    return Markup(render_template(template, **words))  # noqa: S704 (our own templates)
