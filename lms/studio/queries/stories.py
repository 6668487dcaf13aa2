"""What the owner of a story sees of it (rule 4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from lms.accounts.models import Person
from lms.core import markdown
from lms.core.clock import now, today
from lms.core.db import db
from lms.curriculum.models import (
    Lesson,
    LessonText,
    Module,
    Story,
    StoryConsent,
    StoryName,
    StoryRecording,
    StoryText,
    StoryVoice,
)
from lms.curriculum.queries.lessons import nearest
from lms.studio import ownership, policy
from lms.studio.models import StoryExport
from lms.studio.operations.telling import holds_name
from lms.studio.queries.story_places import Place, places_of

OPENING = 80  # characters of a story by which its owner knows it again


@dataclass(frozen=True, kw_only=True)
class OwnText:
    """The owner's words in one language."""

    language: str
    body: str
    note: str
    version: int
    approved: bool
    aside: str | None


@dataclass(frozen=True, kw_only=True)
class OwnRecording:
    """A recording as its owner sees it."""

    language: str
    voice: StoryVoice
    seconds: int
    allowed: bool


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """One consent, as it stands today."""

    id: int
    lesson_id: int
    lesson: str
    module: str
    language: str
    uses: tuple[str, ...]
    until: date | None
    from_at: datetime
    withdrawn: bool

    @property
    def thinking(self) -> bool:
        """Whether the days to think again still run."""
        return not self.withdrawn and self.from_at > now()

    @property
    def over(self) -> bool:
        return not self.withdrawn and self.until is not None and self.until < today()


@dataclass(frozen=True, kw_only=True)
class OwnStory:
    """All that an owner sees of their story. The day it was begun is nobody's business: a month is enough."""

    code: str
    begun: date
    name_kind: StoryName
    shown_name: str
    withdrawn: bool
    texts: Mapping[str, OwnText]
    recordings: Mapping[str, OwnRecording]
    consents: tuple[Allowed, ...]
    places: tuple[Place, ...]
    files: tuple[tuple[str, date, int], ...]  # kind, month, how many
    holds_own_name: bool

    @property
    def lesson_titles(self) -> dict[int, str]:
        return {each.lesson_id: each.lesson for each in self.consents}

    @property
    def standing(self) -> tuple[Allowed, ...]:
        return tuple(each for each in self.consents if not each.withdrawn)


@dataclass(frozen=True, kw_only=True)
class OwnLine:
    """A story in its owner's list, known by its first words."""

    code: str
    begun: date
    opening: str
    languages: tuple[str, ...]
    allowed: bool
    withdrawn: bool


def own_stories(user: Person) -> list[OwnLine]:
    """Return somebody's own stories, the newest first."""
    with_parts = ownership.visible_to(user).options(selectinload(Story.texts), selectinload(Story.consents))
    return [
        OwnLine(
            code=story.code,
            begun=story.created_at.date().replace(day=1),
            opening=_opening(story.texts),
            languages=tuple(text.language for text in story.texts),
            allowed=any(consent.withdrawn_at is None for consent in story.consents),
            withdrawn=story.withdrawn_at is not None,
        )
        for story in db.session.scalars(with_parts.order_by(Story.id.desc()))
    ]


def own_story(story: Story, user: Person, language: str) -> OwnStory:
    """Return all about one story for its owner."""
    texts = _texts(story)
    hides = story.name_kind in {StoryName.PSEUDONYM, StoryName.ANONYMOUS}
    consents = _consents(story, language)
    return OwnStory(
        code=story.code,
        begun=story.created_at.date().replace(day=1),
        name_kind=story.name_kind,
        shown_name=story.shown_name,
        withdrawn=story.withdrawn_at is not None,
        texts=texts,
        recordings=_recordings(story),
        consents=consents,
        places=places_of(story.code, {each.lesson_id for each in consents}),
        files=_files(story),
        holds_own_name=hides and any(holds_name(text.body, user) for text in texts.values()),
    )


