"""What is due to be looked over again."""

from dataclasses import dataclass
from datetime import date

from lms.curriculum.reading.curriculum import Curriculum


@dataclass(frozen=True, order=True)
class Due:
    """A module or lesson (`place`, its folder) whose review date has come."""

    by: str
    place: str
    role: str


def due(curriculum: Curriculum, on: date) -> list[Due]:
    """Return what is due for review on a day, the longest overdue first."""
    reviews = [(module.slug, module.structure["review"]) for module in curriculum.modules]
    reviews += [
        (f"{module.slug}/{lesson.slug}", lesson.structure["review"])
        for module in curriculum.modules
        for lesson in module.lessons
    ]
    return sorted(
        Due(review["by"], place, review["role"]) for place, review in reviews if review["by"] <= on.isoformat()
    )
