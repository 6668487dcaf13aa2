"""The answered blocks of a lesson page as HTML.

What a block shows follows from its words and a few choices, which many people share, so each such view is rendered once and
kept. Nothing that tells people apart is in what is kept: the form's token, the page's key and the run's number stand in it
as marks and are put in page by page (`personal`); whoever has written text, or meets an error, gets a view of their own.
"""

import secrets
from collections.abc import Hashable
from typing import Any

from flask import render_template
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from lms.core.i18n import language
from lms.curriculum.blocks import Block, PublishedLesson
from lms.curriculum.cache import Shelf
from lms.learning.sheets.dilemma import DilemmaSheet
from lms.learning.sheets.page import LessonPage
from lms.learning.sheets.quiz import QuestionSheet
from lms.learning.sheets.scenario import ScenarioSheet, moved
from lms.learning.views.pieces import lang_attribute

_PROCESS = secrets.token_hex(12)
TOKEN_MARK = f"token-{_PROCESS}"
KEY_MARK = f"key-{_PROCESS}"
RUN_MARK = f"run-{_PROCESS}"

_Kept = tuple[PublishedLesson, Markup]  # holding the lesson's blocks keeps their identity, under which a view is kept
_views: Shelf[_Kept] = Shelf(most=2048)


def personal(html: str, page: LessonPage) -> str:
    """Put in what belongs to one page alone: the form's token, its key, the numbers of runs."""
    for block_id, sheet in page.sheets.items():
        if isinstance(sheet, ScenarioSheet):
            html = html.replace(f"{RUN_MARK}-{block_id}", str(sheet.run_id))
    return html.replace(TOKEN_MARK, generate_csrf()).replace(KEY_MARK, secrets.token_urlsafe(12))


def act(page: LessonPage, block: Block) -> Markup:
    """Return all of a block that is answered: its forms or their words, the live line, and its foot."""
    sheet = page.sheets[block.id]
    if not page.signed_in:
        return _view(page, block, ("signed out",), "learning/blocks/whole.html", sheet=sheet)
    done = block.id in page.state.blocks_done
    if isinstance(sheet, tuple):
        asked = Markup().join(question(page, block, each) for each in sheet)
        return asked + _view(page, block, ("foot", done), "learning/blocks/foot.html", done=done)
    return _view(page, block, _seen(sheet, done), "learning/blocks/whole.html", sheet=sheet, done=done)


def question(page: LessonPage, block: Block, each: QuestionSheet) -> Markup:
    """Return one question of a quiz."""
    return _view(page, block, each.seen, "learning/blocks/question.html", each=each)


def end(page: LessonPage) -> Markup:
    """Return the lesson's end: what is still open, or that it is completed."""
    names = (tuple(block.id for block in page.new), tuple(block.id for block in page.waiting))
    seen = (page.completed, page.unread, page.all_lessons_done, page.state.module_done, *names)
    return _view(page, page.lesson.blocks[-1], ("end", seen), "learning/lesson/end.html", page=page)


def _seen(sheet: DilemmaSheet | ScenarioSheet, done: bool) -> Hashable:  # noqa: FBT001
    """Return what two people who see the same have in common; None for a view of one's own."""
    if isinstance(sheet, DilemmaSheet):
        own = sheet.error_before or sheet.error_after
        return None if own else ("dilemma", sheet.before, sheet.after, done)
    way = tuple(taken.choice.id for taken in sheet.state.taken)
    return None if sheet.error else ("scenario", sheet.revision_id, way, done)


def _view(page: LessonPage, block: Block, seen: Hashable, template: str, /, **words: Any) -> Markup:
    lesson = page.lesson

    def make() -> _Kept:
        shared = {"lesson": lesson, "block": block, "signed_in": page.signed_in, "lang": lang_attribute(lesson)}
        marks = {"token": TOKEN_MARK, "key": KEY_MARK, "run": f"{RUN_MARK}-{block.id}", "moved": moved}
        html = render_template(template, **shared, **marks, **words)
        return lesson, Markup(html)  # noqa: S704 (a template's own output)

    if seen is None:
        return make()[1]
    place = (id(lesson.blocks), lesson.revision_id, lesson.module_slug, lesson.slug)
    return _views.get((place, language(), block.id, page.signed_in, seen), make)[1]
