"""Pages of approving, holding and publishing by example: a lesson under way, one under mediation, one that is published."""

from collections.abc import Iterator, Mapping
from typing import Any

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Contribution, Lesson
from lms.studio import both_positions
from lms.studio.models import Candidate, Draft, HoldEnd, Partner
from lms.studio.operations import candidates, crediting, holding, mediating, publishing, signing
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_draft

PEER, OTHER_PEER, PROFESSIONAL = "learner", "facilitator", "coordinator"
Example = tuple[str, str, dict[str, Any], dict[str, str] | None, int]
NOTES = {"en": "The beginning is new.", "da": "Begyndelsen er ny."}


class Table:
    """Three of the demo's people who write a module of four lessons."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        self.module = a_module("deciding-together", position=84, title="Deciding together", lessons=4)
        peers = (people[PEER], people[OTHER_PEER])
        collaboration = a_collaboration(self.module, peers=peers, professionals=(people[PROFESSIONAL],))
        self.drafts = [a_draft(collaboration, lesson) for lesson in self.module.lessons]
        partners = {partner.person_id: partner for partner in collaboration.partners}
        self.peer, self.other, self.pro = (partners[people[who].id] for who in (PEER, OTHER_PEER, PROFESSIONAL))

    def ready(self, draft: Draft, *signers: Partner) -> Candidate:
        candidate = candidates.make_ready(draft, candidates.look_over(draft), small_fix=False, by=self.pro)
        for partner in signers:
            for text in candidate.texts:
                signing.sign(text, text.digest, partner=partner, by=partner)
        db.session.commit()
        return candidate


def examples(people: Mapping[str, Person]) -> Iterator[Example]:
    """Fill the database and yield endpoint, who, arguments, form and status."""
    table = Table(people)
    yield from _under_way(table)
    yield from _held(table)
    yield from _published(table)


def _under_way(table: Table) -> Iterator[Example]:
    draft = table.drafts[0]
    table.ready(draft, table.other, table.pro)
    place = {"draft": draft.id}
    for who in (PEER, PROFESSIONAL):
        yield "studio.sign_off", who, place, None, 200
        yield "studio.publish", who, place, None, 200
    yield "studio.place_hold", PEER, place, None, 200
    yield "studio.place_hold", PEER, place, {"block": "", "reason": ""}, 422
    yield "studio.lesson_credits", PEER, place, None, 200
    yield "studio.lesson_credits", PEER, place, {"contributions": "nothing of the kind"}, 422


def _held(table: Table) -> Iterator[Example]:
    draft = table.drafts[1]
    table.ready(draft)
    fresh = holding.place(draft, "It is not how it was.", block=None, partner=table.other, by=table.other)
    hold = holding.place(draft, "It was otherwise for me.", block=draft.blocks[1], partner=table.peer, by=table.peer)
    mediating.propose(hold, "Signe from the peer organisation", partner=table.peer, by=table.peer)
    mediating.agree(hold, partner=table.pro, by=table.pro, seen="Signe from the peer organisation")
    mediating.say(hold, {"en": "I was not asked."}, partner=table.peer, by=table.peer)
    mediating.say(hold, {"en": "We had to decide that day.", "da": ""}, partner=table.pro, by=table.pro)
    seal = both_positions.seal(mediating.mediation_of(hold))
    mediating.propose_outcome(hold, HoldEnd.SIDE_BY_SIDE, partner=table.pro, by=table.pro, words=seal)
    table.other.paused_at, table.other.deputy_id = now(), table.peer.id
    db.session.commit()
    yield "studio.sign_off", PEER, {"draft": draft.id}, None, 200
    for one in (fresh, hold):
        for who in (PEER, OTHER_PEER, PROFESSIONAL):
            yield "studio.hold", who, {"draft": draft.id, "hold": one.id}, None, 200
    place = {"draft": draft.id, "hold": hold.id}
    yield "studio.propose_mediator", PROFESSIONAL, {**place, "hold": fresh.id}, {"mediator": ""}, 422
    yield "studio.write_position", PEER, place, {"da": "", "en": ""}, 422
    yield "studio.place_hold", PEER, {"draft": draft.id}, {"partner": "", "block": "", "reason": ""}, 422
    yield "studio.propose_outcome", PEER, place, {"outcome": ""}, 422


def _published(table: Table) -> Iterator[Example]:
    draft = table.drafts[2]
    candidate = table.ready(draft, table.peer, table.other, table.pro)
    publishing.publish(publishing.prepare(candidate), NOTES, by=table.pro)
    lesson = db.session.get_one(Lesson, draft.lesson_id)
    crediting.confirm(lesson, [Contribution.WRITING, Contribution.IDEA], by=table.peer)
    db.session.commit()
    other = table.ready(table.drafts[0], table.peer)
    unsaid = {"candidate": str(other.id), "da": "", "en": ""}
    yield "studio.publish", OTHER_PEER, {"draft": table.drafts[0].id}, unsaid, 422
    yield "studio.sign_off", OTHER_PEER, {"draft": draft.id}, None, 200
    yield "studio.lesson_editions", PEER, {"draft": draft.id}, None, 200
    yield "studio.my_credits", PEER, {}, None, 200
    yield "studio.my_credits", OTHER_PEER, {}, None, 200
    here = {"module": table.module.slug, "lesson": lesson.slug}
    yield "learning.lesson_page", "", here, None, 200
    yield "learning.made", "", {"module": table.module.slug}, None, 200
    yield from _taken_out(table)


def _taken_out(table: Table) -> Iterator[Example]:
    draft = table.drafts[3]
    signers = (table.peer, table.other, table.pro)
    publishing.publish(publishing.prepare(table.ready(draft, *signers)), NOTES, by=table.pro)
    candidate = candidates.propose_withdrawal(draft, by=table.pro)
    for partner in signers:
        for text in candidate.texts:
            signing.sign(text, text.digest, partner=partner, by=partner)
    publishing.publish(publishing.prepare(candidate), NOTES, by=table.pro)
    db.session.commit()
    lesson = db.session.get_one(Lesson, draft.lesson_id)
    for who in ("", PEER):
        yield "learning.lesson_page", who, {"module": table.module.slug, "lesson": lesson.slug}, None, 410
