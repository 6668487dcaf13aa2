"""Signing, holding, publishing and credits by their pages."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from lms.activity.models import TrailEntry
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Contribution, Credit, LessonRevision
from lms.studio import both_positions
from lms.studio.models import Candidate, Hold, HoldEnd, NameKind, Notice, Publication, SignOff
from lms.studio.operations import mediating
from lms.studio.operations.leaving import leave
from lms.studio.operations.partners import change, terms_now
from tests.factories import a_person, browser
from tests.studio_publishing import write
from tests.studio_signing_factories import a_studio

NOTES = {"en": "A new beginning.", "da": "En ny begyndelse."}


@pytest.fixture
def scene(app):
    return a_studio()


@pytest.fixture
def clients(app, scene):
    return {name: browser(app, getattr(scene.people, name)) for name in ("bea", "bo", "carl")}


def path(scene, act):
    return f"/studio/-/drafts/{scene.draft.id}/{act}"


def ready(scene, client, **fields):
    answer = client.post(path(scene, "ready"), data=fields)
    assert answer.status_code == 302, answer.text
    return standing(scene)


def standing(scene):
    return db.session.scalars(
        select(Candidate).where(Candidate.draft_id == scene.draft.id, Candidate.superseded_at.is_(None))
    ).one()


def sign(scene, client, partner, *, languages=("da", "en"), candidate=None):
    answers = []
    for text in (candidate or standing(scene)).texts:
        if text.language in languages:
            data = {"text": text.id, "digest": text.digest, "partner": partner.id}
            answers.append(client.post(path(scene, "sign"), data=data).status_code)
    return answers


def seal(hold):
    return both_positions.seal(mediating.mediation_of(hold))


def all_sign(scene, clients):
    for name, client in clients.items():
        assert sign(scene, client, getattr(scene, name)) == [302, 302]


def publish(scene, client, **changes):
    return client.post(path(scene, "publish"), data={"candidate": standing(scene).id, **NOTES, **changes})


def count(column):
    return db.session.scalar(select(func.count(column)))


PAGES = ("sign-off", "hold", "publish", "editions", "credits")


def test_signed_out_and_strangers_find_nothing(app, client, scene):
    eve = browser(app, a_person("Eve Dahl"))
    for page in PAGES:
        assert client.get(path(scene, page)).status_code == 302
        assert eve.get(path(scene, page)).status_code == 404
    for act in ("ready", "sign", "take-back", "content-edit", "publish", "back", "take-out", "credits"):
        assert eve.post(path(scene, act)).status_code == 404


def test_somebody_who_left_finds_nothing(app, scene, clients):
    scene.carl.left_at = now()
    db.session.commit()
    assert clients["carl"].get(path(scene, "sign-off")).status_code == 404


def test_every_page_opens_before_and_after(scene, clients):
    for client in (clients["bea"], clients["carl"]):
        assert client.get(path(scene, "sign-off")).status_code == 200
    ready(scene, clients["carl"])
    for page in PAGES:
        assert clients["bea"].get(path(scene, page)).status_code == 200, page
    assert clients["carl"].get(path(scene, "hold")).status_code == 403
    assert ">story</option>" not in clients["bea"].get(path(scene, "hold")).text


def test_from_ready_to_published(scene, clients):
    ready(scene, clients["carl"])
    desk = f"/studio/{scene.lesson.module.slug}/"
    assert "Ready for sign-off" in clients["bea"].get(desk).text
    page = clients["bea"].get(path(scene, "sign-off")).text
    assert "Still needed: 2 people with lived experience and 1 professional." in page
    all_sign(scene, clients)
    assert "It can be published." in clients["bo"].get(path(scene, "sign-off")).text
    assert publish(scene, clients["bo"]).status_code == 302
    revision = db.session.get(LessonRevision, scene.lesson.current_id)
    assert (revision.number, revision.status.value) == (2, "co_production")
    assert "Ready for sign-off" not in clients["bea"].get(desk).text


def test_a_change_note_is_asked_for_in_both_languages(scene, clients):
    ready(scene, clients["carl"])
    all_sign(scene, clients)
    answer = publish(scene, clients["bo"], en=" ")
    assert (answer.status_code, "Write a sentence in English" in answer.text) == (422, True)
    assert count(Publication.id) == 0


def test_what_is_missing_is_said_at_the_part_by_its_name(scene, clients):
    write(scene, "")
    page = clients["bea"].get(path(scene, "sign-off")).text
    assert f'<a href="{path(scene, "blocks/opening/en")}">A Tuesday</a>: ' in page


def test_a_page_that_shows_older_words_signs_nothing(scene, clients):
    old = ready(scene, clients["carl"])
    write(scene, "It begins otherwise.")
    ready(scene, clients["carl"])
    assert sign(scene, clients["bea"], scene.bea, candidate=old) == [409, 409]
    text = standing(scene).texts[0]
    data = {"text": text.id, "digest": "f" * 64, "partner": scene.bea.id}
    answer = clients["bea"].post(path(scene, "sign"), data=data)
    assert (answer.status_code, "has changed since you opened" in answer.text) == (409, True)
    assert "Sign off in English" in answer.text
    assert "f" * 64 not in answer.text
    assert count(SignOff.id) == 0


def test_what_changed_since_i_signed_is_shown_word_by_word(scene, clients):
    ready(scene, clients["carl"])
    sign(scene, clients["bea"], scene.bea)
    write(scene, "Something happens in openings.")
    ready(scene, clients["carl"])
    page = clients["bea"].get(path(scene, "sign-off")).text
    assert "What has changed since you last signed it off" in page
    assert "<ins>" in page
    assert "openings" in page


def test_nobody_signs_for_somebody_else(scene, clients):
    ready(scene, clients["carl"])
    assert sign(scene, clients["carl"], scene.bea) == [403, 403]


def test_a_deputy_signs_for_a_paused_partner_but_is_one_hand(scene, clients):
    scene.bea.paused_at, scene.bea.deputy_id = now(), scene.bo.id
    db.session.commit()
    ready(scene, clients["carl"])
    assert "who is away" in clients["bo"].get(path(scene, "sign-off")).text
    assert sign(scene, clients["bo"], scene.bea) == [302, 302]
    assert sign(scene, clients["bo"], scene.bo) == [302, 302]
    assert sign(scene, clients["carl"], scene.carl) == [302, 302]
    assert publish(scene, clients["carl"]).status_code == 409


def test_a_sign_off_is_taken_back_until_it_is_published(scene, clients):
    text = ready(scene, clients["carl"]).texts[0]
    all_sign(scene, clients)
    data = {"text": text.id, "digest": text.digest, "partner": scene.bea.id}
    assert clients["bea"].post(path(scene, "take-back"), data=data).status_code == 302
    assert count(SignOff.id) == 5
    sign(scene, clients["bea"], scene.bea)
    publish(scene, clients["bo"])
    assert clients["bea"].post(path(scene, "take-back"), data=data).status_code == 409
    assert count(SignOff.id) == 6


def test_a_hold_is_seen_by_everybody_and_stops_publication(scene, clients):
    ready(scene, clients["carl"])
    all_sign(scene, clients)
    answer = clients["bea"].post(path(scene, "hold"), data={"block": "", "reason": "It was not so."})
    hold = db.session.scalars(select(Hold)).one()
    assert answer.location == path(scene, f"holds/{hold.id}")
    assert "It was not so." in clients["carl"].get(path(scene, "sign-off")).text
    assert publish(scene, clients["carl"]).status_code == 409
    assert clients["carl"].post(path(scene, f"holds/{hold.id}/withdraw")).status_code == 403
    assert clients["bea"].post(path(scene, f"holds/{hold.id}/withdraw")).status_code == 302
    assert publish(scene, clients["carl"]).status_code == 302


def test_a_mediation_by_its_pages(scene, clients):
    ready(scene, clients["carl"])
    clients["bea"].post(path(scene, "hold"), data={"block": "", "reason": "It was not so."})
    hold = db.session.scalars(select(Hold)).one()
    bea, carl, here = clients["bea"], clients["carl"], path(scene, f"holds/{hold.id}")
    assert bea.post(f"{here}/mediator", data={"mediator": "Signe"}).status_code == 302
    assert bea.post(f"{here}/mediator/agree", data={"seen": "Signe"}).status_code == 403
    assert carl.post(f"{here}/mediator/agree", data={"seen": "Somebody else"}).status_code == 409
    assert carl.post(f"{here}/mediator/agree", data={"seen": "Signe"}).status_code == 302
    assert carl.post(f"{here}/outcome", data={"outcome": "side_by_side"}).status_code == 409
    assert bea.post(f"{here}/position", data={"da": " ", "en": ""}).status_code == 422
    for client, words in ((bea, "It was so."), (carl, "It was otherwise.")):
        assert client.post(f"{here}/position", data={"en": words}).status_code == 302
    assert clients["bo"].post(f"{here}/position", data={"en": "Me too."}).status_code == 403
    assert ">The other position</h" in bea.get(here).text
    sides = {"outcome": "side_by_side", "words": seal(hold)}
    assert carl.post(f"{here}/outcome", data=sides).status_code == 302
    assert bea.post(f"{here}/position", data={"en": "It was not so."}).status_code == 302
    assert carl.post(f"{here}/outcome", data=sides).status_code == 409
    words = {"words": seal(hold)}
    assert carl.post(f"{here}/outcome", data=sides | words).status_code == 302
    assert "Yes, I agree" in bea.get(here).text
    assert bea.post(f"{here}/outcome/agree", data={"seen": "side_by_side"}).status_code == 409
    assert bea.post(f"{here}/outcome/agree", data={"seen": "side_by_side"} | words).status_code == 302
    assert "They stand in the draft now" in carl.get(here).text
    assert "Go to publishing" not in carl.get(path(scene, "sign-off")).text
    ready(scene, carl)
    all_sign(scene, clients)
    assert "the hold ends when this is published" in carl.get(path(scene, "sign-off")).text
    assert "Go to publishing" in carl.get(path(scene, "sign-off")).text
    assert 'name="candidate"' in carl.get(path(scene, "publish")).text
    assert publish(scene, carl).status_code == 302
    assert db.session.get(Hold, hold.id).how_ended is HoldEnd.SIDE_BY_SIDE


def test_going_back_and_taking_out_by_their_pages(scene, clients):
    ready(scene, clients["carl"])
    all_sign(scene, clients)
    publish(scene, clients["bo"])
    first = scene.lesson.current_id
    write(scene, "It begins otherwise.")
    ready(scene, clients["carl"])
    all_sign(scene, clients)
    publish(scene, clients["bo"])
    assert clients["bea"].post(path(scene, "back"), data={"revision": first}).status_code == 302
    all_sign(scene, clients)
    assert publish(scene, clients["bo"]).status_code == 302
    assert clients["bea"].post(path(scene, "take-out")).status_code == 302
    all_sign(scene, clients)
    assert publish(scene, clients["bo"]).status_code == 302
    assert db.session.get(type(scene.lesson), scene.lesson.id).current_id is None


def test_credits_are_what_somebody_says_themselves_and_theirs_to_take_back(scene, clients):
    clients["bea"].post(path(scene, "credits"), data={"contributions": ["writing", "idea"]})
    rows = db.session.execute(select(Credit.contribution, Credit.name).order_by(Credit.id)).all()
    assert set(rows) == {(Contribution.WRITING, "Pen Bea Dam"), (Contribution.IDEA, "Pen Bea Dam")}
    clients["bea"].post(path(scene, "credits"), data={"contributions": ["idea"]})
    assert count(Credit.id) == 1
    assert clients["bea"].post(path(scene, "credits"), data={"contributions": ["boss"]}).status_code == 422
    scene.bea.name_kind = NameKind.ANONYMOUS
    db.session.commit()
    clients["bea"].post(path(scene, "credits"), data={"contributions": ["idea"]})
    assert db.session.scalars(select(Credit.name)).all() == [""]
    clients["bea"].post(path(scene, "credits"), data={})
    assert count(Credit.id) == 0


def test_a_name_follows_and_is_taken_back_by_who_has_left(scene, clients):
    clients["bea"].post(path(scene, "credits"), data={"contributions": ["idea"]})
    clients["bo"].post(path(scene, "credits"), data={"contributions": ["writing"]})
    terms = replace(terms_now(scene.bea), name_kind=NameKind.PSEUDONYM, name="Linden")
    change(scene.bea, terms, by=scene.people.bea)
    db.session.commit()
    leave(scene.bea, by=scene.people.bea)
    db.session.commit()
    page = clients["bea"].get("/studio/-/credits").text
    assert "Linden: " in page
    assert scene.bo.shown_name not in page
    clients["bea"].post(f"/studio/-/credits/{scene.lesson.id}/take-back")
    assert db.session.scalars(select(Credit.partner_id)).all() == [scene.bo.id]


def test_the_others_are_told_and_the_trail_holds_ids(scene, clients):
    ready(scene, clients["carl"])
    all_sign(scene, clients)
    publish(scene, clients["bo"])
    kinds = set(db.session.scalars(select(Notice.kind).where(Notice.partner_id == scene.bea.id)))
    assert {"ready_for_sign_off", "signed", "published", "evaluation"} <= kinds
    verbs = set(db.session.scalars(select(TrailEntry.verb)))
    assert {"made_ready", "signed", "published"} <= verbs


def test_after_a_publication_everybody_is_asked_how_it_felt(scene, clients):
    ready(scene, clients["carl"])
    all_sign(scene, clients)
    publish(scene, clients["bo"])
    asked = db.session.scalars(select(Notice).where(Notice.kind == "evaluation")).all()
    assert {notice.partner_id for notice in asked} == {scene.bea.id, scene.bo.id, scene.carl.id}
    mine = next(notice.id for notice in asked if notice.partner_id == scene.bea.id)
    place = clients["bea"].post(f"/studio/-/inbox/{mine}").headers["Location"]
    assert place == f"/studio/-/evaluations/{db.session.scalars(select(Publication.id)).one()}"
    assert clients["bea"].get(place).status_code == 200
