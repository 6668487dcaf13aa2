"""What the practice says: its text, what the program's partners do and answer, and what each step is for.

The partners give no account of anything and no opinion: what they say is that this is practice.
"""

from dataclasses import dataclass, replace

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.core.i18n import LANGUAGES, force_locale
from lms.studio.models import Perspective
from lms.studio.practice import BODY, HEADING, Asked, Json, Practice, Said, Step, Who

_NAMES: dict[Who, LazyString] = {
    Who.ME: _l("Practice partner 3 (you)"),
    Who.ONE: _l("Practice partner 1 (played by the program)"),
    Who.TWO: _l("Practice partner 2 (played by the program)"),
}
SEATS = {Who.ME: Perspective.LIVED_EXPERIENCE, Who.ONE: Perspective.PROFESSIONAL, Who.TWO: Perspective.LIVED_EXPERIENCE}


@dataclass(frozen=True)
class Guide:
    """What a step is called, what to do now, and how it is in a real module."""

    title: str
    now: str
    real: str


def name_of(who: Who) -> str:
    """Return what somebody in the practice is called."""
    return str(_NAMES[who])


def begun(language: str) -> Practice:
    """Return a round that has just begun, in one language. Its text has a word twice, to be put right in a small fix."""
    with force_locale(language):
        heading = _("The first day")
        first = _("This is a text to practise on. It is not about anybody.")
        second = _("It says where to go on the first day and and whom to ask.")
        longer = _("It fits on one page.")
        adds = _("This comes from the program: it adds a sentence at the end. Say yes or no to it, and why.")
        cuts = _(
            "This comes from the program: it leaves the first paragraph out. It stands for a suggestion from lived "
            "experience, so the others can leave it out only together."
        )
        asks = _("This comes from the program. Answer it, take your words back, call it settled, take it up again.")
    base = {HEADING: heading, BODY: f"{first}\n\n{second}"}
    practice = Practice(base=base, now=base)
    practice.theirs = Asked(body=base | {BODY: f"{first}\n\n{second} {longer}"}, reason=adds)
    practice.jointly = Asked(body=base | {BODY: second}, reason=cuts)
    practice.said = [Said(who=Who.ONE.value, body=asks)]
    return practice


def head_of(language: str) -> Json:
    """Return the title and summary of the practice lesson, in the round's language."""
    with force_locale(language):
        return {"title": _("My practice lesson"), "summary": _("A place to try everything.")}


def without_the_slip(body: Json) -> Json:
    """Return the text with the doubled word once; where somebody has put it right already, with or without its last dot."""
    text = str(body[BODY])
    words = text.split(" ")
    once = " ".join(word for n, word in enumerate(words) if n == 0 or word != words[n - 1])
    if once == text:
        once = text.removesuffix(".") if text.endswith(".") else f"{text}."
    return {**body, BODY: once}


def answer_words() -> str:
    """Return the reason a partner of the practice gives."""
    return str(_("This answer comes from the program. In a real module a person says here why."))


def hidden_words() -> str:
    """Return the reason an administrator of the practice gives."""
    return str(_("This reason comes from the program. In a real module an administrator says here why."))


def other_position() -> dict[str, str]:
    """Return the position of the other side, by language: it holds no opinion."""
    found = {}
    for language in LANGUAGES:
        with force_locale(language):
            found[language] = _(
                "This position comes from the program. In a real module the other side says here how it sees it."
            )
    return found


def guide(step: Step, state: Practice | None = None) -> Guide:
    """Return what a step is for; in a round, with what to do now where a step has many turns."""
    found = Guide(*(str(words) for words in _GUIDES[step]))
    return replace(found, now=_turn(state)) if state is not None and step is Step.MEDIATE else found


