"""When a lived-experience partner's suggestion may be declined by others (rule 3): by a joint decision, and only then.

Everybody has five working days from being told. Days on which somebody who has not spoken yet was paused don't count,
and while such a pause lasts there is no last day at all. Silence is never consent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from lms.core.clock import DEFAULT_ZONE, local_date, now
from lms.core.db import db
from lms.studio import working_days
from lms.studio.models import (
    AgreementVersion,
    Collaboration,
    Draft,
    Model,
    Notice,
    Partner,
    Pause,
    Perspective,
    Suggestion,
    SuggestionVoice,
    Voice,
)

SIDES = (Perspective.LIVED_EXPERIENCE, Perspective.PROFESSIONAL)


class Waits(StrEnum):
    """What a joint decision waits for."""

    OPENING = "opening"  # nobody has asked for it
    NO = "no"  # somebody says no: it stays open
    PAUSE = "pause"  # somebody who has not spoken is paused
    DAYS = "days"  # five working days are not over
    VOICES = "voices"  # a perspective has not said yes
    NOTHING = "nothing"  # it can be closed


@dataclass(frozen=True)
class Standing:
    """How far a joint decision is. `until` is when everybody has had five working days, if that is known."""

    waits: Waits
    until: datetime | None = None

    @property
    def last_day(self) -> date | None:
        """The day at the end of which everybody has had their time."""
        return local_date(self.until - timedelta(seconds=1), DEFAULT_ZONE) if self.until else None


def model_of(collaboration_id: int | None) -> Model | None:
    """Return the model of the agreement in force; None before one is."""
    return db.session.scalar(
        select(AgreementVersion.model)
        .join(Collaboration, Collaboration.id == AgreementVersion.collaboration_id)
        .where(
            Collaboration.id == collaboration_id,
            Collaboration.agreement_id.is_not(None),
            Collaboration.ended_at.is_(None),
            AgreementVersion.in_force_at.is_not(None),
            AgreementVersion.dropped_at.is_(None),
        )
        .order_by(AgreementVersion.number.desc())
        .limit(1)
    )


def needs_joint_decision(suggestion: Suggestion, model: Model | None) -> bool:
    """Tell whether others can decline a suggestion only jointly: a lived-experience partner's, unless the owner decides."""
    author = db.session.get_one(Partner, suggestion.partner_id)
    return author.perspective is Perspective.LIVED_EXPERIENCE and model is not Model.CO_CREATION


def standing_of(suggestion: Suggestion) -> Standing:
    """Return how far the joint decision on a suggestion is."""
    if suggestion.vote_opened_at is None:
        return Standing(Waits.OPENING)
    partners = partners_of(suggestion.draft_id)
    voices = _voices(suggestion.id)
    until, paused = _last_day(partners, voices, told=_told(suggestion.id), pauses=_pauses(partners))
    given = [(partner.perspective, voices[partner.id]) for partner in partners if partner.id in voices]
    if any(voice is Voice.NO for _side, voice in given):
        return Standing(Waits.NO, until)
    if paused:
        return Standing(Waits.PAUSE)
    if until is None or now() < until:
        return Standing(Waits.DAYS, until)
    said = {side for side, _voice in given}
    return Standing(Waits.NOTHING if said.issuperset(SIDES) else Waits.VOICES, until)


def partners_of(draft_id: int) -> Sequence[Partner]:
    """Return the present partners of a draft's collaboration."""
    return db.session.scalars(
        select(Partner)
        .join(Draft, Draft.collaboration_id == Partner.collaboration_id)
        .where(Draft.id == draft_id, Partner.left_at.is_(None))
        .order_by(Partner.id)
    ).all()


def _last_day(
    partners: Iterable[Partner],
    voices: Mapping[int, Voice],
    *,
    told: Mapping[int, datetime],
    pauses: Mapping[int, set[date]],
) -> tuple[datetime | None, bool]:
    """Return the moment everybody has had their days (None: somebody wasn't told), and whether a pause is waited for."""
    ends: list[datetime | None] = []
    waits_for_pause = False
    for partner in partners:
        spoke = partner.id in voices
        waits_for_pause |= partner.paused_at is not None and not spoke
        away = set() if spoke else pauses.get(partner.id, set())
        moment = told.get(partner.id)
        if moment is not None:
            ends.append(working_days.after(moment, without=away))
        elif partner.paused_at is None:
            ends.append(None)
    known = [end for end in ends if end is not None]
    return (max(known) if known and len(known) == len(ends) else None), waits_for_pause


def _voices(suggestion_id: int) -> dict[int, Voice]:
    rows = db.session.execute(
        select(SuggestionVoice.partner_id, SuggestionVoice.voice).where(SuggestionVoice.suggestion_id == suggestion_id)
    )
    return {row[0]: row[1] for row in rows}


def _told(suggestion_id: int) -> dict[int, datetime]:
    """Return when each partner was told first."""
    rows = db.session.execute(
        select(Notice.partner_id, Notice.made_at)
        .where(Notice.kind == "vote_opened", Notice.thing_id == suggestion_id)
        .order_by(Notice.made_at.desc())
    )
    return {row[0]: row[1] for row in rows}


def _pauses(partners: Iterable[Partner]) -> dict[int, set[date]]:
    """Return the days on which each partner was paused, if only for a while."""
    rows = db.session.execute(
        select(Pause.partner_id, Pause.began_at, Pause.ended_at).where(
            Pause.partner_id.in_([partner.id for partner in partners])
        )
    )
    days: dict[int, set[date]] = {}
    for partner_id, began_at, ended_at in rows:
        first, last = (local_date(moment, DEFAULT_ZONE) for moment in (began_at, ended_at or now()))
        away = {first + timedelta(days=number) for number in range((last - first).days + 1)}
        days.setdefault(partner_id, set()).update(away)
    return days
