"""What each act of a practice round makes of it, by the rules of the studio (rules 2 and 3). Pure, as the round is."""

from collections.abc import Mapping
from dataclasses import replace

from flask_babel import gettext as _

from lms.core.errors import DomainError
from lms.studio import both_positions
from lms.studio.joint_decisions import Waits
from lms.studio.merging import merged
from lms.studio.models import HoldEnd, Mediation, Outcome, SuggestionKind, Voice
from lms.studio.paragraphs import applied
from lms.studio.practice import Asked, Hold, Json, Mediated, Practice, Ready, Said, Who

MOST_COMMENTS = 30
MOST_WORDS = 5_000  # characters of a suggested wording


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


def reportable(practice: Practice, number: int = -1) -> int | None:
    """Return which words of others can be reported: those asked for, else the first."""
    found = [n for n, one in enumerate(practice.said) if one.who != Who.ME.value and not (one.reported or one.hidden)]
    return number if number in found else next(iter(found), None)


def report(practice: Practice, number: int) -> None:
    """Ask an administrator to look at others' words. Asking twice changes nothing."""
    if reportable(practice, number) == number:
        practice.said[number].reported = True


def settle(practice: Practice, *, settled: bool) -> None:
    """Call the conversation settled, or take it up again."""
    practice.settled = settled


def make_ready(practice: Practice, *, small: bool) -> None:
    """Freeze the text as it is now. The same again changes nothing; other words void what was signed."""
    before = practice.ready
    if before is not None and before.body == practice.words:
        return
    practice.published = None
    practice.ready = Ready(
        number=before.number + 1 if before else 1,
        body=practice.words,
        since=_signed_by_me(before),
        small=small and before is not None,
    )


def sign(practice: Practice, *, signed: bool) -> None:
    """Sign what stands ready, or take that back while it isn't published."""
    if practice.ready is None or practice.published is not None:
        return
    practice.ready.mine = signed
    end_what_changed(practice)


def sign_for_others(practice: Practice) -> None:
    """Sign for the two whom the program plays."""
    if practice.ready is not None:
        practice.ready.others = True
        end_what_changed(practice)


def end_what_changed(practice: Practice) -> None:
    """End my hold when both sides have signed other words than those that were held; not by a small fix."""
    ready, hold = practice.ready, practice.hold
    if ready is None or hold is None or hold.ended or ready.small or not ready.is_signed or practice.ends_hold:
        return
    if hold.held is not None and ready.body != hold.held:
        hold.ended, hold.how = True, HoldEnd.CHANGED.value


def call_content_edit(practice: Practice) -> None:
    """Say that a small fix changes the content: everybody looks at it again."""
    if practice.ready is not None and practice.ready.small:
        again = replace(practice.ready, small=False, mine=False, others=False, number=practice.ready.number + 1)
        practice.ready, practice.published = again, None


def place_hold(practice: Practice, *, reason: str, part: bool) -> None:
    """Hold the lesson, with a reason."""
    if not practice.is_held:
        held = practice.words if practice.ready is None else practice.ready.body
        practice.hold, practice.mediated = Hold(reason=reason, part=part, held=held), Mediated()


def withdraw_hold(practice: Practice) -> None:
    """Take my hold back."""
    if practice.hold is not None:
        practice.hold.ended = True


def propose_mediator(practice: Practice, mediator: str) -> None:
    """Propose somebody who helps."""
    if _open_mediation(practice).chosen:
        raise DomainError(_("You have both chosen somebody already. Nothing was changed."))
    practice.mediated.mediator = mediator


def write_position(practice: Practice, position: Mapping[str, str]) -> None:
    """Write my side down, in one language or more. What was proposed on other words is asked again."""
    said = {language: applied("", words) for language, words in position.items() if words.strip()}
    mediated = _open_mediation(practice)
    if not mediated.chosen:
        raise DomainError(_("First choose together who helps you."))
    mediated.mine, mediated.proposed = said, False


def propose_side_by_side(practice: Practice) -> None:
    """Propose that both positions stand in the lesson."""
    mediated = _open_mediation(practice)
    if not (mediated.mine and mediated.theirs):
        raise DomainError(_("Both positions must be written down first: they are what readers will see."))
    mediated.proposed = True


def conclude(practice: Practice) -> None:
    """Let both positions stand in the draft, word for word: both sides have agreed."""
    practice.mediated.concluded, practice.together = True, both_positions.side_by_side(positions(practice))


def positions(practice: Practice) -> Mediation:
    """Return both positions as a mediation keeps them. It belongs to no session and is never kept."""
    return Mediation(one_words=practice.mediated.mine, other_words=practice.mediated.theirs)


def publish(practice: Practice, notes: dict[str, str]) -> None:
    """Do as if it were published. Nothing is: the page says what would have happened."""
    if practice.is_held and not practice.ends_hold:
        raise DomainError(
            _("A hold is open, so nothing was published. Talk about it; the page of the hold shows the ways out.")
        )
    if practice.ready is None or not practice.ready.is_signed:
        raise DomainError(_("Sign-offs are missing, so nothing was published. The page shows whose kind is missing."))
    if practice.hold is not None and practice.is_held:
        practice.hold.ended, practice.hold.how = True, HoldEnd.SIDE_BY_SIDE.value
    practice.published = notes


def _open_mediation(practice: Practice) -> Mediated:
    if not practice.is_held:
        raise DomainError(_("This hold has ended in the meantime. Nothing was changed."))
    if practice.mediated.concluded:
        raise DomainError(_("You have agreed on a way already. It holds; the lesson can be signed off."))
    return practice.mediated


def _signed_by_me(before: Ready | None) -> Json | None:
    if before is None:
        return None
    return before.body if before.mine else before.since
