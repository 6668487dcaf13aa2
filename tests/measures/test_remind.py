"""The mail that something waits: once, in the day, at most one a day, and nothing in it of what."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from lms.core.db import db
from lms.core.jobs import run_due
from lms.mail.delivery import deliver_due
from lms.mail.models import OutboxMail
from lms.mail.operations import post
from lms.measures.models import Later, TeamTaskWish
from lms.measures.operations import reminders
from tests.factories import a_person, save
from tests.learning_factories import a_module
from tests.mail_factories import Mailbox

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)  # noon in Copenhagen
NIGHT = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.fixture
def ada(app):
    return a_person()


@pytest.fixture
def mailbox(app, monkeypatch):
    box = Mailbox()
    monkeypatch.setitem(app.extensions, "lms.mail_transport", box)
    return box


def a_wish(person, *, days=-1, position=1, later=Later.SIX_WEEKS):
    module = a_module(f"module-{position}", position=position, title="Attitudes")
    due = NOON.date() + timedelta(days=days)
    return save(TeamTaskWish(person_id=person.id, module_id=module.id, later=later, wished_at=NOON, due_on=due))


def remind(at):
    with time_machine.travel(at, tick=False):
        reminders.post_reminders()
        db.session.commit()
        return list(db.session.scalars(select(OutboxMail.recipient_id).where(OutboxMail.kind == reminders.MAIL)))


def test_nothing_is_sent_before_it_is_due(ada):
    a_wish(ada, days=1)
    assert remind(NOON) == []


def test_nothing_is_sent_at_night_where_the_person_lives(ada):
    a_wish(ada)
    assert remind(NIGHT) == []
    ada.time_zone = "Pacific/Auckland"  # where it is afternoon
    assert remind(NIGHT) == [ada.id]


def test_one_mail_for_all_that_is_due_and_only_once(ada):
    a_wish(ada)
    a_wish(ada, position=2, later=Later.THREE_MONTHS)
    assert remind(NOON) == [ada.id]
    assert remind(NOON + timedelta(days=1)) == [ada.id]


def test_what_comes_due_the_same_day_waits_until_tomorrow(ada):
    a_wish(ada)
    remind(NOON)
    a_wish(ada, position=2)
    assert remind(NOON + timedelta(hours=2)) == [ada.id]
    assert remind(NOON + timedelta(days=1)) == [ada.id, ada.id]


def test_another_mail_of_the_day_lets_it_wait_but_one_about_the_account_does_not(ada):
    a_wish(ada)
    with time_machine.travel(NOON - timedelta(hours=1), tick=False):
        post("accounts.sign_in_link", to=ada, language="en")
        post("studio.digest", to=ada, language="en")
        db.session.commit()
    assert remind(NOON) == []
    assert remind(NOON + timedelta(days=1)) == [ada.id]


@pytest.mark.parametrize("change", [{"deactivated_at": NOON}, {"erased_at": NOON, "email": None, "name": ""}])
def test_who_is_gone_gets_none(ada, change):
    a_wish(ada)
    for name, value in change.items():
        setattr(ada, name, value)
    db.session.commit()
    assert remind(NOON) == []


def test_the_mail_says_that_something_waits_in_the_persons_language(app, ada, mailbox):
    ada.language = "da"
    a_wish(ada)
    remind(NOON)
    with time_machine.travel(NOON, tick=False):
        deliver_due(app)
    (mail,) = mailbox.messages
    assert mail.subject == "Der er noget, der venter på dig"
    assert "/learn/" in mail.text
    assert "Attitudes" not in mail.text + mail.html
    assert "module-1" not in mail.text + mail.html


def test_what_was_stopped_meanwhile_sends_nothing(app, ada, mailbox):
    wish = a_wish(ada)
    remind(NOON)
    db.session.delete(wish)
    db.session.commit()
    with time_machine.travel(NOON, tick=False):
        deliver_due(app)
    assert mailbox.messages == []


def test_the_worker_runs_it_and_old_wishes_go(app, ada):
    a_wish(ada, days=-200)
    with time_machine.travel(NOON, tick=False):
        assert "measures.remind" in run_due(app)
    assert list(db.session.scalars(select(TeamTaskWish))) == []
