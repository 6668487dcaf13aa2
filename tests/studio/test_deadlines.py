"""What ends soon is told once, in the inbox and by the digest; who is paused is told of nothing."""

from datetime import timedelta

from sqlalchemy import select, update

from lms.core.clock import now, today
from lms.core.db import db
from lms.curriculum.models import Proposal, StoryConsent
from lms.studio import working_days
from lms.studio.jobs import TELL
from lms.studio.models import Notice, Partner
from lms.studio.operations import deadlines, offers, voices
from lms.studio.operations.reading import post_digests
from tests.cohort_factories import delivered
from tests.factories import a_person, browser, save
from tests.learning_factories import a_course
from tests.studio_factories import a_collaboration
from tests.studio_stories_factories import a_consent, a_story
from tests.studio_talk_factories import Table


def told(kind):
    found = select(Partner.shown_name).join(Notice, Notice.partner_id == Partner.id).where(Notice.kind == kind)
    return list(db.session.scalars(found.order_by(Partner.id)))


def voted(table):
    made = table.suggestion()
    voices.open_vote(made, by=table.partner(table.carl))
    db.session.commit()
    return made


def told_long_ago(made, monkeypatch, *, hours=30):
    """Let the last working day end in some hours."""
    monkeypatch.setattr(working_days, "after", lambda moment, *, days=5, without=(): _until(moment, days, hours))
    return made


def _until(moment, days, hours):
    return now() + timedelta(hours=hours if days == working_days.NOTICE_DAYS else 36)


def pause(table, person):
    table.partner(person).paused_at = now()
    db.session.commit()


def test_days_ahead_of_the_last_one_nobody_is_told(app, monkeypatch):
    told_long_ago(voted(Table()), monkeypatch, hours=72)
    deadlines.tell_decisions()
    assert told("deadline_near") == []


def test_a_decision_that_ends_soon_is_told_once_to_who_has_not_spoken(app, monkeypatch):
    table = Table()
    made = told_long_ago(voted(table), monkeypatch)
    table.says(made, table.carl)
    deadlines.tell_decisions()
    deadlines.tell_decisions()
    assert told("deadline_near") == ["Pen Bea Friis", "Pen Bo Lind"]
    [notice] = db.session.scalars(select(Notice).where(Notice.kind == "deadline_near").limit(1))
    answer = browser(app, table.bea).post(f"/studio/-/inbox/{notice.id}")
    assert answer.location == f"/studio/-/suggestions/{made.id}"


def test_while_somebody_silent_is_paused_there_is_no_last_day(app, monkeypatch):
    table = Table()
    made = voted(table)
    pause(table, table.bea)
    told_long_ago(made, monkeypatch)
    deadlines.tell_decisions()
    assert "Pen Bea Friis" not in told("deadline_near")


def test_the_agreements_day_is_told_a_week_before_and_to_who_is_back_from_a_pause(app):
    table = Table()
    pause(table, table.bea)
    table.collaboration.holding.review_on = today() + timedelta(days=7)
    db.session.commit()
    deadlines.tell_review_days()
    assert told("review_near") == ["Pen Bo Lind", "Pen Carl Munk"]
    table.partner(table.bea).paused_at = None
    db.session.commit()
    deadlines.tell_review_days()
    deadlines.tell_review_days()
    assert told("review_near") == ["Pen Bea Friis", "Pen Bo Lind", "Pen Carl Munk"]
    assert told("review_day") == []


def test_a_proposal_of_an_import_is_told_once(app, tmp_path):
    lesson = a_course(tmp_path)
    bea, carl = a_person("Bea Dam"), a_person("Carl Møller")
    a_collaboration(lesson.module, peers=[bea], professionals=[carl])
    save(Proposal(lesson_id=lesson.id, digest="1" * 64, structure={}, texts={}, created_at=now()))
    offers.tell_proposals()
    offers.tell_proposals()
    assert told("proposal") == ["Pen Bea Dam", "Pen Carl Møller"]
    assert "A proposal for a lesson has come from outside" in browser(app, bea).get("/studio/-/inbox").text


def test_a_proposal_from_before_the_agreement_is_no_news(app, tmp_path):
    lesson = a_course(tmp_path)
    save(Proposal(lesson_id=lesson.id, digest="1" * 64, structure={}, texts={}, created_at=now() - timedelta(days=1)))
    a_collaboration(lesson.module, peers=[a_person("Bea Dam")], professionals=[a_person("Carl Møller")])
    offers.tell_proposals()
    assert told("proposal") == []


def a_teller(*, ends_in):
    """Return a table at which Bea has told a story whose days to think again end so soon."""
    table = Table()
    story = a_story(table.bea)
    a_consent(story, table.module.lessons[0])
    db.session.execute(update(StoryConsent).where(StoryConsent.story_id == story.id).values(from_at=now() + ends_in))
    db.session.commit()
    return table


def test_only_its_owner_reads_that_the_days_to_think_again_end(app):
    table = a_teller(ends_in=timedelta(days=1))
    assert "think again about a story of yours" in browser(app, table.bea).get("/studio/-/inbox").text
    assert "think again about" not in browser(app, table.bo).get("/studio/-/inbox").text
    assert db.session.scalars(select(Notice)).all() == []


def test_the_days_to_think_again_are_said_by_one_mail_that_tells_nothing(app):
    table = a_teller(ends_in=timedelta(days=1))
    for _hour in range(2):
        post_digests()
        db.session.commit()
    [mail] = delivered(app)
    assert mail.to == table.bea.email
    assert "story" not in mail.text


def test_days_far_away_or_of_somebody_paused_are_said_by_no_mail(app):
    a_teller(ends_in=timedelta(days=5))
    post_digests()
    assert delivered(app) == []


def test_a_paused_teller_gets_no_mail(app):
    table = a_teller(ends_in=timedelta(days=1))
    pause(table, table.bea)
    post_digests()
    assert delivered(app) == []


def test_the_job_runs(app):
    TELL.run()
    assert told("deadline_near") == []
