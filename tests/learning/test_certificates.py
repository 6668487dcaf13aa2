"""Certificates: issue, download, switch, reissue, withdraw."""

import pytest
from sqlalchemy import func, select

from lms.core.db import db
from lms.curriculum import queries as curriculum
from lms.curriculum.models import Module
from lms.learning.models import Certificate, Learner
from lms.learning.operations import certificates
from lms.learning.operations.certificates import Shown
from tests import conftest
from tests.factories import a_person, browser, save
from tests.learning.test_journal_saving import at_once
from tests.learning_factories import a_learner, a_lesson_done, a_module, a_module_done


def a_certificate(person, **changes):
    learner = a_learner(person)
    module = a_module()
    for lesson in module.lessons:
        a_lesson_done(learner, lesson)
    a_module_done(learner, module)
    made = certificates.issue(learner, module)
    for name, value in changes.items():
        setattr(made, name, value)
    return save(made)


@pytest.fixture
def ada(app):
    curriculum.forget()
    return a_person("Ada Lund")


@pytest.fixture
def page(app, ada):
    return browser(app, ada)


@pytest.fixture
def certificate(ada):
    return a_certificate(ada)


@pytest.fixture
def eve(app):
    return browser(app, a_person("Eve Stranger"))


def test_signed_out_it_leads_to_the_sign_in_page(client, certificate):
    assert client.get("/certificates/").status_code == 302
    assert client.get(f"/certificates/-/{certificate.id}/certificate.pdf").status_code == 302
    assert client.post(f"/certificates/-/{certificate.id}/withdraw").status_code == 401


def test_a_stranger_meets_nothing(certificate, eve):
    place = f"/certificates/-/{certificate.id}"
    for path in ("preview", "certificate.pdf", "withdraw"):
        assert eve.get(f"{place}/{path}").status_code == 404
    for path in ("reissue", "withdraw", "switches/name"):
        assert eve.post(f"{place}/{path}", data={"on": "yes"}).status_code == 404
    assert "First steps" not in eve.get("/certificates/").text
    assert certificate.withdrawn_at is None


def test_a_learner_without_an_account_gets_none(app):
    module = a_module()
    from_nowhere = save(Learner(person_id=None, created_at=module.current.created_at))
    assert certificates.issue(from_nowhere, module) is None


def test_an_unknown_switch_is_unknown(page, certificate):
    assert page.post(f"/certificates/-/{certificate.id}/switches/everything", data={"on": "yes"}).status_code == 404
    assert page.post(f"/certificates/-/{certificate.id}/switches/name", data={"on": "perhaps"}).status_code == 404


def test_it_says_what_was_completed_and_shows_strangers_nothing_yet(certificate):
    assert (certificate.name, certificate.title, certificate.minutes) == ("Ada Lund", "First steps", 20)
    assert [line["lesson"] for line in certificate.lines] == ["first-steps-1", "first-steps-2"]
    assert certificate.lines[0] | {"date": ""} == {
        "lesson": "first-steps-1",
        "title": "first-steps-1",
        "number": 1,
        "status": "source_edition",
        "language": "en",
        "date": "",
    }
    assert (certificate.shows_module, certificate.shows_name, certificate.prints_code) == (False, False, False)
    assert len(certificate.token) == 22


def test_it_is_issued_once(certificate):
    again = certificates.issue(certificate.learner, certificate.module)
    assert again is certificate
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == 1


def test_the_page_shows_it_in_two_statements(page, certificate, statements):
    with statements() as ran:
        shown = page.get("/certificates/").text
    assert len(ran) <= 2, ran
    assert "First steps" in shown
    assert "20 minutes" in shown
    assert f"http://127.0.0.1:8000/certificates/{certificate.token}" in shown
    assert "Reissue" not in shown


def test_every_switch_goes_on_and_off_again(page, certificate):
    for shown, column in certificates.SWITCHES.items():
        for word, value in (("yes", True), ("no", False)):
            answer = page.post(f"/certificates/-/{certificate.id}/switches/{shown}", data={"on": word})
            assert answer.status_code == 302
            db.session.refresh(certificate)
            assert getattr(certificate, column) is value


