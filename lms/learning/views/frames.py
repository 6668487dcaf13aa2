"""A lesson's whole page: the frame many readers share, kept, and the body put together from pieces and views."""

from typing import Any

from flask import current_app, render_template, request, session
from markupsafe import Markup

from lms.core.i18n import language
from lms.curriculum.blocks import PublishedLesson
from lms.curriculum.cache import Shelf
from lms.learning.sheets.page import LessonPage
from lms.learning.views import acts, marks
from lms.learning.views.pieces import contents_for, pieces_of

_Kept = tuple[PublishedLesson, str]
_frames: Shelf[_Kept] = Shelf(most=256)


def whole_page(page: LessonPage) -> str:
    """Return a lesson page's HTML."""
    return marks.personal(_frame(page).replace(marks.BODY, _body(page)), page)


def _frame(page: LessonPage) -> str:
    """Return the page round the lesson. One that has something to say (a message, an error) is made for itself."""
    lesson = page.lesson
    shows = _shows("shows_cohorts"), _shows("shows_administration")

    def make() -> _Kept:
        words = {
            "lesson": lesson,
            "body": Markup(marks.BODY),  # noqa: S704 (a mark of ours)
            "form": page.problem,
            "current_user": marks.Reader(page.signed_in),
            "csrf_token": lambda: marks.TOKEN,
            "draft_account": lambda: marks.ACCOUNT,
            "draft_key": lambda: marks.DRAFTS,
            "reading_attributes": lambda: marks.READING,
        }
        return lesson, render_template("learning/lesson/page.html", **words)

    if page.problem is not None or request.args or "_flashes" in session or request.method != "GET":
        return make()[1]
    place = (id(lesson.blocks), lesson.revision_id, lesson.module_slug, lesson.slug)
    return _frames.get((place, language(), page.signed_in, shows), make)[1]


def _shows(name: str) -> bool:
    """Ask one of the frame's own questions, as the template does."""
    ask: Any = current_app.jinja_env.globals[name]
    return bool(ask())


def _body(page: LessonPage) -> str:
    pieces = pieces_of(page.lesson)
    parts = [acts.opening(page, pieces), contents_for(pieces, page.state.blocks_done, page.state.lessons_done)]
    for block in page.lesson.blocks:
        piece = pieces.blocks[block.id]
        parts += [piece.head, acts.own_part(page, block), piece.tail]
    parts += [
        acts.end(page),
        pieces.team_task,
        pieces.pager,
        pieces.words,
        pieces.sources,
        pieces.made_by,
        Markup("</article>"),
    ]
    return "".join(parts)
