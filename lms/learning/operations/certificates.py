"""Issuing a module's certificate, issuing it anew, withdrawing it, and switching what strangers may see."""

from enum import StrEnum
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from lms.accounts.models import Person
from lms.activity.models import Area
from lms.activity.operations import record
from lms.core.clock import local_date, now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import mint_public
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module
from lms.learning import policy
from lms.learning.models import Certificate, Learner, LessonDone, ModuleDone


class Shown(StrEnum):
    """What the holder may switch on: two things for strangers, and the code on the print."""

    MODULE = "module"
    NAME = "name"
    CODE = "code"


SWITCHES = {Shown.MODULE: "shows_module", Shown.NAME: "shows_name", Shown.CODE: "prints_code"}


def issue(learner: Learner, module: Module) -> Certificate | None:
    """Issue a completed module's certificate, once; None for a learner without an account.

    It says what was true when the module was completed: name, lessons with revision and language, minutes.
    """
    found = _newest(learner.id, module.id)
    if found is not None or learner.person_id is None:
        return found
    made = _first(db.session.get_one(Person, learner.person_id), learner.id, module)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        return _newest(learner.id, module.id)
    record(Area.LEARNING, "issued", "certificate", made.id, by=learner.person_id)
    return made


def own(certificate_id: int, *, by: Person) -> Certificate | None:
    """Return a certificate of the person's, held until the transaction ends; None when it is not theirs."""
    query = policy.own_certificates(by.id).where(Certificate.id == certificate_id).with_for_update(of=Certificate)
    return db.session.scalar(query.execution_options(populate_existing=True))


def reissue(certificate: Certificate, *, by: Person) -> Certificate:
    """Replace a certificate by one with the holder's present name, a new number and address, all switched off.

    Asked twice, it is done once.
    """
    if certificate.replaced_at is not None:
        return _newest(certificate.learner_id, certificate.module_id) or certificate
    if certificate.name == by.name and certificate.withdrawn_at is None:
        raise DomainError(_("This certificate already has your name as it is in your account."))
    certificate.replaced_at = now()
    kept = ("learner_id", "module_id", "title", "language", "minutes", "lines", "completed_at")
    made = Certificate(
        **{name: getattr(certificate, name) for name in kept},
        name=by.name,
        issue=certificate.issue + 1,
        token=mint_public(),
        issued_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    record(Area.LEARNING, "issued", "certificate", made.id, by=by.id)
    return made


def withdraw(certificate: Certificate, *, by: Person) -> None:
    """Declare a certificate no longer valid; whoever verifies it is told so from now on, and nothing else."""
    if certificate.withdrawn_at is None:
        certificate.withdrawn_at = now()
        record(Area.LEARNING, "withdrew", "certificate", certificate.id, by=by.id)


def switch(certificate: Certificate, shown: Shown, *, on: bool) -> None:
    """Let strangers see one more thing, or no longer."""
    setattr(certificate, SWITCHES[shown], on)


def _newest(learner_id: int, module_id: int) -> Certificate | None:
    mine = (Certificate.learner_id == learner_id, Certificate.module_id == module_id)
    return db.session.scalar(select(Certificate).where(*mine).order_by(Certificate.issue.desc()).limit(1))


def _first(person: Person, learner_id: int, module: Module) -> Certificate:
    lessons = _lessons_done(learner_id, module.id)
    done = (ModuleDone.learner_id == learner_id, ModuleDone.module_id == module.id)
    return Certificate(
        learner_id=learner_id,
        module_id=module.id,
        token=mint_public(),
        name=person.name,
        title=_title(module, person.language),
        language=person.language,
        minutes=sum(row.minutes for row in lessons),
        lines=[_line(row, person.time_zone) for row in lessons],
        completed_at=db.session.scalar(select(ModuleDone.created_at).where(*done)) or now(),
        issued_at=now(),
    )


def _lessons_done(learner_id: int, module_id: int) -> list[Any]:
    """Return the lessons completed, each as the revision says it that was completed."""
    revision = LessonRevision.id == LessonDone.revision_id
    title = (LessonText.revision_id == LessonRevision.id) & (LessonText.language == LessonDone.language)
    minutes = func.coalesce(LessonRevision.structure["minutes"].as_integer(), Lesson.minutes)
    rows = db.session.execute(
        select(
            Lesson.slug,
            LessonText.title,
            LessonRevision.number,
            LessonRevision.status,
            LessonDone.language,
            LessonDone.created_at,
            minutes.label("minutes"),
        )
        .select_from(LessonDone)
        .join(Lesson, Lesson.id == LessonDone.lesson_id)
        .join(LessonRevision, revision)
        .outerjoin(LessonText, title)
        .where(LessonDone.learner_id == learner_id, Lesson.module_id == module_id)
        .order_by(Lesson.position, Lesson.id)
    )
    return list(rows)


def _line(row: Any, zone: str) -> dict[str, Any]:
    return {
        "lesson": row.slug,
        "title": row.title or row.slug,
        "number": row.number,
        "status": row.status.value,
        "language": row.language,
        "date": local_date(row.created_at, zone).isoformat(),
    }


def _title(module: Module, language: str) -> str:
    texts = module.current.texts if module.current is not None else {}
    title: str = texts.get(language, {}).get("title") or module.titles.get(language) or module.slug
    return title[:200]
