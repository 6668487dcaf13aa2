"""Blocks are added, moved, taken out and brought back; a name is never used twice in a lesson."""

import pytest

from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio import documents
from lms.studio.operations import blocks, drafting
from tests.studio_drafts_factories import a_room, small_lesson


@pytest.fixture
def room(app):
    return a_room()


def test_the_head_stays_where_it_is(room):
    with pytest.raises(DomainError):
        blocks.delete(room.block("head"), by=room.writers["bea"])
    with pytest.raises(DomainError):
        blocks.move(room.block("head"), after="opening", by=room.writers["bea"])


def test_a_draft_of_a_published_lesson_freezes_to_the_same(room):
    structure, texts, _ = small_lesson()
    assert documents.freeze(room.draft) == (structure, texts)


def test_a_block_is_named_after_its_heading_and_added_where_it_is_wanted(room):
    made = blocks.add(room.draft, "text", after="opening", heading="Første møde på jobcentret", by=room.writers["bea"])
    assert made.name == "foerste-moede-paa-jobcentret"
    assert room.names()[1:3] == ["opening", made.name]
    assert room.text(made.name, "da").body == {"heading": "Første møde på jobcentret", "body": ""}


def test_a_name_is_never_used_again(room):
    writer = room.writers["bea"]
    first = blocks.add(room.draft, "text", heading="New", by=writer)
    blocks.delete(first, by=writer)
    assert blocks.add(room.draft, "text", heading="New", by=writer).name == "new-2"
    drafting.close(room.draft, by=writer)
    later = drafting.start(room.lesson, room.collaboration, by=writer)
    assert later is not room.draft
    assert blocks.add(later, "text", heading="New", by=writer).name == "new-3"
    assert blocks.add(later, "text", heading="Opening", by=writer).name == "opening-2"


def test_sent_twice_a_block_is_added_once(room):
    first = blocks.add(room.draft, "text", key="k", by=room.writers["bea"])
    assert blocks.add(room.draft, "text", key="k", by=room.writers["bea"]) is first


def test_two_people_moving_at_once_both_get_their_way(room):
    one, two = room.block("quiz"), room.block("case")
    blocks.move(one, after="head", by=room.writers["bea"])
    blocks.move(two, after="opening", by=room.writers["bo"])
    names = room.names()
    assert names[1] == "quiz"
    assert names[names.index("opening") + 1] == "case"
    assert len(names) == len(set(names))


def test_what_was_taken_out_comes_back_with_its_words(room):
    before, frozen = room.names(), documents.freeze(room.draft)
    blocks.delete(room.block("case"), by=room.writers["bea"])
    assert "case" not in room.names()
    db.session.expire_all()
    blocks.restore(room.block("case"), by=room.writers["bo"])
    db.session.expire_all()
    assert room.names() == before
    assert documents.freeze(room.draft) == frozen


def test_changes_to_the_shape_are_put_together(room):
    block, writer = room.block("dilemma"), room.writers["bea"]
    base = block.version
    blocks.reshape(block, {"sides": ["a", "b", "c"]}, base_version=base, by=writer)
    met = blocks.reshape(block, {"sides": ["a", "b", "d"]}, base_version=base, by=room.writers["bo"])
    assert met.merged
    assert set(block.structure["sides"]) == {"a", "b", "c", "d"}


def test_a_lesson_has_one_open_draft(room):
    assert drafting.start(room.lesson, room.collaboration, by=room.writers["carl"]) is room.draft


def test_a_new_lesson_waits_for_its_publication(room):
    draft = drafting.new_lesson(room.collaboration, "Første dag", by=room.writers["carl"])
    assert draft.lesson.slug == "t1-foerste-dag"
    assert draft.lesson.current_id is None
    assert documents.freeze(draft)[0]["blocks"] == []
