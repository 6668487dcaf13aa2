"""Export and erasure: what the studio holds about a person, and the tombstone that stays."""

import json

import pytest
from sqlalchemy import select

from lms.cli.stories import stories as command
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Contribution, Credit, Story, StoryText
from lms.privacy import operations
from lms.privacy.archive import collected
from lms.studio import ledger
from lms.studio.models import (
    AuthorEvaluation,
    Collaboration,
    Comment,
    Draft,
    HoursEntry,
    LedgerEntry,
    Notice,
    Partner,
    Pause,
    SeatInvitation,
    SignOff,
    StoryOwner,
    Thread,
)
from lms.studio.notices import tell
from lms.studio.operations import ownerless, telling
from lms.studio.operations.hours import Time, log
from lms.studio.operations.withdrawing import withdraw
from tests.factories import browser, save
from tests.studio_factories import a_practice
from tests.studio_signing_factories import a_candidate, a_publication, a_studio, signed_by
from tests.studio_stories_factories import a_consent, a_recording, a_story

SECRET = "Something only Bea says"


@pytest.fixture
def scene(app):
    """Everything Bea can leave behind."""
    scene = a_studio()
    bea, person = scene.bea, scene.people.bea
    bea.pay, bea.companion, bea.influence, bea.contribution = SECRET, SECRET, SECRET, SECRET
    scene.publication = a_publication(scene, signed_by(a_candidate(scene), scene.bea, scene.bo, scene.carl))
    thread = save(Thread(draft_id=scene.draft.id, language="en", partner_id=bea.id, opened_at=now()))
    save(Comment(thread_id=thread.id, partner_id=bea.id, body=SECRET, made_at=now()))
    save(AuthorEvaluation(publication_id=scene.publication.id, partner_id=bea.id, say=1, answered_at=now()))
    save(Pause(partner_id=bea.id, began_at=now()))
    save(
        Credit(
            lesson_id=scene.lesson.id,
            partner_id=bea.id,
            contribution=Contribution.WRITING,
            name=bea.shown_name,
            confirmed_at=now(),
        )
    )
    invited = {"invited_by_id": scene.people.carl.id, "invited_at": now(), "language": "en"}
    save(
        SeatInvitation(
            collaboration_id=scene.collaboration.id, address=person.email, partner_id=bea.id, token_hash="a", **invited
        ),
        SeatInvitation(collaboration_id=scene.collaboration.id, address=person.email, token_hash="b", **invited),
    )
    a_practice(person)
    log(Time(collaboration_id=scene.collaboration.id, day=now().date(), minutes=30, note=SECRET), by=person)
    tell([bea], "published")
    scene.story = a_story(person, words=SECRET)
    a_consent(scene.story, scene.lesson)
    a_recording(scene.story)
    return scene


def test_the_export_holds_what_is_mine_and_nothing_of_others(scene):
    mine = collected(scene.people.bea)["studio"]
    text = json.dumps(mine, default=str)
    assert text.count(SECRET) == 7
    assert mine["partnerships"][0]["perspective"] == "lived_experience"
    assert mine["stories"][0]["consents"][0]["lesson"] == scene.lesson.slug
    theirs = json.dumps(collected(scene.people.carl)["studio"], default=str)
    assert SECRET not in theirs
    assert "Bea" not in theirs


def test_erased_a_partner_is_a_tombstone_and_what_they_signed_stands(scene):
    bea_id, signed = scene.bea.id, len(db.session.scalars(select(SignOff)).all())
    operations.erase(scene.people.bea, confirmed_by=scene.people.bea.email)
    db.session.commit()
    partner = db.session.get(Partner, bea_id)
    assert (partner.shown_name, partner.pay, partner.companion, partner.influence) == ("", "", "", "")
    assert partner.left_at is not None
    assert partner.perspective.value == "lived_experience", "published parity is counted from it"
    assert len(db.session.scalars(select(SignOff)).all()) == signed
    [comment] = db.session.scalars(select(Comment)).all()
    assert (comment.body, comment.withdrawn_at is not None) == ("", True)
    mine = [StoryOwner, Story, StoryText, HoursEntry, AuthorEvaluation, Pause, Credit]
    assert [db.session.scalars(select(kind)).all() for kind in mine] == [[]] * len(mine)
    assert not db.session.scalars(select(Notice).where(Notice.partner_id == bea_id)).all()
    assert not db.session.scalars(select(Draft).where(Draft.practice_of_id.is_not(None))).all()
    assert {row.address for row in db.session.scalars(select(SeatInvitation))} == {None}
    assert not [row for row in db.session.scalars(select(SeatInvitation)) if row.waits]


def test_an_erasure_leaves_no_note_that_ties_a_story_to_its_owner(scene):
    operations.erase(scene.people.bea, confirmed_by=scene.people.bea.email)
    db.session.commit()
    assert ledger.entries() == [f"person:{scene.people.bea.id}"]


def test_an_agreement_whose_owner_is_gone_can_be_taken_over(app, scene):
    collaboration = scene.collaboration
    path = f"/studio/{scene.module.slug}/-/take-over"
    bo = browser(app, scene.people.bo)
    assert bo.post(path).status_code == 409, "somebody answers for it"
    operations.erase(scene.people.carl, confirmed_by=scene.people.carl.email)
    db.session.commit()
    collaboration = db.session.get(Collaboration, collaboration.id)
    assert ownerless.is_ownerless(collaboration)
    assert collaboration.is_in_force
    assert bo.post(path).status_code == 302
    assert db.session.get(Collaboration, collaboration.id).owner_id == scene.people.bo.id


def test_a_restore_takes_out_again_what_the_ledger_names(app, scene):
    story = scene.story
    withdraw(story)
    db.session.commit()
    lines = app.test_cli_runner().invoke(command, ["ledger"]).output
    assert lines == f"story:{story.id}\n"
    story.withdrawn_at = None
    save(story, StoryText(story_id=story.id, language="en", body=SECRET, approved_at=now()))
    run = app.test_cli_runner().invoke(command, ["replay", "-"], input=f'{{"withdrawn": "story:{story.id}"}}')
    assert run.output == f"story:{story.id}: taken out again\n"
    db.session.expire_all()
    assert not db.session.scalars(select(StoryText)).all()
    again = app.test_cli_runner().invoke(command, ["replay"])
    assert again.output == f"story:{story.id}: nothing left to do\n"
    assert app.test_cli_runner().invoke(command, ["replay", "nonsense"]).exit_code == 1


def test_a_restored_person_is_taken_out_again_with_their_stories(app, scene):
    person_id = scene.people.bea.id
    db.session.commit()
    run = app.test_cli_runner().invoke(command, ["replay", f"person:{person_id}"])
    assert "taken out again" in run.output
    db.session.expire_all()
    assert not db.session.scalars(select(StoryOwner)).all()


def test_a_new_story_with_an_old_number_is_not_withdrawn_by_the_ledger(scene):
    save(LedgerEntry(thing="story", thing_id=scene.story.id + 1, at=now()))
    telling.begin(by=scene.people.bo)
    db.session.commit()
    assert ledger.entries() in ([], [f"story:{scene.story.id + 1}"])
    assert len(db.session.scalars(select(Story)).all()) == 2
