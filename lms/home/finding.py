"""`/search`: lessons, the glossary, dialogue cards and practice tools in the reader's language."""

from collections.abc import Callable

from flask import render_template, request, url_for
from flask_babel import gettext as _

from lms.core.access import public
from lms.core.i18n import LANGUAGES, language
from lms.curriculum.queries.findable import findable_texts
from lms.curriculum.searchable import CARD, GUARDED, LESSON, TERM, TOOL
from lms.home.views import home
from lms.search.queries import LONGEST, Guard, Results, search

_KINDS: dict[str, Callable[[], str]] = {
    LESSON: lambda: _("Lessons"),
    TERM: lambda: _("Glossary"),
    TOOL: lambda: _("Practice tools"),
    CARD: lambda: _("Dialogue cards"),
}
_ONE: dict[str, Callable[[], str]] = {
    LESSON: lambda: _("Lesson"),
    TERM: lambda: _("Word"),
    TOOL: lambda: _("Practice tool"),
    CARD: lambda: _("Dialogue card"),
}


@home.get("/search")
@public
def find() -> str:
    """Show what holds the words of `?q=`, and where it stands."""
    wanted, kind = request.args.get("q", "")[:LONGEST], request.args.get("kind", "")
    page = request.args.get("page", 1, type=int)
    found = _found(wanted, language(), kind, page) if wanted.strip() else None
    other = next(code for code in LANGUAGES if code != language())
    elsewhere = _found(wanted, other, "", 1).number if found is not None and not found.number else 0
    return render_template(
        "home/search.html",
        nav="search",
        found=found,
        wanted=wanted,
        kind=kind if kind in _KINDS else "",
        longest=LONGEST,
        kinds={name: str(words()) for name, words in _KINDS.items()},
        one={name: str(words()) for name, words in _ONE.items()},
        address=address,
        elsewhere=elsewhere,
        other=other,
        other_name=LANGUAGES[other],
    )


def address(kind: str, ref: str, part: str = "") -> str:
    """Return where something that was found can be read."""
    if kind == TERM:
        return url_for("learning.glossary_term", term=ref)
    module, _slash, rest = ref.partition("/")
    if kind == CARD:
        return url_for("learning.cards", module=module, _anchor=rest)
    return url_for("learning.lesson_page", module=module, lesson=rest, _anchor=part or None)


def _found(wanted: str, code: str, kind: str, page: int) -> Results:
    guard = Guard(kinds=GUARDED, versions=findable_texts(code))
    return search(wanted, code, guard, kind=kind if kind in _KINDS else "", page=page)
