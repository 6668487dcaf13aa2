"""While somebody pauses, the deputy they named acts for them, and the record says so (rule 11)."""

import pytest
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio.models import (
    AgreementAnswer,
    AgreementVersion,
    Hold,
    HoldEnd,
    Mediation,
    Notice,
    Outcome,
    Suggestion,
    SuggestionKind,
    SuggestionVoice,
    Voice,
)
from lms.studio.operations import agreeing, candidates, holding, mediating
from tests.curriculum.test_triggers import refused, run
from tests.factories import a_person, browser, save
from tests.studio.test_sign_and_publish import path, ready, seal
from tests.studio_factories import a_partner
from tests.studio_signing_factories import a_hold, a_studio

BOTH = "Pen Bo Kjær for Pen Bea Dam, as deputy"


@pytest.fixture
def scene(app):
    """A studio in which Bea is away and Bo is her deputy."""
    made = a_studio()
    made.bea.paused_at, made.bea.deputy_id = now(), made.bo.id
    db.session.commit()
    return made


@pytest.fixture
def clients(app, scene):
    return {name: browser(app, getattr(scene.people, name)) for name in ("bea", "bo", "carl")}


def back(partner):
    partner.paused_at = None
    db.session.commit()


def only(kind):
    return db.session.scalars(select(kind).execution_options(populate_existing=True)).one()


def test_nobody_but_the_deputy_holds_for_somebody_and_only_while_they_are_away(scene, clients):
    ready(scene, clients["carl"])
    data = {"block": "", "reason": "Not so.", "partner": scene.bea.id}
    assert clients["carl"].post(path(scene, "hold"), data=data).status_code == 403
    with pytest.raises(DomainError, match="named you as their deputy"):
        holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.carl)
    back(scene.bea)
    assert "Whose hold is it?" not in clients["bo"].get(path(scene, "hold")).text
    with pytest.raises(DomainError, match="named you as their deputy"):
        holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.bo)


def test_a_deputy_places_a_hold_and_the_record_says_for_whom(scene, clients):
    ready(scene, clients["carl"])
    assert "Whose hold is it?" in clients["bo"].get(path(scene, "hold")).text
    data = {"block": "", "reason": "Not so.", "partner": scene.bea.id}
    assert clients["bo"].post(path(scene, "hold"), data=data).status_code == 302
    hold = only(Hold)
    assert (hold.partner_id, hold.by_deputy_id) == (scene.bea.id, scene.bo.id)
    assert f"Placed by {BOTH}" in clients["carl"].get(path(scene, f"holds/{hold.id}")).text
    assert BOTH in clients["carl"].get(path(scene, "sign-off")).text


def test_a_deputy_takes_a_hold_back_for_who_placed_it(scene, clients):
    hold = a_hold(scene, scene.bea)
    here = path(scene, f"holds/{hold.id}")
    assert "Take it back for Pen Bea Dam" in clients["bo"].get(here).text
    assert clients["carl"].post(f"{here}/withdraw").status_code == 403
    assert clients["bo"].post(f"{here}/withdraw").status_code == 302
    hold = only(Hold)
    assert (hold.how_ended, hold.ended_deputy_id) == (HoldEnd.WITHDRAWN, scene.bo.id)
    assert f"Done by {BOTH}." in clients["bea"].get(here).text


def test_who_was_away_is_told_what_was_done_for_them_and_a_deputy_not_of_their_own_act(scene, clients):
    candidate = ready(scene, clients["carl"])
    number = change(scene).number
    db.session.commit()
    data = {"text": candidate.texts[0].id, "digest": candidate.texts[0].digest, "partner": scene.bea.id}
    clients["bo"].post(path(scene, "sign"), data=data)
    before = told("agreement_change")
    data = {"number": number, "answer": "no", "reason": "Ask her first.", "partner": scene.bea.id}
    clients["bo"].post(f"/studio/{scene.module.slug}/-/agreement/answer", data=data)
    assert told("signed") == sorted([scene.bea.id, scene.carl.id])
    assert sorted([*before, scene.bea.id, scene.carl.id]) == told("agreement_change")


def told(kind):
    return sorted(db.session.scalars(select(Notice.partner_id).where(Notice.kind == kind)))


def test_a_deputy_who_was_erased_is_still_somebody_else(scene, clients):
    candidate = ready(scene, clients["carl"])
    data = {"text": candidate.texts[0].id, "digest": candidate.texts[0].digest, "partner": scene.bea.id}
    clients["bo"].post(path(scene, "sign"), data=data)
    scene.bo.shown_name, scene.bo.left_at = "", now()
    db.session.commit()
    assert "A partner for Pen Bea Dam, as deputy" in clients["carl"].get(path(scene, "sign-off")).text


