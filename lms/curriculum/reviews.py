"""What is due to be looked over again."""

from dataclasses import dataclass
from datetime import date

from lms.curriculum.reading.curriculum import Curriculum
from lms.curriculum.reading.glossary import NAME


@dataclass(frozen=True, order=True)
class Due:
    """A module, a lesson (`place`, its folder) or a term whose review date has come."""

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
    reviews += [
        (f"{NAME}, {slug}", term.structure["review"])
        for slug, term in curriculum.glossary.items()
        if "review" in term.structure
    ]
    return sorted(
        Due(review["by"], place, review["role"]) for place, review in reviews if review["by"] <= on.isoformat()
    )
