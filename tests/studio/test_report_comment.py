"""Any partner may report a comment; an administrator sees the words alone and hides them with a reason, or leaves them."""

from sqlalchemy import select

from lms.activity.models import Area, TrailEntry
from lms.core.db import db
from lms.studio.models import Comment, ContentReport, Notice
from tests.factories import a_person, an_administrator, browser
from tests.studio_talk_factories import Table

WORDS = "His neighbour is Hans Hansen of Nordby."


def report(app, person, comment, reason="It names somebody."):
    return browser(app, person).post(f"/studio/-/comments/{comment.id}/report", data={"reason": reason})


def hide(app, person, comment, reason="It told something about somebody else."):
    return browser(app, person).post(f"/studio/-/reports/{comment.id}/hide", data={"reason": reason})


def reported(app, table):
    comment = table.thread(WORDS, by=table.bo).comments[0]
    assert report(app, table.bea, comment).status_code == 302
    return comment


def test_partners_and_strangers_handle_no_reports(app):
    table = Table()
    comment = reported(app, table)
    for person in (table.bea, table.carl, a_person("Eve Dahl")):
        assert browser(app, person).get("/studio/-/reports").status_code == 403
        assert hide(app, person, comment).status_code == 403


def test_a_stranger_reports_nothing(app):
    comment = Table().thread().comments[0]
    assert report(app, a_person("Eve Dahl"), comment).status_code == 404


def test_what_was_not_reported_is_not_there_for_an_administrator(app):
    table = Table()
    comment = table.thread(WORDS).comments[0]
    gry = an_administrator()
    assert hide(app, gry, comment).status_code == 404
    assert WORDS not in browser(app, gry).get("/studio/-/reports").text
    assert browser(app, gry).get(f"/studio/-/threads/{comment.thread_id}").status_code == 404


def test_a_reason_is_asked_for(app):
    table = Table()
    comment = reported(app, table)
    assert report(app, table.carl, comment, " ").status_code == 422
    assert hide(app, an_administrator(), comment, " ").status_code == 422


def test_an_administrator_sees_the_words_and_nobody(app):
    table = Table()
    comment = reported(app, table)
    report(app, table.bea, comment)
    report(app, table.carl, comment, "I agree.")
    page = browser(app, an_administrator()).get("/studio/-/reports").text
    assert WORDS in page
    assert "I agree." in page
    for hidden in (
        "Pen Bo",
        "Pen Bea",
        "Bo Lind",
        "Bea Friis",
        table.module.titles["en"],
        "ived experience",
        "rofessional",
    ):
        assert hidden not in page
    assert len(db.session.scalars(select(ContentReport)).all()) == 2


def test_hidden_words_leave_their_reason_and_their_author_is_told(app):
    table = Table()
    comment = reported(app, table)
    gry = an_administrator()
    for status in (302, 404):
        assert hide(app, gry, comment).status_code == status
    for person in (table.bo, table.carl):
        page = browser(app, person).get(f"/studio/-/threads/{comment.thread_id}").text
        assert WORDS not in page
        assert "It told something about somebody else." in page
        assert "Gry" not in page
    assert WORDS not in browser(app, table.carl).get(f"/studio/-/drafts/{table.draft.id}/comments").text
    told = set(db.session.scalars(select(Notice.partner_id).where(Notice.kind == "comment_hidden")))
    assert told == {table.partner(table.bo).id, table.partner(table.bea).id}
    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.verb == "hidden")).one()
    assert (entry.area, entry.thing, entry.actor_id) == (Area.ADMINISTRATION, "comment", gry.id)


def test_left_as_they_are(app):
    table = Table()
    comment = reported(app, table)
    gry = browser(app, an_administrator())
    assert gry.post(f"/studio/-/reports/{comment.id}/leave").status_code == 302
    assert WORDS not in gry.get("/studio/-/reports").text
    db.session.expire_all()
    assert db.session.get(Comment, comment.id).hidden_at is None
