"""The catalogue, a module's page, how a module was made, and my learning."""

from collections.abc import Sequence
from datetime import date

from flask import abort, render_template, url_for
from flask_login import current_user

from lms.accounts.models import Person
from lms.core.access import public, signed_in
from lms.core.clock import today
from lms.core.i18n import language
from lms.curriculum import queries as curriculum
from lms.curriculum import stories
from lms.curriculum.blocks import PublishedLesson
from lms.curriculum.ingredients import INGREDIENTS
from lms.curriculum.queries import ModulePage
from lms.learning import words
from lms.learning.queries import mine
from lms.learning.queries.mine import ModuleStanding
from lms.learning.queries.progress import ModuleProgress, State, progress_of
from lms.learning.views.blueprint import learning
from lms.learning.views.lessons import whoever


@learning.get("/modules/")
@public
def catalogue() -> str:
    """Show the modules of the programme, those that are coming too."""
    modules = curriculum.catalogue(language())
    progress: dict[int, ModuleProgress] = {}
    if current_user.is_authenticated:
        shipped = [module.id for module in modules if module.shipped]
        progress = {module_id: each for (_, module_id), each in progress_of([current_user.id], shipped).items()}
    return render_template(
        "learning/catalogue.html", modules=modules, progress=progress, State=State, level_name=words.level_name
    )


@learning.get("/modules/<module>/")
@public
def module_page(module: str) -> str:
    """Show what a module holds and how far the reader is in it."""
    page = _shipped(module)
    standing = ModuleStanding()
    if current_user.is_authenticated:
        standing = mine.module_standing(current_user.id, page.id, [lesson.id for lesson in page.lessons])
    return render_template(
        "learning/module.html",
        page=page,
        standing=standing,
        next_up=_next(page, standing),
        slugs={lesson.id: lesson for lesson in page.lessons},
        level_name=words.level_name,
        status_name=words.status_name,
        stories_to_print=stories.to_print(page.id, language()),
    )


@learning.get("/modules/<module>/-/made")
@public
def made(module: str) -> str:
    """Tell how a module was made: by whom, from which sources, whose voice is missing, when."""
    page = _shipped(module)
    lessons = curriculum.published_lessons(page.id, language())
    sources = {source.code: source for lesson in lessons for source in lesson.sources}
    statuses = list(dict.fromkeys(lesson.status for lesson in page.lessons))
    return render_template(
        "learning/made.html",
        page=page,
        statuses=statuses,
        told=[lesson for lesson in lessons if lesson.editions or lesson.credits],
        contributed=words.contributed,
        sources=sorted(sources.values(), key=lambda source: source.title),
        review=date.fromisoformat(page.review_by) if page.review_by else None,
        status_name=words.status_name,
        status_sentence=words.status_sentence,
        ingredients=_ingredients(page, lessons),
    )


@learning.get("/learn/")
@signed_in
def my_learning() -> str:
    """Show what to go on with, what is due and what is finished."""
    person: Person = whoever()
    return render_template(
        "learning/mine.html", mine=mine.my_learning(person, language()), today=today(person.time_zone)
    )


def _ingredients(page: ModulePage, lessons: Sequence[PublishedLesson]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the six ingredients of anti-stigma training: name, what it is, and the parts that carry it, with addresses."""
    if not page.ingredients:
        return []
    there = {
        f"{lesson.slug}/{block.id}": (
            f"{lesson.title}: {words.heading(block)}",
            _part(page.slug, lesson.slug, block.id),
        )
        for lesson in lessons
        for block in lesson.blocks
    }
    return [
        (name, words.ingredient(name), [there[place] for place in page.ingredients.get(name, ()) if place in there])
        for name in INGREDIENTS
    ]


def _part(module: str, lesson: str, block: str) -> str:
    return url_for("learning.lesson_page", module=module, lesson=lesson, _anchor=block)


def _shipped(module: str) -> ModulePage:
    page = curriculum.module_page(module, language())
    if page is None or not page.shipped:
        abort(404)
    return page


def _next(page: ModulePage, standing: ModuleStanding) -> tuple[str, str] | None:
    """Return the lesson and block to go on with: the place, or else the first lesson that is not done."""
    lesson_id, block = standing.place or (0, "")
    still = [lesson for lesson in page.lessons if lesson.id not in standing.lessons_done]
    here = next((lesson.slug for lesson in still if lesson.id == lesson_id), None)
    if here is not None:
        return here, block
    return (still[0].slug, "") if still else None
