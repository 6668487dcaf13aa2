"""A lesson that is not published yet, as its readers will see it, to be tried without a trace.

Whoever shows lessons registers how (`Reader`); whoever writes them asks here. What was tried stands in the page's address
and nowhere else: per block, in the reader's own notation.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from flask import Flask, current_app
from markupsafe import Markup

from lms.core.errors import DomainError
from lms.curriculum.blocks import PublishedLesson

Tried = Mapping[str, Any]  # block id → what was answered there
_NAME = "lms.curriculum.previewing"


@dataclass(frozen=True)
class Attempt:
    """Something somebody does in a preview: at which block, which act, and what the form said."""

    block: str
    act: str
    sent: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Refusal:
    """An attempt that was none, and why."""

    attempt: Attempt
    error: DomainError


@dataclass(frozen=True)
class Trial:
    """What was tried so far, where an act of a block is sent, and what was refused just now."""

    address: Callable[[str, str], str]  # block id, act
    tried: Tried = field(default_factory=dict)
    refused: Refusal | None = None


class Reader(Protocol):
    """How lessons are shown and answered."""

    def show(self, lesson: PublishedLesson, trial: Trial) -> Mapping[str, Markup]:
        """Return each block's HTML by its id, and the list of sources under `sources`."""

    def attempt(self, lesson: PublishedLesson, tried: Tried, attempt: Attempt) -> Tried:
        """Return what stands tried after an attempt. Raises DomainError where it was none."""

    def piece(self, lesson: PublishedLesson, trial: Trial, attempt: Attempt) -> Markup:
        """Return what changes on the page after an attempt, for a page that is there already."""


def register(app: Flask, reader: Reader) -> None:
    """Let `reader` show lessons as their readers see them."""
    app.extensions[_NAME] = reader


def reader() -> Reader:
    """Return who shows lessons."""
    found: Reader = current_app.extensions[_NAME]
    return found
