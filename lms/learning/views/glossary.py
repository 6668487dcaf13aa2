"""The words of the field: all of them in the reader's alphabet, and a page for each."""

from flask import abort, render_template, request
from flask_babel import get_locale

from lms.core.access import public
from lms.core.i18n import LANGUAGES, language
from lms.curriculum import queries as curriculum
from lms.curriculum.terms import by_letter, matching
from lms.learning.views.blueprint import learning
from lms.learning.words import as_of

LONGEST_SEARCH = 80
FIRST = 5  # lessons shown at once


@learning.get("/glossary/")
@public
def glossary() -> str:
    """List the terms, or those that hold the words of `?q=`."""
    wanted = " ".join(request.args.get("q", "")[:LONGEST_SEARCH].split())
    terms = matching(curriculum.glossary(language()), wanted)
    return render_template(
        "learning/glossary/list.html",
        letters=by_letter(terms),
        number=len(terms),
        wanted=wanted,
        longest=LONGEST_SEARCH,
        language_names=LANGUAGES,
        as_of=as_of,
    )


@learning.get("/glossary/<term>/")
@public
def glossary_term(term: str) -> str:
    """Show one term: what it means, what the other language calls it, what belongs to it, where it stands."""
    page = curriculum.term_page(term, language())
    if page is None:
        abort(404)
    return render_template(
        "learning/glossary/term.html",
        term=page.term,
        citations=page.citations,
        places=page.places[:FIRST],
        more=page.places[FIRST:],
        country=get_locale().territories.get(page.term.country.upper(), ""),
        language_names=LANGUAGES,
        as_of=as_of,
    )
