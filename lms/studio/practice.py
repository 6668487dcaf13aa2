"""A practice round: all that partners do together, tried by one person. The others are played by the program.

Pure: what stands, and what each act makes of it. Who answers what is fixed, so nobody's voice is made up; the rules are
those of the studio (rules 2 and 3), told on one text of two sentences. Nothing here knows of a real sign-off.
"""

from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from lms.core.errors import DomainError
from lms.studio.joint_decisions import Waits
from lms.studio.merging import merged
from lms.studio.models import Outcome, SuggestionKind, Voice

Json = dict[str, Any]
MOST_COMMENTS = 30
MOST_WORDS = 5_000  # characters of a suggested wording
HEADING, BODY = "heading", "body"


class Step(StrEnum):
    """The steps of a round, in order. Any can be opened at any time."""

    SUGGEST = "suggest"
    ANSWER = "answer"
    DECIDE = "decide"
    TALK = "talk"
    SIGN = "sign"
    HOLD = "hold"
    FIX = "fix"
    PUBLISH = "publish"


class Who(StrEnum):
    """Who said something: oneself, or one of the two the program plays."""

    ME = "me"
    ONE = "one"  # in a professional's seat
    TWO = "two"  # in a seat for lived experience


@dataclass
class Asked:
    """A suggestion: its kind, the wording and the reason of whoever made it, and what became of it."""

    kind: str = SuggestionKind.REPLACEMENT.value
    body: Json | None = None
    reason: str = ""
    outcome: str = ""
    answer: str = ""

    @property
    def is_open(self) -> bool:
        return not self.outcome


@dataclass
class Vote:
    """The joint decision on the second partner's suggestion."""

    opened: bool = False
    voice: str = ""
    reason: str = ""
    others: bool = False  # they have said where they stand, and the five working days are taken as over

    @property
    def waits(self) -> Waits:
        """What it waits for, as in `lms.studio.joint_decisions`."""
        if not self.opened:
            return Waits.OPENING
        if self.voice == Voice.NO.value:
            return Waits.NO
        return Waits.NOTHING if self.others else Waits.DAYS


@dataclass
class Said:
    """Something said in the conversation."""

    who: str
    body: str
    withdrawn: bool = False


@dataclass
class Ready:
    """What stands ready to be signed off: exactly these words. `since` is what I signed off last."""

    number: int
    body: Json
    since: Json | None = None
    small: bool = False
    mine: bool = False
    others: bool = False

    @property
    def is_signed(self) -> bool:
        return self.mine and self.others


@dataclass
class Hold:
    """My hold."""

    reason: str
    part: bool = False
    ended: bool = False


@dataclass
class Practice:
    """Where a round stands. `base` is the text it began with, `now` what the draft says."""

    base: Json
    now: Json
    mine: Asked | None = None
    theirs: Asked = field(default_factory=Asked)
    jointly: Asked = field(default_factory=Asked)
    vote: Vote = field(default_factory=Vote)
    said: list[Said] = field(default_factory=list)
    settled: bool = False
    was_settled: bool = False
    ready: Ready | None = None
    hold: Hold | None = None
    fixed: bool = False
    published: dict[str, str] | None = None

    @property
    def done(self) -> frozenset[Step]:
        """The steps somebody has been through."""
        facts = {
            Step.SUGGEST: self.mine is not None and not self.mine.is_open,
            Step.ANSWER: not self.theirs.is_open,
            Step.DECIDE: not self.jointly.is_open or bool(self.vote.voice and self.vote.others),
            Step.TALK: self.was_settled,
            Step.SIGN: self.ready is not None and (self.ready.is_signed or self.fixed),
            Step.HOLD: self.hold is not None and self.hold.ended,
            Step.FIX: self.fixed and self.ready is not None and self.ready.is_signed,
            Step.PUBLISH: self.published is not None,
        }
        return frozenset(step for step, is_done in facts.items() if is_done)

    @property
    def is_held(self) -> bool:
        return self.hold is not None and not self.hold.ended

    @property
    def has_moved_on(self) -> bool:
        return self.ready is not None and self.ready.body != self.now

    @property
    def may_publish(self) -> bool:
        return self.ready is not None and self.ready.is_signed and not self.is_held and self.published is None


def read(state: Json) -> Practice:
    """Return a round from what is kept of it."""
    parts: Json = {**state}
    for name, kind in (("mine", Asked), ("theirs", Asked), ("jointly", Asked), ("vote", Vote), ("ready", Ready)):
        parts[name] = kind(**state[name]) if state[name] is not None else None
    parts["hold"] = Hold(**state["hold"]) if state["hold"] else None
    parts["said"] = [Said(**one) for one in state["said"]]
    return Practice(**parts)


