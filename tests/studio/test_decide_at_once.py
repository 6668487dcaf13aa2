"""Two people answer or speak in the same moment, on committed databases of both kinds: one thing happens, once."""

from sqlalchemy import func, select

from lms.core.db import db
from lms.studio.models import DraftText, Notice, Outcome, Suggestion, SuggestionKind, SuggestionVoice, Thread, Voice
from tests.factories import browser
from tests.studio_talk_factories import Table, days_pass
from tests.together import post_at_once


def count(column, *where):
    db.session.rollback()
    return db.session.scalar(select(func.count(column)).where(*where))


def test_two_answers_are_one(committed):
    table = Table()
    made = table.suggestion()
    path = f"/studio/-/suggestions/{made.id}/accept"
    acts = [(person, path, {"answer": "Yes."}) for person in (table.bo, table.carl)]
    assert sorted(post_at_once(committed, *acts)) == [302, 409]
    assert count(Notice.id, Notice.kind == "suggestion_answered") == 1
    assert db.session.scalars(select(DraftText.version).order_by(DraftText.version.desc())).first() == 2


def test_a_no_in_the_last_second_is_before_or_after_but_never_overruled(committed):
    table = Table()
    made = table.suggestion()
    browser(committed, table.carl).post(f"/studio/-/suggestions/{made.id}/vote")
    days_pass(made, 10)
    for person in (table.bo, table.carl):
        table.says(made, person)
    number = made.id
    base = f"/studio/-/suggestions/{number}"
    post_at_once(
        committed,
        (table.carl, f"{base}/decline", {"answer": "No."}),
        (table.bea, f"{base}/voice", {"voice": "no", "reason": "It is mine."}),
    )
    said_no = count(SuggestionVoice.id, SuggestionVoice.voice == Voice.NO)
    outcome = db.session.scalars(select(Suggestion.outcome).where(Suggestion.id == number)).one()
    assert (said_no, outcome) in {(1, None), (0, Outcome.DECLINED)}


def test_a_button_pressed_four_times_sends_once(committed):
    table = Table()
    made = table.suggestion(kind=SuggestionKind.QUESTION)
    path = f"/studio/-/suggestions/{made.id}/comments"
    assert post_at_once(committed, *[(table.bo, path, {"body": "I wonder too."})] * 4) == [302] * 4
    assert count(Thread.id) == 1
    begin, about = f"/studio/-/drafts/{table.draft.id}", "?block=opening&language=en"
    assert (
        post_at_once(committed, *[(table.bo, f"{begin}/comments/new{about}", {"body": "And this?"})] * 4) == [302] * 4
    )
    assert count(Thread.id) == 2
    assert (
        post_at_once(committed, *[(table.bo, f"{begin}/suggest/more/en/question", {"reason": "Why?"})] * 4) == [302] * 4
    )
    assert count(Suggestion.id) == 2
