"""A practice round as the studio's own pages show it: the same pages, filled from what one person tried."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from lms.core.clock import now
from lms.curriculum.models import Status
from lms.studio import working_days
from lms.studio.both_positions import are_written, side_by_side
from lms.studio.comparing import Document, compare
from lms.studio.differences import body_differences
from lms.studio.joint_decisions import Standing, Waits
from lms.studio.models import HoldEnd, PracticeRound, PublicationKind, Suggestion, SuggestionKind, Voice
from lms.studio.models import Outcome as Ending
from lms.studio.paragraphs import plain
from lms.studio.parity import Need
from lms.studio.practice import BODY, HEADING, TOGETHER, Asked, Json, Practice, Ready, Said, Who
from lms.studio.practice_acts import positions
from lms.studio.practice_words import SEATS, answer_words, head_of, name_of
from lms.studio.queries.comments import CommentLine, ThreadPage
from lms.studio.queries.holds import HoldPage, Position
from lms.studio.queries.signing import NOTHING, SIGNED, Hand, HoldLine, Place, Sheet, SignPage
from lms.studio.queries.suggestion_page import Mays, Seat, SuggestionPage, VoiceLine
from lms.studio.small_fixes import one_line

ME, THING = 1, 1  # ids on these pages; nothing in the database has them
TEXT = "text"
NEED = Need(Status.CO_PRODUCTION, lived=2, professional=1)


def place(practised: PracticeRound, title: str) -> Place:
    """Return where the practice is: in no module."""
    return Place(practised.draft_id, "", "", title, is_published=False)


def suggestion(practised: PracticeRound, state: Practice, asked: Asked, author: Who) -> SuggestionPage:
    """Return one of the round's suggestions."""
    jointly = asked is state.jointly
    shown = _as_suggestion(practised, state, asked)
    body = asked.body or state.base
    return SuggestionPage(
        id=THING,
        draft_id=practised.draft_id,
        module_slug="",
        lesson_slug="",
        block_name=TEXT,
        block=str(state.base[HEADING]),
        block_is_gone=False,
        suggestion=shown,
        author=name_of(author),
        is_mine=author is Who.ME,
        decider=_decider(asked, author),
        differences=body_differences(state.base, body),
        note=None,
        version=1,
        has_moved=False,
        clashes=False,
        now=(),
        standing=_standing(practised, state) if jointly else None,
        voices=_voices(state) if jointly else (),
        silent=_silent(state) if jointly else (),
        seats=_seats(state) if jointly else (),
        may=_mays(state, asked, author),
        comments=(),
        thread_id=None,
        revision=None,
        made_at=practised.began_at,
    )


def thread(practised: PracticeRound, state: Practice) -> ThreadPage:
    """Return the round's conversation."""
    return ThreadPage(
        id=THING,
        draft_id=practised.draft_id,
        suggestion_id=None,
        block_name=TEXT,
        block=str(state.base[HEADING]),
        language=practised.language,
        passage="",
        around=(),
        resolver=name_of(Who.ME),
        resolved_at=practised.began_at if state.settled else None,
        comments=[_comment(practised, number, one) for number, one in enumerate(state.said)],
    )


def sign_page(practised: PracticeRound, state: Practice) -> SignPage | None:
    """Return what stands ready, with what changed since I last signed it off."""
    ready = state.ready
    if ready is None:
        return None
    return SignPage(
        candidate_id=ready.number,
        number=ready.number,
        kind=PublicationKind.NEW,
        is_small_fix=ready.small,
        made_by=name_of(Who.ONE if ready.small and state.fixed else Who.ME),
        made_at=practised.began_at,
        has_moved_on=state.has_moved_on,
        sheets=(_sheet(practised.language, state, ready),),
        need=NEED,
        ready=(practised.language,) if ready.is_signed and state.published is None else (),
    )


def holds(practised: PracticeRound, state: Practice) -> tuple[HoldLine, ...]:
    """Return my hold while it is open."""
    if state.hold is None or state.hold.ended:
        return ()
    return (
        HoldLine(
            id=THING,
            name=name_of(Who.ME),
            reason=state.hold.reason,
            placed_at=practised.began_at,
            ends_here=state.ends_hold,
        ),
    )


def hold_page(practised: PracticeRound, state: Practice, *, mediates: bool) -> HoldPage | None:
    """Return my hold. Its mediation is played in a step of its own."""
    hold = state.hold
    if hold is None:
        return None
    return HoldPage(
        id=THING,
        name=name_of(Who.ME),
        about=str(state.base[HEADING]) if hold.part else "",
        reason=hold.reason,
        placed_at=practised.began_at,
        is_mine=True,
        takes_back_for="",
        how_ended=HoldEnd(hold.how) if hold.ended else None,
        ended_at=now() if hold.ended else None,
        ended_by="",
        may_speak=mediates,
        speaks_for="",
        can_leave_out=False,  # the lesson has one part
        has_ended=False,
        **_mediated(state),
    )


