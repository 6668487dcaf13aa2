"""Candidates, sign-offs and publications as rows, so that tests can try what the pages would never do."""

from types import SimpleNamespace

from sqlalchemy import func, select

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum import digests
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Status
from lms.studio import documents
from lms.studio.models import (
    Candidate,
    CandidateText,
    Hold,
    Partner,
    Publication,
    PublicationKind,
    SignOff,
)
from tests.factories import a_person, save
from tests.learning_factories import a_module
from tests.studio_factories import a_collaboration, a_draft

REVIEW = {"by": "2027-05-22", "role": "curriculum editor"}


def a_studio(**changes):
    """Return a lesson in co-production: Bea and Bo have lived experience, Carl is a professional."""
    module = a_module(lessons=1)
    lesson = db.session.scalars(select(Lesson).where(Lesson.module_id == module.id)).one()
    people = {name: a_person(full) for name, full in (("bea", "Bea Dam"), ("bo", "Bo Kjær"), ("carl", "Carl Møller"))}
    collaboration = a_collaboration(
        module, peers=[people["bea"], people["bo"]], professionals=[people["carl"]], **changes
    )
    made = {name: partner_of(collaboration, person) for name, person in people.items()}
    draft = a_draft(collaboration, lesson)
    return SimpleNamespace(
        module=module, lesson=lesson, collaboration=collaboration, draft=draft, people=SimpleNamespace(**people), **made
    )


def partner_of(collaboration, person):
    wanted = Partner.collaboration_id == collaboration.id, Partner.person_id == person.id
    return db.session.scalars(select(Partner).where(*wanted)).one()


def a_document(words="It begins.", languages=("da", "en")):
    """Return the structure and the texts of a lesson with one block."""
    structure = {"minutes": 15, "review": REVIEW, "blocks": [{"id": "opening", "kind": "text"}]}
    texts = {
        language: {
            "title": "A lesson",
            "summary": "What it is about.",
            "blocks": {"opening": {"heading": "A Tuesday", "body": f"{words} ({language})"}},
        }
        for language in languages
    }
    return structure, texts


def digests_in(words):
    """Return the digests of a document's texts."""
    structure, texts = a_document(words)
    return [digests.of_text(structure, text) for text in texts.values()]


def a_candidate(
    scene, words="It begins.", *, kind=PublicationKind.NEW, languages=("da", "en"), document=None, **values
):
    """Return a standing candidate as rows; the one before it is superseded."""
    structure, texts = document or a_document(words, languages)
    before = db.session.scalars(
        select(Candidate).where(Candidate.draft_id == scene.draft.id, Candidate.superseded_at.is_(None))
    ).one_or_none()
    if before is not None:
        before.superseded_at = now()
    db.session.flush()
    number = db.session.scalar(select(func.count(Candidate.id)).where(Candidate.draft_id == scene.draft.id)) or 0
    candidate = Candidate(
        draft_id=scene.draft.id,
        lesson_id=scene.lesson.id,
        collaboration_id=scene.collaboration.id,
        number=number + 1,
        kind=kind,
        structure=structure,
        digest=digests.of_revision(structure, texts),
        made_by_id=scene.carl.id,
        made_at=now(),
        **values,
    )
    candidate.texts = [
        CandidateText(language=language, source=text, digest=digests.of_text(structure, text))
        for language, text in texts.items()
    ]
    return save(candidate)


def text_in(candidate, language="en"):
    return next(text for text in candidate.texts if text.language == language)


def a_sign_off(text, partner, **values):
    values = {"digest": text.digest} | values
    return save(SignOff(text_id=text.id, partner_id=partner.id, signed_at=now(), **values))


def signed_by(candidate, *partners, languages=("da", "en")):
    for partner in partners:
        for text in candidate.texts:
            if text.language in languages:
                a_sign_off(text, partner)
    return candidate


def a_hold(scene, partner=None, candidate=None, **values):
    structure, texts = documents.freeze(scene.draft)
    values = {"held": [digests.of_text(structure, text) for text in texts.values()]} | values
    return save(
        Hold(
            draft_id=scene.draft.id,
            lesson_id=scene.lesson.id,
            candidate_id=candidate.id if candidate else None,
            partner_id=(partner or scene.bea).id,
            reason="It is not how it was.",
            placed_at=now(),
            **values,
        )
    )


def a_revision(candidate, status=Status.CO_PRODUCTION, **values):
    """Return an unsaved revision of exactly this candidate."""
    highest = select(func.coalesce(func.max(LessonRevision.number), 0)).where(
        LessonRevision.lesson_id == candidate.lesson_id
    )
    values = {
        "number": db.session.scalar(highest) + 1,
        "structure": candidate.structure,
        "digest": candidate.digest,
    } | values
    return LessonRevision(lesson_id=candidate.lesson_id, status=status, created_at=now(), **values)


def a_text(revision, text, **values):
    """Return an unsaved text of a revision, exactly a candidate's."""
    values = {
        "title": text.source["title"], "summary": text.source["summary"], "digest": text.digest, "source": text.source
    } | values  # fmt: skip
    return LessonText(revision_id=revision.id, language=text.language, rendered={}, renderer=1, **values)


def a_publication(scene, candidate, status=Status.CO_PRODUCTION, *, languages=("da", "en")):
    """Publish a signed candidate row by row, as the operation would."""
    revision = save(a_revision(candidate, status))
    save(*[a_text(revision, text) for text in candidate.texts if text.language in languages])
    publication = save(
        Publication(
            kind=candidate.kind,
            lesson_id=scene.lesson.id,
            revision_id=revision.id,
            candidate_id=candidate.id,
            partner_id=scene.bea.id,
            notes={"en": "New.", "da": "Ny."},
            published_at=now(),
        )
    )
    scene.lesson.current_id = revision.id
    save(scene.lesson)
    return publication
