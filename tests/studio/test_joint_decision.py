"""Rule 3: a lived-experience partner's suggestion is declined by its author or by a joint decision only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.studio import working_days
from lms.studio.joint_decisions import Waits, standing_of
from lms.studio.models import Model, Notice, Outcome, Pause, SuggestionKind, SuggestionVoice, Voice
from lms.studio.operations import voices
from tests.factories import a_person, browser
from tests.studio_factories import a_partner
from tests.studio_talk_factories import Table, days_pass, fresh

BECAUSE = {"answer": "It says too much."}


def decline(app, person, made):
    return browser(app, person).post(f"/studio/-/suggestions/{made.id}/decline", data=BECAUSE)


def ask(app, person, made):
    return browser(app, person).post(f"/studio/-/suggestions/{made.id}/vote")


def say(app, person, made, voice="yes", **fields):
    data = {"voice": voice, "reason": "Because.", **fields}
    return browser(app, person).post(f"/studio/-/suggestions/{made.id}/voice", data=data)


def voted(app, table, *said, days=10):
    """Return a suggestion of Bea's after everybody was asked, and some days have passed."""
    made = table.suggestion()
    assert ask(app, table.carl, made).status_code == 302
    for person, voice in said:
        assert say(app, person, made, voice).status_code == 302
    days_pass(made, days)
    return made


def paused(table, person, *, ago=10, ended=None):
    partner = table.partner(person)
    partner.paused_at = None if ended is not None else now() - timedelta(days=ago)
    over = now() - timedelta(days=ended) if ended is not None else None
    db.session.add(Pause(partner_id=partner.id, began_at=now() - timedelta(days=ago), ended_at=over))
    db.session.commit()
    return partner


def test_five_working_days_leave_out_weekends():
    monday = datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert working_days.after(monday) == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert working_days.after(monday - timedelta(days=1)) == datetime(2026, 11, 27, 23, tzinfo=UTC)
    assert working_days.after(monday, without={date(2026, 11, 24)}) == datetime(2026, 12, 1, 23, tzinfo=UTC)


def test_a_stranger_asks_and_says_nothing(app):
    made = Table().suggestion()
    eve = a_person("Eve Dahl")
    assert [ask(app, eve, made).status_code, say(app, eve, made).status_code] == [404, 404]


def test_without_asking_nobody_declines(app):
    table = Table()
    made = table.suggestion()
    answer = decline(app, table.carl, made)
    assert answer.status_code == 409
    assert "Ask everybody first" in answer.text
    page = browser(app, table.carl).get(f"/studio/-/suggestions/{made.id}").text
    assert "No, leave it out" not in page
    assert "Ask everybody whether it may be left out" in page


def test_everybody_is_told_once(app):
    table = Table()
    made = table.suggestion()
    for _click in range(2):
        ask(app, table.carl, made)
    told = db.session.scalars(select(Notice.partner_id).where(Notice.kind == "vote_opened")).all()
    assert sorted(told) == sorted(table.partner(one).id for one in (table.bea, table.bo, table.carl))


@pytest.mark.parametrize(
    ("said", "days", "waits"),
    [
        ((), 10, Waits.VOICES),
        ((("bo", "yes"),), 10, Waits.VOICES),
        ((("bo", "yes"), ("carl", "can_live_with_it")), 2, Waits.DAYS),
        ((("bo", "yes"), ("carl", "yes"), ("bea", "no")), 10, Waits.NO),
        ((("bo", "can_live_with_it"), ("carl", "yes")), 10, Waits.NOTHING),
    ],
)
def test_what_it_waits_for(app, said, days, waits):
    table = Table()
    made = voted(app, table, *((getattr(table, name), voice) for name, voice in said), days=days)
    assert standing_of(made).waits is waits
    assert decline(app, table.carl, made).status_code == (302 if waits is Waits.NOTHING else 409)
    assert fresh(made).outcome is (Outcome.DECLINED if waits is Waits.NOTHING else None)


def test_undecided_stays_listed(app):
    table = Table()
    voted(app, table, (table.bea, "no"))
    page = browser(app, table.bo).get(f"/studio/-/drafts/{table.draft.id}/suggestions").text
    assert "Joint decision" in page
    assert "Waits for you" in page


