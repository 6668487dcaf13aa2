"""Reading certificates: one's own, and the little a stranger may verify."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Select

from lms.accounts.models import Person
from lms.core.clock import local_date
from lms.core.db import db
from lms.curriculum.models import Module, Status
from lms.learning import policy
from lms.learning.models import Certificate, Learner


class State(StrEnum):
    """Whether a certificate counts."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class CertificateLine:
    """One lesson on a certificate."""

    title: str
    number: int
    status: Status
    language: str
    date: date


@dataclass(frozen=True, kw_only=True)
class Verification:
    """All that a stranger with the address is told; `title` and `name` are empty unless switched on."""

    state: State
    completed_on: date
    minutes: int
    title: str
    name: str
    language: str


@dataclass(frozen=True, kw_only=True)
class CertificateView:
    """A certificate as its holder sees it. `present_name` is the account's, which may differ by now."""

    id: int
    token: str
    issue: int
    state: State
    name: str
    present_name: str
    title: str
    module: str
    language: str
    minutes: int
    lines: tuple[CertificateLine, ...]
    completed_on: date
    shows_module: bool
    shows_name: bool
    prints_code: bool

    @property
    def has_other_name(self) -> bool:
        return self.name != self.present_name

    @property
    def seen_by_strangers(self) -> Verification:
        return Verification(
            state=self.state,
            completed_on=self.completed_on,
            minutes=self.minutes,
            title=self.title if self.shows_module else "",
            name=self.name if self.shows_name else "",
            language=self.language,
        )


def certificates(person_id: int) -> tuple[CertificateView, ...]:
    """Return a person's certificates, the newest first."""
    newest_first = (Certificate.completed_at.desc(), Certificate.issue.desc(), Certificate.id.desc())
    return tuple(_view(*row) for row in _rows(policy.own_certificates(person_id).order_by(*newest_first)))


def certificate(person_id: int, certificate_id: int) -> CertificateView | None:
    """Return one of a person's certificates, or None when it is not theirs."""
    rows = _rows(policy.own_certificates(person_id).where(Certificate.id == certificate_id))
    return next((_view(*row) for row in rows), None)


def verification(token: str) -> Verification | None:
    """Return what a stranger may know of the certificate behind an address, or None when there is none."""
    rows = _rows(policy.verifiable_certificate(token))
    return next((_view(*row).seen_by_strangers for row in rows), None)


def _rows(query: Select[Certificate]) -> Any:
    return db.session.execute(
        query.join(Learner.person)
        .join(Certificate.module)
        .add_columns(Person.name, Person.time_zone, Module.slug)
        .execution_options(populate_existing=True)
    )


def _view(found: Certificate, present_name: str, zone: str, module: str) -> CertificateView:
    return CertificateView(
        id=found.id,
        token=found.token,
        issue=found.issue,
        state=_state(found),
        name=found.name,
        present_name=present_name,
        title=found.title,
        module=module,
        language=found.language,
        minutes=found.minutes,
        lines=tuple(_line(line) for line in found.lines),
        completed_on=local_date(found.completed_at, zone),
        shows_module=found.shows_module,
        shows_name=found.shows_name,
        prints_code=found.prints_code,
    )


def _state(found: Certificate) -> State:
    if found.replaced_at is not None:
        return State.REPLACED
    return State.VALID if found.withdrawn_at is None else State.WITHDRAWN


def _line(line: dict[str, Any]) -> CertificateLine:
    return CertificateLine(
        title=line["title"],
        number=line["number"],
        status=Status(line["status"]),
        language=line["language"],
        date=date.fromisoformat(line["date"]),
    )
