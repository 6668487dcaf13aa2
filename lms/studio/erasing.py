"""Taking a person out of the studio: what goes, and the tombstone that stays (rules 2, 4 and 5).

What goes: stories (to the last row: a date of withdrawal would tell whose they were), hours, evaluations, practice lessons,
pauses, credits, notices, unsettled words, invitations' addresses, and the free texts in which somebody speaks of themselves:
pay, companion, influence, contribution, the reasons they gave, their comments (a trace stays where each stood).

What stays, under no name: the partner's row with `left_at`, languages and perspective. A published revision's parity is
counted from it (two with lived experience, one professional, in languages they read), the database refuses to change it, and
it points to an account without a name or address. Suggestions stay without their reason, being part of how the text came
about; sign-offs, publications and changes to drafts stay as "a partner's". A hold that is still open keeps its reason until
it has ended: it is what the others have to answer.

An agreement whose owner is gone stays in force. Its pages say so, and any partner may take it over
(`lms.studio.operations.ownerless`).
"""

from typing import Any

from sqlalchemy import Select, delete, select, update

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Credit
from lms.studio import ledger, ownership
from lms.studio.models import (
    AgreementAnswer,
    AuthorEvaluation,
    Collaboration,
    Comment,
    Conflict,
    ContentReport,
    Draft,
    DraftBlock,
    DraftChange,
    DraftPicture,
    DraftText,
    Hold,
    HoursEntry,
    NameKind,
    Notice,
    Outcome,
    Partner,
    Pause,
    PracticeRound,
    Presence,
    SeatInvitation,
    Suggestion,
    SuggestionVoice,
    Thread,
)
from lms.studio.operations import leaving, picturing, settling, withdrawing

EMPTIED = {
    "shown_name": "",
    "name_kind": NameKind.ANONYMOUS,
    "employed_by_owner": False,
    "influence": "",
    "contribution": "",
    "hours_per_month": None,
    "pay": "",
    "companion": "",
    "paused_at": None,
    "deputy_id": None,
    "digest_days": 0,
    "digest_sent_at": None,
}


def erase(person: Person) -> None:
    """Take somebody out of the studio for good."""
    ledger.note("person", person.id)
    for story in db.session.scalars(ownership.visible_to(person)).all():
        withdrawing.remove(story)
    partners = db.session.scalars(select(Partner).where(Partner.person_id == person.id)).all()
    for partner in partners:
        leaving.leave(partner, by=person)
    db.session.flush()
    mine = [partner.id for partner in partners]
    _empty_words(mine)
    _delete_own(person, mine)
    _delete_practice(person)
    _forget_invitations(person, mine)
    _leave_ownerless(person)
    db.session.execute(update(Partner).where(Partner.id.in_(mine)).values(**EMPTIED))
    db.session.expire_all()


def _empty_words(mine: list[int]) -> None:
    moment = now()
    _set(Suggestion, mine, reason="")
    still_open = Suggestion.partner_id.in_(mine), Suggestion.outcome.is_(None)
    taken_back = {"outcome": Outcome.WITHDRAWN, "decided_at": moment, "decided_by_id": Suggestion.partner_id}
    db.session.execute(update(Suggestion).where(*still_open).values(**taken_back))
    _set(SuggestionVoice, mine, reason="")
    _set(AgreementAnswer, mine, reason="")
    _set(ContentReport, mine, reason="")
    db.session.execute(update(Hold).where(Hold.partner_id.in_(mine), Hold.ended_at.is_not(None)).values(reason=""))
    standing = Comment.partner_id.in_(mine), Comment.withdrawn_at.is_(None)
    db.session.execute(update(Comment).where(*standing).values(withdrawn_at=moment))
    _set(Comment, mine, body="")
    _set(Thread, mine, passage="")


def _set(kind: Any, mine: list[int], **values: Any) -> None:
    db.session.execute(update(kind).where(kind.partner_id.in_(mine)).values(**values))


def _delete_own(person: Person, mine: list[int]) -> None:
    db.session.execute(delete(HoursEntry).where(HoursEntry.person_id == person.id))
    db.session.execute(delete(Conflict).where(Conflict.person_id == person.id))
    for kind in (AuthorEvaluation, Pause, Presence, Notice, Credit):
        db.session.execute(delete(kind).where(kind.partner_id.in_(mine)))


def _delete_practice(person: Person) -> None:
    drafts = select(Draft.id).where(Draft.practice_of_id == person.id)
    db.session.execute(delete(PracticeRound).where(PracticeRound.draft_id.in_(drafts)))
    blocks = select(DraftBlock.id).where(DraftBlock.draft_id.in_(drafts))
    texts = select(DraftText.id).where(DraftText.block_id.in_(blocks))
    db.session.execute(delete(Conflict).where(Conflict.text_id.in_(texts)))
    for kind in (Presence, DraftChange, DraftText):
        db.session.execute(delete(kind).where(kind.block_id.in_(blocks)))
    db.session.execute(delete(DraftBlock).where(DraftBlock.draft_id.in_(drafts)))
    _delete_pictures(drafts)
    db.session.execute(delete(Draft).where(Draft.practice_of_id == person.id))


def _delete_pictures(drafts: Select[int]) -> None:
    """Delete the pictures of drafts, and their bytes where nothing else shows them."""
    pictures = db.session.scalars(select(DraftPicture).where(DraftPicture.draft_id.in_(drafts))).all()
    digests = {picture.digest for picture in pictures}
    db.session.execute(delete(DraftPicture).where(DraftPicture.draft_id.in_(drafts)))
    for digest in digests:
        picturing.forget_bytes(digest)


def _forget_invitations(person: Person, mine: list[int]) -> None:
    """Forget the address in invitations somebody accepted, and call back those that still wait for them."""
    gone = {"address": None, "token_hash": None}
    db.session.execute(update(SeatInvitation).where(SeatInvitation.partner_id.in_(mine)).values(**gone))
    if person.email:
        to_me = update(SeatInvitation).where(SeatInvitation.address == person.email)
        waits = SeatInvitation.declined_at.is_(None), SeatInvitation.withdrawn_at.is_(None)
        db.session.execute(to_me.where(*waits).values(withdrawn_at=now(), **gone))
        db.session.execute(to_me.values(**gone))


def _leave_ownerless(person: Person) -> None:
    offered = update(Collaboration).where(Collaboration.next_owner_id == person.id)
    db.session.execute(offered.values(next_owner_id=None))
    db.session.expire_all()
    owned = select(Collaboration).where(Collaboration.owner_id == person.id, Collaboration.ended_at.is_(None))
    for collaboration in db.session.scalars(owned).unique().all():
        if not any(partner.is_active for partner in collaboration.partners):
            settling.end(collaboration, by=None)
