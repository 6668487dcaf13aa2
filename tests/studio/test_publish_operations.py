"""From a draft to a publication and back, by the operations: what is signed, held, settled and shown."""

import pytest
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.transaction import transaction
from lms.curriculum.models import LessonRevision, Proposal, Status
from lms.curriculum.operations import import_all
from lms.studio import documents
from lms.studio.models import PublicationKind, SignOff
from lms.studio.operations import blocks, candidates, signing
from tests.curriculum.source_files import replace, small_curriculum
from tests.factories import a_person
from tests.learning_factories import a_course
from tests.studio_drafts_factories import a_room
from tests.studio_factories import a_collaboration
from tests.studio_publishing import NOTES, all_sign, publish, ready, sign, write
from tests.studio_signing_factories import a_studio


@pytest.fixture
def scene(app):
    return a_studio()


def test_signed_by_all_it_is_published_as_co_production(scene):
    publication = publish(all_sign(scene, ready(scene)), scene.bea)
    revision = db.session.get(LessonRevision, publication.revision_id)
    assert (revision.status, revision.number, revision.made["notes"]) == (Status.CO_PRODUCTION, 2, NOTES)
    assert {text.language for text in revision.texts} == {"da", "en"}
    assert (scene.lesson.current_id, scene.lesson.minutes) == (revision.id, 15)


def test_the_same_again_makes_no_new_candidate_and_no_second_publication(scene):
    candidate = all_sign(scene, ready(scene))
    assert ready(scene).id == candidate.id
    publish(candidate, scene.bea)
    with pytest.raises(DomainError, match="already"):
        publish(candidate, scene.bo)


def test_without_the_sign_offs_it_waits(scene):
    candidate = ready(scene)
    sign(candidate, scene.bea, scene.carl)
    with pytest.raises(DomainError, match="Sign-offs are missing"):
        publish(candidate, scene.bea)


def test_a_digest_that_has_just_changed_is_not_signed(scene):
    candidate = ready(scene)
    text = candidate.texts[0]
    with pytest.raises(DomainError, match="has changed since"):
        signing.sign(text, "1" * 64, partner=scene.bea, by=scene.bea)
    write(scene, "It begins otherwise.")
    ready(scene)
    with pytest.raises(DomainError, match="has changed since"):
        signing.sign(text, text.digest, partner=scene.bea, by=scene.bea)
    assert db.session.scalars(select(SignOff)).all() == []


def test_a_language_whose_text_stays_the_same_keeps_its_sign_offs(scene):
    all_sign(scene, ready(scene))
    write(scene, "It begins otherwise.", "en")
    candidate = ready(scene)
    kept = db.session.scalars(select(SignOff).where(SignOff.text_id.in_([text.id for text in candidate.texts]))).all()
    assert {each.digest for each in kept} == {text.digest for text in candidate.texts if text.language == "da"}
    assert len(kept) == 3


def test_one_language_is_published_while_the_other_lags_and_follows_later(scene):
    candidate = all_sign(scene, ready(scene), languages=("da",))
    first = publish(candidate, scene.bea)
    assert [text.language for text in db.session.get(LessonRevision, first.revision_id).texts] == ["da"]
    sign(candidate, scene.bea, scene.bo, scene.carl, languages=("en",))
    second = db.session.get(LessonRevision, publish(candidate, scene.bo).revision_id)
    assert {text.language for text in second.texts} == {"da", "en"}
    assert second.made["changed"]["da"] == []


def test_the_last_lived_experience_partner_leaves_before_publication(scene):
    candidate = all_sign(scene, ready(scene))
    scene.bo.left_at = now()
    db.session.commit()
    scene.bea.left_at = now()
    db.session.commit()
    with pytest.raises(DomainError, match="perspectives is empty"):
        publish(candidate, scene.carl)
    assert db.session.scalars(
        select(LessonRevision.number).where(LessonRevision.lesson_id == scene.lesson.id)
    ).all() == [1]


def test_with_one_left_it_is_published_and_shown_as_co_creation(scene):
    candidate = all_sign(scene, ready(scene))
    scene.bo.left_at = now()
    db.session.commit()
    publication = publish(candidate, scene.bea)
    assert db.session.get(LessonRevision, publication.revision_id).status is Status.CO_CREATION


