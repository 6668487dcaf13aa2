"""A partner suggests something about a block: other words, something new, taking it out, or a question."""

import pytest
from sqlalchemy import select

from lms.activity.models import TrailEntry
from lms.core.db import db
from lms.studio.models import DraftText, Notice, Outcome, Suggestion, SuggestionKind
from lms.studio.operations import suggesting, texts
from tests.factories import a_person, browser
from tests.studio_factories import a_practice, a_writer
from tests.studio_talk_factories import BETTER, Table, fresh


def address(table, kind="replacement", name="opening"):
    return f"/studio/-/drafts/{table.draft.id}/suggest/{name}/en/{kind}"


def send(app, person, table, kind="replacement", **fields):
    fields = {"reason": "It was not like that.", "version": "1", **fields}
    return browser(app, person).post(address(table, kind), data=fields)


def rows():
    return db.session.scalars(select(Suggestion).order_by(Suggestion.id)).all()


def test_signed_out_is_told_to_sign_in(client):
    assert client.post(address(Table())).status_code == 401


def test_for_a_stranger_there_is_no_draft(app):
    table = Table()
    eve = browser(app, a_person("Eve Dahl"))
    for page in (address(table), f"/studio/-/drafts/{table.draft.id}/suggestions"):
        assert eve.get(page).status_code == 404
    assert eve.post(address(table), data={"reason": "Mine."}).status_code == 404


def test_a_practice_lesson_has_nobody_to_suggest_to(app):
    ada = a_person()
    draft = a_practice(ada)
    assert browser(app, ada).get(f"/studio/-/drafts/{draft.id}/suggest/opening/en").status_code == 403


@pytest.mark.parametrize(
    "path", ["nothing/en/replacement", "opening/de/replacement", "opening/en/other", "head/en/deletion"]
)
def test_what_is_not_there_is_missing(app, path):
    table = Table()
    assert browser(app, table.bea).get(f"/studio/-/drafts/{table.draft.id}/suggest/{path}").status_code == 404


def test_a_reason_is_asked_for_and_nothing_typed_is_lost(app):
    table = Table()
    answer = send(app, table.bea, table, reason=" ", **{"plain__body.body": "My own words."})
    assert answer.status_code == 422
    assert "It helps the others to understand" in answer.text
    assert "My own words." in answer.text
    assert rows() == []


def test_the_same_words_are_no_suggestion(app):
    table = Table()
    answer = send(app, table.bea, table, **{"plain__body.body": "Something happens in opening."})
    assert answer.status_code == 422
    assert "Nothing is different yet" in answer.text


def test_other_words_reach_the_others_and_change_nothing(app):
    table = Table()
    assert send(app, table.bea, table, **{"plain__body.body": BETTER}).status_code == 302
    [made] = rows()
    assert (made.kind, made.outcome, made.body["body"]) == (SuggestionKind.REPLACEMENT, None, BETTER)
    assert made.base == {"heading": "A Tuesday", "body": "Something happens in opening."}
    assert table.block().texts[1].body["body"] == "Something happens in opening."
    told = {notice.partner_id for notice in db.session.scalars(select(Notice).where(Notice.kind == "suggestion"))}
    assert told == {table.partner(table.bo).id, table.partner(table.carl).id}


def test_the_difference_is_readable_without_colour(app):
    table = Table()
    made = table.suggestion()
    page = browser(app, table.carl).get(f"/studio/-/suggestions/{made.id}").text
    assert "<ins>" in page
    assert "[added:" in page
    assert "Pen Bea Friis" in page
    assert "work.example" not in page


@pytest.mark.parametrize("kind", ["deletion", "question"])
def test_without_words_of_its_own(app, kind):
    table = Table()
    assert send(app, table.bo, table, kind).status_code == 302
    [made] = rows()
    assert (made.kind.value, made.body) == (kind, None)
    assert browser(app, table.bea).get(f"/studio/-/suggestions/{made.id}").status_code == 200


@pytest.mark.parametrize(("kind", "label"), [("deletion", "Why?"), ("question", "Your question")])
def test_the_field_is_called_what_belongs_in_it(app, kind, label):
    table = Table()
    assert f">{label}</label>" in browser(app, table.bo).get(address(table, kind)).text


