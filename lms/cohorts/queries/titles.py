"""Modules by the names readers know them by, and which can be taken."""

from dataclasses import dataclass

from sqlalchemy import select

from lms.core.db import db
from lms.core.i18n import SOURCE, language
from lms.curriculum.models import Module


@dataclass(frozen=True)
class ShippedModule:
    """A module a cohort may take."""

    id: int
    code: str
    title: str


def title_of(module: Module) -> str:
    """Return a module's title in the reader's language."""
    return module.titles.get(language()) or module.titles.get(SOURCE) or module.slug


def shipped_modules() -> list[ShippedModule]:
    """Return the modules that are there to be taken, in the programme's order."""
    modules = db.session.scalars(select(Module).where(Module.current_id.is_not(None)).order_by(Module.position))
    return [ShippedModule(module.id, module.code.upper(), title_of(module)) for module in modules]
