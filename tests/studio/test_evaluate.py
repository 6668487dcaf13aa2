"""How it felt: voluntary, private, read by each other only if all chose so, and per year without anybody's name."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.studio.models import AuthorEvaluation, Partner, Publication, PublicationKind
from lms.studio.queries.evaluations import year_figures
from tests.factories import a_person, browser, save
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_draft
from tests.studio_signing_factories import a_candidate, signed_by

LIST = "/studio/-/evaluations/"


@pytest.fixture
def bea(app):
    return a_person("Bea Holt")


@pytest.fixture
def collaboration(bea):
    return a_collaboration(a_module(), peers=[bea, a_person("Bo Friis")], professionals=[a_person("Carl Juhl")])


@pytest.fixture
def publication(collaboration):
    return published(collaboration)


def published(collaboration, *, at=None):
    """Return a publication that all partners signed and took part in."""
    lesson, partners = collaboration.module.lessons[0], collaboration.partners
    for partner in partners:
        partner.joined_at = min(partner.joined_at, at or now())
    scene = SimpleNamespace(
        lesson=lesson, collaboration=collaboration, draft=a_draft(collaboration, lesson), carl=partners[-1]
    )
    candidate = signed_by(a_candidate(scene, kind=PublicationKind.WITHDRAWAL), *partners)
    values = {"lesson_id": lesson.id, "partner_id": partners[0].id, "notes": {}, "published_at": at or now()}
    return save(Publication(kind=PublicationKind.WITHDRAWAL, candidate_id=candidate.id, **values))


def answer(app, partner, publication, **given):
    return browser(app, person_of(partner)).post(f"{LIST}{publication.id}", data=given)


def person_of(partner):
    return db.session.get(Person, partner.person_id)


def rows():
    return db.session.scalars(select(AuthorEvaluation).order_by(AuthorEvaluation.id)).all()


def test_signed_out_leads_to_sign_in(client, publication):
    assert client.get(LIST).status_code == 302


def test_a_publication_is_not_there_for_strangers_and_later_partners(app, collaboration, publication):
    eve = browser(app, a_person("Eve Moe"))
    assert eve.get(f"{LIST}{publication.id}").status_code == 404
    late = collaboration.partners[2]
    late.joined_at = publication.published_at + timedelta(days=1)
    save(late)
    assert answer(app, late, publication, say="1").status_code == 404


def test_a_publication_is_not_there_for_those_who_wrote_the_module_before(app, collaboration, publication):
    ada = a_person("Ada Lund")
    earlier = a_collaboration(a_module("before", position=7), peers=[ada])
    earlier.module_id, earlier.ended_at = collaboration.module_id, now()
    earlier.partners[0].joined_at = publication.published_at - timedelta(days=9)
    save(earlier, *earlier.partners)
    assert browser(app, ada).get(f"{LIST}{publication.id}").status_code == 404
    assert answer(app, earlier.partners[0], publication, overview="1").status_code == 404


def test_every_question_may_stay_without_an_answer(app, collaboration, publication):
    bea = collaboration.partners[0]
    assert answer(app, bea, publication, say="2").status_code == 302
    [row] = rows()
    assert (row.overview, row.say, row.shared_at) == (None, 2, None)
    answer(app, bea, publication, say="")
    assert not rows()


def test_an_answer_off_the_scale_is_refused(app, collaboration, publication):
    assert answer(app, collaboration.partners[0], publication, say="6").status_code == 422


def test_partners_read_each_other_only_when_all_chose_so(app, collaboration, publication):
    bea, bo, carl = collaboration.partners
    for partner in (bea, bo):
        answer(app, partner, publication, say="1", shared="y")
    client = browser(app, person_of(bea))
    assert "What each of us answered" not in client.get(f"{LIST}{publication.id}").text
    answer(app, carl, publication, say="4", shared="y")
    page = client.get(f"{LIST}{publication.id}").text
    assert "Pen Carl Juhl" in page
    answer(app, bo, publication, say="1")
    assert "What each of us answered" not in client.get(f"{LIST}{publication.id}").text


def many(count, *, year):
    people = [a_person(f"P{year}n{number} Holm") for number in range(count)]
    collaboration = a_collaboration(
        a_module(f"module-{count}", position=count), peers=people[:-1], professionals=people[-1:]
    )
    publication = published(collaboration, at=datetime(year, 6, 1, tzinfo=now().tzinfo))
    for number, partner in enumerate(collaboration.partners):
        values = {"say": 1 + number % 3, "answered_at": now()}
        save(AuthorEvaluation(publication_id=publication.id, partner_id=partner.id, **values))
    return publication


def test_a_year_is_shown_when_it_is_over_and_five_answered(app):
    last = now().year - 1
    many(4, year=last - 1)
    many(7, year=last)
    many(6, year=now().year)
    [figure] = year_figures()
    assert (figure.year, figure.question, figure.middle, figure.at_least) == (last, "say", 2, 5)
    page = browser(app, a_person("Eve Moe")).get(LIST).text
    assert "5 or more" in page
    assert "<svg" in page


def test_the_answers_of_a_closed_year_stay(app):
    publication = many(5, year=now().year - 1)
    client = browser(app, person_of(db.session.get(Partner, rows()[0].partner_id)))
    assert client.post(f"{LIST}{publication.id}", data={"say": "5"}).status_code == 422
    assert [row.say for row in rows()] == [1, 2, 3, 1, 2]
