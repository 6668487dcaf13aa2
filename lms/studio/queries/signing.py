"""What a partner sees before signing: what changed since they last signed, who has signed, what is missing (rule 2)."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from lms.core.db import db
from lms.core.i18n import LANGUAGES
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module
from lms.studio import parity
from lms.studio.comparing import BlockChange, Document, compare
from lms.studio.models import (
    HEAD,
    Candidate,
    CandidateText,
    Draft,
    DraftBlock,
    DraftChange,
    DraftText,
    Hold,
    Partner,
    Publication,
    PublicationKind,
    SignOff,
)
from lms.studio.operations import mediating
from lms.studio.queries.own_stories import offer_in
from lms.studio.rules_in_words import in_words
from lms.studio.small_fixes import one_line
from lms.studio.talk_words import acted_words, name_words

SIGNED, PUBLISHED, NOTHING = "signed", "published", "nothing"


@dataclass(frozen=True)
class Place:
    """Where an act on a draft belongs: its module and lesson."""

    draft_id: int
    module: str
    lesson: str
    title: str
    is_published: bool


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Somebody the reader signs for: themselves, or a paused partner whose deputy they are."""

    partner_id: int
    name: str
    is_me: bool
    reads: bool
    signed: bool


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A text to be signed. `since` says against what the changes are shown."""

    language: str
    text_id: int
    digest: str
    title: str
    since: str
    changes: tuple[BlockChange, ...]
    one_tap: bool
    hands: tuple[Hand, ...]
    signed_by: tuple[str, ...]
    missing: parity.Need | None
    is_published: bool


@dataclass(frozen=True, kw_only=True)
class HoldLine:
    """An open hold. One of an earlier work together stands, too; who placed it and why is for those partners only.

    `ends_here`: what stands ready does what both sides agreed on in a mediation, so publishing that ends it.
    """

    id: int
    placed_at: datetime
    name: str = ""
    reason: str = ""
    is_earlier: bool = False
    ends_here: bool = False


@dataclass(frozen=True, kw_only=True)
class SignPage:
    """A lesson's candidate for sign-off."""

    candidate_id: int
    number: int
    kind: PublicationKind
    is_small_fix: bool
    made_by: str
    made_at: datetime
    has_moved_on: bool
    sheets: tuple[Sheet, ...]
    need: parity.Need | None
    ready: tuple[str, ...]  # languages that can be published now and have not been


def place_of(draft: Draft, language: str) -> Place:
    """Return where a draft belongs; its title is the draft's own."""
    module, lesson, current = db.session.execute(
        select(Module.slug, Lesson.slug, Lesson.current_id)
        .join(Lesson, Lesson.module_id == Module.id)
        .where(Lesson.id == draft.lesson_id)
    ).one()
    rows = db.session.execute(
        select(DraftText.language, DraftText.body)
        .join(DraftBlock, DraftBlock.id == DraftText.block_id)
        .where(DraftBlock.draft_id == draft.id, DraftBlock.name == HEAD)
    )
    titles = {code: body.get("title", "") for code, body in rows}
    title = next((titles[code] for code in (language, *LANGUAGES) if titles.get(code)), lesson)
    return Place(draft.id, module, lesson, title, current is not None)


def sign_page(candidate: Candidate, hands: list[Partner], me: Partner) -> SignPage:
    """Return a candidate as somebody sees it who may sign for `hands`."""
    need = parity.need_of(candidate.collaboration_id)
    published = _published(candidate)
    signed = set(parity.languages_signed(candidate, need)) if need else set()
    sheets = tuple(_sheet(candidate, text, hands, me, need, published) for text in candidate.texts)
    maker = db.session.get_one(Partner, candidate.made_by_id)
    order = [me.reads.index(sheet.language) if sheet.language in me.reads else 9 for sheet in sheets]
    return SignPage(
        candidate_id=candidate.id,
        number=candidate.number,
        kind=candidate.kind,
        is_small_fix=candidate.is_small_fix,
        made_by=name_words(maker.shown_name),
        made_at=candidate.made_at,
        has_moved_on=has_moved_on(candidate),
        sheets=tuple(sheet for _place, sheet in sorted(zip(order, sheets, strict=True), key=lambda pair: pair[0])),
        need=need,
        ready=tuple(text.language for text in candidate.texts if text.language in signed - published),
    )


def open_holds(draft: Draft, candidate: Candidate | None) -> tuple[HoldLine, ...]:
    """Return the holds on a draft's lesson that are open; `candidate` is what stands ready, if anything does."""
    deputy = aliased(Partner)
    rows = db.session.execute(
        select(Hold, Partner, deputy.shown_name)
        .join(Partner, Partner.id == Hold.partner_id)
        .outerjoin(deputy, deputy.id == Hold.by_deputy_id)
        .where(Hold.lesson_id == draft.lesson_id, Hold.ended_at.is_(None))
        .order_by(Hold.id)
    )
    return tuple(
        replace(_hold_line(hold, placer, by, draft), ends_here=_ends_with(hold, candidate)) for hold, placer, by in rows
    )