def kept(practice: Practice) -> Json:
    """Return what is kept of a round."""
    return asdict(practice)


def suggest(practice: Practice, kind: SuggestionKind, body: Json | None, *, reason: str) -> None:
    """Suggest something about the text."""
    if practice.mine is not None and practice.mine.is_open:
        raise DomainError(_("Your suggestion waits for its answer already. Let the others answer, or take it back."))
    if body is not None and body == practice.now:
        raise DomainError(_("Nothing is different yet. Change the words as you would like them, then send."))
    if body is not None and sum(len(str(words)) for words in body.values()) > MOST_WORDS:
        raise DomainError(_("This is too long for one suggestion. Nothing is lost: shorten it and send again."))
    practice.mine = Asked(kind=kind.value, body=body, reason=reason)


def take_back(practice: Practice) -> None:
    """Take my suggestion back."""
    if practice.mine is not None and practice.mine.is_open:
        practice.mine.outcome = Outcome.WITHDRAWN.value


def accept(practice: Practice, asked: Asked, *, answer: str) -> None:
    """Take a suggestion into the text, with a reason."""
    if not asked.is_open:
        return
    if asked.body is not None:
        practice.now = merged(practice.base, practice.now, asked.body, insist=True)
    is_question = asked.kind == SuggestionKind.QUESTION.value
    asked.outcome = (Outcome.ANSWERED if is_question else Outcome.ACCEPTED).value
    asked.answer = answer


def decline(practice: Practice, asked: Asked, *, answer: str) -> None:
    """Leave a suggestion out, with a reason; one from lived experience only together."""
    if asked is practice.jointly and practice.vote.waits is not Waits.NOTHING:
        raise DomainError(_("This can be declined only together. Ask everybody first where they stand."))
    if asked.is_open:
        asked.outcome, asked.answer = Outcome.DECLINED.value, answer


def give_voice(practice: Practice, voice: Voice, *, reason: str) -> None:
    """Say where I stand in the joint decision."""
    if practice.vote.opened and practice.jointly.is_open:
        practice.vote.voice, practice.vote.reason = voice.value, reason


def say(practice: Practice, who: Who, body: str) -> None:
    """Say something in the conversation."""
    if len(practice.said) >= MOST_COMMENTS:
        raise DomainError(_("This is enough for practice. Start over to begin again from nothing."))
    practice.said.append(Said(who=who.value, body=body))


def unsay(practice: Practice, number: int) -> None:
    """Take my own words back; a line stays in their place."""
    if 0 <= number < len(practice.said) and practice.said[number].who == Who.ME.value:
        practice.said[number] = Said(who=Who.ME.value, body="", withdrawn=True)


def settle(practice: Practice, *, settled: bool) -> None:
    """Call the conversation settled, or take it up again."""
    practice.settled = settled
    practice.was_settled = practice.was_settled or settled


def make_ready(practice: Practice, *, small: bool) -> None:
    """Freeze the text as it is now. The same again changes nothing; other words void what was signed."""
    before = practice.ready
    if before is not None and before.body == practice.now:
        return
    practice.published = None
    practice.ready = Ready(
        number=before.number + 1 if before else 1,
        body=practice.now,
        since=_signed_by_me(before),
        small=small and before is not None,
    )


def sign(practice: Practice, *, signed: bool) -> None:
    """Sign what stands ready, or take that back while it isn't published."""
    if practice.ready is None or practice.published is not None:
        return
    practice.ready.mine = signed


def call_content_edit(practice: Practice) -> None:
    """Say that a small fix changes the content: everybody looks at it again."""
    if practice.ready is not None and practice.ready.small:
        again = replace(practice.ready, small=False, mine=False, others=False, number=practice.ready.number + 1)
        practice.ready, practice.published = again, None


def place_hold(practice: Practice, *, reason: str, part: bool) -> None:
    """Hold the lesson, with a reason."""
    if not practice.is_held:
        practice.hold = Hold(reason=reason, part=part)


def withdraw_hold(practice: Practice) -> None:
    """Take my hold back."""
    if practice.hold is not None:
        practice.hold.ended = True


def publish(practice: Practice, notes: dict[str, str]) -> None:
    """Do as if it were published. Nothing is: the page says what would have happened."""
    if practice.is_held:
        raise DomainError(
            _("A hold is open, so nothing was published. Talk about it; the page of the hold shows the ways out.")
        )
    if practice.ready is None or not practice.ready.is_signed:
        raise DomainError(_("Sign-offs are missing, so nothing was published. The page shows whose kind is missing."))
    practice.published = notes


def _signed_by_me(before: Ready | None) -> Json | None:
    if before is None:
        return None
    return before.body if before.mine else before.since
