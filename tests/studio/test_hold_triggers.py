"""What the database refuses about holds and mediations, by ORM and by raw SQL, on both databases (rule 3)."""

import pytest

from lms.core.clock import now
from lms.core.db import db
from lms.studio.models import HoldEnd, Mediation
from tests.curriculum.test_triggers import refused, run
from tests.factories import save
from tests.studio_signing_factories import (
    a_candidate,
    a_document,
    a_hold,
    a_sign_off,
    a_studio,
    digests_in,
    signed_by,
    text_in,
)


@pytest.fixture
def scene(app):
    return a_studio()


@pytest.fixture
def signed(scene):
    return signed_by(a_candidate(scene), scene.bea, scene.bo, scene.carl)


def leave(partner):
    partner.left_at = now()
    db.session.commit()


def test_only_lived_experience_holds(scene, signed):
    refused("placed by", lambda: a_hold(scene, scene.carl, signed))
    leave(scene.bea)
    refused("placed by", lambda: a_hold(scene, scene.bea, signed))
    refused("placed by", lambda: a_hold(scene, scene.bo, ended_at=now(), how_ended=HoldEnd.WITHDRAWN))


def test_a_hold_stays_as_it_was_placed(scene, signed):
    hold = a_hold(scene, scene.bea, signed)
    refused("placed by", lambda: setattr(hold, "reason", "Nothing."))
    refused("placed by", run("UPDATE holds SET partner_id = :carl", carl=scene.carl.id))
    refused("placed by", run("DELETE FROM holds"))


def end(hold, how, candidate=None):
    def act():
        hold.ended_by_candidate_id = candidate.id if candidate else None
        hold.ended_at, hold.how_ended = now(), how

    return act


def test_a_change_ends_a_hold_when_both_perspectives_signed_it(scene):
    first = a_candidate(scene)
    hold = a_hold(scene, scene.bea, first)
    signed_by(first, scene.bo, scene.carl)
    refused("four ways", end(hold, HoldEnd.CHANGED))
    refused("four ways", end(hold, HoldEnd.CHANGED, first))
    same = signed_by(a_candidate(scene), scene.bo, scene.carl)
    refused("four ways", end(hold, HoldEnd.CHANGED, same))  # frozen again, nothing has changed
    spelling = signed_by(a_candidate(scene, "It begins!", is_small_fix=True), scene.bo, scene.carl)
    refused("four ways", end(hold, HoldEnd.CHANGED, spelling))
    changed = signed_by(a_candidate(scene, "It is otherwise."), scene.carl)
    refused("four ways", end(hold, HoldEnd.CHANGED, changed))
    a_sign_off(text_in(changed), scene.bo)
    end(hold, HoldEnd.CHANGED, changed)()
    db.session.commit()
    refused("four ways", run("UPDATE holds SET ended_at = NULL, how_ended = NULL"))


def test_a_mediation_ends_a_hold_when_both_chose_and_both_agreed(scene):
    hold = a_hold(scene, scene.bea, a_candidate(scene))
    values = {"mediator": "Signe", "proposed_by_id": scene.bea.id, "proposed_at": now()}
    mediation = save(Mediation(hold_id=hold.id, **values))
    after = a_candidate(scene, "Without it.")
    refused("four ways", end(hold, HoldEnd.LEFT_OUT, after))
    mediation.agreed_by_id, mediation.agreed_at = scene.carl.id, now()
    mediation.outcome, mediation.outcome_by_id = HoldEnd.LEFT_OUT, scene.carl.id
    db.session.commit()
    refused("four ways", end(hold, HoldEnd.LEFT_OUT, after))
    refused("mediation stays", lambda: setattr(mediation, "mediator", "Carl's boss"))
    mediation.concluded_by_id, mediation.concluded_at = scene.bea.id, now()
    db.session.commit()
    refused("four ways", end(hold, HoldEnd.LEFT_OUT, after))  # frozen before it was concluded
    later = a_candidate(scene, "Really without it.")
    refused("four ways", end(hold, HoldEnd.SIDE_BY_SIDE, later))
    refused("mediation stays", run("UPDATE mediations SET outcome = 'side_by_side'"))
    end(hold, HoldEnd.LEFT_OUT, later)()
    db.session.commit()


