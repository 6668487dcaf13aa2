"""The steps from a draft to a publication, in a line each."""

import pytest
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio import both_positions
from lms.studio.models import DraftBlock, DraftChange, DraftText, HoldEnd
from lms.studio.operations import candidates, holding, mediating, publishing, signing
from tests.factories import save

ONE = "Det var *sådan*.\n\n- Og ikke # anderledes.\n\nSådan, sagde jeg."
OTHER = "It was [otherwise](https://example.org)."
NOTES = {"en": "A new beginning.", "da": "En ny begyndelse."}


def write(scene, words, language="en", block="opening", *, by=None):
    """Change a block's words in the draft as an autosave would leave them."""
    text = db.session.scalars(
        select(DraftText)
        .join(DraftBlock)
        .where(DraftBlock.draft_id == scene.draft.id, DraftBlock.name == block, DraftText.language == language)
    ).one()
    text.body = {**text.body, "body": words}
    text.version += 1
    state = {"body": text.body, "note": text.note}
    change = {"block_id": text.block_id, "language": language, "version": text.version}
    save(DraftChange(**change, state=state, partner_id=by and by.id, made_at=now()))


def ready(scene, *, small_fix=False, by=None):
    made = candidates.make_ready(
        scene.draft, candidates.look_over(scene.draft), small_fix=small_fix, by=by or scene.carl
    )
    db.session.commit()
    return made


def sign(candidate, *partners, languages=("da", "en")):
    for partner in partners:
        for text in candidate.texts:
            if text.language in languages:
                signing.sign(text, text.digest, partner=partner, by=partner)
    db.session.commit()


def publish(candidate, by, notes=NOTES):
    publication = publishing.publish(publishing.prepare(candidate), notes, by=by)
    db.session.commit()
    return publication


def all_sign(scene, candidate, **options):
    sign(candidate, scene.bea, scene.bo, scene.carl, **options)
    return candidate


def mediated(scene, outcome, *, block=None):
    hold = holding.place(scene.draft, "Not so.", block=block, partner=scene.bea, by=scene.bea)
    mediating.propose(hold, "Signe", partner=scene.bea, by=scene.bea)
    with pytest.raises(DomainError, match="other side"):
        mediating.agree(hold, partner=scene.bea, by=scene.bea, seen="Signe")
    mediating.agree(hold, partner=scene.carl, by=scene.carl, seen="Signe")
    mediating.say(hold, {"da": ONE, "en": ""}, partner=scene.bea, by=scene.bea)
    mediating.say(hold, {"da": "Det var anderledes.", "en": OTHER}, partner=scene.carl, by=scene.carl)
    seal = both_positions.seal(mediating.mediation_of(hold))
    with pytest.raises(DomainError, match="words have changed"):
        mediating.propose_outcome(hold, HoldEnd.SIDE_BY_SIDE, partner=scene.carl, by=scene.carl, words="1" * 64)
    mediating.propose_outcome(hold, outcome, partner=scene.carl, by=scene.carl, words=seal)
    mediating.agree_outcome(hold, partner=scene.bea, by=scene.bea, seen=outcome, words=seal)
    db.session.commit()
    return hold
