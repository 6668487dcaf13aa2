"""When a person's modules are due. Whoever sets deadlines registers a provider: learning knows nothing of cohorts."""

from collections.abc import Callable
from datetime import date

from flask import Flask, current_app

from lms.accounts.models import Person

Deadlines = list[tuple[int, date, str]]  # module id, due on, whose deadline it is
Provider = Callable[[Person], Deadlines]
_NAME = "lms.learning.deadlines"


def register(app: Flask, provider: Provider) -> None:
    """Let `provider` tell when a person's modules are due."""
    app.extensions.setdefault(_NAME, []).append(provider)


def deadlines_of(person: Person) -> Deadlines:
    """Return a person's deadlines from every provider, the earliest first."""
    found = [line for provider in current_app.extensions.get(_NAME, ()) for line in provider(person)]
    return sorted(found, key=lambda line: (line[1], line[0]))
