"""Practising all that partners do: alone, with the program as the others, and without a trace in anything that counts."""

import pytest
from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.core.db import Base, db
from lms.studio import erasing, exporting
from lms.studio.models import PracticeRound
from lms.studio.practice import Step
from tests.factories import a_person, browser

HOME = "/studio/-/practice/together/"
TOUCHED = {"practice_rounds", "drafts", "draft_blocks", "draft_texts", "draft_changes"}


@pytest.fixture
def bea(app):
    return a_person("Bea")


@pytest.fixture
def practice(app, bea):
    """Return Bea's browser with a round begun, and a function that presses a button of a step."""
    client = browser(app, bea)
    client.post(HOME)

    def press(step, act="", **fields):
        answer = client.post(f"{HOME}{step}{'/' + act if act else ''}", data=fields)
        return client.get(answer.location) if answer.status_code == 302 else answer

    press.see = lambda step, **query: client.get(f"{HOME}{step}", query_string=query).text
    press.client = client
    return press


def counts():
    """Return how many rows every table has."""
    tables = Base.metadata.sorted_tables
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in tables}


def test_it_asks_for_signing_in(client):
    assert client.get(HOME).status_code == 302
    assert client.get(f"{HOME}sign").status_code == 302
    assert client.post(f"{HOME}sign/sign").status_code == 401


def test_before_it_is_begun_every_step_leads_to_the_overview(app, bea):
    client = browser(app, bea)
    assert client.get(f"{HOME}sign").location.endswith(HOME)
    assert client.post(f"{HOME}sign/sign").location.endswith(HOME)
    assert db.session.scalar(select(PracticeRound)) is None, "looking writes nothing"


def test_what_is_no_step_or_no_act_is_404(practice):
    assert practice.client.get(f"{HOME}nothing").status_code == 404
    assert practice.client.post(f"{HOME}sign/erase").status_code == 404
    assert practice.client.post(f"{HOME}talk/accept_suggestion", data={"answer": "Yes"}).status_code == 404
    assert practice.client.post(f"{HOME}answer").status_code == 404
    assert practice.client.post(f"{HOME}suggest?kind=insertion").status_code == 404


def test_another_person_has_a_round_of_their_own(app, practice):
    practice("talk", "reply", body="Only mine")
    eve = browser(app, a_person("Eve"))
    eve.post(HOME)
    assert "Only mine" in practice.see("talk")
    assert "Only mine" not in eve.get(f"{HOME}talk").text


def test_every_step_can_be_opened_at_once_and_says_what_it_is_for(practice):
    for number, step in enumerate(Step, start=1):
        page = practice.see(step)
        assert f"step {number} of {len(Step)}" in page
        assert "Now you " in page
        assert "In a real module" in page
        assert "Start over" in page


def test_my_suggestion_is_answered_with_a_reason(practice):
    assert "Other words" in practice.see("suggest")
    missing = practice("suggest?kind=replacement", reason="")
    assert (missing.status_code, "Say in a few words why" in missing.text) == (422, True)
    same = practice("suggest?kind=replacement", reason="Because")
    assert "Nothing is different yet" in same.text
    sent = practice(
        "suggest?kind=replacement", **{"plain__body.body": "Go in by the red door.", "reason": "It is shorter"}
    )
    assert "Take my suggestion back" in sent.text
    assert "Let the others answer" in sent.text
    answered = practice("suggest", "others").text
    assert "Taken in" in answered
    assert "Practice partner 1 (played by the program)" in answered
    practice("sign", "make_ready")
    assert "Go in by the red door." in practice.see("sign")


def test_my_suggestion_can_be_taken_back_and_a_question_is_answered(practice):
    practice("suggest?kind=question", reason="Which door?")
    assert "Taken back" in practice("suggest", "withdraw_suggestion").text
    practice("suggest?kind=question", reason="Which door?")
    assert "Answered" in practice("suggest", "others").text


@pytest.mark.parametrize(
    ("act", "outcome"), [("accept_suggestion", "Taken in"), ("decline_suggestion", "Not taken in")]
)
def test_i_answer_a_suggestion_with_a_reason(practice, act, outcome):
    assert practice("answer", act, answer="").status_code == 422
    assert outcome in practice("answer", act, answer="It is clear").text