def _turn(state: Practice) -> str:
    """Return what to do now in the mediation."""
    mediated = state.mediated
    turns = (
        (state.is_held or mediated.concluded, _("Now you hold the lesson, with a reason.")),
        (mediated.mediator, _("Now you propose somebody who helps you both.")),
        (mediated.chosen, _("Now let the others answer: do they choose the same person?")),
        (mediated.mine, _("Now you write how you see it.")),
        (mediated.theirs, _("Now let the others write how they see it.")),
        (mediated.proposed, _("Now you read both positions as readers would see them, and propose that they stand.")),
        (mediated.concluded, _("Now let the others answer: do they agree?")),
    )
    done = _("Now both positions stand in the draft. Make it ready and sign it off; publishing it ends the hold.")
    return str(next((words for is_done, words in turns if not is_done), done))


# Of each step: what it is called, what to do now, and how it is in a real module.
_GUIDES: dict[Step, tuple[LazyString, LazyString, LazyString]] = {
    Step.SUGGEST: (
        _l("Make a suggestion"),
        _l("Now you suggest other words, or ask a question. Then let the others answer."),
        _l("In a real module you do this from the part of the lesson it is about, and get an answer with a reason."),
    ),
    Step.ANSWER: (
        _l("Answer a suggestion"),
        _l("Now you say yes or no to what somebody else suggested, with a reason."),
        _l("In a real module your reason is read by the person who made the suggestion, and stays beside it."),
    ),
    Step.DECIDE: (
        _l("Decide together"),
        _l("Now you ask everybody, say yes, no or “I can live with it”, and let the others answer. Then it is closed."),
        _l("In a real module everybody has five working days, and who is paused is waited for. A no keeps it open."),
    ),
    Step.TALK: (
        _l("Talk about it"),
        _l("Now you answer in a conversation, take words back, call it settled and take it up again."),
        _l("In a real module the others read it under the name you chose. Nobody can change or delete your words."),
    ),
    Step.REPORT: (
        _l("Report a comment"),
        _l("Now you report words of somebody else, with a reason, and let the administrator answer."),
        _l(
            "In a real module an administrator sees the words and your reason, and no name. If they hide the words, the "
            "reason stands in their place."
        ),
    ),
    Step.SIGN: (
        _l("Ready for sign-off, and signing off"),
        _l("Now you make the lesson ready, read what has changed, sign it off, and let the others answer."),
        _l(
            "In a real module each partner signs off in the languages they read. You can take yours back until it is published."
        ),
    ),
    Step.HOLD: (
        _l("Place a hold, and take it back"),
        _l("Now you hold the lesson with a reason, look at the ways out, and take your hold back."),
        _l("In a real module only people with lived experience can hold, and nothing is published over a hold."),
    ),
    Step.MEDIATE: (
        _l("Let both positions stand: “Here we disagree”"),
        _l(
            "Now you hold the lesson, propose somebody who helps, write how you see it, and propose that both positions "
            "stand. Let the others answer in between."
        ),
        _l(
            "In a real module somebody whom both sides chose listens to both. Readers see both positions word for word, without names."
        ),
    ),
    Step.FIX: (
        _l("Sign off a small fix"),
        _l("Now you let the others put a small thing right, see the one line, and sign it off again."),
        _l(
            "In a real module a small fix voids the sign-offs, too. You give yours again in one tap, or say that it is no small fix."
        ),
    ),
    Step.PUBLISH: (
        _l("Publish, to nobody"),
        _l(
            "Now you write what has changed and press the button. Nothing is published: you see what would have happened."
        ),
        _l("In a real module any partner can publish once the sign-offs stand and nobody holds the lesson."),
    ),
    Step.CREDIT: (
        _l("Say what you did, with or without a name"),
        _l("Now you tick what you did for the lesson, see what readers would see, and try it without a name."),
        _l("In a real module you say it yourself, and nobody counts. You can take it back at any time."),
    ),
    Step.PAUSE: (
        _l("“Not today”: take a pause"),
        _l("Now you choose a deputy if you like, say “Not today”, and come back."),
        _l("In a real module deadlines wait for you, nobody asks why, and your deputy may act for you meanwhile."),
    ),
}
