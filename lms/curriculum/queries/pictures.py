"""A lesson's pictures."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.core.db import db
from lms.curriculum.models import Media


@dataclass(frozen=True)
class Picture:
    """A picture's bytes and their kind, such as `image/png`."""

    kind: str
    content: bytes


def picture(digest: str) -> Picture | None:
    """Return the picture with this SHA-256, if there is one."""
    row = db.session.execute(select(Media.kind, Media.content).where(Media.digest == digest)).one_or_none()
    return Picture(row.kind, row.content) if row else None