def test_the_download_is_a_pdf_of_ones_own(page, certificate):
    answer = page.get(f"/certificates/-/{certificate.id}/certificate.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "first-steps-1.pdf" in answer.headers["Content-Disposition"]


def test_a_name_no_font_can_print_is_refused_in_words(page, ada, certificate):
    certificate.name = "王小明"
    save(certificate)
    answer = page.get(f"/certificates/-/{certificate.id}/certificate.pdf")
    assert answer.status_code == 409
    assert "Latin letters" in answer.text


def test_with_the_same_name_it_is_not_reissued(page, certificate):
    assert page.post(f"/certificates/-/{certificate.id}/reissue").status_code == 409
    assert certificate.replaced_at is None


def test_a_new_name_brings_a_new_number_and_address_with_everything_off(page, ada, certificate):
    certificates.switch(certificate, Shown.NAME, on=True)
    ada.name = "Ada Holm"
    save(ada, certificate)
    assert "Reissue with my new name" in page.get("/certificates/").text
    place = f"/certificates/-/{certificate.id}/reissue"
    page.post(place)
    page.post(place)  # sent twice
    old, new = db.session.scalars(select(Certificate).order_by(Certificate.issue))
    assert old.replaced_at is not None
    assert (new.issue, new.name, new.shows_name) == (2, "Ada Holm", False)
    assert new.token != old.token
    assert (new.lines, new.minutes, new.completed_at) == (old.lines, old.minutes, old.completed_at)
    assert page.get(f"/certificates/-/{old.id}/certificate.pdf").status_code == 410


def test_withdrawing_asks_first_and_keeps_what_was_learned(page, certificate):
    assert "Withdraw this certificate?" in page.get(f"/certificates/-/{certificate.id}/withdraw").text
    page.post(f"/certificates/-/{certificate.id}/withdraw")
    db.session.refresh(certificate)
    moment = certificate.withdrawn_at
    page.post(f"/certificates/-/{certificate.id}/withdraw")
    db.session.refresh(certificate)
    assert certificate.withdrawn_at == moment
    assert "You have withdrawn this certificate" in page.get("/certificates/").text
    assert page.get(f"/certificates/-/{certificate.id}/certificate.pdf").status_code == 410


def test_a_withdrawn_one_can_be_issued_anew(page, certificate):
    certificates.withdraw(certificate, by=certificate.learner.person)
    save(certificate)
    page.post(f"/certificates/-/{certificate.id}/reissue")
    newest = db.session.scalars(select(Certificate).order_by(Certificate.issue.desc())).first()
    assert (newest.issue, newest.withdrawn_at) == (2, None)


def test_the_preview_is_what_strangers_see(page, client, certificate):
    page.post(f"/certificates/-/{certificate.id}/switches/module", data={"on": "yes"})
    told = client.get(f"/certificates/{certificate.token}").text
    preview = page.get(f"/certificates/-/{certificate.id}/preview").text
    facts = told[told.index('<dl class="facts">') : told.index("</dl>")]
    assert "First steps" in facts
    assert facts in preview


@pytest.mark.parametrize("kind", conftest.DATABASES)
def test_two_completions_at_the_same_moment_issue_one(kind, tmp_path):
    with conftest.fresh_database(kind, tmp_path) as url:
        app = conftest.with_schema(conftest.make_app(url))
        with app.app_context():
            module = a_module()
            learner = a_learner(a_person("Ada Lund"))
            a_lesson_done(learner, module.lessons[0])
            ids = learner.id, module.id

        def issue(_number):
            learner, module = db.session.get_one(Learner, ids[0]), db.session.get_one(Module, ids[1])
            return certificates.issue(learner, module).id

        assert len(set(at_once(app, issue, 4))) == 1
        with app.app_context():
            assert db.session.scalar(select(func.count()).select_from(Certificate)) == 1
        conftest.dispose(app)
