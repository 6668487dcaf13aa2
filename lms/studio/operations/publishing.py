"""Publishing: an act of its own, by any partner, once the sign-offs stand and no hold is open (rules 2, 3, 7 and 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, insert, select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Source
from lms.curriculum.rendering import RENDERER, rendered
from lms.studio import parity
from lms.studio.models import Candidate, Draft, Partner, Publication, PublicationKind
from lms.studio.notices import tell
from lms.studio.operations import candidates, holding, mediating
from lms.studio.operations.suggesting import came_out
from lms.studio.publication_notes import made_of

Json = dict[str, Any]


@dataclass(frozen=True)
class Prepared:
    """A candidate's texts as pages need them: made before the transaction that publishes them."""

    candidate_id: int
    digest: str
    rendered: Mapping[str, Json]


def prepare(candidate: Candidate) -> Prepared:
    """Render a candidate's texts. This takes its time and holds no lock."""
    sources = {row.code: row.entry for row in db.session.execute(select(Source.code, Source.entry))}
    made = {
        text.language: rendered(candidate.structure, text.source, text.language, sources) for text in candidate.texts
    }
    return Prepared(candidate.id, candidate.digest, made)


def publish(prepared: Prepared, notes: Mapping[str, str], *, by: Partner) -> Publication:
    """Publish what stands ready, in every language that is signed. A second click finds it done."""
    candidate = candidates.held(db.session.get_one(Candidate, prepared.candidate_id))
    need = _need(candidate)
    languages = parity.languages_signed(candidate, need)
    _settle_holds(candidate)
    if not languages:
        raise DomainError(_("Sign-offs are missing, so nothing was published. The page shows whose kind is missing."))
    if candidate.kind is PublicationKind.WITHDRAWAL:
        return _withdraw(candidate, notes, by)
    if not set(languages) - set(published_languages(candidate)):
        raise DomainError(_("This has been published already; somebody was quicker. Nothing was published twice."))
    revision = _revision(candidate, need, languages, notes)
    _write_texts(revision, candidate, prepared, languages)
    publication = _publication(candidate, revision.id, notes, by)
    _show(candidate, revision)
    return publication


def published_languages(candidate: Candidate) -> list[str]:
    """Return the languages in which a candidate has been published."""
    rows = db.session.scalars(
        select(LessonText.language)
        .join(Publication, Publication.revision_id == LessonText.revision_id)
        .where(Publication.candidate_id == candidate.id)
        .distinct()
    )
    return list(rows)


def _need(candidate: Candidate) -> parity.Need:
    need = parity.need_of(candidate.collaboration_id)
    if need is None:
        raise DomainError(
            _(
                "One of the two perspectives is empty at the moment, so publication waits. Everything is kept; "
                "as soon as somebody has joined, it goes on."
            )
        )
    return need


def _settle_holds(candidate: Candidate) -> None:
    """End the holds whose mediation this publication carries out; nobody publishes over another."""
    for hold in holding.open_holds(db.session.get_one(Draft, candidate.draft_id)):
        how = mediating.carried_out_by(hold, candidate)
        if how is None:
            raise DomainError(
                _("A hold is open, so nothing was published. Talk about it; the page of the hold shows the ways out.")
            )
        holding.end(hold, how, candidate=candidate)


def _revision(
    candidate: Candidate, need: parity.Need, languages: list[str], notes: Mapping[str, str]
) -> LessonRevision:
    own = LessonRevision.lesson_id == candidate.lesson_id
    last = db.session.scalar(select(func.max(LessonRevision.number)).where(own)) or 0
    revision = LessonRevision(
        lesson_id=candidate.lesson_id,
        number=last + 1,
        status=need.status,
        digest=candidate.digest,
        structure=candidate.structure,
        made=made_of(candidate, languages, notes),
        created_at=now(),
    )
    db.session.add(revision)
    db.session.flush()
    return revision


def _write_texts(revision: LessonRevision, candidate: Candidate, prepared: Prepared, languages: list[str]) -> None:
    rows = [
        {
            "revision_id": revision.id,
            "language": text.language,
            "title": text.source["title"],
            "summary": text.source["summary"],
            "digest": text.digest,
            "source": text.source,
            "rendered": prepared.rendered[text.language],
            "renderer": RENDERER,
            "rendered_at": revision.created_at,
        }
        for text in candidate.texts
        if text.language in languages
    ]
    db.session.execute(insert(LessonText), rows)


def _publication(candidate: Candidate, revision_id: int | None, notes: Mapping[str, str], by: Partner) -> Publication:
    publication = Publication(
        kind=candidate.kind,
        lesson_id=candidate.lesson_id,
        revision_id=revision_id,
        candidate_id=candidate.id,
        partner_id=by.id,
        notes=dict(notes),
        published_at=now(),
    )
    db.session.add(publication)
    db.session.flush()
    record(Area.STUDIO, "published", "publication", publication.id, by=by.person_id)
    for kind in ("published", "evaluation"):
        tell(
            parity.active_partners(candidate.collaboration_id),
            kind,
            draft_id=candidate.draft_id,
            thing_id=publication.id,
        )
    return publication


def _show(candidate: Candidate, revision: LessonRevision) -> None:
    lesson = db.session.get_one(Lesson, candidate.lesson_id)
    draft = db.session.get_one(Draft, candidate.draft_id)
    lesson.current_id, lesson.minutes = revision.id, candidate.structure["minutes"]
    draft.based_on_id = revision.id
    db.session.flush()
    if candidate.kind is PublicationKind.NEW:
        came_out(draft, revision)


def _withdraw(candidate: Candidate, notes: Mapping[str, str], by: Partner) -> Publication:
    done = select(Publication).where(Publication.candidate_id == candidate.id)
    if db.session.scalar(done) is not None:
        raise DomainError(_("The lesson has been taken out already; somebody was quicker."))
    publication = _publication(candidate, None, notes, by)
    lesson = db.session.get_one(Lesson, candidate.lesson_id)
    lesson.current_id, lesson.withdrawn_at = None, publication.published_at
    db.session.flush()
    return publication
