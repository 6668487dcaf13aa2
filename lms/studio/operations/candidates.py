"""A draft made ready for sign-off: frozen, so that everybody signs exactly the same (rule 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum import digests
from lms.curriculum.models import Lesson, LessonRevision, LessonText
from lms.studio import both_positions, documents
from lms.studio.models import (
    Candidate,
    CandidateText,
    Collaboration,
    Draft,
    Partner,
    PublicationKind,
    SignOff,
)
from lms.studio.notices import tell
from lms.studio.parity import active_partners
from lms.studio.problems import Problem
from lms.studio.small_fixes import is_small_fix

Json = dict[str, Any]


@dataclass(frozen=True)
class Frozen:
    """A draft as it is now: what could be signed, and what keeps a language (or all of them) from it."""

    structure: Json
    texts: Mapping[str, Json]
    problems: list[Problem]

    @property
    def can_be_signed(self) -> bool:
        return bool(self.texts)


def look_over(draft: Draft) -> Frozen:
    """Return a draft frozen. A language in which something is missing is left out: it can lag behind (rule 9)."""
    structure, texts = documents.freeze(draft)
    problems = [*documents.validate(draft), *both_positions.problems(draft, texts)]
    everywhere = any(not problem.language for problem in problems)
    lagging = {problem.language for problem in problems}
    ready = {} if everywhere else {code: text for code, text in texts.items() if code not in lagging}
    return Frozen(structure, ready, problems)


def make_ready(draft: Draft, frozen: Frozen, *, small_fix: bool, by: Partner) -> Candidate:
    """Freeze a draft for sign-off; the same again changes nothing. Sign-offs on a text that stays the same stay."""
    if not frozen.can_be_signed:
        raise DomainError(
            _("The lesson can't be signed off yet: something is missing in it. It is listed, part by part.")
        )
    hold_collaboration(draft.collaboration_id)
    before = standing(draft)
    digest = digests.of_revision(frozen.structure, frozen.texts)
    if before is not None and before.kind is PublicationKind.NEW and before.digest == digest:
        return before
    small = small_fix and before is not None and is_small_fix(before, frozen.structure, frozen.texts)
    made = _freeze(draft, PublicationKind.NEW, (frozen.structure, frozen.texts), by=by, small=small)
    if before is not None and before.kind is PublicationKind.NEW:
        _carry_over(before, made)
    _tell(made, by)
    return made


def call_content_edit(candidate: Candidate, *, by: Partner) -> Candidate:
    """Say that a small fix changes the content: everybody looks at it whole, and what was signed in one tap is void."""
    draft = _draft_of(candidate)
    candidate = held(candidate)
    if not candidate.is_small_fix:
        return candidate
    texts = {text.language: text.source for text in candidate.texts}
    made = _freeze(draft, PublicationKind.NEW, (candidate.structure, texts), by=by)
    _tell(made, by)
    return made


def propose_back(draft: Draft, revision: LessonRevision, *, by: Partner) -> Candidate:
    """Propose to go back to an earlier revision: it is signed and published like anything else."""
    if revision.lesson_id != draft.lesson_id:
        raise DomainError(_("This revision belongs to another lesson. Nothing was changed."))
    hold_collaboration(draft.collaboration_id)
    before = standing(draft)
    content = revision.structure, _texts_of(revision.id)
    if _is_same(before, PublicationKind.BACK, content):
        assert before is not None
        return before
    made = _freeze(draft, PublicationKind.BACK, content, by=by)
    _tell(made, by)
    return made


def propose_withdrawal(draft: Draft, *, by: Partner) -> Candidate:
    """Propose to take the lesson out: readers no longer find it once it is signed and published."""
    hold_collaboration(draft.collaboration_id)
    lesson = db.session.get_one(Lesson, draft.lesson_id, populate_existing=True)
    if lesson.current_id is None:
        raise DomainError(_("The lesson is not published, so there is nothing to take out."))
    revision = db.session.get_one(LessonRevision, lesson.current_id)
    content = revision.structure, _texts_of(revision.id)
    before = standing(draft)
    if _is_same(before, PublicationKind.WITHDRAWAL, content):
        assert before is not None
        return before
    made = _freeze(draft, PublicationKind.WITHDRAWAL, content, by=by)
    _tell(made, by)
    return made


def standing(draft: Draft) -> Candidate | None:
    """Return the candidate that can be signed now."""
    return db.session.scalar(
        select(Candidate)
        .where(Candidate.draft_id == draft.id, Candidate.superseded_at.is_(None))
        .execution_options(populate_existing=True)
    )


def hold_collaboration(collaboration_id: int | None) -> Collaboration:
    """Let nobody else sign, hold, leave or publish until the transaction ends; refuse where no agreement holds."""
    found = db.session.scalar(
        select(Collaboration)
        .where(Collaboration.id == collaboration_id)
        .with_for_update(of=Collaboration)
        .execution_options(populate_existing=True)
    )
    if found is None or not found.is_in_force:
        raise DomainError(
            _("Signing and publishing wait until your agreement is in force. The draft is safe; you can go on writing.")
        )
    return found


def held(candidate: Candidate) -> Candidate:
    """Return a candidate that still stands, held until the transaction ends."""
    hold_collaboration(candidate.collaboration_id)
    db.session.refresh(candidate)
    if candidate.superseded_at is not None:
        raise DomainError(
            _(
                "The lesson has changed since you opened this page. Nothing was signed or published. "
                "Here you see what is new."
            )
        )
    return candidate


def _freeze(
    draft: Draft,
    kind: PublicationKind,
    content: tuple[Json, Mapping[str, Json]],
    *,
    by: Partner,
    small: bool = False,
) -> Candidate:
    structure, texts = content
    moment = now()
    before = standing(draft)
    if before is not None:
        before.superseded_at = moment
        db.session.flush()
    last = db.session.scalar(select(func.max(Candidate.number)).where(Candidate.draft_id == draft.id)) or 0
    assert draft.lesson_id is not None
    assert draft.collaboration_id is not None
    made = Candidate(
        draft_id=draft.id,
        lesson_id=draft.lesson_id,
        collaboration_id=draft.collaboration_id,
        number=last + 1,
        kind=kind,
        structure=structure,
        digest=digests.of_revision(structure, texts),
        is_small_fix=small,
        made_by_id=by.id,
        made_at=moment,
        texts=[
            CandidateText(language=language, source=text, digest=digests.of_text(structure, text))
            for language, text in sorted(texts.items())
        ],
    )
    db.session.add(made)
    db.session.flush()
    record(Area.STUDIO, "made_ready", "candidate", made.id, by=by.person_id)
    return made


def _carry_over(before: Candidate, made: Candidate) -> None:
    """Keep sign-offs on texts that are the same to the letter: what somebody signed has not changed."""
    same = {(text.language, text.digest): text for text in made.texts}
    here = {partner.id: partner for partner in active_partners(made.collaboration_id)}
    rows = db.session.execute(
        select(SignOff, CandidateText.language)
        .join(CandidateText, CandidateText.id == SignOff.text_id)
        .where(CandidateText.candidate_id == before.id, SignOff.by_deputy_id.is_(None))
        .order_by(SignOff.id)
    )
    for old, language in rows.all():
        text, partner = same.get((language, old.digest)), here.get(old.partner_id)
        if text is not None and partner is not None and language in partner.reads:
            values = {"partner_id": old.partner_id, "digest": old.digest, "signed_at": old.signed_at}
            db.session.add(SignOff(text_id=text.id, **values))
    db.session.flush()


def _is_same(before: Candidate | None, kind: PublicationKind, content: tuple[Json, Mapping[str, Json]]) -> bool:
    return before is not None and before.kind is kind and before.digest == digests.of_revision(*content)


def _texts_of(revision_id: int) -> dict[str, Json]:
    rows = db.session.execute(
        select(LessonText.language, LessonText.source).where(LessonText.revision_id == revision_id)
    )
    return {language: source for language, source in rows}  # noqa: C416 (rows of two)


def _draft_of(candidate: Candidate) -> Draft:
    return db.session.get_one(Draft, candidate.draft_id)


def _tell(candidate: Candidate, by: Partner) -> None:
    others = [partner for partner in active_partners(candidate.collaboration_id) if partner.id != by.id]
    tell(others, "ready_for_sign_off", draft_id=candidate.draft_id, thing_id=candidate.id)
