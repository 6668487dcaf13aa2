"""A coordinator pastes addresses, sees what will be sent, and sends it. Known and unknown addresses look the same."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from lms.activity.models import TrailEntry
from lms.cohorts.addresses import read_addresses
from lms.cohorts.models import CohortInvitation
from lms.core.clock import now
from lms.core.db import db
from lms.mail.models import OutboxMail
from tests.cohort_factories import (
    a_cohort,
    a_coordinated_cohort,
    a_facilitator,
    a_participant,
    an_invitation,
    delivered,
    token_in,
)
from tests.factories import a_member, a_person, an_organisation, browser
from tests.learning_factories import a_module


def paste(app, person, cohort, addresses, **fields):
    data = {"addresses": addresses, "language": "en", **fields}
    return browser(app, person).post(f"/cohorts/{cohort.id}/invite", data=data)


def send(app, person, cohort, addresses, **fields):
    return paste(app, person, cohort, addresses, confirmed="yes", **fields)


def counts():
    return db.session.scalar(select(func.count(CohortInvitation.id))), db.session.scalar(
        select(func.count(OutboxMail.id))
    )


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("a@b.dk\nc@d.dk", ["a@b.dk", "c@d.dk"]),
        ("a@b.dk, c@d.dk; e@f.dk", ["a@b.dk", "c@d.dk", "e@f.dk"]),
        ("Ada Lund <Ada@B.dk>", ["ada@b.dk"]),
        ('"Lund, Ada" <ada@b.dk>, b@b.dk', ["ada@b.dk", "b@b.dk"]),
        ("a@b.dk\nA@B.DK\n\n  \na@b.dk,", ["a@b.dk"]),
    ],
)
def test_pasted_text_is_read(text, addresses):
    pasted = read_addresses(text)
    assert (pasted.addresses, pasted.bad) == (addresses, [])


def test_bad_parts_know_their_line():
    pasted = read_addresses("a@b.dk\nnobody\n\nc@d.dk, two words@x.dk")
    assert [(bad.line, bad.text) for bad in pasted.bad] == [(2, "nobody"), (4, "two words@x.dk")]


def test_signed_out_is_sent_to_sign_in(client):
    _fin, cohort = a_coordinated_cohort()
    assert client.get(f"/cohorts/{cohort.id}/invite").status_code == 302


def test_strangers_and_facilitators_invite_nobody(app):
    _fin, cohort = a_coordinated_cohort()
    for person in (a_person("Eve Dahl"), a_facilitator(cohort)):
        assert send(app, person, cohort, "bo@work.example").status_code == 403
    assert counts() == (0, 0)


def test_bad_lines_are_named_and_nothing_is_sent(app):
    fin, cohort = a_coordinated_cohort()
    page = send(app, fin, cohort, "bo@work.example\nbea at work\nada@")
    assert page.status_code == 422
    assert "Line 2: “bea at work” is not a mail address." in page.text
    assert "Line 3: “ada@” is not a mail address." in page.text
    assert "bo@work.example" in page.text
    assert counts() == (0, 0)


@pytest.mark.parametrize(("text", "sentence"), [("", "Paste at least one"), (",;\n,", "Paste at least one")])
def test_an_empty_list_is_refused(app, text, sentence):
    fin, cohort = a_coordinated_cohort()
    page = paste(app, fin, cohort, text)
    assert page.status_code == 422
    assert sentence in page.text


def test_more_than_five_hundred_are_refused(app):
    fin, cohort = a_coordinated_cohort()
    page = send(app, fin, cohort, "\n".join(f"p{number}@work.example" for number in range(501)))
    assert page.status_code == 422
    assert "501 addresses; 500 at a time" in page.text
    assert counts() == (0, 0)


def test_nothing_is_sent_before_it_is_confirmed(app):
    fin, cohort = a_coordinated_cohort()
    page = paste(app, fin, cohort, "Bo Ek <bo@work.example>\nada@work.example")
    assert page.status_code == 200
    assert "2 addresses get this mail, in English:" in page.text
    assert "bo@work.example, ada@work.example" in page.text
    assert counts() == (0, 0)


def test_an_archived_cohort_invites_nobody(app):
    fin, cohort = a_coordinated_cohort(archived_at=now())
    assert send(app, fin, cohort, "bo@work.example").status_code == 409
    assert counts() == (0, 0)


def test_known_unknown_and_joined_addresses_look_the_same(app):
    fin, cohort = a_coordinated_cohort([a_module()])
    a_member(a_person("Ada Lund"), cohort.organisation)
    a_participant(cohort, a_person("Bo Ek"))
    known, joined, unknown = "ada@work.example", "bo@work.example", "who@work.example"
    page = paste(app, fin, cohort, f"{known}\n{joined}\n{unknown}").text
    send(app, fin, cohort, f"{known}\n{joined}\n{unknown}")
    rows = db.session.scalars(select(CohortInvitation)).all()
    assert sorted(row.email for row in rows) == [known, joined, unknown]
    assert len({(row.language, row.created_by_id, row.accepted_at, row.cancelled_at) for row in rows}) == 1
    listed = browser(app, fin).get(f"/cohorts/{cohort.id}/").text
    for text in (page, listed):
        assert text.count(known) == text.count(joined) == text.count(unknown) > 0
    mails = {mail.to: mail for mail in delivered(app)}
    plain = {mail.text.replace(token_in(mail), "") for mail in mails.values()}
    assert (set(mails), len(plain)) == ({known, joined, unknown}, 1)


def test_known_and_unknown_addresses_take_the_same_statements(app, statements):
    fin, cohort = a_coordinated_cohort()
    a_person("Ada Lund")
    ran = []
    for address in ("ada@work.example", "who@work.example"):
        page = browser(app, fin)
        with statements() as these:
            page.post(f"/cohorts/{cohort.id}/invite", data={"addresses": address, "language": "en", "confirmed": "yes"})
        ran.append(list(these))
    assert ran[0] == ran[1]


def test_look_ups_do_not_grow_with_the_list(app, statements):
    fin, cohort = a_coordinated_cohort()
    page = browser(app, fin)
    addresses = "\n".join(f"p{number}@work.example" for number in range(200))
    with statements() as ran:
        page.post(f"/cohorts/{cohort.id}/invite", data={"addresses": addresses, "language": "en", "confirmed": "yes"})
    assert counts() == (200, 200)
    assert len([statement for statement in ran if statement.startswith("SELECT")]) <= 5


def test_the_same_form_sent_twice_makes_one_mail(app):
    fin, cohort = a_coordinated_cohort()
    for _click in range(2):
        assert send(app, fin, cohort, "bo@work.example").status_code == 302
    assert counts() == (1, 1)


def test_an_address_that_waits_gets_a_new_mail_and_a_new_term(app):
    fin, cohort = a_coordinated_cohort()
    old = an_invitation(
        cohort, "bo@work.example", created_at=now() - timedelta(days=20), expires_at=now() - timedelta(days=6)
    )
    send(app, fin, cohort, "bo@work.example")
    assert counts() == (1, 1)
    assert db.session.get(CohortInvitation, old.id).expires_at > now() + timedelta(days=13)


def test_only_the_newest_of_two_waiting_mails_goes_out(app):
    fin, cohort = a_coordinated_cohort()
    send(app, fin, cohort, "bo@work.example")
    db.session.execute(update(CohortInvitation).values(created_at=now() - timedelta(hours=1)))
    db.session.commit()
    send(app, fin, cohort, "bo@work.example")
    assert len(delivered(app)) == 1


def test_the_mail_names_who_invites_and_nothing_else(app):
    fin, cohort = a_coordinated_cohort([a_module(title="Psychosis and work")], name="Sick-leave team")
    send(app, fin, cohort, "bo@work.example")
    [mail] = delivered(app)
    assert mail.subject == "An invitation from Nordby Jobcenter"
    assert "Fin Berg at Nordby Jobcenter invites you" in mail.text
    for word in ("Psychosis", "Sick-leave", "Autumn"):
        assert word not in mail.text + mail.html + mail.subject
    assert browser(app).get(f"/join/{token_in(mail)}").status_code == 200


def test_the_mail_comes_in_the_language_chosen(app):
    fin, cohort = a_coordinated_cohort()
    send(app, fin, cohort, "bo@work.example", language="da")
    [mail] = delivered(app)
    assert mail.subject == "En invitation fra Nordby Jobcenter"


def test_the_trail_holds_ids_only(app):
    fin, cohort = a_coordinated_cohort()
    send(app, fin, cohort, "bo@work.example")
    entry = db.session.scalars(select(TrailEntry)).one()
    assert (entry.verb, entry.thing, entry.thing_id, entry.actor_id) == ("invited", "cohort", cohort.id, fin.id)


def test_resending_makes_a_new_mail_and_the_old_link_says_so(app):
    fin, cohort = a_coordinated_cohort()
    invitation = an_invitation(cohort, "bo@work.example", created_at=now() - timedelta(days=1))
    answer = browser(app, fin).post(f"/cohorts/{cohort.id}/invitations/{invitation.id}/resend")
    assert answer.status_code == 302
    [mail] = delivered(app)
    assert browser(app).get(f"/join/{token_in(mail)}").status_code == 200
    old = browser(app).get("/join/invitation-token")
    assert old.status_code == 404
    assert "use the newest one" in old.text


def test_an_answered_invitation_is_not_sent_again(app):
    fin, cohort = a_coordinated_cohort()
    invitation = an_invitation(cohort, None, accepted_at=now())
    answer = browser(app, fin).post(f"/cohorts/{cohort.id}/invitations/{invitation.id}/resend")
    assert answer.status_code == 409
    assert "no longer kept" in answer.text


def test_calling_back_deletes_the_address_and_says_so_to_the_invited(app):
    fin, cohort = a_coordinated_cohort()
    invitation = an_invitation(cohort, "bo@work.example", by=fin)
    for _click in range(2):
        assert browser(app, fin).post(f"/cohorts/{cohort.id}/invitations/{invitation.id}/cancel").status_code == 302
    assert db.session.get(CohortInvitation, invitation.id).email is None
    page = browser(app).get("/join/invitation-token")
    assert page.status_code == 410
    assert "was called back" in page.text
    assert "Fin Berg, coordinator at Nordby Jobcenter" in page.text


def test_an_invitation_of_another_cohort_is_not_touched_from_here(app):
    fin, cohort = a_coordinated_cohort()
    elsewhere = a_cohort(an_organisation("Sydby"))
    invitation = an_invitation(elsewhere, "bo@work.example")
    for act in ("resend", "cancel"):
        assert browser(app, fin).post(f"/cohorts/{cohort.id}/invitations/{invitation.id}/{act}").status_code == 404
    assert db.session.get(CohortInvitation, invitation.id).email == "bo@work.example"


def test_a_facilitator_sees_no_addresses(app):
    _fin, cohort = a_coordinated_cohort()
    an_invitation(cohort, "bo@work.example")
    page = browser(app, a_facilitator(cohort)).get(f"/cohorts/{cohort.id}/").text
    assert "bo@work.example" not in page
    assert "Invite by mail" not in page
