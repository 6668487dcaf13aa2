"""Whether this process can serve: the database answers, its schema is the code's, a worker has been seen lately."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from lms.core import schema
from lms.core.clock import now
from lms.core.db import db
from lms.core.jobs import JobLease

LATELY = timedelta(hours=7)  # the rarest of the frequent jobs runs every six hours


@dataclass(frozen=True)
class Readiness:
    """What was found. A worker that is away delays mail but stops no page, so it is told and not fatal."""

    database: bool
    schema: bool
    worker: bool

    @property
    def ready(self) -> bool:
        return self.database and self.schema


def readiness() -> Readiness:
    """Look, in a few short statements."""
    try:
        revision = schema.current(db.session.connection())
        seen = db.session.scalar(select(func.max(JobLease.ran_at)))
    except SQLAlchemyError:
        return Readiness(database=False, schema=False, worker=False)
    fits = revision is None or revision == _head()
    return Readiness(database=True, schema=fits, worker=seen is not None and now() - seen < LATELY)


@cache
def _head() -> str | None:
    return schema.head()
