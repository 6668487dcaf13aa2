"""A lesson's page for one reader: the lesson everybody shares, put together with what this person did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lms.curriculum import queries as curriculum
from lms.curriculum.blocks import ACTED, Block, DilemmaBlock, Kind, LessonLine, PublishedLesson, QuizBlock, StoryBlock
from lms.curriculum.editions import Edition
from lms.curriculum.kinds.measure import MeasureBlock
from lms.curriculum.scenario_blocks import ScenarioBlock
from lms.curriculum.stories import Told, told
from lms.learning import words
from lms.learning.queries import journal
from lms.learning.queries.state import NOTHING_YET, LessonState, lesson_state
from lms.learning.sheets.dilemma import dilemma_sheet
from lms.learning.sheets.measure import measure_sheet
from lms.learning.sheets.problems import Problem
from lms.learning.sheets.quiz import quiz_sheet
from lms.learning.sheets.scenario import scenario_sheet
from lms.learning.sheets.starting import Start, starts
from lms.measures.models import MeasureMoment
from lms.tools.queries import SheetView, sheets_in

ORDERS = 12  # in which options are mixed; people who share one can share what was rendered


@dataclass(frozen=True, kw_only=True)
class LessonPage:
    """What a lesson page shows besides the lesson itself. `sheets` holds, per answered block, what this person sees."""

    lesson: PublishedLesson
    signed_in: bool
    state: LessonState
    sheets: Mapping[str, Any]
    entries: Mapping[str, journal.EntryView]
    worksheets: Mapping[str, SheetView]
    stories: Mapping[str, Told | None]
    problem: Problem | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, Start] = field(default_factory=dict)

    @property
    def completed(self) -> bool:
        return self.lesson.lesson_id in self.state.lessons_done

    @property
    def all_lessons_done(self) -> bool:
        return all(line.id in self.state.lessons_done for line in self.lesson.lessons)

    @property
    def onwards(self) -> LessonLine | None:
        """The lesson to go on with: the next one that is not done, or else an earlier one."""
        lines = self.lesson.lessons
        here = next((n for n, line in enumerate(lines) if line.id == self.lesson.lesson_id), 0)
        still = (line for line in (*lines[here + 1 :], *lines[:here]) if line.id not in self.state.lessons_done)
        return next(still, None)

    @property
    def waiting(self) -> tuple[Block, ...]:
        """The required blocks that need an act and have not been dealt with."""
        return tuple(block for block in self.lesson.acts if block.id not in self.state.blocks_done)

    @property
    def new(self) -> tuple[Block, ...]:
        """The required blocks that came after this person had completed the lesson (rule 7)."""
        if self.state.lessons_done.get(self.lesson.lesson_id) in {None, self.lesson.revision_id}:
            return ()
        done = self.state.blocks_done
        return tuple(block for block in self.lesson.blocks if block.required and block.id not in done)

    @property
    def changed(self) -> tuple[Edition, ...]:
        """What has changed since this person read the lesson, as its authors tell it (rule 7)."""
        seen = max(self.state.lessons_done.get(self.lesson.lesson_id, 0), self.state.seen)
        return self.lesson.changes_since(seen) if seen else ()

    @property
    def unread(self) -> bool:
        """Whether "I have read this" still has something to say."""
        done = self.state.blocks_done
        read = [block for block in self.lesson.blocks if block.kind not in ACTED and block.required]
        return any(block.id not in done for block in read) or (not read and not self.completed)

    @property
    def place(self) -> str:
        """The block where this person left the lesson, unless it is where the page begins anyway."""
        lesson_id, block = self.state.place or (0, "")
        here = lesson_id == self.lesson.lesson_id and self.lesson.block(block) is not None
        return block if here and block != self.lesson.blocks[0].id else ""


def lesson_page(lesson: PublishedLesson, person_id: int | None, *, problem: Problem | None = None) -> LessonPage:
    """Return a lesson's page for a person, or for a reader who is not signed in."""
    state = NOTHING_YET if person_id is None else lesson_state(person_id, lesson.lesson_id, lesson.module_id)
    entries = journal.entries_in(person_id, lesson.lesson_id) if person_id is not None and state.has_written else {}
    worksheets = sheets_in(person_id, lesson.lesson_id) if person_id is not None and state.has_sheets else {}
    return LessonPage(
        lesson=lesson,
        signed_in=person_id is not None,
        state=state,
        sheets={
            block.id: sheet_of(lesson, block, state, person_id, problem)
            for block in lesson.blocks
            if (block.kind in ACTED and block.kind is not Kind.REFLECTION) or block.kind is Kind.MEASURE
        },
        entries=entries,
        worksheets=worksheets,
        stories={
            block.id: told(block.story, lesson.lesson_id, lesson.language)
            for block in lesson.blocks
            if isinstance(block, StoryBlock)
        },
        problem=problem,
        headings={block.id: words.heading(block) for block in lesson.blocks},
        starts=starts(lesson, worksheets, person_id),
    )


def sheet_of(
    lesson: PublishedLesson, block: Block, state: LessonState, person_id: int | None, problem: Problem | None = None
) -> Any:
    """Return the sheet of one block that is answered."""
    match block:
        case QuizBlock():
            seed = f"{(person_id or 0) % ORDERS}:{lesson.lesson_id}"
            return quiz_sheet(block, state, seed=seed, problem=problem)
        case DilemmaBlock():
            return dilemma_sheet(block, state, problem=problem)
        case ScenarioBlock():
            old = _as_played(lesson, block, state)
            return scenario_sheet(block, lesson.revision_id, state, of_run=old, problem=problem)
        case MeasureBlock():
            seed = f"{(person_id or 0) % ORDERS}:{lesson.module_slug}"
            return measure_sheet(lesson, block, MeasureMoment(block.moment), person_id, seed=seed)
    return None


def _as_played(lesson: PublishedLesson, block: ScenarioBlock, state: LessonState) -> ScenarioBlock | None:
    """Return the scenario as it was when the person's newest run began, where a newer revision has come since."""
    run = state.runs.get(block.id)
    if run is None or run.revision_id == lesson.revision_id:
        return None
    old = curriculum.revision_content(run.revision_id, lesson.language)
    found = old.block(block.id) if old is not None else None
    return found if isinstance(found, ScenarioBlock) else None
