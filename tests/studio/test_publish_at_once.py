"""Two people in the same moment, on committed databases of both kinds: publishing twice, a hold, a partner who leaves."""

import pytest
from sqlalchemy import func, select

from lms.core.clock import now
from lms.core.db import db
from lms.core.transaction import transaction
from lms.curriculum.models import LessonRevision
from lms.studio.models import Candidate, Draft, Hold, Partner, Publication
from lms.studio.operations import candidates, holding, publishing, signing
from tests.factories import browser
from tests.studio_signing_factories import a_studio
from tests.together import at_once

NOTES = {"en": "New.", "da": "Nyt."}


@pytest.fixture
def scene(committed):
    """A lesson that everybody has signed."""
    made = a_studio()
    candidate = candidates.make_ready(made.draft, candidates.look_over(made.draft), small_fix=False, by=made.carl)
    for partner in (made.bea, made.bo, made.carl):
        for text in candidate.texts:
            signing.sign(text, text.digest, partner=partner, by=partner)
    db.session.commit()
    made.candidate_id = candidate.id
    return made


def count(column, *where):
    db.session.rollback()
    return db.session.scalar(select(func.count(column)).where(*where))


def publishes(scene, client):
    path, data = f"/studio/-/drafts/{scene.draft.id}/publish", {"candidate": scene.candidate_id, **NOTES}
    return lambda: client.post(path, data=data).status_code


def test_two_people_publish_at_once_and_it_is_published_once(committed, scene):
    clients = [browser(committed, person) for person in (scene.people.bea, scene.people.bo, scene.people.carl)]
    acts = [publishes(scene, client) for client in clients]
    db.session.close()
    assert sorted(at_once(committed, *acts)) == [302, 409, 409]
    assert count(Publication.id) == 1
    assert count(LessonRevision.id, LessonRevision.lesson_id == scene.lesson.id) == 2


def test_a_hold_in_the_same_second_comes_before_or_after_but_is_never_published_over(committed, scene):
    bea, carl = browser(committed, scene.people.bea), browser(committed, scene.people.carl)
    path = f"/studio/-/drafts/{scene.draft.id}/hold"
    publish = publishes(scene, carl)
    db.session.close()
    held, published = at_once(
        committed, lambda: bea.post(path, data={"block": "", "reason": "Not so."}).status_code, publish
    )
    assert (held, published) in {(302, 302), (302, 409)}
    assert count(Hold.id) == 1
    db.session.rollback()
    hold, publication = db.session.scalars(select(Hold)).one(), db.session.scalar(select(Publication))
    assert (publication is None) == (published == 409)
    if publication is not None:
        assert publication.published_at <= hold.placed_at


def test_a_hold_that_is_being_placed_makes_the_publication_wait(committed, scene):
    """Raw rows in two transactions: whoever comes second sees what the first one did."""
    draft, bea, carl, candidate = scene.draft.id, scene.bea.id, scene.carl.id, scene.candidate_id
    db.session.close()
    answers = at_once(
        committed,
        lambda: _hold(draft, bea),
        lambda: _publish(candidate, carl),
        lambda: _leave(bea),
    )
    assert answers.count("refused") <= 2
    revisions = count(LessonRevision.id, LessonRevision.lesson_id == scene.lesson.id)
    assert revisions == (2 if answers[1] == "done" else 1)


def _hold(draft, partner):
    with transaction():
        placing = db.session.get(Partner, partner)
        try:
            holding.place(db.session.get(Draft, draft), "Not so.", block=None, partner=placing, by=placing)
        except Exception:  # noqa: BLE001 (whatever refuses)
            db.session.rollback()
            return "refused"
    return "done"


def _publish(candidate, partner):
    with transaction():
        try:
            prepared = publishing.prepare(db.session.get(Candidate, candidate))
            publishing.publish(prepared, NOTES, by=db.session.get(Partner, partner))
        except Exception:  # noqa: BLE001 (whatever refuses)
            db.session.rollback()
            return "refused"
    return "done"


def _leave(partner):
    with transaction():
        db.session.get(Partner, partner).left_at = now()
    return "done"
