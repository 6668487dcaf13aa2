"""Import of the source files: one transaction, new immutable revisions for what has changed, nothing else."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.transaction import transaction
from lms.curriculum import digests
from lms.curriculum.models import (
    Lesson,
    LessonRevision,
    LessonText,
    Media,
    Module,
    ModuleRevision,
    Proposal,
    Source,
    Status,
    Term,
)
from lms.curriculum.operations import decks
from lms.curriculum.operations.known import Known, look
from lms.curriculum.operations.planning import NewRevision, Plan, plan
from lms.curriculum.reading.curriculum import Curriculum, SourceLesson, read
from lms.curriculum.rendering import RENDERER

Json = dict[str, Any]
ATTEMPTS = 3


@dataclass(frozen=True)
class ImportReport:
    """What an import did, in slugs and codes."""

    modules: tuple[str, ...] = ()  # with a new revision
    new: tuple[str, ...] = ()  # lessons that weren't there
    changed: tuple[str, ...] = ()  # lessons with a new revision
    unchanged: int = 0
    proposals: tuple[str, ...] = ()  # lessons whose partners got a proposal instead
    kept: tuple[str, ...] = ()  # lessons gone from the files that belong to their partners
    retired: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # new or changed
    terms: tuple[str, ...] = ()  # new, changed or gone
    cards: tuple[str, ...] = ()  # the same


class _Moved(Exception):  # noqa: N818 (it's no error: the import looks again)
    """Somebody else changed the curriculum between planning and writing."""


def import_all(folder: Path) -> ImportReport:
    """Bring the database to what `folder` says.

    Raises ContentError when the files are wrong and DomainError when they can't be used; nothing has changed then.
    """
    curriculum = read(folder)
    reason: Exception | None = None
    for _ in range(ATTEMPTS):
        known = look()
        db.session.rollback()  # rendering holds no lock
        planned = plan(curriculum, known)
        try:
            with transaction():
                _Writing(curriculum, known, planned).write()
        except (_Moved, IntegrityError) as error:
            reason = error
            continue
        return _report(curriculum, known, planned)
    raise DomainError(
        "Somebody else is changing the curriculum at the same time. Nothing was imported; run the import again."
    ) from reason


def _report(curriculum: Curriculum, known: Known, planned: Plan) -> ImportReport:
    lessons = sum(len(module.lessons) for module in curriculum.modules)
    return ImportReport(
        modules=tuple(planned.module_revisions),
        new=tuple(slug for slug in planned.revisions if slug not in known.lessons),
        changed=tuple(slug for slug in planned.revisions if slug in known.lessons),
        unchanged=lessons - len(planned.revisions) - len(planned.proposals),
        proposals=tuple(planned.proposals),
        kept=tuple(planned.kept),
        retired=tuple(planned.retired),
        sources=tuple(planned.sources),
        terms=(*planned.terms, *planned.gone_terms),
        cards=planned.cards.codes,
    )


@dataclass
class _Writing:
    """Carries a plan out, in few statements."""

    curriculum: Curriculum
    known: Known
    planned: Plan
    moment: Any = field(default_factory=now)

    def write(self) -> None:
        if db.session.get_bind().dialect.name == "postgresql":  # SQLite's BEGIN IMMEDIATE does the same
            db.session.execute(text("LOCK TABLE modules IN SHARE ROW EXCLUSIVE MODE"))
        if look() != self.known:
            raise _Moved
        self.modules = self._write_modules()
        self._write_sources()
        self._write_terms()
        decks.write(self.planned.cards, self.known.cards, self.modules, self.moment)
        self._write_pictures()
        self.lessons = self._write_lessons()
        self._write_revisions()
        self._write_proposals()
        self._write_remade()
        db.session.flush()
        db.session.expire_all()

    def _write_modules(self) -> dict[str, int]:
        ids = {slug: module.id for slug, module in self.known.modules.items()}
        new = {slug: Module(slug=slug, **shown) for slug, shown in self.planned.modules.items() if slug not in ids}
        db.session.add_all(new.values())
        db.session.flush()
        _update(Module, [{"id": ids[slug]} | shown for slug, shown in self.planned.modules.items() if slug in ids])
        ids |= {slug: module.id for slug, module in new.items()}
        sources = {module.slug: module for module in self.curriculum.modules}
        revisions = [
            ModuleRevision(
                module_id=ids[slug],
                number=self.known.modules[slug].number + 1 if slug in self.known.modules else 1,
                digest=digest,
                structure=sources[slug].structure,
                texts=dict(sources[slug].texts),
                created_at=self.moment,
            )
            for slug, digest in self.planned.module_revisions.items()
        ]
        db.session.add_all(revisions)
        db.session.flush()
        _update(Module, [{"id": revision.module_id, "current_id": revision.id} for revision in revisions])
        return ids

    def _write_sources(self) -> None:
        known = self.known.sources
        changed = self.planned.sources
        _insert(Source, [{"code": code} | new for code, new in changed.items() if code not in known])
        _update(Source, [{"id": known[code][0]} | new for code, new in changed.items() if code in known])
        _update(Source, [{"id": known[code][0], "position": None} for code in self.planned.gone_sources])

    def _write_terms(self) -> None:
        known = self.known.terms
        changed = {slug: new | {"changed_at": self.moment} for slug, new in self.planned.terms.items()}
        _insert(Term, [{"slug": slug} | new for slug, new in changed.items() if slug not in known])
        _update(Term, [{"id": known[slug][0]} | new for slug, new in changed.items() if slug in known])
        gone = {"position": None, "changed_at": self.moment}
        _update(Term, [{"id": known[slug][0]} | gone for slug in self.planned.gone_terms])

    def _write_pictures(self) -> None:
        db.session.add_all(
            Media(digest=digest, kind=picture.kind, content=picture.content)
            for digest, picture in self.planned.pictures.items()
        )

    def _write_lessons(self) -> dict[str, int]:
        """Place every lesson that is not its partners'; return all ids."""
        known, placed = self.known.lessons, self.planned.placed
        values = {slug: self._place(place) for slug, place in placed.items()}
        new = {slug: Lesson(slug=slug, **value) for slug, value in values.items() if slug not in known}
        db.session.add_all(new.values())
        db.session.flush()
        moved = [
            {"id": known[slug].id} | value
            for slug, value in values.items()
            if slug in known
            and not self.known.is_taken_over(slug, value["module_id"])
            and self._is_elsewhere(slug, value)
        ]
        _update(Lesson, moved)
        _update(Lesson, [{"id": known[slug].id, "retired_at": self.moment} for slug in self.planned.retired])
        return {slug: lesson.id for slug, lesson in known.items()} | {slug: lesson.id for slug, lesson in new.items()}

    def _place(self, place: Json) -> Json:
        return {
            "module_id": self.modules[place["module"]],
            "position": place["position"],
            "minutes": place["minutes"],
            "retired_at": None,
        }

    def _is_elsewhere(self, slug: str, value: Json) -> bool:
        lesson = self.known.lessons[slug]
        return lesson.retired or any(getattr(lesson, key) != value[key] for key in ("module_id", "position", "minutes"))

    def _write_revisions(self) -> None:
        made = {slug: self._revision(slug, new) for slug, new in self.planned.revisions.items()}
        db.session.add_all(made.values())
        db.session.flush()
        rows = [
            row
            for slug, new in self.planned.revisions.items()
            for row in self._texts(new.lesson, made[slug].id, new.texts)
        ]
        _insert(LessonText, rows)
        _update(Lesson, [{"id": revision.lesson_id, "current_id": revision.id} for revision in made.values()])

    def _revision(self, slug: str, new: NewRevision) -> LessonRevision:
        return LessonRevision(
            lesson_id=self.lessons[slug],
            number=self.known.lessons[slug].number + 1 if slug in self.known.lessons else 1,
            status=Status.SOURCE_EDITION,
            digest=new.digest,
            structure=new.lesson.structure,
            created_at=self.moment,
        )

    def _texts(self, lesson: SourceLesson, revision_id: int, rendered: Any) -> list[Json]:
        return [
            {
                "revision_id": revision_id,
                "language": language,
                "title": source["title"],
                "summary": source["summary"],
                "digest": digests.of_text(lesson.structure, source),
                "source": source,
                "rendered": rendered[language],
                "renderer": RENDERER,
                "rendered_at": self.moment,
            }
            for language, source in lesson.texts.items()
        ]

    def _write_proposals(self) -> None:
        lessons = {lesson.slug: lesson for module in self.curriculum.modules for lesson in module.lessons}
        db.session.add_all(
            Proposal(
                lesson_id=self.lessons[slug],
                digest=digest,
                structure=lessons[slug].structure,
                texts=dict(lessons[slug].texts),
                created_at=self.moment,
            )
            for slug, digest in self.planned.proposals.items()
            if (self.lessons[slug], digest) not in self.known.proposals
        )

    def _write_remade(self) -> None:
        revisions = {self.known.lessons[slug].current_id: texts for slug, texts in self.planned.remade.items()}
        rows = db.session.execute(
            select(LessonText.id, LessonText.revision_id, LessonText.language).where(
                LessonText.revision_id.in_(revisions)
            )
        )
        again = {"renderer": RENDERER, "rendered_at": self.moment}
        _update(
            LessonText, [{"id": key, "rendered": revisions[owner][language]} | again for key, owner, language in rows]
        )


def _insert(model: Any, rows: list[Json]) -> None:
    """Insert rows, in one statement for all."""
    if rows:
        db.session.execute(insert(model), rows)


def _update(model: Any, rows: list[Json]) -> None:
    """Update rows by their id, in one statement for all."""
    if rows:
        db.session.execute(update(model), rows)
