"""What administrators did, the installation, help lines to confirm."""

import pytest

from lms.accounts.models import Role
from lms.accounts.operations.grants import grant
from lms.accounts.operations.organisations import add_member
from lms.accounts.operations.people import create_person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.admin.words import SENTENCES
from lms.core.clock import now
from lms.core.db import db
from lms.home.help_lines import help_lines
from lms.home.models import Finding, HelpLineConfirmation
from lms.mail.models import OutboxMail
from tests.factories import a_person, an_administrator, an_organisation, browser, save


@pytest.fixture
def gry(app):
    return an_administrator()


@pytest.fixture
def desk(app, gry):
    return browser(app, gry)


def test_acts_are_told_in_words(desk, gry):
    organisation = an_organisation()
    ada = create_person(name="Ada Lund", email="ada@work.example", language="en", by=gry)
    add_member(ada, organisation, by=gry)
    grant(ada, Role.COORDINATOR, organisation=organisation, by=gry)
    db.session.commit()
    page = desk.get("/admin/acts?lang=en").text
    assert "Gry Holm made an account for Ada Lund." in page
    assert "Gry Holm said that Ada Lund belongs to Nordby Jobcenter." in page
    assert "Gry Holm gave Ada Lund the role Coordinator. (Nordby Jobcenter)" in page


def test_acts_of_the_command_line_and_of_deleted_people_are_told_too(desk):
    gone = a_person()
    record(Area.ADMINISTRATION, "created", "person", gone.id, by=None)
    record(Area.ADMINISTRATION, "deactivated", "person", 1, by=gone.id)
    gone.name, gone.sort_key, gone.email, gone.erased_at = "", "", None, now()
    db.session.commit()
    page = desk.get("/admin/acts?lang=en").text
    assert "The command line made an account for a deleted account." in page
    assert "a deleted account closed the account of" in page


def test_what_learners_do_is_not_among_the_acts(desk):
    ada = a_person()
    record(Area.LEARNING, "completed", "module", 1, by=ada.id)
    db.session.commit()
    assert "Ada Lund" not in desk.get("/admin/acts").text


def test_a_long_trail_is_paged_without_a_query_each(desk, gry, statements):
    for _ in range(60):
        record(Area.ADMINISTRATION, "renamed", "person", gry.id, by=gry.id)
    db.session.commit()
    with statements() as ran:
        page = desk.get("/admin/acts?lang=en").text
    assert len(ran) <= 3, ran
    assert "Page 1 of 2" in page


def test_every_act_has_a_sentence_with_its_actor():
    for sentence in SENTENCES.values():
        assert "%(who)s" in str(sentence)


def test_the_installation_shows_its_mails_and_no_secret(app, desk):
    post = {"language": "en", "parameters": {}, "created_at": now(), "try_at": now()}
    save(
        OutboxMail(
            kind="accounts.welcome", address="x@work.example", failure="SMTPServerDisconnected", attempts=1, **post
        )
    )
    page = desk.get("/admin/installation?lang=en").text
    settings = app.extensions["lms.settings"]
    assert "SMTPServerDisconnected" in page
    assert "x@work.example" not in page
    for secret in (settings.secret_key, settings.data_key, settings.database_url):
        assert secret not in page


def test_unverified_lines_wait_first_and_the_front_page_says_so(desk):
    page = desk.get("/admin/help-lines?lang=en").text
    assert page.index("To be checked") < page.index("Samaritans")
    assert "1 help line waits to be checked." in desk.get("/admin/?lang=en").text


def test_confirming_shows_the_number_for_a_quarter(desk, client):
    line = help_lines().line("dk-livslinien")
    assert line.number not in client.get("/help").text
    desk.post("/admin/help-lines/dk-livslinien", data={"finding": "right"})
    note = db.session.query(HelpLineConfirmation).one()
    assert (note.finding, note.number) == (Finding.RIGHT, line.number)
    assert 85 < (note.review_by - now().date()).days < 95
    assert line.number in client.get("/help").text
    assert "Gry Holm" in desk.get("/admin/help-lines").text


def test_a_finding_that_is_none_is_refused(desk):
    assert desk.post("/admin/help-lines/dk-livslinien", data={"finding": "perhaps"}).status_code == 400
    assert desk.post("/admin/help-lines/nobody", data={"finding": "right"}).status_code == 404
