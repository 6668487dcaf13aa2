"""“Here we disagree”: the part of a lesson in which both sides of a mediation stand, word for word (rule 3).

A position is kept as Markdown by language, exactly as its side wrote it; a side that wrote in one language stands with
those words in the other, too. The part is made of these words and a heading for each, and both sides say yes to it as it
is. From then on a text in which it reads otherwise can't be made ready; the database refuses it as well.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from lms.core.db import db
from lms.core.i18n import LANGUAGES, force_locale
from lms.curriculum import digests
from lms.studio.models import Draft, Hold, HoldEnd, Mediation
from lms.studio.problems import Problem

Json = dict[str, Any]
Texts = Mapping[str, Mapping[str, Any]]


def block_name(hold_id: int) -> str:
    """Return the id of the part in which both positions stand; the database looks for it."""
    return f"disagreement-{hold_id}"


def are_written(mediation: Mediation) -> bool:
    """Tell whether both sides have written their position."""
    return bool(mediation.one_words and mediation.other_words)


def side_by_side(mediation: Mediation) -> Json:
    """Return the part made of both positions, by language, as readers would see it."""
    return {language: _part(mediation, language) for language in LANGUAGES}


def seal(mediation: Mediation) -> str:
    """Return which words stand there now, so that a yes is to exactly these."""
    return digests.digest({"one": mediation.one_words, "other": mediation.other_words})


def altered(mediation: Mediation, texts: Texts) -> list[str]:
    """Return the languages in which the part reads otherwise than both sides agreed."""
    name = block_name(mediation.hold_id)
    agreed = mediation.agreed_words or {}
    return [
        language
        for language, text in texts.items()
        if name in text["blocks"] and text["blocks"][name] != agreed.get(language)
    ]


def problems(draft: Draft, texts: Texts) -> list[Problem]:
    """Return where a draft's text doesn't say what both sides of a mediation agreed to publish."""
    concluded = (
        select(Mediation)
        .join(Hold, Hold.id == Mediation.hold_id)
        .where(
            Hold.lesson_id == draft.lesson_id,
            Mediation.outcome == HoldEnd.SIDE_BY_SIDE,
            Mediation.concluded_at.is_not(None),
        )
        .order_by(Mediation.id)
    )
    sentence = _(
        "Both positions must stand here word for word as each side wrote them. Put the words back; the page of the hold "
        "shows them. Or take the whole part out."
    )
    return [
        Problem(block_name(mediation.hold_id), language, sentence)
        for mediation in db.session.scalars(concluded)
        for language in altered(mediation, texts)
    ]


def _part(mediation: Mediation, language: str) -> Json:
    with force_locale(language):
        heading = _("Here we disagree")
        one, other = _("One position"), _("The other position")
    said = [_words(words, language) for words in (mediation.one_words, mediation.other_words)]
    return {"heading": heading, "body": f"### {one}\n\n{said[0]}\n\n### {other}\n\n{said[1]}"}


def _words(said: Mapping[str, str], language: str) -> str:
    """Return a position in a language or, where its side wrote none in it, as they wrote it."""
    return next(said[code] for code in (language, *LANGUAGES) if code in said)