def _ends_with(hold: Hold, candidate: Candidate | None) -> bool:
    return candidate is not None and mediating.carried_out_by(hold, candidate) is not None


def _hold_line(hold: Hold, placer: Partner, by: str | None, draft: Draft) -> HoldLine:
    if placer.collaboration_id != draft.collaboration_id:
        return HoldLine(id=hold.id, placed_at=hold.placed_at, is_earlier=True)
    name = acted_words(name_words(placer.shown_name), "" if by is None else name_words(by))
    return HoldLine(id=hold.id, placed_at=hold.placed_at, name=name, reason=hold.reason)


def has_moved_on(candidate: Candidate) -> bool:
    """Tell whether the draft was written in since a candidate was frozen: that is not part of it."""
    later = (
        select(DraftChange.id)
        .join(DraftBlock, DraftBlock.id == DraftChange.block_id)
        .where(DraftBlock.draft_id == candidate.draft_id, DraftChange.made_at > candidate.made_at)
    )
    return db.session.scalar(later.limit(1)) is not None


def _sheet(
    candidate: Candidate,
    text: CandidateText,
    hands: list[Partner],
    me: Partner,
    need: parity.Need | None,
    published: set[str],
) -> Sheet:
    signers = _signers(text)
    since, before = _before(candidate, text, me)
    after = Document(candidate.structure, text.source)
    changes = compare(before, after)
    one_tap = candidate.is_small_fix and before is not None and one_line(before, after)
    if any(change.rules for change in changes):
        changes = in_words(before, after, changes, offer_in(candidate.lesson_id, text.language))
    return Sheet(
        language=text.language,
        text_id=text.id,
        digest=text.digest,
        title=str(text.source.get("title", "")),
        since=since,
        changes=changes,
        one_tap=one_tap,
        hands=tuple(
            Hand(
                partner_id=hand.id,
                name=hand.shown_name,
                is_me=hand.id == me.id,
                reads=text.language in hand.reads and (hand.id == me.id or hand.perspective is me.perspective),
                signed=hand.id in signers,
            )
            for hand in hands
        ),
        signed_by=tuple(signers.values()),
        missing=_missing(candidate, text, need),
        is_published=text.language in published,
    )


def _signers(text: CandidateText) -> dict[int, str]:
    """Return who signed a text, by partner; where a deputy did it, that these did."""
    deputy = aliased(Partner)
    rows = db.session.execute(
        select(Partner.id, Partner.shown_name, deputy.shown_name.label("deputy"))
        .join(SignOff, SignOff.partner_id == Partner.id)
        .outerjoin(deputy, deputy.id == SignOff.by_deputy_id)
        .where(SignOff.text_id == text.id)
        .order_by(SignOff.id)
    )
    return {
        row.id: acted_words(name_words(row.shown_name), "" if row.deputy is None else name_words(row.deputy))
        for row in rows
    }


def _before(candidate: Candidate, text: CandidateText, me: Partner) -> tuple[str, Document | None]:
    """Return what a partner last signed in this language or, if they never did, what readers see."""
    row = db.session.execute(
        select(Candidate.structure, CandidateText.source)
        .join(CandidateText, CandidateText.candidate_id == Candidate.id)
        .join(SignOff, SignOff.text_id == CandidateText.id)
        .where(
            Candidate.lesson_id == candidate.lesson_id,
            Candidate.id != candidate.id,
            Candidate.kind != PublicationKind.WITHDRAWAL,
            CandidateText.language == text.language,
            SignOff.partner_id == me.id,
        )
        .order_by(Candidate.id.desc())
        .limit(1)
    ).one_or_none()
    if row is not None:
        return SIGNED, Document(*row)
    row = db.session.execute(
        select(LessonRevision.structure, LessonText.source)
        .join(LessonText, LessonText.revision_id == LessonRevision.id)
        .where(LessonRevision.lesson_id == candidate.lesson_id, LessonText.language == text.language)
        .order_by(LessonRevision.id.desc())
        .limit(1)
    ).one_or_none()
    return (NOTHING, None) if row is None or not row.source else (PUBLISHED, Document(*row))


def _missing(candidate: Candidate, text: CandidateText, need: parity.Need | None) -> parity.Need | None:
    """Return whose sign-offs are still missing for a text; None when nothing is."""
    if need is None:
        return None
    found = parity.signatures(candidate)
    if candidate.kind is not PublicationKind.WITHDRAWAL:
        found = [each for each in found if each.language == text.language]
    left = parity.left_of(need, found)
    return left if left.lived or left.professional or left.anybody else None


def _published(candidate: Candidate) -> set[str]:
    if candidate.kind is PublicationKind.WITHDRAWAL:
        done = db.session.scalar(select(Publication.id).where(Publication.candidate_id == candidate.id))
        return {text.language for text in candidate.texts} if done else set()
    rows = db.session.scalars(
        select(LessonText.language)
        .join(Publication, Publication.revision_id == LessonText.revision_id)
        .where(Publication.candidate_id == candidate.id)
    )
    return set(rows)
