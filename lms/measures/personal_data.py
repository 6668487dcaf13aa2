"""What this package holds about a person: answers found by their key alone, and what they asked to be asked later."""

from typing import Any

from sqlalchemy import delete, select

from lms.accounts.models import Person
from lms.core.crypto import decrypt
from lms.core.db import db
from lms.measures.linkage import linkage
from lms.measures.models import MeasureAnswer, MeasureLink, TeamTaskWish
from lms.measures.policy import own_link, own_wishes

CLAIMS = frozenset({"measure_links.person_id", "team_task_wishes.person_id"})


def export(person: Person) -> dict[str, Any]:
    """Return the person's answers, and their wishes with what they wrote."""
    found = select(MeasureAnswer).where(MeasureAnswer.linkage.in_(_linkages(person)))
    order = MeasureAnswer.module, MeasureAnswer.moment, MeasureAnswer.question
    return {
        "measures": [
            {
                "module": row.module,
                "lesson": row.lesson,
                "block": row.block,
                "question": row.question,
                "moment": row.moment.value,
                "answer": row.value,
                "revision_id": row.revision_id,
                "language": row.language,
                "month": row.month,
            }
            for row in db.session.scalars(found.order_by(*order))
        ],
        "asked_later": [
            {
                "module_id": wish.module_id,
                "later": wish.later.value,
                "asked": wish.wished_at,
                "due": wish.due_on,
                "sent": wish.mailed_at,
                "answer": wish.answer.value if wish.answer else None,
                "at": wish.answered_at,
                "note": decrypt(wish.sealed) if wish.sealed else "",
            }
            for wish in db.session.scalars(own_wishes(person.id).order_by(TeamTaskWish.id))
        ],
    }


def erase(person: Person) -> None:
    """Delete the answers, what leads to them, and the wishes."""
    db.session.execute(delete(MeasureAnswer).where(MeasureAnswer.linkage.in_(_linkages(person))))
    db.session.execute(delete(MeasureLink).where(MeasureLink.person_id == person.id))
    db.session.execute(delete(TeamTaskWish).where(TeamTaskWish.person_id == person.id))


def _linkages(person: Person) -> list[str]:
    """Return the linkages under which the person may have answered. Without the data key there is no way to any."""
    link = db.session.scalar(own_link(person.id))
    if link is None:
        return []
    modules = db.session.scalars(select(MeasureAnswer.module).distinct())
    try:
        return [linkage(link, module) for module in modules]
    except LookupError:
        return []
