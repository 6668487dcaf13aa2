"""What the database refuses about partners, candidates and sign-offs, by ORM and by raw SQL, on both databases."""

import pytest
from sqlalchemy import delete, select

from lms.core.clock import now
from lms.core.db import db
from lms.studio import triggers
from lms.studio.models import CandidateText, NameKind, Perspective, SignOff
from tests.curriculum.test_triggers import refused, run
from tests.factories import a_person
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_partner
from tests.studio_signing_factories import (
    a_candidate,
    a_publication,
    a_sign_off,
    a_studio,
    signed_by,
    text_in,
)


@pytest.fixture
def scene(app):
    return a_studio()


def is_sqlite():
    return db.session.get_bind().dialect.name == "sqlite"


def test_a_perspective_and_whose_it_is_never_change(scene):
    refused("stays who they are", lambda: setattr(scene.carl, "perspective", Perspective.LIVED_EXPERIENCE))
    for column, value in (("perspective", "'lived_experience'"), ("person_id", scene.people.bea.id), ("id", 999)):
        refused("stays who they are", run(f"UPDATE partners SET {column} = {value} WHERE id = :id", id=scene.carl.id))
    refused("stays who they are", run("DELETE FROM partners WHERE id = :id", id=scene.carl.id))
    if is_sqlite():
        refused("stays who they are", run("REPLACE INTO partners SELECT * FROM partners"))


def test_a_name_may_go_and_a_partner_may_leave(scene):
    scene.carl.shown_name, scene.carl.name_kind, scene.carl.left_at = "", NameKind.ANONYMOUS, now()
    db.session.commit()
    assert not scene.carl.is_active


def test_an_agreement_in_force_is_not_rewritten(scene):
    refused("not rewritten", run("UPDATE agreement_versions SET model = 'co_creation'"))
    refused("not rewritten", run("UPDATE agreement_versions SET dropped_at = in_force_at"))
    refused("not rewritten", run("DELETE FROM agreement_versions"))
    if is_sqlite():
        refused("not rewritten", run("REPLACE INTO agreement_versions SELECT * FROM agreement_versions"))


def test_a_candidate_never_changes(scene):
    candidate = a_candidate(scene)
    refused("candidate never changes", lambda: setattr(candidate, "digest", "1" * 64))
    for change in ("structure = '{}'", "kind = 'back'", "is_small_fix = NOT is_small_fix", "made_by_id = made_by_id"):
        refused("candidate never changes", run(f"UPDATE candidates SET {change}"))
    refused("candidate never changes|immutable", run("DELETE FROM candidates"))


def test_a_candidates_texts_never_change(scene):
    text = text_in(a_candidate(scene))
    refused("immutable", lambda: setattr(text, "source", {}))
    refused("immutable", run("UPDATE candidate_texts SET digest = digest"))
    refused("immutable", run("DELETE FROM candidate_texts"))
    if is_sqlite():
        refused("immutable", run("REPLACE INTO candidate_texts SELECT * FROM candidate_texts"))
    else:
        refused("immutable|candidate|counted|publi", run("TRUNCATE candidate_texts CASCADE"))


def test_a_candidate_is_superseded_once_and_does_not_come_back(scene):
    first = a_candidate(scene)
    a_candidate(scene, "It goes on.")
    refused("candidate never changes", run("UPDATE candidates SET superseded_at = NULL WHERE id = :id", id=first.id))
    refused("candidate never changes", lambda: setattr(first, "superseded_at", now()))


def test_a_candidate_is_of_its_draft_and_by_its_partner(scene):
    scene.carl.left_at = now()
    db.session.commit()
    refused("not of its draft", lambda: a_candidate(scene))


def test_a_sign_off_covers_what_was_seen(scene):
    text = text_in(a_candidate(scene))
    refused("not valid", lambda: db.session.add(_sign_off(text, scene.bea, digest="1" * 64)))
    refused("not valid", _insert(text, scene.bea, "2" * 64))


