"""A lesson that is still being written, as its readers will see it: nothing is kept, nothing can be answered."""

from typing import Any

from flask import current_app, render_template
from flask_babel import gettext as _
from markupsafe import Markup

from lms.core.settings import Mode
from lms.curriculum.blocks import ACTED, NOTHING, Block, Kind, PublishedLesson
from lms.curriculum.tool_blocks import ToolBlock
from lms.learning.sheets.page import LessonPage, lesson_page
from lms.learning.sheets.scenario import moved
from lms.learning.sheets.worksheet import Worksheet
from lms.learning.views.pieces import lang_attribute, make_pieces


def preview(lesson: PublishedLesson) -> dict[str, Markup]:
    """Return each block's HTML by its id, and the list of sources under `sources`."""
    pieces, page = make_pieces(lesson), lesson_page(lesson, None)
    made = {}
    for block in lesson.blocks:
        piece = pieces.blocks[block.id]
        made[block.id] = piece.head + _answered(page, block) + piece.tail
    return made | {"sources": pieces.sources}


def _answered(page: LessonPage, block: Block) -> Markup:
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
    if block.kind not in ACTED:
        return NOTHING
    html = _html("learning/blocks/whole.html", sheet=page.sheets[block.id], page=page, moved=moved, **own)
    parts: Any = current_app.jinja_env.get_template("learning/lesson/parts.html").module
    return html.replace(str(parts.join(page.lesson, block)), _here())


def _here() -> Markup:
    return Markup('<p class="notice quiet">{}</p>').format(_("Here the reader answers."))


def _html(template: str, **words: Any) -> Markup:
    return Markup(render_template(template, **words))  # noqa: S704 (our own templates)
