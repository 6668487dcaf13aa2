"""A practice round: all that partners do together, tried by one person. The others are played by the program.

Pure: this is what stands; `lms.studio.practice_acts` says what each act makes of it. Who answers what is fixed, so nobody's
voice is made up; the rules are those of the studio (rules 2 and 3), told on one text of two sentences. Nothing here knows of
a real sign-off.
"""

from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar

from lms.studio.joint_decisions import Waits
from lms.studio.models import HoldEnd, SuggestionKind, Voice

Json = dict[str, Any]
Part = TypeVar("Part")
HEADING, BODY = "heading", "body"
TOGETHER = "together"  # beside these two, by language: the part in which both positions stand


class Step(StrEnum):
    """The steps of a round, in order. Any can be opened at any time."""

    SUGGEST = "suggest"
    ANSWER = "answer"
    DECIDE = "decide"
    TALK = "talk"
    REPORT = "report"
    SIGN = "sign"
    HOLD = "hold"
    MEDIATE = "mediate"
    FIX = "fix"
    PUBLISH = "publish"
    CREDIT = "credit"
    PAUSE = "pause"


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
    reported: bool = False
    hidden: str = ""  # why


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
    """My hold, and the words it is about."""

    reason: str
    part: bool = False
    held: Json | None = None
    ended: bool = False
    how: str = HoldEnd.WITHDRAWN.value


@dataclass
class Mediated:
    """The mediation about my hold: who helps, both positions by language, and whether both may stand."""

    mediator: str = ""
    chosen: bool = False
    mine: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)
    proposed: bool = False
    concluded: bool = False


@dataclass
class Own:
    """What is mine alone to say: what I did, whether my name stands there, a deputy, and “Not today”."""

    credits: list[str] | None = None
    nameless: bool = False
    deputy: bool = False
    paused: bool = False


@dataclass
class Practice:
    """Where a round stands. `base` is the text it began with, `now` what the draft says, `been` the steps done before."""

    base: Json
    now: Json
    mine: Asked | None = None
    theirs: Asked = field(default_factory=Asked)
    jointly: Asked = field(default_factory=Asked)
    vote: Vote = field(default_factory=Vote)
    said: list[Said] = field(default_factory=list)
    settled: bool = False
    ready: Ready | None = None
    hold: Hold | None = None
    mediated: Mediated = field(default_factory=Mediated)
    together: Json | None = None
    fixed: bool = False
    published: dict[str, str] | None = None
    own: Own = field(default_factory=Own)
    been: list[str] = field(default_factory=list)

    @property
    def done(self) -> frozenset[Step]:
        """The steps somebody has been through."""
        facts = {
            Step.SUGGEST: self.mine is not None and not self.mine.is_open,
            Step.ANSWER: not self.theirs.is_open,
            Step.DECIDE: not self.jointly.is_open or bool(self.vote.voice and self.vote.others),
            Step.TALK: self.settled,
            Step.REPORT: any(one.hidden for one in self.said),
            Step.SIGN: self.ready is not None and (self.ready.is_signed or self.fixed),
            Step.HOLD: self.hold is not None and self.hold.ended,
            Step.MEDIATE: self.mediated.concluded,
            Step.FIX: self.fixed and self.ready is not None and self.ready.is_signed,
            Step.PUBLISH: self.published is not None,
            Step.CREDIT: self.own.credits is not None,
            Step.PAUSE: self.own.paused,
        }
        return frozenset(step for step in Step if facts[step] or step.value in self.been)

    @property
    def words(self) -> Json:
        """The whole lesson: the text and, after a mediation, the part in which both positions stand."""
        return self.now if self.together is None else {**self.now, TOGETHER: self.together}

    @property
    def is_held(self) -> bool:
        return self.hold is not None and not self.hold.ended

    @property
    def ends_hold(self) -> bool:
        """Whether publishing what stands ready ends the hold: it holds both positions, as was agreed."""
        agreed = self.is_held and self.mediated.concluded and self.ready is not None
        return agreed and self.ready is not None and self.ready.body.get(TOGETHER) == self.together

    @property
    def has_moved_on(self) -> bool:
        return self.ready is not None and self.ready.body != self.words


_PARTS: dict[str, type[Any]] = {
    "mine": Asked,
    "theirs": Asked,
    "jointly": Asked,
    "vote": Vote,
    "ready": Ready,
    "hold": Hold,
    "mediated": Mediated,
    "own": Own,
}


def read(state: Json) -> Practice:
    """Return a round from what is kept of it; one that was begun before there was all of this goes on."""
    parts = {**state, "said": [_part(Said, one) for one in state["said"]]}
    for name, kind in _PARTS.items():
        if parts.get(name) is not None:
            parts[name] = _part(kind, parts[name])
    return _part(Practice, parts)


def kept(practice: Practice) -> Json:
    """Return what is kept of a round. A step that was done once stays so."""
    return asdict(practice) | {"been": sorted(step.value for step in practice.done)}


def _part(kind: type[Part], values: Json) -> Part:
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: value for name, value in values.items() if name in known})
