"""How equal is it? By perspective only where nobody can be told from it, and paused days never count."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Module
from lms.studio.models import DraftBlock, Outcome, Pause, Perspective, Suggestion, SuggestionKind
from lms.studio.operations import drafting, texts
from lms.studio.published_words import carried_on
from lms.studio.queries.equality import equality, groups_of, waited
from lms.studio.writers import Writer
from tests.factories import a_person, browser, save
from tests.learning_factories import a_module
from tests.studio_drafts_factories import a_published_lesson
from tests.studio_factories import a_collaboration, a_draft
from tests.studio_publishing import all_sign, publish, ready, write

LIVED, PROFESSIONAL, EMPLOYER = Perspective.LIVED_EXPERIENCE, Perspective.PROFESSIONAL, Perspective.EMPLOYER


def a_work(peers=3, professionals=3):
    people = [a_person(f"Person{number} Holm") for number in range(peers + professionals)]
    return a_collaboration(a_module(lessons=1), peers=people[:peers], professionals=people[peers:])


def a_suggestion(draft, partner, *, days=None, by=None):
    block = db.session.scalars(
        select(DraftBlock).where(DraftBlock.draft_id == draft.id, DraftBlock.kind == "text")
    ).first()
    ended = now() if days is not None else None
    return save(
        Suggestion(
            draft_id=draft.id,
            block_id=block.id,
            language="en",
            kind=SuggestionKind.REPLACEMENT,
            base_version=1,
            base={},
            body={},
            reason="",
            partner_id=partner.id,
            made_at=now() - timedelta(days=days or 0),
            decided_at=ended,
            outcome=Outcome.ACCEPTED if ended else None,
            decided_by_id=by and by.id,
        )
    )


def test_strangers_find_nothing(app):
    collaboration = a_work()
    assert browser(app, a_person("Eve Moe")).get(f"/studio/{collaboration.module.slug}/-/equality").status_code == 404


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({LIVED: 3, PROFESSIONAL: 3}, {LIVED: 3, PROFESSIONAL: 3}),
        ({LIVED: 3, PROFESSIONAL: 2, EMPLOYER: 1}, {LIVED: 3, None: 3}),
        ({LIVED: 3, PROFESSIONAL: 1}, {}),
        ({LIVED: 3, PROFESSIONAL: 3, EMPLOYER: 2}, {}),
        ({LIVED: 2, PROFESSIONAL: 2}, {}),
        ({LIVED: 3}, {LIVED: 3}),
    ],
)
def test_no_perspective_is_shown_that_gives_a_person_away(counts, shown):
    perspectives = [perspective for perspective, count in counts.items() for _ in range(count)]
    groups = groups_of(dict(enumerate(perspectives)))
    assert {perspective: len(people) for perspective, people in groups.items()} == shown


def test_words_belong_to_whoever_brought_them_in():
    text = carried_on([], ["it", "was", "a", "long", "day"], None)
    text = carried_on(text, ["it", "was", "not", "a", "long", "day"], 1)
    text = carried_on(text, ["it", "was", "not", "a", "short", "day"], 2)
    assert [owner for _, owner in text] == [None, None, 1, None, 2, None]


def test_published_words_are_counted_and_what_a_draft_begins_with_is_nobodys(app):
    lesson = a_published_lesson()
    bea, bo, carl = (a_person(name) for name in ("Bea Holst", "Bo Kjær", "Carl Møller"))
    collaboration = a_collaboration(db.session.get_one(Module, lesson.module_id), peers=[bea, bo], professionals=[carl])
    scene = SimpleNamespace(**dict(zip(("bea", "bo", "carl"), collaboration.partners, strict=True)))
    by = Writer(bea.id, scene.bea.id)
    scene.draft = drafting.start(lesson, collaboration, by=by)
    add(scene.draft, "Ask us first.", by)
    assert equality(collaboration).words == 0
    publish(all_sign(scene, ready(scene)), scene.carl)
    add(scene.draft, "And nobody has read this yet.", by)
    figures = equality(collaboration)
    assert figures.words > 20
    assert figures.words_of_partners == 3


def add(draft, words, by):
    block = db.session.scalars(
        select(DraftBlock).where(DraftBlock.draft_id == draft.id, DraftBlock.kind == "text")
    ).first()
    text = texts.locked_text(block, "en")
    body = text.body | {"body": f"{text.body['body']}\n\n{words}"}
    texts.save(block, "en", body=body, note="", base_version=text.version, by=by)


def test_days_on_which_anybody_paused_never_count():
    start = now()
    day = timedelta(days=1)
    pauses = [
        (start + 2 * day, start + 4 * day),
        (start + 3 * day, start + 5 * day),
        (start + 9 * day, start + 12 * day),
    ]
    assert waited(start, start + 10 * day, pauses) == pytest.approx(6)


def test_shares_stand_by_perspective_where_three_share_each(app):
    collaboration = a_work()
    draft = a_draft(collaboration, collaboration.module.lessons[0], blocks=("opening",))
    bea, bo, carl = (collaboration.partners[place] for place in (0, 1, 3))
    scene = SimpleNamespace(draft=draft, bea=bea, bo=bo, carl=carl)
    write(scene, "Something else happens in opening today.", by=bea)
    publish(all_sign(scene, ready(scene)), carl)
    a_suggestion(draft, bea, days=4, by=carl)
    a_suggestion(draft, carl)
    save(Pause(partner_id=carl.id, began_at=now() - timedelta(days=2), ended_at=now() - timedelta(days=1)))
    figures = equality(collaboration)
    lived, professional = figures.groups
    assert (lived.perspective, lived.words, lived.days, lived.decisions) == (LIVED, 2, 3.0, 4)
    assert (professional.words, professional.days, professional.decisions) == (0, None, 4)
    assert (figures.kinds[0].count, figures.kinds[0].open) == (1, 1)
    page = browser(app, person_of(bea)).get(f"/studio/{collaboration.module.slug}/-/equality").text
    assert page.count("<svg") >= 2
    assert "co-production: those it is about decide on equal footing" in page
    assert "Pen " not in page


def test_where_one_person_could_be_told_there_are_no_perspectives(app):
    collaboration = a_work(peers=3, professionals=1)
    a_draft(collaboration, collaboration.module.lessons[0])
    page = (
        browser(app, person_of(collaboration.partners[3])).get(f"/studio/{collaboration.module.slug}/-/equality").text
    )
    assert "You are fewer" in page
    assert "Lived experience" not in page


def person_of(partner):
    return db.session.get(Person, partner.person_id)
