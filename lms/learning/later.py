"""The questions of a module that are asked again weeks later: those of its last lesson, as they are published now."""

from dataclasses import dataclass

from lms.curriculum import queries as curriculum
from lms.curriculum.blocks import PublishedLesson
from lms.curriculum.kinds.measure import MeasureBlock
from lms.learning.sheets.measure import MeasureSheet, measure_sheet
from lms.learning.sheets.page import ORDERS
from lms.measures.models import Later, MeasureMoment


@dataclass(frozen=True, kw_only=True)
class Asking:
    """A measure as it is asked again: where it stands, and its sheet for one person."""

    lesson: PublishedLesson
    block: MeasureBlock
    moment: MeasureMoment
    sheet: MeasureSheet


def asking(module_id: int, later: Later, language: str, person_id: int) -> Asking | None:
    """Return what a module asks again, or None where its lessons hold no measure."""
    moment = MeasureMoment(later.value)
    for lesson in reversed(curriculum.published_lessons(module_id, language)):
        for block in lesson.blocks:
            if isinstance(block, MeasureBlock):
                sheet = measure_sheet(
                    lesson, block, moment, person_id, seed=f"{person_id % ORDERS}:{lesson.module_slug}"
                )
                return Asking(lesson=lesson, block=block, moment=moment, sheet=sheet)
    return None
