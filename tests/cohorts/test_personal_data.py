"""What cohorts keep about a person can be taken away and erased; addresses go when their time has come."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.cohorts import personal_data
from lms.cohorts.jobs import PURGE
from lms.cohorts.models import Cohort, CohortInvitation, JoinLink, JoinLinkUse, Participant
from lms.core.clock import now
from lms.core.db import db
from tests.cohort_factories import a_coordinated_cohort, a_link, a_participant, a_use, an_invitation
from tests.factories import a_person


def test_every_column_that_points_to_a_person_is_claimed():
    tables = [kind.__table__ for kind in (Cohort, Participant, CohortInvitation, JoinLink, JoinLinkUse)]
    pointing = {
        f"{key.parent.table.name}.{key.parent.name}"
        for table in tables
        for key in table.foreign_keys
        if key.target_fullname == "people.id"
    }
    assert pointing == personal_data.CLAIMS


def test_export_holds_my_part_and_nobody_elses(app):
    fin, cohort = a_coordinated_cohort()
    ada = a_person()
    a_participant(cohort, ada, shows_earlier=True)
    an_invitation(cohort, "ada@work.example", by=fin)
    an_invitation(cohort, "bo@work.example", token="other", by=fin)
    mine = personal_data.export(ada)
    assert [(row["cohort"], row["shows_earlier_completions"]) for row in mine["cohorts"]] == [("Autumn team", True)]
    assert [row["address"] for row in mine["cohort_invitations"]] == ["ada@work.example"]
    his = personal_data.export(fin)
    assert his["cohorts_made"]["cohorts"][0]["name"] == "Autumn team"
    assert len(his["cohorts_made"]["invitations_sent"]) == 2
    assert "bo@work.example" not in str(his)


def test_erasure_takes_the_person_out_and_keeps_the_seat_counted(app):
    fin, cohort = a_coordinated_cohort()
    ada, bo = a_person(), a_person("Bo Ek")
    a_participant(cohort, ada)
    a_participant(cohort, bo, left_at=now(), removed_by_id=fin.id)
    an_invitation(cohort, "ada@work.example", by=fin)
    link = a_link(cohort, by=fin)
    a_use(link, None, person_id=ada.id, used_at=now(), name="")
    a_use(a_link(cohort, token="second"), "ada@work.example", token="asked")
    personal_data.erase(ada)
    db.session.commit()
    assert [row.person_id for row in db.session.scalars(select(Participant))] == [bo.id]
    invitation = db.session.scalars(select(CohortInvitation)).one()
    assert (invitation.email, invitation.cancelled_at is None) == (None, False)
    uses = db.session.scalars(select(JoinLinkUse)).all()
    assert [(use.person_id, use.email, use.used_at is None) for use in uses] == [(None, None, False)]


@pytest.mark.parametrize(("days", "kept"), [(29, "bo@work.example"), (31, None)])
def test_an_expired_invitation_loses_its_address_after_thirty_days(app, days, kept):
    fin, cohort = a_coordinated_cohort()
    an_invitation(cohort, "bo@work.example", by=fin, expires_at=now() - timedelta(days=days))
    for _run in range(2):
        PURGE.run()
    assert db.session.scalars(select(CohortInvitation)).one().email == kept


def test_an_address_never_confirmed_is_deleted(app):
    fin, cohort = a_coordinated_cohort()
    link = a_link(cohort, by=fin)
    a_use(link, "bo@work.example", expires_at=now() - timedelta(days=8))
    a_use(link, "ada@work.example", token="fresh")
    PURGE.run()
    assert [use.email for use in db.session.scalars(select(JoinLinkUse))] == ["ada@work.example"]
