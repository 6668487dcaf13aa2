"""What a stranger with a certificate's address is told."""

import pytest

from lms.curriculum import queries as curriculum
from lms.learning.operations import certificates
from tests.factories import a_person, save
from tests.learning.test_certificates import a_certificate


@pytest.fixture
def certificate(app):
    curriculum.forget()
    return a_certificate(a_person("Ada Lund"))


@pytest.fixture
def told(client, certificate):
    return lambda: client.get(f"/certificates/{certificate.token}")


def test_an_unknown_address_says_so(client):
    for token in ("nothing-here-at-all-123", "x" * 500, "-"):
        answer = client.get(f"/certificates/{token}")
        assert answer.status_code == 404
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_by_default_only_valid_month_and_length(told, certificate):
    answer = told()
    assert answer.status_code == 200
    assert "This certificate is valid." in answer.text
    assert "20 minutes" in answer.text
    assert str(certificate.completed_at.year) in answer.text
    for private in ("Ada", "Lund", "First steps", "first-steps", "@work.example"):
        assert private not in answer.text


def test_no_machine_keeps_or_lists_it(told):
    answer = told()
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text


def test_module_and_name_are_shown_once_switched_on_and_gone_once_off(told, certificate):
    save_switch(certificate, "shows_module", value=True)
    assert "First steps" in told().text
    assert "Ada Lund" not in told().text
    save_switch(certificate, "shows_name", value=True)
    assert "Ada Lund" in told().text
    save_switch(certificate, "shows_module", value=False)
    save_switch(certificate, "shows_name", value=False)
    assert "First steps" not in told().text
    assert "Ada Lund" not in told().text


def test_a_withdrawn_one_says_only_that(told, certificate):
    certificate.shows_name = certificate.shows_module = True
    certificates.withdraw(certificate, by=certificate.learner.person)
    save(certificate)
    answer = told()
    assert "was withdrawn by its holder" in answer.text
    for private in ("Ada Lund", "First steps", "20 minutes", "is valid."):
        assert private not in answer.text


def test_a_replaced_one_says_only_that(told, certificate):
    certificate.shows_name = True
    person = certificate.learner.person
    person.name = "Ada Holm"
    certificates.reissue(certificate, by=person)
    save(certificate)
    answer = told()
    assert "replaced by a newer one" in answer.text
    assert "Ada" not in answer.text


def test_it_reads_danish(client, certificate):
    assert "Kursusbeviset er gyldigt." in client.get(f"/certificates/{certificate.token}?lang=da").text


def test_it_takes_one_statement(told, statements):
    with statements() as ran:
        told()
    assert len(ran) <= 1, ran


def save_switch(certificate, column, *, value):
    setattr(certificate, column, value)
    save(certificate)
