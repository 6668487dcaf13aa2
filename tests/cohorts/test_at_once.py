"""Two people at the same moment, on committed databases with threads: the last place, a double click, two archivers."""

from datetime import timedelta

from sqlalchemy import func, select

from lms.activity.models import TrailEntry
from lms.cohorts.models import CohortInvitation, JoinLinkUse, Participant
from lms.core.clock import today
from lms.core.db import db
from lms.mail.models import OutboxMail
from tests.cohort_factories import a_coordinated_cohort, a_link, an_invitation
from tests.factories import a_person, browser
from tests.together import at_once, post_at_once


def posts(app, people, path, data=None):
    return post_at_once(app, *[(person, path, data or {}) for person in people])


def count(column):
    db.session.rollback()
    return db.session.scalar(select(func.count(column)))


def test_the_last_place_is_taken_once(committed):
    fin, cohort = a_coordinated_cohort()
    a_link(cohort, seats=1, by=fin)
    people = [a_person(f"Person{number}", email=f"p{number}@work.example") for number in range(6)]
    statuses = posts(committed, people, "/join/link-token")
    assert sorted(statuses) == [302, 410, 410, 410, 410, 410]
    assert count(Participant.id) == 1
    assert count(JoinLinkUse.id) == 1


def test_a_double_click_joins_once(committed):
    fin, cohort = a_coordinated_cohort()
    a_link(cohort, by=fin)
    ada = a_person()
    an_invitation(cohort, "ada@work.example", by=fin)
    assert posts(committed, [ada] * 4, "/join/link-token") == [302] * 4
    assert count(Participant.id) == 1
    assert count(JoinLinkUse.id) == 1


def test_two_ways_in_at_once_join_once(committed):
    fin, cohort = a_coordinated_cohort()
    a_link(cohort, by=fin)
    an_invitation(cohort, "ada@work.example", by=fin)
    ada = a_person()
    clients = [browser(committed, ada) for _way in range(2)]
    db.session.close()
    answers = at_once(
        committed,
        lambda: clients[0].post("/join/link-token").status_code,
        lambda: clients[1].post("/join/invitation-token").status_code,
    )
    assert answers == [302, 302]
    assert count(Participant.id) == 1


def test_an_invitation_makes_one_account(committed):
    fin, cohort = a_coordinated_cohort()
    an_invitation(cohort, "ada@work.example", by=fin)
    fields = {"name": "Ada Lund", "language": "en"}
    statuses = posts(committed, [None] * 3, "/join/invitation-token", fields)
    assert min(statuses) == 302
    assert set(statuses) <= {302, 410}
    assert count(Participant.id) == 1
    assert count(CohortInvitation.accepted_by_id) == 1


def test_two_coordinators_archive_at_once(committed):
    fin, cohort = a_coordinated_cohort()
    assert posts(committed, [fin] * 3, f"/cohorts/{cohort.id}/archive") == [302] * 3
    assert count(TrailEntry.id) == 1


def test_two_coordinators_paste_the_same_list_at_once(committed):
    fin, cohort = a_coordinated_cohort()
    fields = {"addresses": "bo@work.example, ada@work.example", "language": "en", "confirmed": "yes"}
    assert posts(committed, [fin] * 3, f"/cohorts/{cohort.id}/invite", fields) == [302] * 3
    assert count(CohortInvitation.id) == 2
    assert count(OutboxMail.id) == 2


def test_two_links_made_at_once_leave_one_open(committed):
    fin, cohort = a_coordinated_cohort()
    fields = {"seats": "5", "expires_on": (today() + timedelta(days=7)).isoformat()}
    page = browser(committed, fin).get(f"/cohorts/{cohort.id}/")
    assert page.status_code == 200
    posts(committed, [fin] * 3, f"/cohorts/{cohort.id}/link", fields)
    assert browser(committed, fin).get(f"/cohorts/{cohort.id}/").text.count("End the link") <= 1