def _mediated(state: Practice) -> dict[str, Any]:
    """Return how far the mediation is. What one side proposes, the program says yes to."""
    mediated, both = state.mediated, positions(state)
    mine, theirs = (
        Position(words={code: plain(said) for code, said in words.items()}, name=name_of(who) if words else "")
        for who, words in ((Who.ME, mediated.mine), (Who.ONE, mediated.theirs))
    )
    return {
        "mediator": mediated.mediator,
        "mediator_by": name_of(Who.ME),
        "mediator_waits_for_me": False,
        "mediator_agreed": mediated.chosen,
        "my_position": mine.words,
        "positions": (mine, theirs),
        "together": side_by_side(both) if are_written(both) else {},
        "seal": "",
        "outcome": HoldEnd.SIDE_BY_SIDE if mediated.proposed else None,
        "outcome_by": name_of(Who.ME),
        "outcome_waits_for_me": False,
        "concluded": mediated.concluded,
    }


def credited_name(state: Practice) -> str:
    """Return the name readers would see; nothing for who tries it without."""
    return "" if state.own.nameless else str(_("Practice partner 3"))


def _as_suggestion(practised: PracticeRound, state: Practice, asked: Asked) -> Suggestion:
    """Return a suggestion as its page wants it. It belongs to no session and is never kept."""
    return Suggestion(
        kind=SuggestionKind(asked.kind),
        language=practised.language,
        base=state.base,
        body=asked.body,
        reason=asked.reason,
        answer=asked.answer,
        outcome=Ending(asked.outcome) if asked.outcome else None,
        decided_at=practised.began_at,
    )


def _decider(asked: Asked, author: Who) -> str:
    if asked.is_open or asked.outcome == Ending.WITHDRAWN.value:
        return ""
    return name_of(Who.ONE if author is Who.ME else Who.ME)


def _mays(state: Practice, asked: Asked, author: Who) -> Mays:
    mine, jointly = author is Who.ME, asked is state.jointly
    answers = asked.is_open and not mine
    return Mays(
        withdraw=asked.is_open and mine,
        answer=answers,
        decline=answers and (not jointly or state.vote.waits is Waits.NOTHING),
        open_vote=answers and jointly and state.vote.waits is Waits.OPENING,
        discuss=False,
    )


def _standing(practised: PracticeRound, state: Practice) -> Standing:
    until: datetime | None = working_days.after(practised.began_at) if state.vote.opened else None
    return Standing(state.vote.waits, until)


def _voices(state: Practice) -> list[VoiceLine]:
    vote = state.vote
    found = [VoiceLine(name_of(Who.ME), SEATS[Who.ME], Voice(vote.voice), vote.reason, "")] if vote.voice else []
    if vote.others:
        for who, voice in ((Who.ONE, Voice.YES), (Who.TWO, Voice.CAN_LIVE_WITH_IT)):
            found.append(VoiceLine(name_of(who), SEATS[who], voice, answer_words(), ""))
    return found


def _silent(state: Practice) -> list[str]:
    if not state.vote.opened or not state.jointly.is_open:
        return []
    spoken = {Who.ME: bool(state.vote.voice), Who.ONE: state.vote.others, Who.TWO: state.vote.others}
    return [name_of(who) for who, has_spoken in spoken.items() if not has_spoken]


def _seats(state: Practice) -> list[Seat]:
    if not state.vote.opened or not state.jointly.is_open:
        return []
    voice = Voice(state.vote.voice) if state.vote.voice else None
    return [Seat(ME, name_of(Who.ME), is_me=True, voice=voice, reason=state.vote.reason)]


def _comment(practised: PracticeRound, number: int, one: Said) -> CommentLine:
    mine = one.who == Who.ME.value
    return CommentLine(
        id=number,
        author=_("Practice partner 3") if mine else name_of(Who(one.who)),
        is_mine=mine,
        body=one.body,
        made_at=practised.began_at,
        is_withdrawn=one.withdrawn,
        is_hidden=bool(one.hidden),
        hidden_reason=one.hidden,
        i_reported=one.reported,
    )


def _sheet(language: str, state: Practice, ready: Ready) -> Sheet:
    before = _document(ready.since, language) if ready.since is not None else None
    after = _document(ready.body, language)
    left = Need(
        NEED.status, lived=2 - ready.mine - ready.others, professional=1 - ready.others
    )  # the second partner signs from lived experience, the first as a professional
    signed = [Who.ME] * ready.mine + [Who.ONE, Who.TWO] * ready.others
    return Sheet(
        language=language,
        text_id=THING,
        digest="",
        title=str(state.base[HEADING]),
        since=SIGNED if before is not None else NOTHING,
        changes=compare(before, after),
        one_tap=ready.small and before is not None and one_line(before, after),
        hands=(Hand(partner_id=ME, name=name_of(Who.ME), is_me=True, reads=True, signed=ready.mine),),
        signed_by=tuple(name_of(who) for who in signed),
        missing=None if ready.is_signed else left,
        is_published=False,
    )


def _document(body: Json, language: str) -> Document:
    blocks: dict[str, Json] = {TEXT: {HEADING: body[HEADING], BODY: body[BODY]}}
    if TOGETHER in body:
        blocks[TOGETHER] = body[TOGETHER][language]
    structure = {"blocks": [{"id": name, "kind": TEXT} for name in blocks]}
    return Document(structure, {**head_of(language), "blocks": blocks})