def test_a_sign_off_is_by_an_active_partner_who_reads_the_language(scene):
    text = text_in(a_candidate(scene))
    scene.bea.reads = ["da"]
    scene.bo.left_at = now()
    db.session.commit()
    refused("not valid", lambda: db.session.add(_sign_off(text, scene.bea)))
    refused("not valid", lambda: db.session.add(_sign_off(text, scene.bo)))
    a_sign_off(text_in(a_candidate(scene, "Again."), "da"), scene.bea)


def test_a_sign_off_is_not_on_what_was_superseded(scene):
    text = text_in(a_candidate(scene))
    a_candidate(scene, "It goes on.")
    refused("not valid", lambda: db.session.add(_sign_off(text, scene.bea)))


def test_a_deputy_signs_only_while_the_partner_pauses_and_from_the_same_perspective(scene):
    text = text_in(a_candidate(scene))
    refused("not valid", lambda: db.session.add(_sign_off(text, scene.bea, by_deputy_id=scene.bo.id)))
    scene.bea.paused_at, scene.bea.deputy_id = now(), scene.carl.id
    db.session.commit()
    refused("not valid", lambda: db.session.add(_sign_off(text, scene.bea, by_deputy_id=scene.carl.id)))
    scene.bea.deputy_id = scene.bo.id
    db.session.commit()
    a_sign_off(text, scene.bea, by_deputy_id=scene.bo.id)


def test_a_sign_off_never_changes(scene):
    sign_off = a_sign_off(text_in(a_candidate(scene)), scene.bea)
    refused("sign-off never changes", lambda: setattr(sign_off, "partner_id", scene.bo.id))
    refused("sign-off never changes", run("UPDATE sign_offs SET signed_at = signed_at"))
    if is_sqlite():
        refused("counted", run("REPLACE INTO sign_offs SELECT * FROM sign_offs"))
    else:
        refused("counted", run("TRUNCATE sign_offs"))


def test_before_publication_a_sign_off_may_be_taken_back(scene):
    sign_off = a_sign_off(text_in(a_candidate(scene)), scene.bea)
    db.session.execute(delete(SignOff).where(SignOff.id == sign_off.id))
    db.session.commit()
    assert db.session.scalars(select(SignOff)).all() == []


def test_a_counted_sign_off_stays(scene):
    candidate = signed_by(a_candidate(scene), scene.bea, scene.bo, scene.carl)
    a_publication(scene, candidate, languages=("en",))
    refused("counted", run("DELETE FROM sign_offs WHERE text_id = :text", text=text_in(candidate).id))
    refused("counted", lambda: db.session.execute(delete(SignOff)))
    db.session.execute(delete(SignOff).where(SignOff.text_id == text_in(candidate, "da").id))
    db.session.commit()


def test_the_triggers_can_be_dropped_and_made_again(scene):
    candidate = a_candidate(scene)
    connection = db.session.connection()
    triggers.drop_all(connection)
    run("UPDATE candidate_texts SET digest = digest")()
    triggers.create_all(connection)
    triggers.create_all(connection)
    refused("immutable", run("UPDATE candidate_texts SET digest = digest"))
    assert db.session.get(CandidateText, text_in(candidate).id)


def _sign_off(text, partner, **values):
    return SignOff(**{"text_id": text.id, "partner_id": partner.id, "digest": text.digest, "signed_at": now()} | values)


def _insert(text, partner, digest):
    return run(
        "INSERT INTO sign_offs (text_id, partner_id, digest, signed_at) VALUES (:text, :partner, :digest, '2026-11-22')",
        text=text.id,
        partner=partner.id,
        digest=digest,
    )


def test_a_partner_of_another_collaboration_signs_nothing_here(scene):
    text = text_in(a_candidate(scene))
    other = a_collaboration(a_module("other", position=2, lessons=0))
    eve = a_partner(other, a_person("Eve Dahl"))
    refused("not valid", lambda: db.session.add(_sign_off(text, eve)))
    refused("not valid", _insert(text, eve, text.digest))
