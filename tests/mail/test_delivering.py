"""Delivery: nothing is lost, nothing goes out twice, and no page waits for a mail server."""

import threading
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.i18n import language
from lms.mail import delivery
from lms.mail.composers import register
from lms.mail.delivery import deliver_due
from lms.mail.messages import letter
from lms.mail.models import OutboxMail
from lms.mail.operations import post, purge
from lms.mail.queries import outbox_state
from lms.mail.transport import Smtp, UnreachableError
from tests.conftest import dispose, fresh_database, make_app, settings_for, with_schema
from tests.factories import a_person
from tests.mail_factories import Mailbox


@pytest.fixture
def mailbox(app, monkeypatch):
    """A mailbox in place of the server, and one kind of mail."""
    box = Mailbox()
    monkeypatch.setitem(app.extensions, "lms.mail_transport", box)
    monkeypatch.setitem(app.extensions, "lms.mail_composers", {})
    register(app, "test.hello", hello)
    return box


def hello(mail):
    return letter(
        to=mail.address or "ada@work.example",
        subject=f"Hello in {language()}",
        sentences=["Something waits for you."],
        link="http://127.0.0.1:8000/learn/",
        link_label="See it",
    )


def a_mail(**changes):
    post("test.hello", address="ada@work.example", language="en")
    mail = db.session.scalars(select(OutboxMail).order_by(OutboxMail.id.desc()).limit(1)).one()
    for name, value in changes.items():
        setattr(mail, name, value)
    db.session.commit()
    return mail


def the_mail():
    db.session.expire_all()
    return db.session.scalars(select(OutboxMail)).one()


def test_nothing_due_sends_nothing(app, mailbox):
    a_mail(try_at=now() + timedelta(minutes=1))
    assert deliver_due(app) == 0
    assert mailbox.messages == []


def test_an_unknown_kind_waits_for_another_try(app, mailbox):
    a_mail(kind="test.unheard_of")
    assert deliver_due(app) == 0
    assert the_mail().failure == "KeyError"


def test_a_mail_goes_out_once_and_its_address_goes(app, mailbox):
    a_mail()
    assert (deliver_due(app), deliver_due(app)) == (1, 0)
    assert [message.to for message in mailbox.messages] == ["ada@work.example"]
    assert the_mail().address is None
    assert the_mail().sent_at is not None


def test_a_mail_is_text_and_html_in_the_recipients_language(app, mailbox):
    a_mail(language="da")
    deliver_due(app)
    [message] = mailbox.messages
    assert message.subject == "Hello in da"
    assert "http://127.0.0.1:8000/learn/" in message.text
    assert '<html lang="da">' in message.html
    assert '<a href="http://127.0.0.1:8000/learn/">See it</a>' in message.html


def test_a_letter_escapes_names_in_html_only(app, mailbox):
    message = letter(to="ada@work.example", subject="Hello", sentences=["Tom & Jerry <b>"])
    assert "Tom & Jerry <b>" in message.text
    assert "Tom &amp; Jerry &lt;b&gt;" in message.html


def test_nothing_to_say_any_more_sends_nothing_and_ends(app, mailbox):
    app.extensions["lms.mail_composers"]["test.hello"] = lambda _mail: None
    a_mail()
    assert deliver_due(app) == 0
    assert mailbox.messages == []
    assert the_mail().sent_at is not None


def test_what_a_composer_stores_is_kept_before_the_mail_goes(app, mailbox):
    ada = a_person()

    def compose(mail):
        person = db.session.get(type(ada), ada.id)
        person.name = "A token was stored"
        return hello(mail)

    app.extensions["lms.mail_composers"]["test.hello"] = compose
    mailbox.failing = OSError()
    a_mail()
    deliver_due(app)
    db.session.expire_all()
    assert ada.name == "A token was stored"


def test_a_failure_keeps_the_mail_and_tries_later_and_later(app, mailbox):
    mailbox.failing = RuntimeError("550 ada@work.example is unknown")
    a_mail()
    pauses = []
    with time_machine.travel(now(), tick=False) as clock:
        for _turn in range(6):
            deliver_due(app)
            pauses.append(the_mail().try_at - now())
            clock.move_to(the_mail().try_at)
    assert pauses == [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 60, 60)]
    assert the_mail().failure == "RuntimeError"
    assert the_mail().address == "ada@work.example"


