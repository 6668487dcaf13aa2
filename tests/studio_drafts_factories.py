"""A module with a lesson of every kind of block under collaboration, made in a line."""

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum import digests
from lms.curriculum.models import Lesson, LessonRevision, LessonText, Module, ModuleRevision, Source, Status
from lms.curriculum.reading.curriculum import read
from lms.curriculum.rendering import RENDERER, rendered
from lms.studio.models import Draft, DraftBlock, DraftText
from lms.studio.operations import drafting
from lms.studio.writers import Writer
from tests.curriculum.source_files import small_curriculum
from tests.factories import a_person, save
from tests.studio_factories import a_collaboration


@cache
def _small() -> str:
    with TemporaryDirectory() as folder:
        curriculum = read(small_curriculum(Path(folder) / "modules"))
    lesson = curriculum.modules[0].lessons[0]
    return json.dumps({"structure": lesson.structure, "texts": dict(lesson.texts), "sources": dict(curriculum.sources)})


def small_lesson():
    """Return structure, texts and sources of a lesson with every kind of block."""
    made = json.loads(_small())
    return made["structure"], made["texts"], made["sources"]


def a_published_lesson(slug="t1-all"):
    """Return a source edition of that lesson, alone in its module."""
    structure, texts, sources = small_lesson()
    for position, (code, entry) in enumerate(sources.items(), 1):
        save(Source(code=code, position=position, entry=entry))
    module = save(
        Module(slug="first", code="t1", position=1, level="basic", minutes=20, titles={"en": "First", "da": "Første"})
    )
    revision = save(
        ModuleRevision(module_id=module.id, number=1, digest="0" * 64, structure={}, texts=_titles(), created_at=now())
    )
    module.current_id = revision.id
    lesson = save(Lesson(module_id=module.id, slug=slug, position=1, minutes=15))
    publish(lesson, structure, texts, sources)
    return lesson


def publish(lesson, structure, texts, sources):
    number = 1 + len(db.session.query(LessonRevision).filter_by(lesson_id=lesson.id).all())
    revision = save(
        LessonRevision(
            lesson_id=lesson.id,
            number=number,
            status=Status.SOURCE_EDITION,
            digest=digests.of_revision(structure, texts),
            structure=structure,
            created_at=now(),
        )
    )
    for language, text in texts.items():
        save(
            LessonText(
                revision_id=revision.id,
                language=language,
                title=text["title"],
                summary=text["summary"],
                digest=digests.of_text(structure, text),
                source=text,
                rendered=rendered(structure, text, language, sources),
                renderer=RENDERER,
            )
        )
    lesson.current_id = revision.id
    db.session.flush()


def a_room():
    """Return Bea's and Bo's and Carl's collaboration on that lesson, with its draft begun by Bea."""
    lesson = a_published_lesson()
    bea, bo, carl = a_person("Bea"), a_person("Bo"), a_person("Carl")
    collaboration = a_collaboration(
        db.session.get_one(Module, lesson.module_id), peers=[bea, bo], professionals=[carl], in_force=False
    )
    people = {"bea": bea, "bo": bo, "carl": carl}
    writers = {
        name: Writer(person.id, next(p.id for p in collaboration.partners if p.person_id == person.id))
        for name, person in people.items()
    }
    db.session.refresh(collaboration)
    draft = drafting.start(lesson, collaboration, by=writers["bea"])
    db.session.commit()
    return Room(draft, lesson, collaboration, people, writers)


class Room:
    def __init__(self, draft, lesson, collaboration, people, writers):
        self.draft, self.lesson, self.collaboration = draft, lesson, collaboration
        self.people, self.writers = people, writers

    def block(self, name) -> DraftBlock:
        return db.session.query(DraftBlock).filter_by(draft_id=self.draft.id, name=name).one()

    def text(self, name, language="en") -> DraftText:
        return db.session.query(DraftText).filter_by(block_id=self.block(name).id, language=language).one()

    def names(self):
        rows = db.session.query(DraftBlock).filter_by(draft_id=self.draft.id, deleted_at=None)
        return [block.name for block in rows.order_by(DraftBlock.position, DraftBlock.id)]


def a_practice_of(person) -> Draft:
    draft = drafting.practice(person)
    db.session.commit()
    return draft


def _titles():
    return {"en": {"title": "First"}, "da": {"title": "Første"}}
