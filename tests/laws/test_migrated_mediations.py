"""What both sides of a mediation agreed to survives the step that keeps it word for word, up and down."""

from lms.core import schema
from lms.core.clock import now
from lms.core.db import db
from lms.studio.models import Hold, HoldEnd, Mediation
from lms.studio.operations import mediating
from tests.laws.test_migrations import fresh
from tests.studio_publishing import ONE, mediated
from tests.studio_signing_factories import a_studio

__all__ = ["fresh"]


def test_positions_go_down_and_up_again(fresh):
    schema.upgrade(db.engine)
    with fresh.test_request_context():
        hold = mediated(a_studio(), HoldEnd.SIDE_BY_SIDE).id
    agreed = db.session.get(Mediation, 1).agreed_words
    db.session.close()
    schema.downgrade(db.engine, "0005")
    schema.upgrade(db.engine, "0006")
    kept = mediating.mediation_of(db.session.get(Hold, hold))
    assert set(kept.one_words) == set(kept.other_words) == {"da", "en"}
    assert kept.agreed_words["da"] == agreed["da"]
    assert kept.one_by_id == db.session.get(Hold, hold).partner_id
    assert kept.concluded_at < now()
    assert ONE.split("\n", maxsplit=1)[0].strip("*.")[:6] in kept.agreed_words["en"]["body"]
