"""What was answered: by partners to each other if all of them said so, and per year without anybody's name (rule 13)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median_low

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.studio.models import AuthorEvaluation, Partner, Publication

QUESTIONS = ("overview", "say", "outcome", "outlook")
FEWEST = 5  # people, before a figure is shown


@dataclass(frozen=True, kw_only=True)
class YearFigure:
    """The middle answer to one question in a closed year, and how many people answered at least."""

    year: int
    question: str
    middle: int
    at_least: int


@dataclass(frozen=True, kw_only=True)
class Shared:
    """One partner's answers, read by the others because all chose so."""

    name: str
    answers: dict[str, int | None]


@dataclass(frozen=True, kw_only=True)
class ToEvaluate:
    """A publication somebody may say something about."""

    publication_id: int
    lesson_id: int
    published_at: datetime
    answered: bool


def publications_visible_to(user: Person) -> Select[Publication]:
    """Select the publications of lessons that somebody wrote along in, from when they joined."""
    publisher = aliased(Partner)
    return (
        select(Publication)
        .join(publisher, publisher.id == Publication.partner_id)
        .join(Partner, Partner.collaboration_id == publisher.collaboration_id)
        .where(Partner.person_id == user.id, Partner.joined_at <= Publication.published_at)
        .where(Partner.left_at.is_(None) | (Partner.left_at >= Publication.published_at))
    )


def partner_in(user: Person, publication: Publication) -> Partner | None:
    """Return as whom somebody was part of a publication."""
    found = publications_visible_to(user).where(Publication.id == publication.id)
    return db.session.scalar(found.with_only_columns(Partner))


def to_evaluate(user: Person) -> list[ToEvaluate]:
    """Return the publications somebody was part of, the newest first."""
    rows = db.session.execute(
        publications_visible_to(user)
        .add_columns(AuthorEvaluation.id)
        .outerjoin(
            AuthorEvaluation,
            (AuthorEvaluation.publication_id == Publication.id) & (AuthorEvaluation.partner_id == Partner.id),
        )
        .order_by(Publication.id.desc())
    )
    return [
        ToEvaluate(
            publication_id=publication.id,
            lesson_id=publication.lesson_id,
            published_at=publication.published_at,
            answered=key is not None,
        )
        for publication, key in rows
    ]


def shared_answers(publication: Publication, partner: Partner) -> list[Shared]:
    """Return each partner's answers once everybody who is a partner now chose to be read; before that, nothing."""
    mates = db.session.scalars(
        select(Partner).where(Partner.collaboration_id == partner.collaboration_id, Partner.left_at.is_(None))
    ).all()
    rows = db.session.scalars(
        select(AuthorEvaluation).where(
            AuthorEvaluation.publication_id == publication.id, AuthorEvaluation.shared_at.is_not(None)
        )
    )
    by_partner = {row.partner_id: row for row in rows}
    if partner.left_at is not None or any(mate.id not in by_partner for mate in mates):
        return []
    return [
        Shared(name=mate.shown_name, answers={name: getattr(by_partner[mate.id], name) for name in QUESTIONS})
        for mate in mates
    ]


def year_figures() -> list[YearFigure]:
    """Return the middle answers of closed years, per question, where at least five people answered.

    Nothing can be taken from one another: a year stands only when it is over, is counted in steps of five, and shows a middle
    answer that no single answer gives away.
    """
    rows = db.session.execute(
        select(Publication.published_at, Partner.person_id, *(getattr(AuthorEvaluation, name) for name in QUESTIONS))
        .join(Publication, Publication.id == AuthorEvaluation.publication_id)
        .join(Partner, Partner.id == AuthorEvaluation.partner_id)
    )
    answers: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for published_at, person_id, *given in rows:
        for question, answer in zip(QUESTIONS, given, strict=True):
            if answer is not None and published_at.year < now().year:
                answers[published_at.year, question].append((person_id, answer))
    order = {question: place for place, question in enumerate(QUESTIONS)}
    made = [_figure(year, question, given) for (year, question), given in answers.items()]
    return sorted((one for one in made if one is not None), key=lambda one: (-one.year, order[one.question]))


def _figure(year: int, question: str, given: list[tuple[int, int]]) -> YearFigure | None:
    people = len({person_id for person_id, _ in given})
    if people < FEWEST:
        return None
    middle = median_low(answer for _, answer in given)
    return YearFigure(year=year, question=question, middle=middle, at_least=people - people % FEWEST)
