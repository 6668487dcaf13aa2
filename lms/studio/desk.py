"""What other parts of the studio put on a module's desk: each a template and what it shows.

A part is registered in `web.py` with its own query; the desk asks them in order and includes their templates, which get
what the query returned as `part`. None leaves a part out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from lms.accounts.models import Person
from lms.studio.models import Collaboration

Load = Callable[[Person, Collaboration], Any]
KEY = "lms.studio_desk"


@dataclass(frozen=True)
class Part:
    """A filled part of the desk."""

    template: str
    shows: Any


def register(app: Flask, template: str, load: Load) -> None:
    """Let a part show on every desk, after those registered earlier."""
    app.extensions.setdefault(KEY, []).append((template, load))


def parts(collaboration: Collaboration, user: Person) -> list[Part]:
    """Return the parts of a desk that have something to show."""
    registered: list[tuple[str, Load]] = current_app.extensions.get(KEY, [])
    loaded = [Part(template, load(user, collaboration)) for template, load in registered]
    return [part for part in loaded if part.shows is not None]
