"""How the work together felt: four questions after a publication, voluntary and private (rule 11)."""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import AuthorEvaluation, Partner, Publication


@dataclass(frozen=True, kw_only=True)
class Answers:
    """1 = very much … 5 = not at all; nothing where somebody would rather not say."""

    overview: int | None
    say: int | None
    outcome: int | None
    outlook: int | None
    shared: bool

    @property
    def is_empty(self) -> bool:
        return not any((self.overview, self.say, self.outcome, self.outlook))


def evaluate(publication: Publication, answers: Answers, *, by: Partner) -> AuthorEvaluation | None:
    """Keep a partner's answers, or take them away when they would rather not say anything.

    Once its year is closed a publication's answers stay as they are: from a figure that changes, an answer could be read.
    """
    if is_closed(publication):
        raise DomainError(
            _("The year of this publication is closed, and its figures stand. Your answers stay as they were.")
        )
    row = answered(publication, by)
    if answers.is_empty:
        if row is not None:
            db.session.delete(row)
        return None
    if row is None:
        row = AuthorEvaluation(publication_id=publication.id, partner_id=by.id)
        db.session.add(row)
    row.overview, row.say, row.outcome, row.outlook = answers.overview, answers.say, answers.outcome, answers.outlook
    row.answered_at = now()
    row.shared_at = (row.shared_at or now()) if answers.shared else None
    return row


def answered(publication: Publication, partner: Partner) -> AuthorEvaluation | None:
    """Return what a partner answered after a publication."""
    mine = AuthorEvaluation.publication_id == publication.id, AuthorEvaluation.partner_id == partner.id
    return db.session.scalar(select(AuthorEvaluation).where(*mine))


def is_closed(publication: Publication) -> bool:
    """Tell whether the year of a publication is over."""
    return publication.published_at.year < now().year
