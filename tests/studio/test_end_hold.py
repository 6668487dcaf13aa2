"""What ends a hold, and what doesn't: taken back, a change both sides sign off, or mediation (rule 3)."""

import pytest
from sqlalchemy import select

from lms.activity.models import TrailEntry
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import LessonText
from lms.studio import documents
from lms.studio.models import DraftBlock, DraftText, HoldEnd
from lms.studio.operations import candidates, holding
from lms.studio.paragraphs import plain
from tests.studio_publishing import ONE, all_sign, mediated, publish, ready, sign, write
from tests.studio_signing_factories import a_studio


@pytest.fixture
def scene(app):
    return a_studio()


def test_nobody_publishes_over_a_hold_until_it_is_withdrawn(scene):
    candidate = all_sign(scene, ready(scene))
    hold = holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.bea)
    db.session.commit()
    with pytest.raises(DomainError, match="hold is open"):
        publish(candidate, scene.carl)
    with pytest.raises(DomainError, match="Only the person"):
        holding.withdraw(hold, partner=scene.bo, by=scene.bo)
    db.session.rollback()
    holding.withdraw(hold, partner=scene.bea, by=scene.bea)
    publish(candidate, scene.carl)


def test_the_trail_of_a_hold_names_nobody(scene):
    hold = holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.bea)
    holding.withdraw(hold, partner=scene.bea, by=scene.bea)
    rows = db.session.execute(select(TrailEntry.verb, TrailEntry.actor_id).order_by(TrailEntry.id)).all()
    assert rows == [("held", None), ("hold_ended", None)]


def test_a_change_both_perspectives_sign_ends_a_hold(scene):
    ready(scene)
    hold = holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.bea)
    write(scene, "It begins otherwise.")
    candidate = ready(scene)
    sign(candidate, scene.carl)
    assert hold.ended_at is None
    sign(candidate, scene.bo)
    assert (hold.how_ended, hold.ended_by_candidate_id) == (HoldEnd.CHANGED, candidate.id)


@pytest.mark.parametrize("frozen_before", [True, False])
def test_freezing_what_was_held_ends_no_hold(scene, frozen_before):
    if frozen_before:
        ready(scene)
        write(scene, "It begins as nobody told it.")
    hold = holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.bea)
    candidate = ready(scene)
    sign(candidate, scene.bo, scene.carl)
    assert hold.ended_at is None
    write(scene, "It begins otherwise.")
    sign(ready(scene), scene.bo, scene.carl)
    assert hold.how_ended is HoldEnd.CHANGED


def test_after_mediation_both_positions_are_published_side_by_side(scene):
    before = all_sign(scene, ready(scene))
    hold = mediated(scene, HoldEnd.SIDE_BY_SIDE)
    with pytest.raises(DomainError, match="hold is open"):
        publish(before, scene.carl)
    db.session.rollback()
    publication = publish(all_sign(scene, ready(scene)), scene.carl)
    text = db.session.scalars(
        select(LessonText).where(LessonText.revision_id == publication.revision_id, LessonText.language == "da")
    ).one()
    stands = text.source["blocks"][f"disagreement-{hold.id}"]
    assert stands["heading"] == "Her er vi uenige"
    assert plain(stands["body"]) == (f"Det ene synspunkt\n\n{ONE}\n\nDet andet synspunkt\n\nDet var anderledes.")
    assert hold.how_ended is HoldEnd.SIDE_BY_SIDE


@pytest.mark.parametrize("change", ["It was nearly so.", None])
def test_positions_that_read_otherwise_are_not_made_ready(scene, change):
    hold = mediated(scene, HoldEnd.SIDE_BY_SIDE)
    name = f"disagreement-{hold.id}"
    text = db.session.scalars(
        select(DraftText).join(DraftBlock).where(DraftBlock.name == name, DraftText.language == "en")
    ).one()
    stood = text.body["body"]
    write(scene, change or f"{stood} Nearly.", "en", name)
    frozen = candidates.look_over(scene.draft)
    assert [(problem.block, problem.language) for problem in frozen.problems] == [(name, "en")]
    assert list(frozen.texts) == ["da"]
    write(scene, stood, "en", name)
    assert list(candidates.look_over(scene.draft).texts) == ["en", "da"]


def test_a_change_only_one_side_signed_ends_no_hold(scene):
    sign(ready(scene), scene.bo, scene.carl)
    hold = holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.bea)
    write(scene, "It begins otherwise.")
    candidate = ready(scene)  # what both signed in Danish is carried over; the change is in English
    sign(candidate, scene.carl)
    assert hold.ended_at is None
    sign(candidate, scene.bo, languages=("en",))
    assert hold.how_ended is HoldEnd.CHANGED


def test_written_and_written_back_the_held_text_ends_no_hold(scene):
    hold = holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.bea)
    stood = documents.freeze(scene.draft)[1]["en"]["blocks"]["opening"]["body"]
    write(scene, "It begins otherwise.")
    write(scene, stood)
    sign(ready(scene), scene.bo, scene.carl)
    assert hold.ended_at is None


def test_after_mediation_it_is_published_without_the_part(scene):
    block = db.session.scalars(select(DraftBlock).where(DraftBlock.name == "more")).one()
    hold = mediated(scene, HoldEnd.LEFT_OUT, block=block)
    candidate = all_sign(scene, ready(scene))
    assert [each["id"] for each in candidate.structure["blocks"]] == ["opening"]
    publish(candidate, scene.carl)
    assert hold.how_ended is HoldEnd.LEFT_OUT
