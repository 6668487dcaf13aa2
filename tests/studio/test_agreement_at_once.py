"""Several people at the same moment, on committed databases with threads: the last seat, a double click, a call-back."""

from datetime import timedelta

from sqlalchemy import func, select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Agreement
from lms.studio.models import Collaboration, Partner, Perspective, SeatInvitation
from tests.factories import a_coordinator, a_person, browser, save
from tests.learning_factories import a_module
from tests.studio_agreement_factories import a_proposal, a_running, a_seat_invitation, a_wording_form, chosen
from tests.studio_factories import a_partner
from tests.together import post_at_once

AGREEMENT = "/studio/first-steps/-/agreement"


def count(column):
    db.session.rollback()
    return db.session.scalar(select(func.count(column)))


def door(name):
    return f"/studio/-/invitations/{name}"


def test_the_last_seat_is_taken_once(committed):
    collaboration = a_proposal(peers=[a_person("Bo Friis")])
    people = [a_person(f"Person{number}", email=f"p{number}@work.example") for number in range(3)]
    for number, person in enumerate(people):
        a_seat_invitation(collaboration, person.email, token=f"t{number}")
    requests = [(person, door(f"t{number}"), chosen(name=f"Name {number}")) for number, person in enumerate(people)]
    assert sorted(post_at_once(committed, *requests)) == [302, 422, 422]
    assert count(Partner.id) == 2


def test_a_double_click_joins_once(committed):
    collaboration, bea = a_proposal(), a_person("Bea Holst")
    a_seat_invitation(collaboration)
    assert post_at_once(committed, *[(bea, door("seat-token"), chosen())] * 3) == [302, 302, 302]
    assert count(Partner.id) == 1


def test_a_double_click_makes_one_account(committed):
    collaboration = a_proposal()
    a_seat_invitation(collaboration)
    sent = chosen(account_name="Bea Holst", language="en", password="")
    statuses = post_at_once(committed, *[(None, door("seat-token"), sent)] * 3)
    assert statuses.count(302) >= 1
    assert set(statuses) <= {302, 410}
    assert count(Partner.id) == 1
    assert db.session.scalar(select(func.count(Person.id)).where(Person.email == "bea@work.example")) == 1


def test_a_yes_and_a_call_back_at_once_have_one_outcome(committed):
    collaboration, bea = a_proposal(), a_person("Bea Holst")
    invitation = a_seat_invitation(collaboration, days_ago=20)
    olga = db.session.get(Person, collaboration.owner_id)
    call_back = f"{AGREEMENT}/invitations/{invitation.id}/withdraw"
    yes, back = post_at_once(committed, (bea, door("seat-token"), chosen()), (olga, call_back, {}))
    assert (yes, back) in {(302, 409), (410, 302)}
    assert count(Partner.id) == (1 if yes == 302 else 0)
    assert db.session.scalars(select(SeatInvitation)).one().address is None


def test_the_last_two_yeses_at_once_start_it_once(committed):
    collaboration = a_proposal()
    bea, carl = a_person("Bea Holst"), a_person("Carl Lind")
    a_seat_invitation(collaboration, bea.email, token="t1")
    a_seat_invitation(collaboration, carl.email, token="t2")
    statuses = post_at_once(
        committed,
        (bea, door("t1"), chosen()),
        (carl, door("t2"), chosen(Perspective.PROFESSIONAL, name="Elm")),
    )
    assert statuses == [302, 302]
    assert count(Agreement.id) == 1
    assert db.session.scalars(select(Collaboration)).unique().one().is_in_force


def test_the_last_two_yeses_to_a_change_at_once_make_it_hold(committed):
    bea, bo, carl, _collaboration = a_running()
    browser(committed, carl).post(f"{AGREEMENT}/change", data=a_wording_form(purpose="Another purpose."))
    said = {"answer": "yes", "number": 2}
    assert post_at_once(committed, (bea, f"{AGREEMENT}/answer", said), (bo, f"{AGREEMENT}/answer", said)) == [302, 302]
    db.session.rollback()
    assert db.session.scalars(select(Collaboration)).unique().one().holding.purpose == "Another purpose."


def test_two_proposals_for_a_module_at_once_leave_one(committed):
    module, fin = a_module(), a_coordinator()
    organisation = fin.grants[0].organisation_id
    sent = a_wording_form(module=str(module.id), organisation=str(organisation))
    statuses = post_at_once(committed, *[(fin, "/studio/-/propose", sent)] * 3)
    assert sorted(statuses) == [302, 422, 422]
    assert count(Collaboration.id) == 1


def test_everybody_leaves_at_once_and_it_ends_once(committed):
    *people, _collaboration = a_running()
    assert post_at_once(committed, *[(person, f"{AGREEMENT}/leave", {}) for person in people]) == [302] * 3
    db.session.rollback()
    assert db.session.scalars(select(Collaboration)).unique().one().ended_at is not None


def test_a_seat_freed_and_taken_at_once_is_never_taken_twice(committed):
    bo, bea = a_person("Bo Friis"), a_person("Bea Holst")
    collaboration = a_proposal(peers=[bo, a_person("Ida Munk")])
    collaboration.created_at = now() - timedelta(days=1)
    save(collaboration)
    save(a_partner(collaboration, a_person("Carl Lind"), Perspective.PROFESSIONAL))
    a_seat_invitation(collaboration)
    left, joined = post_at_once(committed, (bo, f"{AGREEMENT}/leave", {}), (bea, door("seat-token"), chosen()))
    assert left == 302
    assert joined in {302, 422}
    active = db.session.scalars(select(Partner).where(Partner.left_at.is_(None))).all()
    assert sum(1 for each in active if each.perspective is Perspective.LIVED_EXPERIENCE) <= 2
