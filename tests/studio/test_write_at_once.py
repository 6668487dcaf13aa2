"""Several people write in the same moment, on committed databases with threads: everything that was sent is there."""

import time
from collections import Counter
from threading import Event

from lms.core.db import db
from lms.core.transaction import transaction
from lms.curriculum.models import Media
from lms.studio.models import Conflict, Draft, DraftBlock, DraftChange, DraftPicture, DraftText
from lms.studio.operations import picturing
from lms.studio.pictures import redrawn
from lms.studio.writers import Writer
from tests.curriculum.source_files import png
from tests.factories import browser
from tests.studio_drafts_factories import a_practice_of, a_room
from tests.together import at_once

AUTOSAVE = {"X-Requested-With": "autosave"}


def send(app, room, acts):
    """Post each act, by somebody of the room, from the same moment; return the statuses."""
    clients = [(browser(app, room.people[who]), path, data) for who, path, data in acts]
    base = f"/studio/-/drafts/{room.draft.id}"
    db.session.close()
    calls = [
        lambda client=client, path=path, data=data: client.post(base + path, data=data, headers=AUTOSAVE).status_code
        for client, path, data in clients
    ]
    return at_once(app, *calls)


def test_parts_added_and_moved_at_once_are_all_there_in_one_order(committed):
    room = a_room()
    before = set(room.names())
    adds = [(who, "/add", {"kind": "text", "heading": "Same heading", "key": f"k{who}"}) for who in room.people]
    moves = [(who, f"/blocks/{name}/move", {"position": 1}) for who, name in (("bea", "quiz"), ("bo", "case"))]
    assert send(committed, room, [*adds, *moves]) == [302] * 5
    rows = db.session.query(DraftBlock).filter_by(deleted_at=None).all()
    assert {row.name for row in rows} == before | {"same-heading", "same-heading-2", "same-heading-3"}
    assert sorted(row.position for row in rows) == list(range(len(rows)))
    assert {row.name for row in rows if row.position in (1, 2)} == {"quiz", "case"}


def test_every_word_sent_at_once_is_in_the_text_or_waits(committed):
    room = a_room()
    acts = [
        (who, "/blocks/opening/en", {"version": 100_001, "body.heading": f"By {who}"}) for who in ("bea", "bo", "carl")
    ]
    statuses = Counter(send(committed, room, acts))
    assert statuses == {200: 1, 409: 2}
    block = db.session.query(DraftBlock).filter_by(name="opening").one()
    text = db.session.query(DraftText).filter_by(block_id=block.id, language="en").one()
    said = {text.body["heading"], *(row.body["heading"] for row in db.session.query(Conflict))}
    assert said == {"By bea", "By bo", "By carl"}
    versions = [row.version for row in db.session.query(DraftChange).filter_by(block_id=block.id, language="en")]
    assert sorted(versions) == [1, 2]


def test_a_draft_is_begun_once_by_two_people(committed):
    room = a_room()
    module = room.collaboration.module.slug
    client = browser(committed, room.people["bea"])
    made = client.post(f"/studio/{module}/-/new-lesson", data={"title": "Later"})
    draft = db.session.query(Draft).order_by(Draft.id.desc()).first()
    slug = draft.lesson.slug
    draft.closed_at = draft.created_at
    db.session.commit()
    assert made.status_code == 302
    clients = [browser(committed, person) for person in room.people.values()]
    db.session.close()
    calls = [lambda client=client: client.post(f"/studio/{module}/{slug}/start").status_code for client in clients]
    assert at_once(committed, *calls) == [302] * 3
    assert db.session.query(Draft).filter_by(closed_at=None).count() == 2


def test_a_picture_kept_while_another_draft_forgets_it_has_its_bytes(committed):
    room = a_room()
    bea = room.people["bea"]
    drawn = redrawn(png())
    mine, other = room.draft.id, a_practice_of(bea).id
    writers = {mine: room.writers["bea"], other: Writer(bea.id, None)}
    words = {"en": "A square", "da": "Et kvadrat"}

    def keep(draft_id):
        with transaction():
            picturing.keep(db.session.get_one(Draft, draft_id), drawn, words, by=writers[draft_id])
            kept.set()
            time.sleep(0.3)

    def forget():
        kept.wait(10)
        with transaction():
            draft = db.session.get_one(Draft, mine)
            picturing.remove(draft.pictures[0], draft)

    kept = Event()
    keep(mine)
    kept.clear()
    db.session.close()
    at_once(committed, lambda: keep(other), forget)
    assert [one.draft_id for one in db.session.query(DraftPicture)] == [other]
    assert [one.digest for one in db.session.query(Media)] == [drawn.digest]
