"""The answered blocks of a lesson page as HTML.

What a block shows follows from its words and a few choices, which many people share, so each such view is rendered once and
kept. Nothing that tells people apart is in what is kept: the form's token, the page's key and the run's number stand in it
as marks that are put in page by page; whoever has written text, or meets an error, gets a view of their own.
"""

from collections.abc import Hashable
from typing import Any

from flask import current_app, render_template
from markupsafe import Markup

from lms.core.i18n import language
from lms.core.settings import Mode
from lms.curriculum.blocks import ACTED, NOTHING, Block, Kind, PublishedLesson
from lms.curriculum.cache import Shelf
from lms.curriculum.kinds.cards import CardsBlock
from lms.curriculum.tool_blocks import ToolBlock
from lms.learning.sheets.dilemma import DilemmaSheet
from lms.learning.sheets.page import LessonPage
from lms.learning.sheets.quiz import QuestionSheet
from lms.learning.sheets.scenario import ScenarioSheet, moved
from lms.learning.sheets.worksheet import Worksheet, plain
from lms.learning.views import marks
from lms.learning.views.cards import laid_out
from lms.learning.views.pieces import Pieces, lang_attribute

_Kept = tuple[PublishedLesson, Markup]  # holding the lesson's blocks keeps their identity, under which a view is kept
_views: Shelf[_Kept] = Shelf(most=2048)


def own_part(page: LessonPage, block: Block) -> Markup:
    """Return what stands between a block's head and its end for this person; nothing for what is only read."""
    if block.kind is Kind.STORY:
        return _story(page, block)
    if block.kind is Kind.REFLECTION:
        return _reflection(page, block)
    if block.kind is Kind.MEASURE:
        own = measure_words(page, block.id)
        return _view(page, block, own["sheet"].seen, "learning/measures/whole.html", **own)
    if isinstance(block, ToolBlock):
        return _tool(page, block)
    if isinstance(block, CardsBlock):
        return laid_out(block, page.lesson.language)
    return act(page, block) if block.kind in ACTED else NOTHING


def opening(page: LessonPage, pieces: Pieces) -> Markup:
    """Return the beginning of the lesson, with where this person left it."""
    news = tuple(block.id for block in page.new), tuple(each.revision_id for each in page.changed)
    seen = ("opening", page.completed, page.place, *news, page.lesson.credits, id(page.lesson.lessons))
    return _view(page, page.lesson.blocks[0], seen, "learning/lesson/opening.html", page=page, pieces=pieces)


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
    seen = (page.completed, page.unread, page.onwards, page.all_lessons_done, page.state.module_done, *names)
    return _view(page, page.lesson.blocks[-1], ("end", seen), "learning/lesson/end.html", page=page)


def measure_words(page: LessonPage, block_id: str) -> dict[str, Any]:
    """Return what a measure's template needs: its sheet, and the part that follows."""
    names = [*(block.id for block in page.lesson.blocks), "lesson-end"]
    return {"sheet": page.sheets[block_id], "after": names[names.index(block_id) + 1]}


def _story(page: LessonPage, block: Block) -> Markup:
    """Return a story, asked for anew on every page and never kept (rule 4)."""
    is_demo = current_app.extensions["lms.settings"].mode is Mode.DEMO
    own = {"story": page.stories[block.id], "lesson": page.lesson, "lang": lang_attribute(page.lesson)}
    return Markup(render_template("learning/blocks/story.html", is_demo=is_demo, **own))  # noqa: S704


def _reflection(page: LessonPage, block: Block) -> Markup:
    """Return a reflection; only one that nobody has answered looks the same to others."""
    entry = page.entries.get(block.id)
    seen = ("reflection",) if entry is None else None
    own = {"entry": entry, "form": None, "account": marks.ACCOUNT, "writer": marks.KEY}
    return _view(page, block, seen, "learning/blocks/reflection.html", **own)


def _tool(page: LessonPage, block: ToolBlock) -> Markup:
    """Return a practice tool; only one that nobody has filled in looks the same to others."""
    entry = page.worksheets.get(block.id)
    start = page.starts.get(block.id)
    seen = ("tool",) if entry is None and start is None else None
    sheet = Worksheet(block=block, values=entry.values if entry else {})
    own = {"entry": entry, "start": start, "sheet": sheet, "tell": plain, "account": marks.ACCOUNT, "writer": marks.KEY}
    return _view(page, block, seen, "learning/blocks/tool.html", **own)


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
        marked = {"token": marks.TOKEN, "key": marks.KEY, "run": marks.run_of(block.id), "moved": moved}
        html = render_template(template, **shared, **marked, **words)
        return lesson, Markup(html)  # noqa: S704 (a template's own output)

    if seen is None:
        return make()[1]
    place = (id(lesson.blocks), lesson.revision_id, lesson.module_slug, lesson.slug)
    return _views.get((place, language(), block.id, page.signed_in, seen), make)[1]