def test_back_again_the_deputy_has_no_part_in_the_hold(scene, clients):
    hold = a_hold(scene, scene.bea)
    back(scene.bea)
    assert clients["bo"].post(path(scene, f"holds/{hold.id}/withdraw")).status_code == 403
    assert clients["bo"].post(path(scene, f"holds/{hold.id}/mediator"), data={"mediator": "X"}).status_code == 403
    assert clients["bea"].post(path(scene, f"holds/{hold.id}/withdraw")).status_code == 302
    assert only(Hold).ended_deputy_id is None


def test_a_deputy_speaks_in_a_mediation_and_stays_on_the_side_of_who_is_away(scene, clients):
    hold = a_hold(scene, scene.bea)
    here, bo, carl = path(scene, f"holds/{hold.id}"), clients["bo"], clients["carl"]
    assert "you speak for Pen Bea Dam" in bo.get(here).text
    assert bo.post(f"{here}/mediator", data={"mediator": "Signe"}).status_code == 302
    assert bo.post(f"{here}/mediator/agree", data={"seen": "Signe"}).status_code == 403
    carl.post(f"{here}/mediator/agree", data={"seen": "Signe"})
    bo.post(f"{here}/position", data={"da": "Det var sådan."})
    carl.post(f"{here}/position", data={"da": "Det var det ikke."})
    carl.post(f"{here}/outcome", data={"outcome": "side_by_side", "words": seal(hold)})
    assert f"written by {BOTH}" in carl.get(here).text
    assert bo.post(f"{here}/outcome/agree", data={"seen": "side_by_side", "words": seal(hold)}).status_code == 302
    found = only(Mediation)
    assert (found.proposed_by_id, found.one_by_id, found.concluded_by_id) == (scene.bea.id,) * 3
    assert (found.proposed_deputy_id, found.one_deputy_id, found.concluded_deputy_id) == (scene.bo.id,) * 3
    assert (found.agreed_deputy_id, found.other_deputy_id, found.outcome_deputy_id) == (None,) * 3


def test_without_a_deputy_a_mediation_waits_for_who_is_away(scene, clients):
    scene.bea.deputy_id = None
    db.session.commit()
    hold = a_hold(scene, scene.bea)
    here = path(scene, f"holds/{hold.id}")
    clients["carl"].post(f"{here}/mediator", data={"mediator": "Signe"})
    assert clients["bo"].post(f"{here}/mediator/agree", data={"seen": "Signe"}).status_code == 403
    assert only(Mediation).agreed_at is None


def change(scene):
    """Return the open change of the agreement that Carl has put."""
    wording = agreeing.wording_of(scene.collaboration.holding)
    wording = type(wording)(**{**vars(wording), "purpose": "Another purpose."})
    return agreeing.propose_change(scene.collaboration, wording, by=scene.people.carl)


def test_a_deputy_answers_a_change_and_silence_is_no_yes(scene, clients):
    number = change(scene).number
    db.session.commit()
    here = f"/studio/{scene.module.slug}/-/agreement"
    data = {"number": number, "answer": "yes"}
    assert clients["bo"].post(f"{here}/answer", data=data | {"partner": scene.bo.id}).status_code == 302
    assert only_pending(scene)
    assert clients["carl"].post(f"{here}/answer", data=data | {"partner": scene.bea.id}).status_code == 302  # his own
    assert only_pending(scene)
    assert clients["bo"].post(f"{here}/answer", data=data | {"partner": scene.carl.id}).status_code == 422
    assert "For Pen Bea Dam, who is away" in clients["bo"].get(f"{here}/answer").text
    assert clients["bo"].post(f"{here}/answer", data=data | {"partner": scene.bea.id}).status_code == 302
    assert not only_pending(scene)
    given = db.session.scalars(select(AgreementAnswer).where(AgreementAnswer.partner_id == scene.bea.id)).one()
    assert given.by_deputy_id == scene.bo.id


def only_pending(scene):
    newest = db.session.scalars(select(AgreementVersion).order_by(AgreementVersion.number.desc())).first()
    return newest.in_force_at is None


def test_a_no_of_a_deputy_is_shown_to_partners_and_to_an_owner_without_a_seat_not_more_than_a_name(app, scene, clients):
    olga = a_person("Olga Owner")
    scene.collaboration.owner_id = olga.id
    number = change(scene).number
    db.session.commit()
    here = f"/studio/{scene.module.slug}/-/agreement"
    data = {"number": number, "answer": "no", "reason": "Ask her first.", "partner": scene.bea.id}
    assert clients["bo"].post(f"{here}/answer", data=data).status_code == 302
    assert BOTH in clients["carl"].get(here).text
    page = browser(app, olga).get(here).text
    assert "Ask her first." in page
    assert "deputy" not in page.replace("My deputy", "")