def test_somebody_paused_is_waited_for(app):
    table = Table()
    made = voted(app, table, (table.carl, "yes"), (table.bo, "yes"))
    paused(table, table.bea)
    assert standing_of(made).waits is Waits.PAUSE
    assert decline(app, table.carl, made).status_code == 409


def test_paused_days_move_the_last_day(app):
    table = Table()
    made = voted(app, table, (table.carl, "yes"), (table.bo, "yes"))
    assert standing_of(made).waits is Waits.NOTHING
    paused(table, table.bea, ago=9, ended=1)
    assert standing_of(made).waits is Waits.DAYS


def test_who_has_spoken_before_a_pause_is_not_waited_for(app):
    table = Table()
    made = voted(app, table, (table.carl, "yes"), (table.bo, "yes"))
    paused(table, table.bo)
    assert standing_of(made).waits is Waits.NOTHING


def test_a_deputy_speaks_for_somebody_paused_and_for_nobody_else(app):
    table = Table()
    made = voted(app, table, (table.carl, "yes"))
    bea, bo = table.partner(table.bea), table.partner(table.bo)
    assert say(app, table.carl, made, partner=bea.id).status_code == 403
    paused(table, table.bea).deputy_id = bo.id
    db.session.commit()
    assert "For Pen Bea Friis" in browser(app, table.bo).get(f"/studio/-/suggestions/{made.id}").text
    assert say(app, table.bo, made, partner=bea.id).status_code == 302
    given = db.session.scalars(select(SuggestionVoice).where(SuggestionVoice.partner_id == bea.id)).one()
    assert given.by_deputy_id == bo.id
    assert standing_of(made).waits is Waits.NOTHING


def test_one_may_change_ones_mind(app):
    table = Table()
    made = voted(app, table, (table.carl, "yes"), (table.bo, "yes"), (table.bo, "no"))
    assert standing_of(made).waits is Waits.NO
    assert say(app, table.bo, made, voice="maybe").status_code == 422


def test_who_joins_later_has_their_days_too(app):
    table = Table()
    made = voted(app, table, (table.carl, "yes"), (table.bo, "yes"))
    ida = a_partner(table.collaboration, a_person("Ida Holm"))
    assert standing_of(made).waits is Waits.DAYS
    voices.tell_newcomers()
    voices.tell_newcomers()
    told = db.session.scalars(select(Notice).where(Notice.partner_id == ida.id)).all()
    assert [notice.kind for notice in told] == ["vote_opened"]
    assert standing_of(made).until > now()


def test_a_professionals_suggestion_is_declined_with_a_reason(app):
    table = Table()
    made = table.suggestion(by=table.carl)
    assert ask(app, table.bea, made).status_code == 409
    assert decline(app, table.bea, made).status_code == 302
    assert fresh(made).answer == "It says too much."


def test_without_an_agreement_in_force_nothing_is_declined(app):
    table = Table(in_force=False)
    made = table.suggestion(by=table.carl)
    assert decline(app, table.bea, made).status_code == 409
    assert ask(app, table.carl, table.suggestion()).status_code == 409


def test_a_question_needs_no_joint_decision(app):
    table = Table()
    made = table.suggestion(kind=SuggestionKind.QUESTION)
    assert ask(app, table.carl, made).status_code == 409
    assert decline(app, table.carl, made).status_code == 409


def test_in_co_creation_there_is_none(app):
    table = Table(model=Model.CO_CREATION)
    made = table.suggestion()
    assert ask(app, table.bo, made).status_code == 409
    assert decline(app, table.carl, made).status_code == 302


def test_once_closed_voices_stay(app):
    table = Table()
    made = voted(app, table, (table.carl, "yes"), (table.bo, "yes"))
    decline(app, table.carl, made)
    assert say(app, table.bea, made, "no").status_code == 409
    assert fresh(made).outcome is Outcome.DECLINED
    assert db.session.scalars(select(SuggestionVoice.voice)).all() == [Voice.YES, Voice.YES]
