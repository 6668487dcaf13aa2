"""A save never overwrites what it has not seen, and nothing that was sent is lost."""

import pytest

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import Conflict, DraftChange
from lms.studio.operations import blocks, texts
from tests.studio_drafts_factories import a_room

START = "One.\n\nTwo.\n\nThree."


@pytest.fixture
def room(app):
    room = a_room()
    send(room, "bea", START, base=1)
    return room


def send(room, who, body, *, base, heading="Heading", language="en"):
    return texts.save(
        room.block("opening"), language, body={"heading": heading, "body": body}, note="", base_version=base,
        by=room.writers[who],
    )  # fmt: skip


def test_a_closed_draft_is_not_written(room):
    room.draft.closed_at = now()
    with pytest.raises(DomainError, match="closed"):
        send(room, "bea", "New.", base=2)


def test_a_block_taken_out_meanwhile_is_not_written(room):
    blocks.delete(room.block("opening"), by=room.writers["bo"])
    with pytest.raises(DomainError, match="took this part out"):
        send(room, "bea", "New.", base=2)


def test_the_same_version_is_saved_and_kept_in_the_history(room):
    saved = send(room, "bea", "New.", base=2)
    assert (saved.version, saved.merged, saved.conflict) == (3, False, None)
    change = db.session.query(DraftChange).filter_by(block_id=room.block("opening").id, language="en", version=3).one()
    assert change.state["body"]["body"] == "New."
    assert change.partner_id == room.writers["bea"].partner_id


def test_a_double_submit_changes_nothing(room):
    first = send(room, "bea", "New.", base=2)
    second = send(room, "bea", "New.", base=2)
    assert (second.version, second.conflict) == (first.version, None)


def test_other_paragraphs_and_fields_are_put_together(room):
    send(room, "bo", "One.\n\nTwo.\n\nThree, by Bo.", base=2)
    saved = send(room, "bea", "One, by Bea.\n\nTwo.\n\nThree.", base=2, heading="Bea's")
    assert saved.merged
    assert saved.body == {"heading": "Bea's", "body": "One, by Bea.\n\nTwo.\n\nThree, by Bo."}


def test_what_two_people_add_at_the_end_both_stays(room):
    send(room, "bo", START + "\n\nBo.", base=2)
    assert send(room, "bea", START + "\n\nBea.", base=2).body["body"] == START + "\n\nBo.\n\nBea."


def test_the_same_paragraph_twice_is_kept_on_both_sides(room):
    send(room, "bo", "One.\n\nTwo, by Bo.\n\nThree.", base=2)
    saved = send(room, "bea", "One.\n\nTwo, by Bea.\n\nThree.", base=2)
    assert "by Bo" in room.text("opening").body["body"]
    assert "by Bea" in saved.conflict.body["body"]
    assert send(room, "bea", "One.\n\nTwo, by Bea.\n\nThree.", base=2).conflict is saved.conflict
    assert db.session.query(Conflict).count() == 1


def test_choosing_mine_makes_a_new_version_and_keeps_the_other_in_the_history(room):
    send(room, "bo", "Bo.", base=2)
    conflict = send(room, "bea", "Bea.", base=2).conflict
    texts.settle(conflict, keep_mine=True, by=room.writers["bea"])
    assert room.text("opening").body["body"] == "Bea."
    states = [row.state for row in db.session.query(DraftChange).filter_by(block_id=room.block("opening").id)]
    assert any(state.get("body", {}).get("body") == "Bo." for state in states)
    assert conflict.settled_at is not None


def test_the_language_not_written_in_lags_behind_until_somebody_checked_it(room):
    assert lags(room, "da")
    assert not lags(room, "en")
    send(room, "bo", "Dansk.", base=1, language="da")
    assert not lags(room, "en")
    texts.check(room.block("opening"), "da", by=room.writers["bo"])
    assert not lags(room, "da")


def lags(room, language):
    other = "en" if language == "da" else "da"
    return room.text("opening", language).follows[other] < room.text("opening", other).version


def test_taking_what_was_sent_leaves_what_others_changed_elsewhere(room):
    send(room, "bo", "Bo.\n\nTwo.\n\nThree.", base=2, heading="Bo's")
    conflict = send(room, "bea", START, base=2, heading="Bea's").conflict
    send(room, "bo", "Bo.\n\nTwo.\n\nAnd later.", base=3, heading="Bo's")
    texts.settle(conflict, keep_mine=True, by=room.writers["bea"])
    assert room.text("opening").body == {"heading": "Bea's", "body": "Bo.\n\nTwo.\n\nAnd later."}