def test_something_new_needs_words(app):
    table = Table()
    assert send(app, table.bo, table, "insertion").status_code == 422
    assert send(app, table.bo, table, "insertion", **{"plain__body.body": "A new part."}).status_code == 302
    assert rows()[0].body == {"body": "A new part."}


def test_a_pasted_page_is_cleaned_and_never_lost(app):
    table = Table()
    pasted = "<p onclick='x()'>Kept</p><script>alert(1)</script><style>p{}</style>" + "<span>" * 350_000
    assert send(app, table.bea, table, **{"body.body": pasted}).status_code == 302
    assert rows()[0].body["body"] == "Kept"


def notes():
    return db.session.scalars(select(DraftText.note).where(DraftText.note != "")).all()


def test_a_content_note_can_be_suggested_by_itself(app):
    table = Table()
    assert "What readers should know" in browser(app, table.bea).get(address(table)).text
    assert send(app, table.bea, table, note="It is about a hospital.").status_code == 302
    [made] = rows()
    assert (made.note, made.body) == ("It is about a hospital.", made.base)
    carl = browser(app, table.carl)
    assert "told first: It is about a hospital." in carl.get(f"/studio/-/suggestions/{made.id}").text
    carl.post(f"/studio/-/suggestions/{made.id}/accept", data={"answer": "Kind to readers."})
    assert notes() == ["It is about a hospital."]


def test_a_new_part_comes_with_its_content_note(app):
    table = Table()
    send(app, table.bea, table, "insertion", **{"plain__body.body": "A new part.", "note": "It is about a hospital."})
    [made] = rows()
    browser(app, table.carl).post(f"/studio/-/suggestions/{made.id}/accept", data={"answer": "Kind to readers."})
    assert notes() == ["It is about a hospital."]


def test_a_suggestion_speaks_about_the_words_its_author_saw(app):
    table = Table()
    body = {"heading": "A Tuesday", "body": "Changed meanwhile."}
    texts.save(table.block(), "en", body=body, note="", base_version=1, by=a_writer(table.partner(table.carl)))
    db.session.commit()
    send(app, table.bea, table, **{"body.body": BETTER})
    [made] = rows()
    assert (made.base_version, made.base["body"]) == (1, "Something happens in opening.")


def test_only_its_author_takes_it_back_and_it_stays_listed(app):
    table = Table()
    made = table.suggestion()
    assert browser(app, table.carl).post(f"/studio/-/suggestions/{made.id}/withdraw").status_code == 403
    for _click in range(2):
        assert browser(app, table.bea).post(f"/studio/-/suggestions/{made.id}/withdraw").status_code == 302
    assert fresh(made).outcome is Outcome.WITHDRAWN
    assert (
        "Taken back" in browser(app, table.bo).get(f"/studio/-/drafts/{table.draft.id}/suggestions?show=answered").text
    )


def test_lists_show_what_waits_in_few_statements(app, statements):
    table = Table()
    for number in range(6):
        body = {"heading": "A Tuesday", "body": f"{BETTER} {number}"}
        table.suggestion(by=table.bea if number % 2 else table.bo, body=body)
    carl = browser(app, table.carl)
    with statements() as ran:
        page = carl.get(f"/studio/-/drafts/{table.draft.id}/suggestions")
    assert page.text.count("Waits for you") == 6
    assert len(ran) <= 9
    assert "Pen Bea Friis" in page.text


def test_too_many_in_an_hour_wait(app, monkeypatch):
    table = Table()
    monkeypatch.setattr(suggesting, "MOST_AN_HOUR", 1)
    table.suggestion()
    answer = send(app, table.bea, table, "question")
    assert answer.status_code == 422
    assert "Go on in a while" in answer.text


def test_the_trail_holds_ids_only(app):
    table = Table()
    made = table.suggestion()
    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.thing == "suggestion")).one()
    assert (entry.verb, entry.thing_id, entry.actor_id) == ("made", made.id, table.bea.id)
