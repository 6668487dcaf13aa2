"""A suggestion is taken into the draft, or a question answered, with a reason. What changed since is never lost."""

import pytest
from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import LessonRevision
from lms.studio.models import DraftBlock, DraftText, Model, Notice, Outcome, SuggestionKind
from lms.studio.operations import blocks, suggesting, texts
from tests.factories import a_person, browser
from tests.studio_factories import a_writer
from tests.studio_talk_factories import BETTER, Table, fresh

BECAUSE = {"answer": "It says it better."}


def accept(app, person, made, **fields):
    return browser(app, person).post(f"/studio/-/suggestions/{made.id}/accept", data={**BECAUSE, **fields})


def says(table, language="en"):
    db.session.expire_all()
    return db.session.scalars(
        select(DraftText).where(DraftText.block_id == table.block().id, DraftText.language == language)
    ).one()


def rewritten(table, body, heading="A Tuesday"):
    words = {"heading": heading, "body": body}
    writer = a_writer(table.partner(table.carl))
    texts.save(table.block(), "en", body=words, note="", base_version=says(table).version, by=writer)
    db.session.commit()


def a_revision(table):
    """Return a revision of the lesson; its module stands under an agreement, so it comes from before that."""
    return db.session.scalars(select(LessonRevision).where(LessonRevision.lesson_id == table.draft.lesson_id)).one()


def test_for_a_stranger_there_is_no_suggestion(app):
    made = Table().suggestion()
    eve = a_person("Eve Dahl")
    assert browser(app, eve).get(f"/studio/-/suggestions/{made.id}").status_code == 404
    assert accept(app, eve, made).status_code == 404


def test_somebody_else_answers_it(app):
    table = Table()
    made = table.suggestion()
    assert accept(app, table.bea, made).status_code == 403
    assert fresh(made).outcome is None


def test_a_reason_is_asked_for(app):
    table = Table()
    made = table.suggestion()
    answer = accept(app, table.carl, made, answer=" ")
    assert answer.status_code == 422
    assert "gets an answer with a reason" in answer.text


def test_the_draft_says_it_now_and_its_author_is_told(app):
    table = Table()
    made = table.suggestion()
    assert accept(app, table.carl, made).status_code == 302
    assert says(table).body["body"] == BETTER
    assert says(table).version == 2
    assert says(table, "da").version == 1
    assert (fresh(made).outcome, made.answer) == (Outcome.ACCEPTED, "It says it better.")
    told = db.session.scalars(select(Notice).where(Notice.kind == "suggestion_answered")).one()
    assert told.partner_id == table.partner(table.bea).id


def test_answered_twice_is_answered_once(app):
    table = Table()
    made = table.suggestion()
    accept(app, table.carl, made)
    answer = accept(app, table.bo, made, answer="Another reason.")
    assert answer.status_code == 409
    assert "answered in the meantime" in answer.text
    assert fresh(made).answer == "It says it better."


def test_what_changed_elsewhere_since_is_kept(app):
    table = Table()
    made = table.suggestion()
    rewritten(table, "Something happens in opening.", heading="A Wednesday")
    assert accept(app, table.bo, made).status_code == 302
    assert says(table).body == {"heading": "A Wednesday", "body": BETTER}


def test_where_both_changed_the_same_both_are_shown(app):
    table = Table()
    made = table.suggestion()
    rewritten(table, "Nothing happens in opening.")
    answer = accept(app, table.bo, made)
    assert answer.status_code == 409
    assert "look at both below" in answer.text
    assert "<del>" in answer.text
    assert (says(table).body["body"], fresh(made).outcome) == ("Nothing happens in opening.", None)
    assert accept(app, table.bo, made, over=says(table).version).status_code == 302
    assert says(table).body["body"] == BETTER


def test_what_was_seen_must_still_be_there(app):
    table = Table()
    made = table.suggestion()
    rewritten(table, "Nothing happens in opening.")
    seen = says(table).version
    rewritten(table, "Everything happens in opening.")
    assert accept(app, table.bo, made, over=seen).status_code == 409
    assert says(table).body["body"] == "Everything happens in opening."


def test_something_new_comes_after_its_block(app):
    table = Table()
    made = table.suggestion(kind=SuggestionKind.INSERTION, body={"heading": "New", "body": "A new part."})
    assert accept(app, table.carl, made).status_code == 302
    names = [block.name for block in blocks.placed(table.draft)]
    assert names == ["opening", "new", "more"]
    new = db.session.scalars(select(DraftBlock).where(DraftBlock.name == "new")).one()
    assert {text.language: text.body["body"] for text in new.texts} == {"en": "A new part.", "da": ""}


def test_what_is_taken_out_can_come_back(app):
    table = Table()
    made = table.suggestion(kind=SuggestionKind.DELETION)
    assert accept(app, table.carl, made).status_code == 302
    assert [block.name for block in blocks.placed(table.draft)] == ["more"]
    assert table.block().deleted_at is not None


def test_a_block_that_is_gone_takes_nothing_in(app):
    table = Table()
    made = table.suggestion()
    blocks.delete(table.block(), by=a_writer(table.partner(table.bo)))
    db.session.commit()
    assert accept(app, table.carl, made).status_code == 409
    assert fresh(made).outcome is None


def test_a_question_is_answered_in_words(app):
    table = Table()
    made = table.suggestion(kind=SuggestionKind.QUESTION)
    assert accept(app, table.carl, made).status_code == 409
    answer = browser(app, table.carl).post(f"/studio/-/suggestions/{made.id}/answer", data={"answer": "On a Tuesday."})
    assert answer.status_code == 302
    assert fresh(made).outcome is Outcome.ANSWERED


@pytest.mark.parametrize("act", ["accept", "decline"])
def test_in_co_creation_the_owner_answers(app, act):
    olga = a_person("Olga Owner")
    table = Table(model=Model.CO_CREATION, owner=olga)
    made = table.suggestion()
    refused = browser(app, table.carl).post(f"/studio/-/suggestions/{made.id}/{act}", data=BECAUSE)
    assert refused.status_code == 403
    assert browser(app, olga).get(f"/studio/-/suggestions/{made.id}").status_code == 200
    assert browser(app, olga).post(f"/studio/-/suggestions/{made.id}/{act}", data=BECAUSE).status_code == 302
    assert fresh(made).answer == "It says it better."


def test_in_co_production_an_owner_who_is_no_partner_sees_none(app):
    olga = a_person("Olga Owner")
    made = Table(owner=olga).suggestion()
    assert browser(app, olga).get(f"/studio/-/suggestions/{made.id}").status_code == 404


def test_you_said_we_did(app):
    table = Table()
    taken, left = table.suggestion(), table.suggestion(kind=SuggestionKind.QUESTION, reason="Why a Tuesday?")
    accept(app, table.carl, taken)
    revision = a_revision(table)
    suggesting.came_out(table.draft, revision)
    db.session.commit()
    assert fresh(taken).revision_id == revision.id
    assert fresh(left).revision_id is None
    told = db.session.scalars(select(Notice).where(Notice.kind == "suggestion_came_out")).one()
    assert told.partner_id == table.partner(table.bea).id
    page = browser(app, table.bea).get("/studio/-/you-said").text
    assert "It was not like that." in page
    assert '<q lang="en">' in page
    assert "We did, because:" in page
    assert f"in version {revision.number}" in page
    assert "It says it better." not in browser(app, table.bo).get("/studio/-/you-said").text
