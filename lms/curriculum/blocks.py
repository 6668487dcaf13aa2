"""What a lesson is made of, as pages and rules see it: one frozen dataclass per kind of block.

Fields of type `Markup` hold finished, safe HTML; every other text is plain. `stem`, a dilemma's `question` and the
`label` of an option or choice are inline (they fit into a legend or a label); all other Markup consists of blocks
such as `<p>` and belongs into a `<div>`. Headings in it start at h3. A citation in it is a link to `#source-<code>`:
the page holds those places for `PublishedLesson.sources`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from markupsafe import Markup

from lms.curriculum.editions import Behind, Credited, Edition
from lms.curriculum.models import Status
from lms.curriculum.team_tasks import TeamTask
from lms.curriculum.terms import Term


class Kind(StrEnum):
    """The kinds of block a lesson may hold."""

    TEXT = "text"
    FACTS = "facts"
    DILEMMA = "dilemma"
    CASE = "case"
    STORY = "story"
    REFLECTION = "reflection"
    QUIZ = "quiz"
    SCENARIO = "scenario"
    PICTURE = "picture"
    COMPARISON = "comparison"
    TOOL = "tool"
    CARDS = "cards"
    MEASURE = "measure"


class QuestionKind(StrEnum):
    """The kinds of quiz question."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    ORDERING = "ordering"
    MATCHING = "matching"
    SHORT_TEXT = "short_text"


NOTHING = Markup()

# Read blocks are done with "I have read this" at the lesson's end; these need an act of their own.
ACTED = frozenset({Kind.DILEMMA, Kind.REFLECTION, Kind.QUIZ, Kind.SCENARIO})


@dataclass(frozen=True, kw_only=True)
class Block:
    """What every block has. `note` is the content note the reader gets first, if there is one."""

    id: str
    kind: Kind
    required: bool = True
    heading: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TextBlock(Block):
    html: Markup


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A place in a source. `section` may be empty; `url` too."""

    code: str
    short: str
    title: str
    section: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One claim, who says it (`who`, a key of `lms.learning.words`), as of when, and where it stands."""

    id: str
    html: Markup
    who: str
    as_of: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, kw_only=True)
class FactsBlock(Block):
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Side:
    id: str
    label: str
    argument: Markup


@dataclass(frozen=True, kw_only=True)
class DilemmaBlock(Block):
    question: Markup
    sides: tuple[Side, ...]
    closing: Markup


@dataclass(frozen=True, kw_only=True)
class Step:
    id: str
    html: Markup


@dataclass(frozen=True, kw_only=True)
class CaseBlock(Block):
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class ReflectionBlock(Block):
    prompt: Markup
    prompt_text: str  # the same without markup, for the journal


@dataclass(frozen=True, kw_only=True)
class StoryBlock(Block):
    story: str
    intro: Markup


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something to choose or place. Ordering and matching items have no feedback of their own."""

    id: str
    label: Markup
    feedback: Markup = NOTHING


@dataclass(frozen=True, kw_only=True)
class Question:
    """A quiz question.

    `options` are in the order of the structure; for ordering that is the right order (a page shuffles them); for
    matching they are the right column, in an order that gives nothing away. `right` holds the right option ids; for
    ordering all ids in order; for matching pairs `left:right`. `left` is matching's left column. `accepted` are
    folded words of a short text. `feedback_right`/`feedback_other` are for kinds without feedback per option.
    """

    id: str
    kind: QuestionKind
    stem: Markup
    options: tuple[Option, ...] = ()
    left: tuple[Option, ...] = ()
    right: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    model_answer: Markup = NOTHING
    feedback_right: Markup = NOTHING
    feedback_other: Markup = NOTHING


@dataclass(frozen=True, kw_only=True)
class QuizBlock(Block):
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, kw_only=True)
class CitedSource:
    """A source the lesson cites, as its list of sources shows it. Fields may be empty; `looked_up` is a month."""

    code: str
    short: str
    title: str
    publisher: str
    year: str
    url: str
    looked_up: str
    limits: str


@dataclass(frozen=True, kw_only=True)
class LessonLine:
    """A lesson in its module's list. `language` is that of the title."""

    id: int
    slug: str
    title: str
    minutes: int
    language: str


@dataclass(frozen=True, kw_only=True)
class PublishedLesson:
    """A lesson's revision in one language, ready to be shown. Immutable, so one copy serves every reader.

    `language` is that of the text, which may lag `behind` the lesson (rule 9). `sources` are all it cites, in order of
    first mention, as are `terms`; `lessons` the module's list, this one included; `editions` the publications so far,
    newest first; `team_task` is the module's. `review_role` looks it over by `review_by`.
    """

    lesson_id: int
    slug: str
    module_id: int
    module_slug: str
    module_title: str
    revision_id: int
    number: int
    status: Status
    language: str
    title: str
    summary: str
    minutes: int
    review_by: str
    blocks: tuple[Block, ...]
    sources: tuple[CitedSource, ...] = ()
    lessons: tuple[LessonLine, ...] = ()
    made_at: datetime | None = None
    editions: tuple[Edition, ...] = ()
    behind: Behind | None = None
    credits: Credited = ()
    terms: tuple[Term, ...] = ()
    team_task: TeamTask | None = None
    review_role: str = ""

    def block(self, block_id: str) -> Block | None:
        return next((block for block in self.blocks if block.id == block_id), None)

    def changes_since(self, revision_id: int) -> tuple[Edition, ...]:
        """Return the editions after a revision that changed something in this language."""
        return tuple(each for each in self.editions if each.revision_id > revision_id and each.blocks)

    @property
    def acts(self) -> tuple[Block, ...]:
        """The required blocks that need an act of their own before the lesson is done."""
        return tuple(block for block in self.blocks if block.required and block.kind in ACTED)
