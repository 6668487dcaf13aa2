"""What somebody may see of worksheets: their own, and nobody else's. Everybody else meets 404."""

from sqlalchemy import Select, select

from lms.tools.models import Worksheet


def own_worksheets(person_id: int) -> Select[Worksheet]:
    """Return the select from which every read of a person's worksheets starts."""
    return select(Worksheet).where(Worksheet.person_id == person_id)