def test_a_joint_decision_has_all_its_turns(practice):
    refused = practice("decide", "decline_suggestion", answer="No")
    assert (refused.status_code, "declined only together" in refused.text) == (409, True)
    assert "five working days" in practice("decide", "open_vote").text
    assert practice("decide", "give_voice", reason="So").status_code == 422
    assert "Somebody says no" in practice("decide", "give_voice", voice="no", reason="Not yet").text
    assert "No, leave it out" not in practice("decide", "others").text
    page = practice("decide", "give_voice", voice="can_live_with_it", reason="Well").text
    assert "I can live with it" in page
    assert "No, leave it out" in page
    assert "Not taken in" in practice("decide", "decline_suggestion", answer="We agree").text


def test_a_conversation_is_settled_and_taken_up_again(practice):
    practice("talk", "reply", body="What I think")
    assert practice("talk", "others").text.count("played by the program") > 1
    gone = practice("talk", "withdraw_comment?comment=1").text
    assert "Taken back by its author" in gone
    assert "What I think" not in gone
    assert "Take it up again" in practice("talk", "resolve_thread").text
    assert "This is settled" in practice("talk", "reopen_thread").text


def test_others_words_are_not_mine_to_take_back(practice):
    practice("talk", "withdraw_comment?comment=0")
    assert "Taken back by its author" not in practice.see("talk")


def test_signing_off_holding_fixing_and_publishing_to_nobody(practice):
    before = counts()
    assert "Nothing is ready for sign-off yet" in practice.see("sign")
    assert "Still needed: 2 people with lived experience and 1 professional." in practice("sign", "make_ready").text
    assert "You have signed this off." in practice("sign", "sign").text
    assert "Sign off in English" in practice("sign", "take_back").text
    practice("sign", "sign")
    assert "It can be published" in practice("sign", "others").text
    assert practice("hold", reason="").status_code == 422
    assert "Three ways out" in practice("hold", reason="It is too short", block="part").text
    assert "has held this lesson" in practice.see("publish")
    refused = practice("publish", candidate=1, da="Nyt", en="New")
    assert (refused.status_code, "What would have happened" in refused.text) == (422, False)
    assert "It was taken back." in practice("hold", "withdraw_hold").text
    fixed = practice("fix", "others").text
    assert "only a spelling mistake" in fixed
    assert "Sign off the small fix" in fixed
    practice("fix", "sign")
    assert "It can be published" in practice("fix", "others").text
    assert practice("publish", candidate=1, da="", en="New").status_code == 422
    page = practice("publish", candidate=1, da="Nyt i dag", en="New today").text
    assert "What would have happened" in page
    assert "Nothing was published, and nobody was told." in page
    assert "New today" in page
    assert {name for name, rows in counts().items() if rows != before[name]} <= {"sessions"}
    assert "You have tried this step." in practice.see("hold")


def test_both_positions_of_a_mediation_stand_word_for_word(practice):
    before = counts()
    assert "Place the hold" in practice.see("mediate")
    assert "Who could help you?" in practice("mediate", reason="Not like this", block="").text
    assert "First choose together" in practice("mediate", "write_position", en="It was so.").text
    practice("mediate", "propose_mediator", mediator="Signe")
    assert "chosen by both sides" in practice("mediate", "others").text
    assert "Write your side down" in practice("mediate", "write_position", da=" ").text
    practice("mediate", "write_position", en="It was so.\n\n*Just* so.")
    assert "Both positions must be written" in practice("mediate", "propose_outcome", outcome="side_by_side").text
    page = practice("mediate", "others").text
    assert "This position comes from the program." in page
    assert "Here we disagree" in page
    practice("mediate", "propose_outcome", outcome="side_by_side")
    assert "They stand in the draft now" in practice("mediate", "others").text
    practice("sign", "make_ready")
    practice("sign", "sign")
    page = practice("sign", "others").text
    assert "*Just* so." in page
    assert "the hold ends when this is published" in page
    assert "It can be published" in page
    assert "What would have happened" in practice("publish", candidate=1, da="Nyt", en="New").text
    assert "After mediation, both positions were published side by side." in practice.see("mediate")
    assert {name for name, rows in counts().items() if rows != before[name]} <= {"sessions"}


