"""A lesson's paper and a module's, as one tree with what stands around it. Words are those of the text's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.core.i18n import LANGUAGES, force_locale
from lms.curriculum.blocks import CitedSource, PublishedLesson
from lms.curriculum.queries import ModulePage
from lms.curriculum.terms import Term
from lms.learning import words
from lms.learning.prints.kinds import Sheet, laid_out
from lms.learning.prints.pictures import photograph
from lms.learning.prints.prose import flow
from lms.learning.prints.quizzes import answers
from lms.learning.prints.tree import (
    Node,
    anchored,
    bullets,
    closed,
    heading,
    in_steps,
    link,
    lowered,
    meta,
    note,
    par,
    strong,
    table,
    tag,
    walk,
)
from lms.ui.web import day

BREAK: Node = {"t": "break"}


@dataclass(frozen=True, kw_only=True)
class House:
    """What the installation is called, and the address of its pages about help and how a module was made."""

    name: str
    help_page: str


def lesson_paper(sheet: Sheet, house: House) -> dict[str, Any]:
    """Return a lesson as it is printed."""
    lesson = sheet.lesson
    with force_locale(lesson.language):
        said = answers(lesson, sheet.base, 3)
        nodes = [
            meta(lesson.module_title),
            heading(1, lesson.title),
            *_opening(sheet),
            *_blocks(sheet, house),
            *(_team_task(lesson.team_task) if lesson.lessons and lesson.lessons[-1].id == lesson.lesson_id else []),
            *_words_here(_("Words in this lesson"), lesson.terms),
            *_sources(lesson.sources),
            *([BREAK, heading(2, _("What is said to each answer")), *said] if said else []),
        ]
        edition = _("Revision %(number)s, %(day)s", number=lesson.number, day=day(lesson.made_at))
        return _paper(nodes, lesson.title, f"{house.name} · {lesson.title} · {edition}", [lesson], house)


def module_paper(page: ModulePage, sheets: Sequence[Sheet], house: House, language: str) -> dict[str, Any]:
    """Return a module with all its lessons as it is printed. `sheets` may not be empty."""
    with force_locale(language):
        nodes = [*_front(page, sheets), {"t": "outline", "c": [_("Contents")]}]
        for sheet in sheets:
            nodes += [BREAK, _lesson_inside(sheet, house, language)]
        nodes += [
            BREAK,
            *_team_task(page.team_task),
            *_words_here(_("Words in this module"), _once(term for each in sheets for term in each.lesson.terms)),
            *_sources(_cited(sheets)),
            *_all_answers(sheets),
        ]
        lessons = [sheet.lesson for sheet in sheets]
        newest = max((lesson.made_at for lesson in lessons if lesson.made_at), default=None)
        edition = _("Module revision %(number)s, lessons as of %(day)s", number=page.number, day=day(newest))
        return _paper(nodes, page.title, f"{house.name} · {page.title} · {edition}", lessons, house, language)


def _paper(
    nodes: list[Node], title: str, footer: str, lessons: list[PublishedLesson], house: House, language: str = ""
) -> dict[str, Any]:
    for node in list(walk(nodes)):
        if node["t"] == "media":
            node.update(photograph(node["src"], node["alt"]))
    stamped: list[datetime] = [lesson.made_at for lesson in lessons if lesson.made_at]
    return {
        "title": title,
        "author": house.name,
        "language": language or lessons[0].language,
        "footer": footer,
        "page": _("Page {page} of {all}"),
        "made": max(stamped).date().timetuple()[:3] if stamped else (),
        "nodes": closed(in_steps([node for node in nodes if node])),
    }


def _opening(sheet: Sheet) -> list[Node]:
    lesson = sheet.lesson
    number = next((place for place, line in enumerate(lesson.lessons, 1) if line.id == lesson.lesson_id), 1)
    place = _("Lesson %(number)s of %(all)s", number=number, all=len(lesson.lessons))
    edition = _("Revision %(number)s, published on %(day)s.", number=lesson.number, day=day(lesson.made_at))
    review = _("To be looked over by %(date)s.", date=day(date.fromisoformat(lesson.review_by)))
    return [
        meta(f"{place} · {_('%(minutes)s minutes', minutes=lesson.minutes)}"),
        par(strong(f"{words.status_name(lesson.status)}:"), f" {words.status_sentence(lesson.status)}"),
        *_made_from(lesson),
        meta(f"{edition} {review} ", link(sheet.address, sheet.address)),
        *([note(par(_("This text lags behind: the lesson is newer in another language.")))] if lesson.behind else []),
        *([par({"t": "i", "c": [lesson.summary]})] if lesson.summary else []),
    ]


def _made_from(lesson: PublishedLesson) -> list[Node]:
    count = len(lesson.sources)
    if not count:
        return []
    told = ngettext(
        "It is made from %(num)s source, listed at the end.",
        "It is made from %(num)s sources, listed at the end.",
        count,
    )
    return [meta(told)]


def _blocks(sheet: Sheet, house: House) -> list[Node]:
    made: list[Node] = []
    for block in sheet.lesson.blocks:
        nodes = laid_out(block, sheet)
        if block.note:
            someone = par(_("Someone to talk to now"), ": ", link(house.help_page, house.help_page))
            nodes[1:1] = [note(par(block.note), someone)]
        if sheet.lesson.behind and block.id in sheet.lesson.behind.blocks:
            nodes[1:1] = [tag(_("Changed since in another language"))]
        made += nodes
    return made


def _lesson_inside(sheet: Sheet, house: House, language: str) -> Node:
    """Return a lesson inside its module, in its own language where that is another one."""
    lesson = sheet.lesson
    with force_locale(lesson.language):
        nodes = lowered([heading(1, lesson.title), *_opening(sheet), *_blocks(sheet, house)], 1)
    other = _("This lesson is not published in your language yet. You see the text in the language it has.")
    if lesson.language != language:
        nodes[1:1] = [{"t": "in", "l": language, "b": [note(par(other))]}]
    return {"t": "in", "l": lesson.language, "b": nodes}


def _front(page: ModulePage, sheets: Sequence[Sheet]) -> list[Node]:
    rows = [
        (
            [par(sheet.lesson.title)],
            [par(words.status_name(sheet.lesson.status))],
            [par(f"{sheet.lesson.number} ({LANGUAGES.get(sheet.lesson.language, '')})")],
            [par(day(sheet.lesson.made_at))],
        )
        for sheet in sheets
    ]
    statuses = dict.fromkeys(sheet.lesson.status for sheet in sheets)
    return [
        heading(1, page.title),
        *([par(page.summary)] if page.summary else []),
        meta(f"{words.level_name(page.level)} · {_('%(minutes)s minutes', minutes=page.minutes)}"),
        *(par(strong(f"{words.status_name(each)}:"), f" {words.status_sentence(each)}") for each in statuses),
        *([par(page.made)] if page.made else []),
        *(
            [heading(2, _("What you can do afterwards")), bullets([par(each)] for each in page.objectives)]
            if page.objectives
            else []
        ),
        *([heading(2, _("Whom it is for")), par(page.for_whom)] if page.for_whom else []),
        heading(2, _("The lessons in this print")),
        table((_("Lesson"), _("How it was made"), _("Revision"), _("Published")), rows),
    ]


def _team_task(task: Any) -> list[Node]:
    if task is None:
        return []
    later = par(strong(_("Six weeks later:")))
    return [heading(2, _("The team task of this module")), *flow(task.task), later, *flow(task.ask)]


def _words_here(title: str, terms: Sequence[Term]) -> list[Node]:
    """Return the terms with what they mean."""
    told = (
        [
            anchored(
                f"term-{term.slug}",
                par(
                    strong(term.term),
                    " (",
                    {"t": "lang", "l": term.other_language, "c": [term.other]},
                    f"): {term.meaning}",
                    f" ({words.as_of(term.as_of)})" if term.as_of else "",
                ),
            )
        ]
        for term in terms
    )
    return [heading(2, title), bullets(told)] if terms else []


def _sources(sources: Sequence[CitedSource]) -> list[Node]:
    listed = bullets([anchored(f"source-{source.code}", *_source(source))] for source in sources)
    return [heading(2, _("Sources")), listed] if sources else []


def _source(source: CitedSource) -> list[Node]:
    title = link(source.url, source.title) if source.url else source.title
    told = "".join(
        (f". {source.publisher}" if source.publisher else "", f", {source.year}" if source.year else "", ".")
    )
    looked = f" {_('Looked up in %(month)s.', month=words.month(source.looked_up))}" if source.looked_up else ""
    return [
        par(title, told + looked),
        *([meta(link(source.url, source.url))] if source.url else []),
        *([meta(source.limits)] if source.limits else []),
    ]


def _all_answers(sheets: Sequence[Sheet]) -> list[Node]:
    made: list[Node] = []
    for sheet in sheets:
        with force_locale(sheet.lesson.language):
            said = answers(sheet.lesson, sheet.base, 4)
        if said:
            made.append({"t": "in", "l": sheet.lesson.language, "b": [heading(3, sheet.lesson.title), *said]})
    return [BREAK, heading(2, _("What is said to each answer")), *made] if made else []


def _once(terms: Iterable[Term]) -> list[Term]:
    found: dict[str, Term] = {}
    for term in terms:
        found.setdefault(term.slug, term)
    return sorted(found.values(), key=lambda term: term.term.casefold())


def _cited(sheets: Sequence[Sheet]) -> list[CitedSource]:
    found: dict[str, CitedSource] = {}
    for sheet in sheets:
        for source in sheet.lesson.sources:
            found.setdefault(source.code, source)
    return sorted(found.values(), key=lambda source: source.title.casefold())
