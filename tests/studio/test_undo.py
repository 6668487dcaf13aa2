"""One's own last change is undone as a new version, and what others did since stays."""

import pytest
from sqlalchemy import update

from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import Partner
from lms.studio.operations import blocks, history, texts
from lms.studio.queries.drafts import behind
from tests.factories import browser
from tests.studio_drafts_factories import a_room

START = "One.\n\nTwo.\n\nThree."


@pytest.fixture
def room(app):
    room = a_room()
    send(room, "carl", START, base=1)
    return room


def send(room, who, body, *, base):
    texts.save(
        room.block("opening"), "en", body={"heading": "H", "body": body}, note="", base_version=base,
        by=room.writers[who],
    )  # fmt: skip


def says(room):
    return room.text("opening").body["body"]


def undo(room, who):
    history.undo(room.block("opening"), "en", by=room.writers[who])


def test_who_changed_nothing_has_nothing_to_undo(room):
    with pytest.raises(DomainError, match="nothing of yours"):
        undo(room, "bo")


def test_what_others_built_upon_cannot_be_taken_out(room):
    send(room, "bea", "One.\n\nBea.\n\nThree.", base=2)
    send(room, "bo", "One.\n\nBea and Bo.\n\nThree.", base=3)
    with pytest.raises(DomainError, match="changed the same words since"):
        undo(room, "bea")


def test_undoing_steps_back_change_by_change(room):
    send(room, "bea", "One.\n\nTwo.\n\nFirst.", base=2)
    send(room, "bea", "One.\n\nTwo.\n\nSecond.", base=3)
    undo(room, "bea")
    assert says(room).endswith("First.")
    undo(room, "bea")
    assert says(room) == START
    assert room.text("opening").version == 6


def test_what_is_undone_leaves_the_other_language_up_to_date(room):
    texts.check(room.block("opening"), "da", by=room.writers["carl"])
    send(room, "bea", "One.", base=2)
    assert behind(room.block("opening")) == ("da",)
    undo(room, "bea")
    assert behind(room.block("opening")) == ()


def test_only_my_own_part_goes(room):
    send(room, "bea", "Bea.\n\nTwo.\n\nThree.", base=2)
    send(room, "bo", "Bea.\n\nTwo.\n\nBo.", base=3)
    undo(room, "bea")
    assert says(room) == "One.\n\nTwo.\n\nBo."


def test_a_question_taken_out_comes_back_with_its_words(room):
    block = room.block("quiz")
    before, words = block.structure, room.text("quiz").body
    blocks.reshape(block, {"questions": before["questions"][1:]}, base_version=block.version, by=room.writers["bea"])
    history.undo(block, "da", by=room.writers["bea"])
    assert (block.structure, room.text("quiz").body) == (before, words)


def test_any_version_can_be_brought_back(room):
    send(room, "bea", "New.", base=2)
    history.bring_back(room.block("opening"), "en", 2, by=room.writers["bo"])
    assert says(room) == START


def test_nobody_learns_who_chose_a_story(room):
    blocks.reshape(room.block("story"), {"required": False, "story": "x"}, base_version=1, by=room.writers["bea"])
    assert history.last_own(room.block("story"), "en", by=room.writers["bea"]) is None


def test_whoever_is_no_longer_known_is_called_a_partner(app, room):
    send(room, "bea", "New.", base=2)
    send(room, "bo", "Newer.", base=2)
    db.session.execute(update(Partner).values(shown_name=""))
    carl = browser(app, room.people["carl"])
    here = f"/studio/-/drafts/{room.draft.id}"
    assert "· A partner" in carl.get(f"{here}/blocks/opening/en/history").text
    assert "What was sent, by A partner" in carl.get(f"{here}/conflicts").text