def test_a_change_that_all_sign_ends_my_hold(practice):
    practice("sign", "make_ready")
    practice("hold", reason="It is too long", block="")
    practice("sign", "sign")
    assert "has held this lesson" in practice("sign", "others").text
    practice("answer", "accept_suggestion", answer="Yes")
    practice("sign", "make_ready")
    practice("sign", "sign")
    assert "has held this lesson" not in practice("sign", "others").text
    assert "A change was signed off from both sides." in practice.see("hold")


def test_words_of_others_are_reported_and_hidden_with_a_reason_in_their_place(practice):
    assert "/report?comment=0" in practice.see("talk")
    assert practice("report?comment=0", reason="").status_code == 422
    assert "You have reported this." in practice("report?comment=0", reason="Somebody is named").text
    page = practice("report", "others").text
    assert "Hidden by an administrator: This reason comes from the program." in page
    assert "take your words back" not in practice.see("talk").split("What was said")[1].split("Write @")[0]


def test_my_credits_and_my_name_are_mine_to_say(practice):
    assert practice("credit", contributions=["boss"]).status_code == 422
    assert "Practice partner 3: Idea" in practice("credit", contributions=["idea"]).text
    assert "Partners without a name: Idea" in practice("credit", "rename").text
    assert "You are named nowhere." in practice("credit").text


def test_a_pause_waits_for_me_and_lets_a_deputy_act(practice):
    assert "You have named no deputy." in practice("pause", "pause").text
    assert "I'm back" in practice.see("pause")
    assert practice("pause?deputy=yes", deputy="9").status_code == 422
    assert "Your deputy hears of what comes up for you" in practice("pause?deputy=yes", deputy="2").text
    assert "Good to have you back." in practice("pause", "resume").text
    assert "You have tried this step." in practice.see("pause")


def test_a_round_begun_before_there_were_all_these_steps_goes_on(practice, bea):
    kept = db.session.scalars(select(PracticeRound)).one()
    old = {name: value for name, value in kept.state.items() if name not in {"mediated", "together", "own", "been"}}
    kept.state = old | {"was_settled": True, "hold": {"reason": "So", "part": False, "ended": True}}
    db.session.commit()
    assert "It was taken back." in practice.see("hold")
    assert "Place the hold" in practice.see("mediate")


def test_a_small_fix_can_be_called_a_change_of_content(practice):
    practice("sign", "make_ready")
    practice("sign", "sign")
    practice("sign", "others")
    practice("fix", "others")
    page = practice("fix", "content_edit").text
    assert "Sign off the small fix" not in page
    assert "Nobody has signed it off yet." in page


def test_it_starts_over_from_nothing(practice):
    practice("talk", "reply", body="My words")
    practice("sign", "make_ready")
    assert "You start from scratch" in practice("start-over").text
    assert "My words" not in practice.see("talk")
    assert "Nothing is ready for sign-off yet" in practice.see("sign")


def test_it_touches_no_table_of_the_real_thing(app, bea):
    before = counts()
    client = browser(app, bea)
    client.post(HOME)
    client.post(f"{HOME}suggest?kind=question", data={"reason": "Which door?"})
    for step in Step:
        client.post(f"{HOME}{step}/others")
    client.post(f"{HOME}start-over")
    changed = {name for name, rows in counts().items() if rows != before[name]}
    assert changed - TOUCHED <= {"sessions", "visits"}


def test_a_round_is_exported_and_erased_with_its_person(practice, bea):
    practice("talk", "reply", body="My own words")
    person = db.session.get_one(Person, bea.id)
    assert "My own words" in str(exporting.exported(person)["practice_rounds"])
    erasing.erase(person)
    assert db.session.scalar(select(PracticeRound)) is None


def test_it_speaks_danish(app, bea):
    client = browser(app, bea)
    client.get("/studio/?lang=da")
    client.post(HOME)
    page = client.get(f"{HOME}sign").text
    assert "Øvelse, trin 6 af 12" in page
