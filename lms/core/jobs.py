"""Periodic work: small, repeatable jobs that one worker at a time runs, by a lease in the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import String, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.clock import now
from lms.core.db import Base, Key, UtcDateTime, db
from lms.core.transaction import transaction


class JobLease(Base):
    """Until when a worker runs a job, and when it ran last."""

    __tablename__ = "job_leases"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(60), unique=True)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ran_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Job:
    """A piece of periodic work. `run` manages its own transactions and may be run twice without harm."""

    name: str
    every: timedelta
    run: Callable[[], None]


def register(app: Flask, job: Job) -> None:
    """Add a job to those the worker of `app` runs."""
    app.extensions.setdefault("lms.jobs", []).append(job)


def run_due(app: Flask) -> list[str]:
    """Run every job that is due and that no other worker holds. Returns the names of those that ran."""
    jobs: list[Job] = app.extensions.get("lms.jobs", [])
    ran = []
    for job in jobs:
        if _claim(job):
            job.run()
            _finished(job)
            ran.append(job.name)
    return ran


def _claim(job: Job) -> bool:
    moment = now()
    with transaction():
        if db.session.scalar(select(JobLease.id).where(JobLease.name == job.name)) is None:
            db.session.add(JobLease(name=job.name))
            db.session.flush()
        claimed = db.session.execute(
            update(JobLease)
            .where(
                JobLease.name == job.name,
                or_(JobLease.leased_until.is_(None), JobLease.leased_until < moment),
                or_(JobLease.ran_at.is_(None), JobLease.ran_at <= moment - job.every),
            )
            .values(leased_until=moment + timedelta(minutes=10))
            .returning(JobLease.id)
        )
        return claimed.scalar() is not None


def _finished(job: Job) -> None:
    with transaction():
        db.session.execute(update(JobLease).where(JobLease.name == job.name).values(leased_until=None, ran_at=now()))
