"""Every dialogue card of a module, by theme."""

from flask import abort, render_template
from markupsafe import Markup

from lms.core.access import public
from lms.core.i18n import language
from lms.curriculum import queries as curriculum
from lms.curriculum.kinds.cards import CardsBlock
from lms.curriculum.queries import cards as dialogue_cards
from lms.learning.views.blueprint import learning
from lms.learning.words import advisers


@learning.get("/modules/<module>/-/cards")
@public
def cards(module: str) -> str:
    """Show the cards with both sides, to read and to print."""
    page = curriculum.module_page(module, language())
    deck = dialogue_cards.deck(module, language())
    if page is None or deck is None:
        abort(404)
    return render_template("learning/cards/list.html", page=page, deck=deck, advisers=advisers)


def laid_out(block: CardsBlock, spoken: str) -> Markup:
    """Return the cards of a lesson's block in the lesson's language; they are asked for anew, as they stand now."""
    found = dialogue_cards.cards(spoken, block.cards)
    html = render_template("learning/blocks/cards.html", block=block, cards=found, advisers=advisers)
    return Markup(html)  # noqa: S704 (a template's own output)
