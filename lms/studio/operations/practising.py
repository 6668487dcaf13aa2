"""Practising: a round is begun, goes on by acts that touch nothing but itself, and is begun again at any time."""

from collections.abc import Callable

from flask_babel import gettext as _
from sqlalchemy import select

from lms.accounts.models import Person
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.studio import practice, practice_acts, practice_words
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
    """Let the program do what is the others' in a step. There is nobody else in it."""
    if not may_others(state, step):
        raise DomainError(_("The others have nothing to answer here at the moment."))
    _OTHERS[step][1](state)


def may_others(state: Practice, step: Step) -> bool:
    """Tell whether the others have something to do."""
    return step in _OTHERS and _OTHERS[step][0](state)


def _answer(state: Practice) -> None:
    assert state.mine is not None
    practice_acts.accept(state, state.mine, answer=practice_words.answer_words())


def _vote(state: Practice) -> None:
    state.vote.others = True


def _reply(state: Practice) -> None:
    practice_acts.say(state, Who.TWO, practice_words.answer_words())


def _hide(state: Practice) -> None:
    for one in state.said:
        if one.reported:
            one.hidden = one.hidden or practice_words.hidden_words()


def _mediates(state: Practice) -> bool:
    mediated = state.mediated
    waits = not mediated.chosen or not mediated.theirs or mediated.proposed
    return state.is_held and bool(mediated.mediator) and waits and not mediated.concluded


def _mediate(state: Practice) -> None:
    """Say yes to who helps; then write the other side down; then say yes to both positions."""
    mediated = state.mediated
    if not mediated.chosen:
        mediated.chosen = True
    elif not mediated.theirs:
        mediated.theirs = practice_words.other_position()
    else:
        practice_acts.conclude(state)


def _unsigned(state: Practice) -> bool:
    return state.ready is not None and not state.ready.others and state.published is None


def _fixes(state: Practice) -> bool:
    return _unsigned(state) or (state.ready is not None and not state.fixed and state.published is None)


def _fix(state: Practice) -> None:
    """Sign what waits for them; else put the word right that stands twice, and make that ready as a small fix."""
    if _unsigned(state):
        practice_acts.sign_for_others(state)
        return
    state.now, state.fixed = practice_words.without_the_slip(state.now), True
    practice_acts.make_ready(state, small=True)


# When the others have something to do in a step, and what.
_OTHERS: dict[Step, tuple[Callable[[Practice], bool], Callable[[Practice], None]]] = {
    Step.SUGGEST: (lambda state: state.mine is not None and state.mine.is_open, _answer),
    Step.DECIDE: (lambda state: state.vote.opened and not state.vote.others and state.jointly.is_open, _vote),
    Step.TALK: (lambda state: not state.settled and any(one.who == Who.ME.value for one in state.said[-1:]), _reply),
    Step.REPORT: (lambda state: any(one.reported and not one.hidden for one in state.said), _hide),
    Step.SIGN: (_unsigned, practice_acts.sign_for_others),
    Step.MEDIATE: (_mediates, _mediate),
    Step.FIX: (_fixes, _fix),
}
