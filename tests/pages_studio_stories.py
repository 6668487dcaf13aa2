"""A partner's own pages by example: stories at every stage, hours, evaluations, and how equal the work is."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import StoryName, StoryText
from lms.studio.models import AuthorEvaluation, Partner
from lms.studio.operations import hours, withdrawing
from tests.factories import a_person, save
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_draft, a_partner
from tests.studio_signing_factories import a_candidate, a_publication, signed_by
from tests.studio_stories_factories import a_consent, a_recording, a_story

PEER, OTHER_PEER, PROFESSIONAL, STRANGER = "learner", "facilitator", "coordinator", "admin"
Example = tuple[str, str, dict[str, Any], dict[str, str] | None, int]


def examples(people: Mapping[str, Person]) -> Iterator[Example]:
    """Fill the database and yield endpoint, who, arguments, form and status."""
    scene = _scene(people)
    yield from _stories(scene, people[PEER])
    yield from _print(scene)
    yield from _hours(scene, people[PEER])
    yield from _evaluations(scene)
    for who in (PEER, PROFESSIONAL):
        yield "studio.equality", who, {"module": scene.module.slug}, None, 200
        yield "studio.equality", who, {"module": _few(people)}, None, 200


def _scene(people: Mapping[str, Person]) -> SimpleNamespace:
    module = a_module("telling-together", position=94, title="Telling together")
    lesson = module.lessons[0]
    more = [a_person(f"Teller{number} Holm") for number in range(3)]
    collaboration = a_collaboration(
        module,
        peers=(people[PEER], people[OTHER_PEER], more[0]),
        professionals=(people[PROFESSIONAL], more[1], more[2]),
    )
    bea, bo, _third, carl = collaboration.partners[:4]
    scene = SimpleNamespace(
        module=module, lesson=lesson, collaboration=collaboration, bea=bea, bo=bo, carl=carl,
        draft=a_draft(collaboration, lesson),
    )  # fmt: skip
    scene.publication = a_publication(scene, signed_by(a_candidate(scene), *collaboration.partners))
    for partner in collaboration.partners:
        answers = {"say": 2, "outcome": 1, "answered_at": now(), "shared_at": now()}
        save(AuthorEvaluation(publication_id=scene.publication.id, partner_id=partner.id, **answers))
    return scene


def _few(people: Mapping[str, Person]) -> str:
    found = db.session.query(Partner).filter_by(shown_name="Few").first()
    if found is not None:
        return str(found.collaboration.module.slug)
    module = a_module("telling-alone", position=95, title="Telling in a small group")
    collaboration = a_collaboration(module, peers=(people[PEER],), owner=people[PROFESSIONAL])
    a_partner(collaboration, people[PROFESSIONAL], shown_name="Few")
    return str(module.slug)


def _stories(scene: SimpleNamespace, person: Person) -> Iterator[Example]:
    told = a_story(person, code="told0told", kind=StoryName.FIRST, name="Bea", languages=("en", "da"))
    a_consent(told, scene.lesson)
    a_recording(told)
    aside = a_story(person, code="aside0aside", approved=False, words=f"They called me {person.name}.")
    text = db.session.query(StoryText).filter_by(story_id=aside.id).one()
    text.aside = "Another page sent this."
    a_recording(aside, allowed=False)
    a_consent(aside, scene.lesson, given=now() - timedelta(days=1), uses=())
    gone = a_story(person, code="gone0gone")
    withdrawing.withdraw(gone)
    db.session.commit()
    yield "studio.stories", PEER, {}, None, 200
    yield "studio.stories", STRANGER, {}, None, 200
    for story in (told, aside, gone):
        yield "studio.story", PEER, {"story": story.code}, None, 200
    for story in (told, aside):
        here = {"story": story.code, "language": "en"}
        yield "studio.story_words", PEER, here, None, 200
        yield "studio.story_recording", PEER, here, None, 200
        yield "studio.story_recording", PEER, here, {"voice": "own"}, 422
        yield "studio.story_name", PEER, {"story": story.code}, None, 200
        yield "studio.allow_story", PEER, {"story": story.code}, None, 200
    yield (
        "studio.story_words",
        PEER,
        {"story": told.code, "language": "da"},
        {"body": "x" * 20_001, "version": "1"},
        422,
    )
    yield "studio.story_name", PEER, {"story": told.code}, {"kind": "first", "shown_name": ""}, 422
    yield "studio.allow_story", PEER, {"story": told.code}, {"others": "not_asked"}, 422
    choice = {"lesson": str(scene.lesson.id), "in_da": "y", "may_print": "y", "may_hear": "y", "others": "no"}
    yield "studio.allow_story", PEER, {"story": told.code}, choice, 200
    yield "studio.offered_stories", PROFESSIONAL, {"module": scene.module.slug}, None, 200


def _print(scene: SimpleNamespace) -> Iterator[Example]:
    here = {"module": scene.module.slug, "lesson": scene.lesson.slug, "code": "told0told", "language": "en"}
    yield "studio.print_story", "", here, {}, 200


def _hours(scene: SimpleNamespace, person: Person) -> Iterator[Example]:
    time = hours.Time(collaboration_id=scene.collaboration.id, day=now().date(), minutes=95, note="Read it all.")
    hours.log(time, by=person)
    db.session.commit()
    yield "studio.hours", PEER, {}, None, 200
    yield "studio.hours", STRANGER, {}, None, 200
    yield "studio.waiting", STRANGER, {}, None, 200
    yield "studio.hours", PEER, {}, {"hours": "30", "day": "never"}, 422


def _evaluations(scene: SimpleNamespace) -> Iterator[Example]:
    yield "studio.evaluations", PEER, {}, None, 200
    yield "studio.evaluations", STRANGER, {}, None, 200
    yield "studio.evaluation", PEER, {"publication": scene.publication.id}, None, 200
    yield "studio.evaluation", PEER, {"publication": scene.publication.id}, {"say": "9"}, 422
