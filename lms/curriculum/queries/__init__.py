"""Reads for pages: lessons as they are shown, the catalogue, a module's page, pictures."""

from lms.curriculum.queries.lessons import (
    forget,
    lesson_id,
    lesson_list,
    published_lesson,
    published_lessons,
    revision_content,
)
from lms.curriculum.queries.modules import (
    CatalogueModule,
    LessonEntry,
    ModulePage,
    Prerequisite,
    catalogue,
    module_page,
)
from lms.curriculum.queries.pictures import Picture, picture

__all__ = [
    "CatalogueModule",
    "LessonEntry",
    "ModulePage",
    "Picture",
    "Prerequisite",
    "catalogue",
    "forget",
    "lesson_id",
    "lesson_list",
    "module_page",
    "picture",
    "published_lesson",
    "published_lessons",
    "revision_content",
]
