"""Practising: a round is begun, goes on by acts that touch nothing but itself, and is begun again at any time."""

from flask_babel import gettext as _
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio import practice, practice_words
from lms.studio.models import Draft, PracticeRound
from lms.studio.operations import drafting
from lms.studio.practice import Practice, Step, Who


def begin(language: str, *, by: Person) -> PracticeRound:
    """Return somebody's own round on their practice lesson; it is made when they first ask for it."""
    draft = drafting.practice(by)
    there = db.session.scalar(select(PracticeRound).where(PracticeRound.draft_id == draft.id))
    if there is not None:
        return there
    state = practice.kept(practice_words.begun(language))
    made = PracticeRound(draft_id=draft.id, language=language, state=state, began_at=now())
    db.session.add(made)
    db.session.flush()
    return made


def start_over(language: str, *, by: Person) -> None:
    """Begin from nothing: what was tried is gone."""
    practised = begin(language, by=by)
    practised.state = practice.kept(practice_words.begun(language))
    practised.language, practised.began_at = language, now()


def round_of(person: Person, *, to_change: bool = False) -> PracticeRound | None:
    """Return somebody's own round, if they have begun one. `to_change`: one act at a time."""
    mine = select(Draft.id).where(Draft.practice_of_id == person.id, Draft.closed_at.is_(None))
    found = select(PracticeRound).where(PracticeRound.draft_id.in_(mine))
    return db.session.scalar(found.with_for_update() if to_change else found)


def keep(practised: PracticeRound, state: Practice) -> None:
    """Keep what an act made of a round."""
    practised.state = practice.kept(state)


def let_others(state: Practice, step: Step) -> None:
    """Let the program's partners do what is theirs in a step. There is nobody else in it."""
    acts = {Step.SUGGEST: _answer, Step.DECIDE: _vote, Step.TALK: _reply, Step.SIGN: _sign, Step.FIX: _fix}
    if not may_others(state, step):
        raise DomainError(_("The others have nothing to answer here at the moment."))
    acts[step](state)


def may_others(state: Practice, step: Step) -> bool:
    """Tell whether the others have something to do."""
    ready = state.ready
    unsigned = ready is not None and not ready.others and state.published is None
    return {
        Step.SUGGEST: state.mine is not None and state.mine.is_open,
        Step.DECIDE: state.vote.opened and not state.vote.others and state.jointly.is_open,
        Step.TALK: not state.settled and any(one.who == Who.ME.value for one in state.said[-1:]),
        Step.SIGN: unsigned,
        Step.FIX: unsigned or (ready is not None and not state.fixed and state.published is None),
    }.get(step, False)


def _answer(state: Practice) -> None:
    assert state.mine is not None
    practice.accept(state, state.mine, answer=practice_words.answer_words())


def _vote(state: Practice) -> None:
    state.vote.others = True


def _reply(state: Practice) -> None:
    practice.say(state, Who.TWO, practice_words.answer_words())


def _sign(state: Practice) -> None:
    assert state.ready is not None
    state.ready.others = True


def _fix(state: Practice) -> None:
    """Sign what waits for them; else put the word right that stands twice, and make that ready as a small fix."""
    if state.ready is not None and not state.ready.others:
        _sign(state)
        return
    state.now, state.fixed = practice_words.without_the_slip(state.now), True
    practice.make_ready(state, small=True)
