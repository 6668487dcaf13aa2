"""Pages where a lesson is written, by example: every kind of block, both languages, two versions, what files propose."""

from collections.abc import Iterator, Mapping
from typing import Any

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Proposal
from lms.studio import practice as rounds
from lms.studio import practice_acts
from lms.studio.block_forms.entries import PARTED
from lms.studio.models import Draft, DraftBlock
from lms.studio.operations import blocks, drafting, picturing, practising, presence, texts, transfer
from lms.studio.pictures import redrawn
from lms.studio.practice import Step
from lms.studio.writers import Writer
from tests.curriculum.source_files import png
from tests.learning_factories import a_module
from tests.studio_drafts_factories import small_lesson
from tests.studio_factories import a_collaboration

PEER, OTHER_PEER, PROFESSIONAL, ADMIN = "learner", "facilitator", "coordinator", "admin"
Example = tuple[str, str, dict[str, Any], dict[str, str] | None, int]


def examples(people: Mapping[str, Person]) -> Iterator[Example]:
    """Fill the database and yield endpoint, who, arguments, form and status."""
    module = a_module("writing-together", position=83, title="Writing together")
    peers = (people[PEER], people[OTHER_PEER])
    collaboration = a_collaboration(module, peers=peers, professionals=(people[PROFESSIONAL],))
    by = {partner.person_id: Writer(partner.person_id, partner.id) for partner in collaboration.partners}
    draft = drafting.start_empty(module.lessons[0], collaboration, by=by[people[PEER].id])
    _written(draft, by[people[PEER].id], by[people[OTHER_PEER].id])
    practice = drafting.practice(people[PEER])
    db.session.commit()
    at = {"draft": draft.id}
    yield "studio.lesson", PEER, {"module": module.slug, "lesson": module.lessons[0].slug}, None, 200
    yield "studio.lesson", PEER, {"module": module.slug, "lesson": module.lessons[1].slug}, None, 200
    yield "studio.new_lesson", PEER, {"module": module.slug}, None, 200
    yield "studio.new_lesson", PEER, {"module": module.slug}, {"title": ""}, 422
    yield "studio.practice", PEER, {}, None, 200
    yield "studio.practice", ADMIN, {}, None, 200
    for endpoint in ("draft", "add_block", "conflicts", "files", "preview"):
        yield f"studio.{endpoint}", PEER, at, None, 200
    yield "studio.preview", PEER, {**at, "in": "both"}, None, 200
    yield "studio.draft", PEER, {"draft": practice.id}, None, 200
    yield "studio.practise_together", PEER, {}, None, 200
    yield from _practised(people[ADMIN])
    yield from _pictures(draft, by[people[PEER].id])
    yield from _forms(draft)


def _practised(person: Person) -> Iterator[Example]:
    """Go through a round of the practice, and yield each step at its beginning and at its end."""
    practised = practising.begin("en", by=person)
    db.session.commit()
    for step in Step:
        yield "studio.practise_step", ADMIN, {"step": step.value}, None, 200
    yield "studio.practise_step", ADMIN, {"step": "suggest", "kind": "replacement"}, None, 200
    yield "studio.practise_step", PEER, {"step": "sign"}, None, 302
    state = rounds.read(practised.state)
    state.vote.opened = True
    practice_acts.place_hold(state, reason="Too short", part=True)
    practice_acts.propose_mediator(state, "Signe")
    state.mediated.chosen, state.mediated.mine, state.mediated.theirs = True, {"en": "So."}, {"en": "Not so."}
    practice_acts.make_ready(state, small=False)
    state.said[0].hidden, state.own.credits, state.own.paused = "Private", ["idea"], True
    practising.keep(practised, state)
    db.session.commit()
    yield "studio.practise_together", ADMIN, {}, None, 200
    for step in ("decide", "report", "sign", "hold", "mediate", "publish", "credit", "pause"):
        yield "studio.practise_step", ADMIN, {"step": step}, None, 200
    yield "studio.practise_step", ADMIN, {"step": "pause", "deputy": "yes"}, None, 200


def _written(draft: Draft, by: Writer, other: Writer) -> None:
    """Fill a draft with every kind of block, a conflict, a language that lags behind, and something taken out."""
    structure, words, _sources = small_lesson()
    structure.pop("media", None)
    transfer.take_over(draft, structure, words, by=by)
    opening = _block(draft, "opening")
    version = next(text.version for text in opening.texts if text.language == "en")
    for one, said in ((other, "One."), (by, "Two.")):
        texts.save(opening, "en", body={"heading": "A Tuesday", "body": said}, note="", base_version=version, by=one)
    presence.be_here(opening, "en", by=other)
    blocks.delete(blocks.add(draft, "text", heading="Taken out", by=by), by=by)
    for kind in ("facts", "quiz", "scenario"):
        blocks.add(draft, kind, by=by)
    proposed = {"lesson_id": draft.lesson_id, "digest": "1" * 64, "structure": structure, "texts": words}
    proposed["texts"]["en"]["blocks"]["reflection"]["body"] = "Another question?"
    db.session.add(Proposal(**proposed, created_at=now()))
    db.session.flush()


def _pictures(draft: Draft, by: Writer) -> Iterator[Example]:
    words = {"en": "A red square", "da": "En rød firkant"}
    kept = picturing.keep(draft, redrawn(png()), words, by=by)
    picturing.put_in(kept, _block(draft, "opening"), {"da": 0}, by=by)
    db.session.commit()
    at = {"draft": draft.id}
    yield "studio.pictures", PEER, at, None, 200
    yield "studio.add_picture", PEER, at, {"words_en": "A square"}, 422
    put = {**at, "picture": kept.id, "block": "opening"}
    yield "studio.put_picture", PEER, put, None, 200
    yield "studio.put_picture", PEER, put, {"place": "99"}, 422


def _forms(draft: Draft) -> Iterator[Example]:
    rows = db.session.query(DraftBlock).filter_by(draft_id=draft.id, deleted_at=None).order_by(DraftBlock.position)
    for row in rows.all():
        at = {"draft": draft.id, "block": row.name, "language": "en"}
        yield "studio.edit_block", PEER, at, None, 200
        for name in (one["id"] for key in PARTED for one in row.structure.get(key, ())):
            yield "studio.edit_block", PEER, {**at, "part": name}, None, 200
    at = {"draft": draft.id, "block": "opening", "language": "da"}
    yield "studio.edit_block", PEER, at, None, 200
    yield "studio.history", PEER, {**at, "language": "en"}, None, 200
    yield "studio.save_block", PEER, at, {"version": "1", "body.body": "x" * 20_001}, 422


def _block(draft: Draft, name: str) -> DraftBlock:
    return db.session.query(DraftBlock).filter_by(draft_id=draft.id, name=name).one()
