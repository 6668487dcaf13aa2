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
from lms.curriculum.queries.terms import TermPage, TermPlace, glossary, term_page

__all__ = [
    "CatalogueModule",
    "LessonEntry",
    "ModulePage",
    "Picture",
    "Prerequisite",
    "TermPage",
    "TermPlace",
    "catalogue",
    "forget",
    "glossary",
    "lesson_id",
    "lesson_list",
    "module_page",
    "picture",
    "published_lesson",
    "published_lessons",
    "revision_content",
    "term_page",
]
