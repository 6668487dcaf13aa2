"""A change holds only when every active partner said yes; one no drops it; meanwhile the old agreement holds."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.accounts.models import Person
from lms.activity.models import TrailEntry
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Agreement
from lms.studio.models import Draft, Notice, Perspective
from lms.studio.operations import agreeing, deadlines, leaving
from tests.factories import a_person, browser, save
from tests.studio_agreement_factories import a_proposal, a_running, a_wording, a_wording_form
from tests.studio_factories import a_draft, a_partner

HERE = "/studio/first-steps/-/agreement"


@pytest.fixture
def team(app):
    """Bea, Bo, Carl and the agreement in force between them."""
    return a_running()


def changed(**values):
    return a_wording_form(**{"purpose": "Write it in two languages.", **values})


def purpose(collaboration):
    db.session.refresh(collaboration)
    return collaboration.holding.purpose


def say(app, person, answer, number=2, **values):
    return browser(app, person).post(f"{HERE}/answer", data={"answer": answer, "number": number, **values})


def test_strangers_and_owners_who_do_not_write_along_have_no_vote(app, team):
    *_people, collaboration = team
    assert browser(app, a_person("Eve Dahl")).get(f"{HERE}/answer").status_code == 404
    olga = db.session.get(Person, collaboration.owner_id)
    assert say(app, olga, "yes").status_code == 403


def test_a_change_waits_for_everybody(app, team):
    bea, bo, carl, collaboration = team
    assert browser(app, carl).post(f"{HERE}/change", data=changed()).location == HERE
    assert purpose(collaboration) == "Write the module together."
    page = browser(app, bea).get(f"{HERE}/answer").text
    assert "Write the module together." in page
    assert "Write it in two languages." in page
    assert say(app, bea, "yes").location == HERE
    assert purpose(collaboration) == "Write the module together."
    say(app, bo, "yes")
    assert purpose(collaboration) == "Write it in two languages."
    assert collaboration.holding.number == 2
    verbs = [entry.verb for entry in db.session.scalars(select(TrailEntry).order_by(TrailEntry.id))]
    assert verbs == ["proposed", "answered", "answered", "agreed"]


def test_one_no_with_a_reason_drops_it(app, team):
    bea, bo, carl, collaboration = team
    browser(app, carl).post(f"{HERE}/change", data=changed())
    assert "Write in a few words why not" in say(app, bea, "no").text
    say(app, bea, "no", reason="It is too much at once.")
    assert purpose(collaboration) == "Write the module together."
    assert collaboration.pending is None
    assert "It is too much at once." in browser(app, bo).get(HERE).text
    late = say(app, bo, "yes")
    assert late.status_code == 409
    assert "off the table" in late.text


def test_a_partner_who_is_away_is_waited_for(app, team):
    bea, bo, carl, collaboration = team
    browser(app, bo).post(f"{HERE}/pause")
    browser(app, carl).post(f"{HERE}/change", data=changed())
    say(app, bea, "yes")
    assert purpose(collaboration) == "Write the module together."


def test_who_leaves_is_not_waited_for(app, team):
    bea, bo, carl, collaboration = team
    browser(app, carl).post(f"{HERE}/change", data=changed())
    say(app, bea, "yes")
    browser(app, bo).post(f"{HERE}/leave")
    assert purpose(collaboration) == "Write it in two languages."


def test_only_one_change_at_a_time_and_the_proposer_takes_it_back(app, team):
    bea, _bo, carl, collaboration = team
    browser(app, carl).post(f"{HERE}/change", data=changed())
    second = browser(app, bea).post(f"{HERE}/change", data=changed(purpose="Something else."))
    assert second.status_code == 422
    assert browser(app, bea).post(f"{HERE}/take-back", data={"number": 2}).status_code == 403
    assert browser(app, carl).post(f"{HERE}/take-back", data={"number": 2}).status_code == 302
    assert browser(app, carl).post(f"{HERE}/take-back", data={"number": 2}).status_code == 302
    db.session.refresh(collaboration)
    assert collaboration.pending is None


def test_nobody_loses_a_seat_by_a_change(app, team):
    *_people, carl, _collaboration = team
    answer = browser(app, carl).post(f"{HERE}/change", data=changed(lived_experience="1", model="co_creation"))
    assert answer.status_code == 422
    assert "fewer seats here than people" in answer.text


def test_a_proposal_nobody_accepted_is_changed_at_once(app):
    collaboration = a_proposal()
    olga = browser(app, db.session.get(Person, collaboration.owner_id))
    olga.post(f"{HERE}/change", data=changed())
    assert purpose(collaboration) == "Write it in two languages."
    assert collaboration.pending is None


def test_a_proposal_somebody_accepted_needs_their_yes(app):
    bea = a_person("Bea Holst")
    collaboration = a_proposal(peers=[bea])
    browser(app, db.session.get(Person, collaboration.owner_id)).post(f"{HERE}/change", data=changed())
    assert purpose(collaboration) == "Write the module together."
    say(app, bea, "yes")
    assert purpose(collaboration) == "Write it in two languages."
    assert collaboration.holding.in_force_at is None


def test_everybodys_yes_ends_the_work_together(app, team):
    bea, bo, carl, collaboration = team
    draft = a_draft(collaboration, collaboration.module.lessons[0])
    browser(app, carl).post(f"{HERE}/end", data={"reason": "We are done."})
    assert "Shall the work together end?" in browser(app, bea).get(f"{HERE}/answer").text
    say(app, bea, "yes")
    db.session.refresh(collaboration)
    assert collaboration.is_in_force
    assert say(app, bo, "yes").location == "/studio/"
    db.session.refresh(collaboration)
    assert collaboration.ended_at is not None
    assert db.session.scalars(select(Agreement)).one().ended_at is not None
    assert db.session.get(Draft, draft.id).closed_at is not None
    assert browser(app, bea).get("/studio/first-steps/").status_code == 404


def test_the_last_to_leave_ends_the_agreement(app, team):
    bea, bo, carl, collaboration = team
    for person in (bea, bo):
        browser(app, person).post(f"{HERE}/leave")
    db.session.refresh(collaboration)
    assert collaboration.is_in_force
    desk = browser(app, carl).get("/studio/first-steps/").text
    assert "You can go on drafting. Publishing waits for:" in desk
    assert "Somebody who speaks from lived experience." in desk
    browser(app, carl).post(f"{HERE}/leave")
    db.session.refresh(collaboration)
    assert collaboration.ended_at is not None
    assert db.session.scalars(select(Agreement)).one().ended_at is not None


def test_one_lived_experience_partner_is_told_what_that_means(app, team):
    bea, bo, _carl, _collaboration = team
    browser(app, bo).post(f"{HERE}/leave")
    assert "shown as co-creation" in browser(app, bea).get("/studio/first-steps/").text


def test_leaving_tells_the_others_and_ends_a_deputys_part(app, team):
    bea, bo, carl, collaboration = team
    mine = {partner.person_id: partner for partner in collaboration.partners}
    mine[bea.id].deputy_id = mine[bo.id].id
    db.session.commit()
    client = browser(app, bo)
    assert [client.post(f"{HERE}/leave").status_code for _click in range(2)] == [302, 404]
    db.session.refresh(mine[bea.id])
    assert mine[bea.id].deputy_id is None
    told = db.session.scalars(select(Notice.partner_id).where(Notice.kind == "partner_left")).all()
    assert set(told) == {mine[bea.id].id, mine[carl.id].id}
    assert client.get(HERE).status_code == 404


def test_the_review_day_is_said_when_it_comes(app, team):
    bea, *_others, collaboration = team
    collaboration.holding.review_on = (now() - timedelta(days=1)).date()
    db.session.commit()
    assert "The day has come to look at the agreement again" in browser(app, bea).get("/studio/first-steps/").text


def test_the_review_day_is_told_once_by_a_notice(app, team):
    *_people, collaboration = team
    deadlines.tell_review_days()
    assert told_of_review() == []
    collaboration.holding.review_on = now().date()
    db.session.commit()
    deadlines.tell_review_days()
    deadlines.tell_review_days()
    assert told_of_review() == [partner.id for partner in collaboration.active_partners]


def told_of_review():
    return db.session.scalars(select(Notice.partner_id).where(Notice.kind == "review_day").order_by(Notice.id)).all()


def test_the_model_changes_by_everybodys_yes(app, team):
    bea, bo, carl, collaboration = team
    wording = a_wording(model="co_creation")
    agreeing.propose_change(collaboration, wording, by=carl)
    db.session.commit()
    assert "the owner has the last word" in browser(app, bea).get(f"{HERE}/answer").text
    for person in (bea, bo):
        partner = next(each for each in collaboration.partners if each.person_id == person.id)
        agreeing.answer(collaboration, 2, yes=True, reason="", partner=partner, by=person)
    db.session.commit()
    db.session.refresh(collaboration)
    assert collaboration.holding.model.value == "co_creation"


def test_somebody_who_joins_meanwhile_is_asked_too(app, team):
    bea, bo, carl, collaboration = team
    browser(app, carl).post(f"{HERE}/change", data=changed())
    ida = a_person("Ida Munk")
    save(a_partner(collaboration, ida, Perspective.PROFESSIONAL))
    for person in (bea, bo):
        say(app, person, "yes")
    assert purpose(collaboration) == "Write the module together."
    leaving.leave(next(each for each in collaboration.partners if each.person_id == ida.id), by=ida)
    db.session.commit()
    assert purpose(collaboration) == "Write it in two languages."
