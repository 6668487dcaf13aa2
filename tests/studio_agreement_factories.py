"""Proposals, seat invitations, and what somebody fills in on the way to a seat."""

from datetime import timedelta

from lms.core.clock import now, today
from lms.core.tokens import digest
from lms.studio.models import Perspective, SeatInvitation
from lms.studio.operations.proposing import Wording
from tests.factories import a_person, save
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_partner

TOKEN = "seat-token"
HERE = f"/studio/-/invitations/{TOKEN}"


def a_proposal(*, peers=(), professionals=(), owner=None, module=None, **changes):
    """Return a proposal that has not started, with these people on their seats."""
    module = module or a_module()
    return a_collaboration(
        module,
        peers=peers,
        professionals=professionals,
        owner=owner or a_person("Olga Owner"),
        in_force=False,
        **changes,
    )


def a_running(**changes):
    """Return Bea, Bo and Carl, and the agreement in force between them, owned by Olga."""
    people = a_person("Bea Holst"), a_person("Bo Friis"), a_person("Carl Lind")
    values = {"peers": people[:2], "professionals": people[2:], "owner": a_person("Olga Owner")} | changes
    return (*people, a_collaboration(a_module(), **values))


def an_employed_peer(collaboration, person):
    return a_partner(collaboration, person, Perspective.LIVED_EXPERIENCE, employed_by_owner=True)


def a_seat_invitation(collaboration, address="bea@work.example", *, token=TOKEN, days_ago=0, **changes):
    """Return an invitation, sent some days ago, whose link holds `token`."""
    values = {
        "collaboration_id": collaboration.id, "address": address, "language": "en", "token_hash": digest(token),
        "invited_by_id": collaboration.owner_id, "invited_at": now() - timedelta(days=days_ago),
    }  # fmt: skip
    return save(SeatInvitation(**{**values, **changes}))


def chosen(perspective=Perspective.LIVED_EXPERIENCE, *, name="Birch", step="yes", version=1, **changes):
    """Return what a browser sends with the last step."""
    values = {
        "step": step, "version": str(version), "perspective": perspective.value, "name_kind": "pseudonym", "name": name,
        "reads": ["en", "da"], "employed": "no", "influence": "The words used about us", "contribution": "Reading",
        "hours": "4", "pay": "A gift card", "companion": "My sister",
    }  # fmt: skip
    return {**values, **changes}


def a_wording_form(**changes):
    """Return what a browser sends for a wording."""
    values = {
        "model": "co_production", "reason": "It is about them.", "purpose": "Write it together.", "locked": "The deadline.",
        "decision_rule": "Until all can live with it.", "support": "Signe, 12 34 56 78", "third_party": "The peer house",
        "review_on": (today() + timedelta(days=180)).isoformat(), "lived_experience": "2", "professional": "1",
        "employer": "0", "relative": "", "volunteer_organisation": "0",
    }  # fmt: skip
    return {**values, **changes}


def a_wording(**changes):
    """Return a wording for operations."""
    values = {
        "model": "co_production", "seats": {"lived_experience": 3, "professional": 2}, "purpose": "Another purpose.",
        "reason": "Still right.", "locked": "", "decision_rule": "Together.", "support": "Signe",
        "third_party": "The peer house", "review_on": today() + timedelta(days=90),
    }  # fmt: skip
    return Wording(**{**values, **changes})
