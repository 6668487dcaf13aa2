"""What somebody may see of measures: what is their own, and nothing else of anybody."""

from sqlalchemy import Select, select

from lms.measures.models import MeasureLink, TeamTaskWish


def own_link(person_id: int) -> Select[MeasureLink]:
    """Return the select from which every read of a person's answers starts."""
    return select(MeasureLink).where(MeasureLink.person_id == person_id)


def own_wishes(person_id: int) -> Select[TeamTaskWish]:
    """Return the select from which every read of a person's wishes starts."""
    return select(TeamTaskWish).where(TeamTaskWish.person_id == person_id)