@pytest.mark.parametrize("chosen", ["bo", "one_side"])
def test_nobody_mediates_past_who_holds(scene, chosen):
    hold = a_hold(scene, scene.bea, a_candidate(scene))
    first, second = (scene.bo, scene.carl) if chosen == "bo" else (scene.bea, scene.bo)
    save(Mediation(
        hold_id=hold.id, mediator="Signe", proposed_by_id=first.id, proposed_at=now(), agreed_by_id=second.id,
        agreed_at=now(), outcome=HoldEnd.LEFT_OUT, outcome_by_id=first.id, concluded_by_id=second.id, concluded_at=now(),
    ))  # fmt: skip
    refused("four ways", end(hold, HoldEnd.LEFT_OUT, a_candidate(scene, "Without it.")))


def mediated(scene, hold, **values):
    agreed = {"da": "### A\n\nSådan.\n\n### B\n\nIkke sådan.", "en": "### A\n\nSådan.\n\n### B\n\nNot so."}
    values = {
        "one_words": {"da": "Sådan."}, "one_by_id": scene.bea.id,
        "other_words": {"da": "Ikke sådan.", "en": "Not so."}, "other_by_id": scene.carl.id,
        "agreed_words": {code: {"heading": "We disagree", "body": body} for code, body in agreed.items()},
    } | values  # fmt: skip
    return Mediation(
        hold_id=hold.id, mediator="Signe", proposed_by_id=scene.bea.id, proposed_at=now(), agreed_by_id=scene.carl.id,
        agreed_at=now(), outcome=HoldEnd.SIDE_BY_SIDE, outcome_by_id=scene.bea.id, concluded_by_id=scene.carl.id,
        concluded_at=now(), **values,
    )  # fmt: skip


def with_both(scene, hold, bodies):
    structure, texts = a_document("It begins.")
    name = f"disagreement-{hold.id}"
    structure["blocks"].append({"id": name, "kind": "text"})
    for language, body in bodies.items():
        texts[language]["blocks"][name] = {"heading": "We disagree", "body": body}
    return a_candidate(scene, document=(structure, texts))


@pytest.mark.parametrize(
    "forged",
    [
        {"one_words": {"da": "Noget andet."}},
        {"other_words": {}},
        {"agreed_words": None},
        {"one_by_id": None},
        {"one_by_id": "carl"},
    ],
)
def test_what_both_agree_to_holds_each_sides_own_words(scene, forged):
    hold = a_hold(scene, scene.bea, a_candidate(scene))
    values = {key: scene.carl.id if value == "carl" else value for key, value in forged.items()}
    refused("word for word", lambda: db.session.add(mediated(scene, hold, **values)))


def test_both_positions_are_frozen_and_published_word_for_word(scene):
    hold = a_hold(scene, scene.bea, a_candidate(scene))
    early = with_both(scene, hold, {"da": "Forged.", "en": "Forged."})
    agreed = save(mediated(scene, hold)).agreed_words
    bodies = {code: part["body"] for code, part in agreed.items()}
    refused("four ways", end(hold, HoldEnd.SIDE_BY_SIDE, early))
    refused("word for word", lambda: with_both(scene, hold, bodies | {"en": bodies["en"] + " Nearly."}))
    right = with_both(scene, hold, bodies)
    refused("four ways", end(hold, HoldEnd.SIDE_BY_SIDE, a_candidate(scene, "Without both.")))
    end(hold, HoldEnd.SIDE_BY_SIDE, with_both(scene, hold, bodies))()
    db.session.commit()
    assert right.id


@pytest.mark.parametrize("frozen_before", [True, False])
def test_the_held_text_frozen_again_ends_no_hold_as_changed(scene, frozen_before):
    first = a_candidate(scene, "As it stands.") if frozen_before else None
    hold = a_hold(scene, scene.bea, first, **({} if frozen_before else {"held": digests_in("As it stands.")}))
    signed_by(a_candidate(scene, "As it stands."), scene.bo, scene.carl)
    lagging = signed_by(a_candidate(scene, "As it stands.", languages=("en",)), scene.bo, scene.carl)
    refused("four ways", end(hold, HoldEnd.CHANGED, lagging))  # one language less is no change
    document = a_document("As it stands.")
    document[1]["en"]["blocks"]["opening"]["body"] = "Otherwise."
    half = signed_by(a_candidate(scene, document=document), scene.bo, scene.carl, languages=("da",))
    refused("four ways", end(hold, HoldEnd.CHANGED, half))  # what is signed is what was held
    signed_by(half, scene.bo, scene.carl, languages=("en",))
    end(hold, HoldEnd.CHANGED, half)()
    db.session.commit()


def test_a_hold_says_what_it_held(scene):
    refused("placed by", lambda: a_hold(scene, scene.bea, held=[]))
    hold = a_hold(scene, scene.bea)
    refused("placed by", lambda: setattr(hold, "held", []))
