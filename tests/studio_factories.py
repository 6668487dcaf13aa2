"""Collaborations and drafts, made in a line. Bea and Bo have lived experience, Carl is a professional."""

from datetime import date

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Agreement
from lms.studio.models import (
    HEAD,
    AgreementVersion,
    Collaboration,
    Draft,
    DraftBlock,
    DraftChange,
    DraftText,
    Model,
    NameKind,
    Partner,
    Perspective,
)
from lms.studio.writers import Writer
from tests.factories import a_person, save

LANGUAGES = ("en", "da")


def a_collaboration(module, *, peers=(), professionals=(), model=Model.CO_PRODUCTION, in_force=True, owner=None):
    """Return a collaboration on `module` whose partners are the people given."""
    owner = owner or (professionals[0] if professionals else a_person("Olga Owner"))
    agreement = save(Agreement(module_id=module.id, in_force_at=now())) if in_force else None
    collaboration = save(
        Collaboration(
            module_id=module.id, owner_id=owner.id, created_at=now(), agreement_id=agreement.id if agreement else None
        )
    )
    save(
        AgreementVersion(
            collaboration_id=collaboration.id,
            number=1,
            model=model,
            seats={"lived_experience": max(2, len(peers)), "professional": max(1, len(professionals))},
            purpose="Write the module together.",
            reason="Those it is about own the problem.",
            locked="The number of lessons.",
            decision_rule="Together.",
            support="Signe",
            third_party="The peer organisation",
            review_on=date(2027, 5, 1),
            proposed_by_id=owner.id,
            proposed_at=now(),
            in_force_at=now() if in_force else None,
        )
    )
    for person in peers:
        a_partner(collaboration, person, Perspective.LIVED_EXPERIENCE)
    for person in professionals:
        a_partner(collaboration, person, Perspective.PROFESSIONAL)
    return collaboration


def a_partner(collaboration, person, perspective=Perspective.LIVED_EXPERIENCE, **values):
    """Return `person` as a partner under a pseudonym."""
    values = {"name_kind": NameKind.PSEUDONYM, "shown_name": f"Pen {person.name}", "reads": ["en", "da"]} | values
    return save(
        Partner(
            collaboration_id=collaboration.id, person_id=person.id, perspective=perspective, joined_at=now(), **values
        )
    )


def a_draft(collaboration, lesson, *, blocks=("opening", "more")):
    """Return an open draft of `lesson` with a head and text blocks of these names, in both languages."""
    draft = save(Draft(collaboration_id=collaboration.id, lesson_id=lesson.id, created_at=now()))
    fill_draft(draft, blocks)
    return draft


def a_practice(person, *, blocks=("opening",)):
    """Return somebody's own practice lesson."""
    draft = save(Draft(practice_of_id=person.id, created_at=now()))
    fill_draft(draft, blocks)
    return draft


def fill_draft(draft, blocks):
    review = {"minutes": 15, "review": {"by": "2027-05-22", "role": "curriculum editor"}}
    a_block(draft, HEAD, kind=HEAD, structure=review, body={"title": "A lesson", "summary": "What it is about."})
    for name in blocks:
        a_block(draft, name, body={"heading": "A Tuesday", "body": f"Something happens in {name}."})


def a_block(draft, name, *, kind="text", structure=None, body=None):
    """Return a block added at the end of a draft, saying `body` in both languages."""
    position = len(db.session.scalars(DraftBlock.__table__.select().where(DraftBlock.draft_id == draft.id)).all())
    block = save(DraftBlock(draft_id=draft.id, name=name, kind=kind, position=position, structure=structure or {}))
    for language in LANGUAGES:
        text = DraftText(
            block_id=block.id, language=language, body=body or {}, changed_at=now(), follows={_other(language): 1}
        )
        save(text)
        state = {"body": text.body, "note": ""}
        save(DraftChange(block_id=block.id, language=language, version=1, state=state, made_at=now()))
    return block


def a_writer(partner):
    """Return a partner as the actor of a change."""
    return Writer(person_id=partner.person_id, partner_id=partner.id)


def _other(language):
    return "da" if language == "en" else "en"
