"""Pages of agreements by example: a proposal with its invitation, and an agreement in force with a change that waits."""

from collections.abc import Iterator, Mapping
from typing import Any

from lms.accounts.models import Person
from lms.core.db import db
from lms.studio.models import Perspective
from lms.studio.operations import agreeing, leaving, pausing
from tests.learning_factories import a_module
from tests.studio_agreement_factories import HERE, TOKEN, a_seat_invitation, a_wording, a_wording_form, chosen
from tests.studio_factories import a_collaboration

PEER, OTHER_PEER, PROFESSIONAL, STRANGER = "learner", "facilitator", "coordinator", "admin"
Example = tuple[str, str, dict[str, Any], dict[str, Any] | None, int]


def examples(people: Mapping[str, Person]) -> Iterator[Example]:
    """Fill the database and yield endpoint, who, arguments, form and status."""
    running = {"module": _running(people)}
    proposed = {"module": _proposed(people)}
    yield from _front()
    yield from _agreement(running, proposed)
    yield from _own(running, proposed)
    yield from _invited()


def _running(people: Mapping[str, Person]) -> str:
    module = a_module("agreeing-together", position=81, title="Agreeing together")
    peers = (people[PEER], people[OTHER_PEER])
    collaboration = a_collaboration(
        module, peers=peers, professionals=(people[PROFESSIONAL],), owner=people[PROFESSIONAL]
    )
    mine = collaboration.partners[0]
    mine.pay, mine.influence, mine.hours_per_month = "A gift card", "Which words are used", 4
    pausing.pause(collaboration.partners[1])
    leaving.offer_ownership(collaboration, mine.id, by=people[PROFESSIONAL])
    agreeing.propose_change(collaboration, a_wording(), by=people[PROFESSIONAL])
    db.session.commit()
    return str(module.slug)


def _proposed(people: Mapping[str, Person]) -> str:
    module = a_module("proposing-together", position=82, title="Proposing together")
    collaboration = a_collaboration(module, peers=(people[PEER],), owner=people[PROFESSIONAL], in_force=False)
    a_seat_invitation(collaboration, "seated@demo.example")
    a_seat_invitation(collaboration, "late@demo.example", token="late-seat", days_ago=20)
    return str(module.slug)


def _front() -> Iterator[Example]:
    for who in (PEER, PROFESSIONAL, STRANGER):
        yield "studio.index", who, {}, None, 200
    yield "studio.propose", PROFESSIONAL, {}, None, 200
    yield "studio.propose", PROFESSIONAL, {}, a_wording_form(purpose="", model="", professional="x"), 422


def _agreement(running: dict[str, Any], proposed: dict[str, Any]) -> Iterator[Example]:
    for who in (PEER, PROFESSIONAL):
        for here in (running, proposed):
            for name in ("module", "agreement", "print_agreement", "change_agreement"):
                yield f"studio.{name}", who, here, None, 200
    yield "studio.module", STRANGER, running, None, 404
    yield "studio.change_agreement", PROFESSIONAL, proposed, a_wording_form(support=""), 422
    yield "studio.answer_change", PEER, running, None, 200
    yield "studio.answer_change", PEER, running, {"answer": "no", "number": "2"}, 422
    yield "studio.end_agreement", PEER, running, None, 200
    yield "studio.end_agreement", PROFESSIONAL, proposed, None, 200
    yield "studio.end_agreement", PEER, proposed, None, 403
    for here in (running, proposed):
        yield "studio.invite", PROFESSIONAL, here, None, 200
        yield "studio.offer_ownership", PROFESSIONAL, here, None, 200
    yield "studio.invite", PROFESSIONAL, proposed, {"address": "nobody"}, 422


def _own(running: dict[str, Any], proposed: dict[str, Any]) -> Iterator[Example]:
    for name in ("me", "deputy", "leave"):
        yield f"studio.{name}", PEER, running, None, 200
    yield "studio.deputy", PROFESSIONAL, running, None, 200
    yield "studio.me", PEER, running, {"name_kind": "full", "name": ""}, 422
    yield "studio.take_seat", PROFESSIONAL, proposed, None, 200
    yield "studio.take_seat", PROFESSIONAL, proposed, {"step": "start"}, 200


def _invited() -> Iterator[Example]:
    link = {"token": TOKEN}
    assert HERE.endswith(TOKEN)
    yield "studio.invitation", "", link, None, 200
    yield "studio.invitation", STRANGER, link, None, 403
    yield "studio.invitation", "", {"token": "unknown"}, None, 404
    for step in ("start", "who", "terms"):
        yield "studio.answer_invitation", "", link, chosen(step=step), 200
    yield "studio.answer_invitation", "", link, chosen(Perspective.RELATIVE, step="who", name=""), 422
    yield "studio.answer_invitation", "", link, chosen(step="terms", employed="", hours="many"), 422
    yield "studio.answer_invitation", "", link, chosen(account_name=""), 422