def lessons_for(user: Person, language: str) -> list[tuple[int, str]]:
    """Return the lessons that somebody may allow a story in: those of the modules they write, with their titles."""
    modules = policy.visible_to(user).subquery()
    lessons = db.session.execute(
        select(Lesson.id, Module.id, Module.titles)
        .join(Module, Module.id == Lesson.module_id)
        .where(Lesson.module_id.in_(select(modules.c.module_id)), Lesson.retired_at.is_(None))
        .order_by(Module.position, Lesson.position)
    ).all()
    titles = titles_of((lesson_id for lesson_id, *_ in lessons), language)
    return [(lesson_id, f"{names.get(language, '')}: {titles[lesson_id]}") for lesson_id, _, names in lessons]


def titles_of(lesson_ids: Iterable[int], language: str) -> dict[int, str]:
    """Return lessons' titles as last published, in `language` or the other one; a new lesson has only its address."""
    wanted = list(lesson_ids)
    rows = db.session.execute(
        select(Lesson.id, Lesson.slug, LessonText.title, LessonText.language)
        .outerjoin(LessonText, LessonText.revision_id == Lesson.current_id)
        .where(Lesson.id.in_(wanted))
    )
    by_lesson = defaultdict(list)
    for row in rows:
        by_lesson[row.id].append(row)
    return {
        key: nearest(texts, language).title if texts[0].title else texts[0].slug for key, texts in by_lesson.items()
    }


def _opening(texts: Iterable[StoryText]) -> str:
    words = next((markdown.to_text(text.body) for text in texts if text.body.strip()), "")
    return words if len(words) <= OPENING else words[: OPENING - 1].rstrip() + "…"


def _texts(story: Story) -> dict[str, OwnText]:
    rows = db.session.scalars(select(StoryText).where(StoryText.story_id == story.id).order_by(StoryText.id))
    return {
        row.language: OwnText(
            language=row.language,
            body=row.body,
            note=row.note,
            version=row.version,
            approved=row.approved_at is not None,
            aside=row.aside,
        )
        for row in rows
    }


def _recordings(story: Story) -> dict[str, OwnRecording]:
    columns = (StoryRecording.language, StoryRecording.voice, StoryRecording.seconds, StoryRecording.allowed_at)
    rows = db.session.execute(select(*columns).where(StoryRecording.story_id == story.id))
    return {
        row.language: OwnRecording(
            language=row.language, voice=row.voice, seconds=row.seconds, allowed=row.allowed_at is not None
        )
        for row in rows
    }


def _consents(story: Story, language: str) -> tuple[Allowed, ...]:
    rows = db.session.execute(
        select(StoryConsent, Module.titles)
        .join(Lesson, Lesson.id == StoryConsent.lesson_id)
        .join(Module, Module.id == Lesson.module_id)
        .where(StoryConsent.story_id == story.id)
        .order_by(StoryConsent.id)
    ).all()
    titles = titles_of({consent.lesson_id for consent, _ in rows}, language)
    return tuple(
        Allowed(
            id=consent.id,
            lesson_id=consent.lesson_id,
            lesson=titles[consent.lesson_id],
            module=names.get(language, ""),
            language=consent.language,
            uses=tuple(consent.uses),
            until=consent.until,
            from_at=consent.from_at,
            withdrawn=consent.withdrawn_at is not None,
        )
        for consent, names in rows
    )


def _files(story: Story) -> tuple[tuple[str, date, int], ...]:
    rows = db.session.execute(
        select(StoryExport.kind, StoryExport.made_at).where(StoryExport.story_id == story.id).order_by(StoryExport.id)
    )
    counted: dict[tuple[str, date], int] = defaultdict(int)
    for kind, made_at in rows:
        counted[kind, made_at.date().replace(day=1)] += 1
    return tuple((kind, month, count) for (kind, month), count in counted.items())