def test_a_dead_server_loses_nothing_and_is_tried_once_a_round(app, mailbox):
    mailbox.failing = UnreachableError("TimeoutError")
    for _number in range(3):
        a_mail()
    assert deliver_due(app) == 0
    state = outbox_state()
    assert (state.waiting, state.failing, state.failures) == (2, 1, ("TimeoutError",))
    mailbox.failing = None
    with time_machine.travel(now() + timedelta(minutes=2)):
        assert deliver_due(app) == 3


def test_after_two_days_it_is_given_up(app, mailbox):
    mailbox.failing = OSError()
    a_mail(created_at=now() - timedelta(days=2), attempts=50)
    deliver_due(app)
    assert the_mail().given_up_at is not None
    mailbox.failing = None
    with time_machine.travel(now() + timedelta(hours=2)):
        assert deliver_due(app) == 0


def test_a_second_worker_sends_nothing_while_the_lease_stands(app, mailbox):
    a_mail()
    assert delivery._claim() is not None
    assert deliver_due(app) == 0


def test_a_killed_worker_loses_nothing(app, mailbox):
    a_mail()
    delivery._claim()  # and then the worker is killed
    with time_machine.travel(now() + delivery.LEASE + timedelta(seconds=1)):
        assert deliver_due(app) == 1


def test_a_worker_whose_lease_ran_out_does_not_undo_the_others_outcome(app, mailbox):
    a_mail()
    slow = delivery._claim()
    with time_machine.travel(now() + delivery.LEASE + timedelta(seconds=1)):
        deliver_due(app)
        delivery._failed(slow, "TimeoutError")
    assert the_mail().sent_at is not None
    assert the_mail().failure is None


def test_a_page_that_posts_mail_answers_while_the_server_is_dead(app, client, monkeypatch):
    dead = Smtp(settings_for("sqlite://", mail_url="smtp://127.0.0.1:1"))
    monkeypatch.setitem(app.extensions, "lms.mail_transport", dead)
    a_person()
    answer = client.post("/login", data={"email": "ada@work.example", "do": "link"})
    assert answer.status_code == 302
    assert deliver_due(app) == 0
    assert the_mail().failure == "ConnectionRefusedError"
    assert the_mail().sent_at is None


def test_the_state_counts_without_addresses(app, mailbox):
    moment = now()
    a_mail(sent_at=moment - timedelta(hours=2), address=None)
    a_mail(sent_at=moment - timedelta(days=2), address=None)
    a_mail(given_up_at=moment, attempts=9, failure="TimeoutError")
    a_mail(attempts=1, failure="SMTPDataError", created_at=moment - timedelta(hours=3))
    a_mail()
    state = outbox_state()
    assert (state.waiting, state.failing, state.given_up, state.sent_last_day) == (1, 1, 1, 1)
    assert state.oldest_waiting == moment - timedelta(hours=3)
    assert state.failures == ("SMTPDataError", "TimeoutError")


def test_old_rows_are_deleted_and_waiting_ones_kept(app, mailbox):
    a_mail(sent_at=now() - timedelta(days=8), address=None)
    a_mail(given_up_at=now() - timedelta(days=31))
    kept = a_mail(created_at=now() - timedelta(days=40))
    purge()
    assert the_mail().id == kept.id


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_workers_at_once_send_each_mail_once(kind, tmp_path):
    with fresh_database(kind, tmp_path) as url:
        app = with_schema(make_app(url))
        app.extensions["lms.mail_transport"] = box = Mailbox()
        app.extensions["lms.mail_composers"] = {"test.hello": hello}
        with app.app_context():
            for number in range(12):
                post("test.hello", address=f"person{number}@work.example", language="en")
            db.session.commit()
        workers = [threading.Thread(target=deliver_due, args=(app,)) for _number in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        dispose(app)
    assert sorted(message.to for message in box.messages) == sorted(f"person{n}@work.example" for n in range(12))