def test_a_deputy_who_is_away_or_of_another_perspective_acts_for_nobody(scene):
    scene.bo.paused_at = now()
    db.session.commit()
    with pytest.raises(DomainError, match="named you as their deputy"):
        holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.bo)
    back(scene.bo)
    scene.bea.deputy_id = scene.carl.id
    db.session.commit()
    with pytest.raises(DomainError, match="named you as their deputy"):
        holding.place(scene.draft, "Not so.", block=None, partner=scene.bea, by=scene.carl)
    hold = a_hold(scene, scene.bea)
    with pytest.raises(DomainError, match="named you as their deputy"):
        mediating.propose(hold, "Signe", partner=scene.bea, by=scene.carl)


def test_the_database_knows_whose_act_it_was(scene):
    refused("deputy", lambda: a_hold(scene, scene.bea, by_deputy_id=scene.carl.id))
    refused("deputy", lambda: a_hold(scene, scene.bo, by_deputy_id=scene.bea.id))
    hold = a_hold(scene, scene.bea, by_deputy_id=scene.bo.id)
    refused("placed by", run("UPDATE holds SET by_deputy_id = NULL"))
    refused("four ways", run(
        "UPDATE holds SET ended_at = :now, how_ended = 'withdrawn', ended_deputy_id = :carl",
        now="2027-01-01 00:00:00+00:00", carl=scene.carl.id,
    ))  # fmt: skip
    values = {"hold_id": hold.id, "mediator": "Signe", "proposed_by_id": scene.bea.id, "proposed_at": now()}
    refused("deputy", lambda: db.session.add(Mediation(**values, proposed_deputy_id=scene.carl.id)))
    mediation = save(Mediation(**values, proposed_deputy_id=scene.bo.id))
    refused("deputy", lambda: setattr(mediation, "proposed_deputy_id", scene.carl.id))
    back(scene.bea)
    mediation.mediator = "Somebody else"  # what was done while she was away stays as it was
    db.session.commit()


def test_the_database_lets_no_stranger_answer_or_speak_for_somebody(scene):
    version = change(scene)
    values = {"version_id": version.id, "partner_id": scene.bea.id, "yes": True, "answered_at": now()}
    refused("deputy", lambda: db.session.add(AgreementAnswer(**values, by_deputy_id=scene.carl.id)))
    answer = save(AgreementAnswer(**values, by_deputy_id=scene.bo.id))
    refused("deputy", lambda: setattr(answer, "by_deputy_id", scene.carl.id))
    suggestion = save(Suggestion(
        draft_id=scene.draft.id, block_id=scene.draft.blocks[1].id, language="en", kind=SuggestionKind.DELETION,
        base_version=1, base={}, reason="", partner_id=scene.carl.id, made_at=now(),
    ))  # fmt: skip
    values = {"suggestion_id": suggestion.id, "partner_id": scene.bea.id, "voice": Voice.YES, "reason": "So."}
    refused("deputy", lambda: db.session.add(SuggestionVoice(**values, given_at=now(), by_deputy_id=scene.carl.id)))
    voice = save(SuggestionVoice(**values, given_at=now(), by_deputy_id=scene.bo.id))
    back(scene.bea)
    refused("deputy", lambda: setattr(voice, "voice", Voice.NO))
    voice.voice, voice.by_deputy_id = Voice.NO, None
    db.session.commit()
    assert suggestion.outcome is not Outcome.DECLINED


def test_a_hold_of_two_by_one_hand_is_still_answered_by_both_sides(scene, clients):
    """A deputy who signs for two is one voice of lived experience: the two a co-production needs are two people."""
    ida = a_partner(scene.collaboration, a_person("Ida Holm"), deputy_id=scene.bo.id, paused_at=now())
    candidate = ready(scene, clients["carl"])
    for partner in (scene.bo, scene.bea, ida):
        for text in candidate.texts:
            data = {"text": text.id, "digest": text.digest, "partner": partner.id}
            assert clients["bo"].post(path(scene, "sign"), data=data).status_code == 302
    for text in candidate.texts:
        data = {"text": text.id, "digest": text.digest, "partner": scene.carl.id}
        clients["carl"].post(path(scene, "sign"), data=data)
    page = clients["carl"].get(path(scene, "sign-off")).text
    assert BOTH in page
    assert "Still needed: 1 person with lived experience" in page
    assert candidates.standing(scene.draft).id == candidate.id
