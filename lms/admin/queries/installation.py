"""How the installation is: mail, periodic jobs, settings without secrets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.engine import make_url

from lms.core.db import db
from lms.core.jobs import JobLease
from lms.core.settings import Settings
from lms.mail.queries import OutboxState, outbox_state


@dataclass(frozen=True)
class Installation:
    """What its page shows."""

    outbox: OutboxState
    jobs: Sequence[tuple[str, datetime | None]]
    settings: Sequence[tuple[str, str]]  # the variable's name and what it is set to


def installation(settings: Settings) -> Installation:
    """Return how the installation is, in three statements."""
    jobs = db.session.execute(select(JobLease.name, JobLease.ran_at).order_by(JobLease.name))
    return Installation(
        outbox=outbox_state(), jobs=[(name, ran_at) for name, ran_at in jobs], settings=_without_secrets(settings)
    )


def _without_secrets(settings: Settings) -> list[tuple[str, str]]:
    """Return the settings that may be shown: never a key, a token, or an address that holds a password."""
    mail = urlsplit(settings.mail_url)
    return [
        ("LMS_NAME", settings.name),
        ("LMS_BASE_URL", settings.base_url),
        ("LMS_OPERATOR", settings.operator),
        ("LMS_CONTACT", settings.contact),
        ("LMS_DATABASE_URL", make_url(settings.database_url).get_backend_name()),
        ("LMS_MAIL_URL", f"{mail.scheme} {mail.hostname or ''}".strip()),
        ("LMS_MAIL_FROM", settings.mail_from),
        ("LMS_TRUSTED_PROXIES", str(settings.trusted_proxies)),
        ("LMS_METRICS_TOKEN", "…" if settings.metrics_token else ""),
        ("LMS_BACKUP_DAYS", str(settings.backup_days)),
    ]
