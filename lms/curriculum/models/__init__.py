"""The curriculum's tables, split by what they are about."""

from sqlalchemy import event

from lms.core.db import Base
from lms.curriculum import triggers
from lms.curriculum.models.cards import Card, CardDeck
from lms.curriculum.models.glossary import Term
from lms.curriculum.models.lessons import (
    Agreement,
    Contribution,
    Credit,
    Lesson,
    LessonRevision,
    LessonText,
    Media,
    Module,
    ModuleRevision,
    Proposal,
    Source,
    Status,
)
from lms.curriculum.models.stories import (
    Story,
    StoryConsent,
    StoryName,
    StoryRecording,
    StoryText,
    StoryVoice,
)

__all__ = [
    "Agreement",
    "Card",
    "CardDeck",
    "Contribution",
    "Credit",
    "Lesson",
    "LessonRevision",
    "LessonText",
    "Media",
    "Module",
    "ModuleRevision",
    "Proposal",
    "Source",
    "Status",
    "Story",
    "StoryConsent",
    "StoryName",
    "StoryRecording",
    "StoryText",
    "StoryVoice",
    "Term",
]

event.listen(Base.metadata, "after_create", triggers.follow)
