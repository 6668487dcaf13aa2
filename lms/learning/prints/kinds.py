"""Each kind of block on paper."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from lms.curriculum.blocks import (
    Block,
    CaseBlock,
    Citation,
    DilemmaBlock,
    FactsBlock,
    PublishedLesson,
    QuizBlock,
    ReflectionBlock,
    StoryBlock,
    TextBlock,
)
from lms.curriculum.kinds.cards import CardsBlock
from lms.curriculum.kinds.comparison import ComparisonBlock
from lms.curriculum.kinds.measure import MeasureBlock
from lms.curriculum.kinds.picture import PictureBlock
from lms.curriculum.queries.cards import Card
from lms.curriculum.scenario_blocks import ScenarioBlock
from lms.curriculum.stories import Told
from lms.curriculum.tool_blocks import ToolBlock
from lms.learning import words
from lms.learning.prints.comparisons import comparison
from lms.learning.prints.deck import deck
from lms.learning.prints.pictures import drawing
from lms.learning.prints.prose import flow, line, plain
from lms.learning.prints.quizzes import questions
from lms.learning.prints.tree import Node, Run, boxes, bullets, heading, link, meta, par, reference, room, strong, tag
from lms.learning.prints.worksheets import worksheet

ROOM = 8  # lines for a reflection


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A lesson with what its paper needs besides: the house's address, the lesson's, the cards, and stories that may be printed."""

    lesson: PublishedLesson
    base: str
    address: str
    cards: Mapping[str, Card]
    stories: Mapping[str, Told] = field(default_factory=dict)  # by the id of their block
    is_demo: bool = False


def citations(cited: Iterable[Citation]) -> Run:
    """Return where something stands, linked to the list of sources."""
    run: Run = []
    for each in cited:
        told = f"{each.short}, {each.section}" if each.section else each.short
        run += ["; " if run else " · ", reference(f"source-{each.code}", [told])]
    return run


def laid_out(block: Block, sheet: Sheet) -> list[Node]:
    """Return a block under its heading."""
    return [heading(2, words.heading(block)), *_KINDS[type(block)](block, sheet)]


def _text(block: TextBlock, sheet: Sheet) -> list[Node]:
    return flow(block.html, sheet.base)


def _facts(block: FactsBlock, sheet: Sheet) -> list[Node]:
    said = (
        [
            *flow(fact.html, sheet.base),
            meta(f"{words.who_says(fact.who)} · {words.as_of(fact.as_of)}", *citations(fact.citations)),
        ]
        for fact in block.facts
    )
    return [bullets(said)]


def _dilemma(block: DilemmaBlock, sheet: Sheet) -> list[Node]:
    stands = [[side.label] for side in block.sides] + [[_("Somewhere in between")]]
    made = [
        par({"t": "b", "c": line(block.question, sheet.base)}),
        par(_("Where do you stand now, before the arguments?")),
        boxes(stands, round_=True),
    ]
    for side in block.sides:
        made += [heading(3, side.label), *flow(side.argument, sheet.base)]
    after = [par(_("And now, after the arguments?")), boxes(stands, round_=True)]
    return [*made, *flow(block.closing, sheet.base), *after]


def _case(block: CaseBlock, sheet: Sheet) -> list[Node]:
    steps = [flow(step.html, sheet.base) for step in block.steps]
    return [tag(_("Constructed case")), {"t": "ol", "i": steps, "s": 1}]


def _story(block: StoryBlock, sheet: Sheet) -> list[Node]:
    intro, story = flow(block.intro, sheet.base), sheet.stories.get(block.id)
    if story is None:
        neutral = _("No story is printed here. Whether one stands in the lesson now can be seen there:")
        return [*intro, par(neutral, " ", link(sheet.address, sheet.address))]
    teller = _("Told by %(name)s", name=story.name) if story.name else _("Told by somebody who wants to be anonymous")
    return [
        *intro,
        *([tag(_("Demo text, not a real account"))] if sheet.is_demo else []),
        meta(teller),
        *([{"t": "note", "b": [par(story.note)]}] if story.note else []),
        *flow(story.html, sheet.base),
        meta(
            _(
                "This story belongs to the person who told it, and they can take it back. Please don't copy it, and look "
                "on the lesson's page whether it still stands there before you use it again."
            )
        ),
    ]


def _reflection(block: ReflectionBlock, sheet: Sheet) -> list[Node]:
    return [*flow(block.prompt, sheet.base), meta(_("This is for you alone. No names of citizens.")), room(ROOM)]


def _quiz(block: QuizBlock, sheet: Sheet) -> list[Node]:
    return questions(block, sheet.lesson, sheet.base)


def _scenario(block: ScenarioBlock, sheet: Sheet) -> list[Node]:
    place = f"{sheet.address}#{block.id}"
    return [
        tag(_("Constructed scenario")),
        *flow(block.intro, sheet.base),
        *flow(block.role, sheet.base),
        par(_("A scenario branches with your choices, so it is played on the page:"), " ", link(place, place)),
    ]


def _picture(block: PictureBlock, sheet: Sheet) -> list[Node]:
    told = [par(strong(_("The picture in words"))), *flow(block.description, sheet.base)]
    caption = [meta(block.caption)] if block.caption else []
    return [drawing(block.picture, plain(block.description)), *caption, *told]


def _comparison(block: ComparisonBlock, sheet: Sheet) -> list[Node]:
    return comparison(block, sheet.base, citations)


def _tool(block: ToolBlock, sheet: Sheet) -> list[Node]:
    return worksheet(block, sheet.base)


def _cards(block: CardsBlock, sheet: Sheet) -> list[Node]:
    found = [sheet.cards[code] for code in block.cards if code in sheet.cards]
    return [*flow(block.intro, sheet.base), *deck(found, citations)]


def _measure(block: MeasureBlock, sheet: Sheet) -> list[Node]:
    place = f"{sheet.address}#{block.id}"
    told = _("These questions are for whoever wants to answer them, apart from the account, on the page:")
    return [*flow(block.intro, sheet.base), par(told, " ", link(place, place))]


_KINDS: dict[type[Block], Callable[[Any, Sheet], list[Node]]] = {
    TextBlock: _text,
    FactsBlock: _facts,
    DilemmaBlock: _dilemma,
    CaseBlock: _case,
    StoryBlock: _story,
    ReflectionBlock: _reflection,
    QuizBlock: _quiz,
    ScenarioBlock: _scenario,
    PictureBlock: _picture,
    ComparisonBlock: _comparison,
    ToolBlock: _tool,
    CardsBlock: _cards,
    MeasureBlock: _measure,
}
