"""A lesson that is not published yet, as its readers will see it. Whoever shows lessons registers how."""

from collections.abc import Callable, Mapping

from flask import Flask, current_app
from markupsafe import Markup

from lms.curriculum.blocks import PublishedLesson

Renderer = Callable[[PublishedLesson], Mapping[str, Markup]]  # block id → its HTML; `sources`: the list of sources
_NAME = "lms.curriculum.previewing"


def register(app: Flask, renderer: Renderer) -> None:
    """Let `renderer` show lessons as their readers see them."""
    app.extensions[_NAME] = renderer


def preview(lesson: PublishedLesson) -> Mapping[str, Markup]:
    """Return a lesson's blocks as HTML, without anything a reader has done in it."""
    renderer: Renderer = current_app.extensions[_NAME]
    return renderer(lesson)
