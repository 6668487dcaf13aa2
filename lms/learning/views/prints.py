"""A lesson or a whole module as a tagged PDF. A GET prints no story; a POST prints those that may be printed, and says so."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, abort, current_app, url_for

from lms.core.access import public
from lms.core.i18n import language
from lms.core.settings import Mode, Settings
from lms.core.transaction import finish, only_read, release
from lms.curriculum import leaving, stories
from lms.curriculum import queries as curriculum
from lms.curriculum.blocks import PublishedLesson, StoryBlock
from lms.curriculum.kinds.cards import CardsBlock
from lms.curriculum.queries import ModulePage
from lms.curriculum.queries import cards as dialogue_cards
from lms.curriculum.queries.cards import Card
from lms.curriculum.stories import Told
from lms.learning.prints.kinds import Sheet
from lms.learning.prints.papers import House, lesson_paper, module_paper
from lms.learning.prints.press import printed
from lms.learning.views.blueprint import learning

Stories = Mapping[tuple[int, str], Told]  # lesson and block


@learning.get("/modules/<module>/<lesson>/-/lesson.pdf")
@public
def lesson_pdf(module: str, lesson: str) -> Response:
    """Hand over a lesson as PDF, without stories."""
    return _lesson_answer(_lesson(module, lesson), {})


@learning.post("/modules/<module>/<lesson>/-/lesson.pdf")
@public
def print_lesson(module: str, lesson: str) -> Response:
    """Hand over a lesson as PDF with the stories that may be printed; their owners see that there is such a file."""
    shown = _lesson(module, lesson)
    return _lesson_answer(shown, _noted([shown]))


@learning.get("/modules/<module>/-/module.pdf")
@public
def module_pdf(module: str) -> Response:
    """Hand over a whole module as PDF, without stories."""
    page, lessons = _module(module)
    return _module_answer(page, lessons, {})


@learning.post("/modules/<module>/-/module.pdf")
@public
def print_module(module: str) -> Response:
    """Hand over a whole module as PDF with the stories that may be printed; their owners see that there is such a file."""
    page, lessons = _module(module)
    return _module_answer(page, lessons, _noted(lessons))


def _lesson(module: str, lesson: str) -> PublishedLesson:
    shown = curriculum.published_lesson(module, lesson, language())
    if shown is None:
        abort(404)
    return shown


def _module(module: str) -> tuple[ModulePage, Sequence[PublishedLesson]]:
    page = curriculum.module_page(module, language())
    lessons = curriculum.published_lessons(page.id, language()) if page is not None and page.shipped else ()
    if page is None or not lessons:
        abort(404)
    return page, lessons


def _noted(lessons: Sequence[PublishedLesson]) -> Stories:
    """Return the stories that may be printed, once it is noted and kept that they were."""
    found = {
        (lesson.lesson_id, block.id): story
        for lesson in lessons
        for block in lesson.blocks
        if isinstance(block, StoryBlock)
        if (story := stories.told(block.story, lesson.lesson_id, lesson.language)) is not None and story.may_print
    }
    if found:
        leaving.note_file({story.code for story in found.values()}, stories.PRINT)
        finish()
    only_read()
    return found


def _lesson_answer(shown: PublishedLesson, told: Stories) -> Response:
    paper = lesson_paper(_sheets([shown], told)[0], _house())
    return _pdf(paper, f"{shown.slug}-{shown.language}", keep=not told)


def _module_answer(page: ModulePage, lessons: Sequence[PublishedLesson], told: Stories) -> Response:
    paper = module_paper(page, _sheets(lessons, told), _house(), language())
    return _pdf(paper, f"{page.slug}-{language()}", keep=not told)


def _pdf(paper: dict[str, Any], name: str, *, keep: bool) -> Response:
    release()
    answer = Response(printed(paper, keep=keep), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer.headers["X-Robots-Tag"] = "noindex"
    if not keep:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _sheets(lessons: Sequence[PublishedLesson], told: Stories) -> list[Sheet]:
    cards = _cards(lessons)
    return [
        Sheet(
            lesson=lesson,
            base=_settings().base_url,
            address=_address("learning.lesson_page", module=lesson.module_slug, lesson=lesson.slug),
            cards=cards,
            stories={block: story for (lesson_id, block), story in told.items() if lesson_id == lesson.lesson_id},
            is_demo=_settings().mode is Mode.DEMO,
        )
        for lesson in lessons
    ]


def _cards(lessons: Sequence[PublishedLesson]) -> dict[str, Card]:
    blocks = [
        (lesson.language, block) for lesson in lessons for block in lesson.blocks if isinstance(block, CardsBlock)
    ]
    found: dict[str, Card] = {}
    for spoken in dict.fromkeys(name for name, _ in blocks):
        codes = dict.fromkeys(code for name, block in blocks if name == spoken for code in block.cards)
        found |= {card.code: card for card in dialogue_cards.cards(spoken, codes)}
    return found


def _house() -> House:
    return House(name=current_app.config["LMS_NAME"], help_page=_address("home.help_page"))


def _address(endpoint: str, **values: Any) -> str:
    """Return a public address, from the installation's own (never from the request)."""
    return _settings().base_url.rstrip("/") + url_for(endpoint, **values)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["lms.settings"]
    return settings