def test_an_earlier_revision_comes_back_under_the_same_rules(scene):
    first = publish(all_sign(scene, ready(scene)), scene.bea)
    write(scene, "It begins otherwise.")
    publish(all_sign(scene, ready(scene)), scene.bea)
    revision = db.session.get(LessonRevision, first.revision_id)
    candidate = candidates.propose_back(scene.draft, revision, by=scene.carl)
    with pytest.raises(DomainError, match="Sign-offs"):
        publish(candidate, scene.carl)
    db.session.rollback()
    candidate = candidates.propose_back(scene.draft, revision, by=scene.carl)
    publication = publish(all_sign(scene, candidate), scene.carl)
    back = db.session.get(LessonRevision, publication.revision_id)
    assert (back.number, back.digest, publication.kind) == (4, revision.digest, PublicationKind.BACK)


def test_a_lesson_is_taken_out_under_the_same_rules_and_can_come_again(scene):
    publish(all_sign(scene, ready(scene)), scene.bea)
    candidate = candidates.propose_withdrawal(scene.draft, by=scene.carl)
    sign(candidate, scene.carl, scene.bea)
    with pytest.raises(DomainError, match="Sign-offs"):
        publish(candidate, scene.carl)
    sign(candidate, scene.bo, languages=("da",))
    publish(candidate, scene.carl)
    assert scene.lesson.current_id is None
    publish(all_sign(scene, ready(scene)), scene.bea)
    assert scene.lesson.current_id is not None


def test_a_spelling_fix_is_recognised_and_a_partner_may_call_it_content(scene):
    write(scene, "It beginns.")
    all_sign(scene, ready(scene))
    write(scene, "It begins.")
    fix = ready(scene, small_fix=True)
    assert fix.is_small_fix
    whole = candidates.call_content_edit(fix, by=scene.bea)
    assert (whole.is_small_fix, whole.digest) == (False, fix.digest)
    write(scene, "It is an entirely other text now, about something else altogether.")
    assert not ready(scene, small_fix=True).is_small_fix


def test_what_lacks_something_in_one_language_leaves_that_language_out(scene, monkeypatch):
    problem = documents.Problem("opening", "en", "A text is missing.")
    monkeypatch.setattr(documents, "validate", lambda _draft: [problem])
    assert [text.language for text in ready(scene).texts] == ["da"]
    monkeypatch.setattr(documents, "validate", lambda _draft: [documents.Problem("opening", "", "It loops.")])
    with pytest.raises(DomainError, match="can't be signed off yet"):
        ready(scene)


def test_a_scenario_with_a_loop_or_a_scene_nobody_meets_is_refused(app):
    room = a_room()
    partner = next(each for each in room.collaboration.partners if each.id == room.writers["bo"].partner_id)
    block = room.block("play")
    first, *others = block.structure["nodes"]
    back = [choice | {"to": [{"to": first["id"]}]} for choice in first["choices"]]
    shape = block.structure | {"nodes": [first | {"choices": back}, *others]}
    blocks.reshape(block, shape, base_version=block.version, by=room.writers["bea"])
    frozen = candidates.look_over(room.draft)
    assert {problem.sentence for problem in frozen.problems if problem.block == "play"} >= {
        "Scene 1: a way leads back to it. That makes a loop."
    }
    with pytest.raises(DomainError, match="can't be signed off yet"):
        candidates.make_ready(room.draft, frozen, small_fix=False, by=partner)


def test_a_changed_source_file_for_a_lesson_under_agreement_is_a_proposal(app, tmp_path):
    lesson = a_course(tmp_path)
    a_collaboration(lesson.module, peers=[a_person("Bea Dam")], professionals=[a_person("Carl Møller")])
    shown = lesson.current_id
    folder = small_curriculum(tmp_path / "changed")
    replace(folder / "first/t1-all/lesson.yaml", "minutes: 15", "minutes: 25")
    with transaction():
        report = import_all(folder)
    assert (report.proposals, report.changed) == (("t1-all",), ())
    assert db.session.get(type(lesson), lesson.id, populate_existing=True).current_id == shown
    assert db.session.scalars(select(Proposal.lesson_id)).all() == [lesson.id]
