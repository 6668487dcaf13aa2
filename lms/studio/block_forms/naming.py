"""What the texts of a block are called, so that an empty one can be named."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

_THINGS: dict[str, Callable[[int], str]] = {
    "facts": lambda n: _("fact %(number)s", number=n),
    "steps": lambda n: _("step %(number)s", number=n),
    "sides": lambda n: _("side %(number)s", number=n),
    "options": lambda n: _("answer %(number)s", number=n),
    "left": lambda n: _("thing %(number)s", number=n),
    "right": lambda n: _("match %(number)s", number=n),
    "nodes": lambda n: _("scene %(number)s", number=n),
    "choices": lambda n: _("choice %(number)s", number=n),
    "endings": lambda n: _("ending %(number)s", number=n),
    "values": lambda n: _("the name of what goes up and down (%(number)s)", number=n),
    "questions": lambda n: _("question %(number)s", number=n),
    "labels": lambda n: _("word %(number)s in the drawing", number=n),
    "fields": lambda n: _("field %(number)s", number=n),
    "columns": lambda n: _("column %(number)s", number=n),
    "rows": lambda n: _("row %(number)s", number=n),
    "kinds": lambda n: _("kind %(number)s", number=n),
    "groups": lambda n: _("group %(number)s", number=n),
    "of": lambda n: _("example %(number)s", number=n),
    "topics": lambda n: _("topic %(number)s", number=n),
    "cells": lambda n: _("column %(number)s", number=n),
    "slots": lambda n: _("what waits for a peer expert (%(number)s)", number=n),
}
_TEXTS: dict[str, Callable[[], str]] = {
    "title": lambda: _("the title"),
    "summary": lambda: _("the summary"),
    "heading": lambda: _("the heading"),
    "body": lambda: _("the text"),
    "label": lambda: _("its name"),
    "argument": lambda: _("the argument"),
    "question": lambda: _("the question"),
    "closing": lambda: _("the end"),
    "stem": lambda: _("the question"),
    "text": lambda: _("the text"),
    "feedback": lambda: _("what you say to it"),
    "right": lambda: _("what you say when it is right"),
    "wrong": lambda: _("what you say when it is not right"),
    "other": lambda: _("what you say when it is something else"),
    "accepted": lambda: _("the answers that count"),
    "model_answer": lambda: _("one way to put it"),
    "intro": lambda: _("what it is about"),
    "role": lambda: _("who the reader is in it"),
    "low": lambda: _("what 1 means"),
    "high": lambda: _("what 5 means"),
    "consequence": lambda: _("what comes of it"),
    "noticed": lambda: _("what the person noticed"),
    "frame": lambda: _("the frame that had to be kept"),
    "builds_on": lambda: _("what it builds on"),
    "description": lambda: _("the picture in words"),
    "told": lambda: _("what the sources tell"),
    "since": lambda: _("what has changed since"),
    "later": lambda: _("the question after six weeks"),
    "highest": lambda: _("what the highest step means"),
    "lowest": lambda: _("what the lowest step means"),
}

# What a scale's ends are called where it doesn't run from 1 to 5.
_ENDS = {("measure", "high"): "highest", ("tool", "low"): "lowest", ("tool", "high"): "highest"}

_PARTED = {("scenario", "nodes"), ("scenario", "endings"), ("facts", "facts"), ("comparison", "topics")}


def what_is_empty(kind: str, path: tuple[str, ...], body: Mapping[str, Any]) -> tuple[str, str]:
    """Return how the text at `path` is called, and the part of the block it is in (a fact, a question, a scene; empty: none)."""
    part = ""
    if kind == "quiz":
        path, body, part = ("questions", *path), {"questions": body}, path[0]
    if (kind, path[0]) in _PARTED:
        part = path[1]
    names: list[str] = []
    place: Any = body
    waiting = ""
    for step in path:
        if waiting and isinstance(place, Mapping) and waiting != "feedback":
            names.append(_THINGS[waiting](list(place).index(step) + 1))
            waiting = ""
        elif isinstance(place, Mapping) and isinstance(place.get(step), Mapping):
            waiting = step
        else:
            names.append(_TEXTS[_ENDS.get((kind, step), step)]())
        place = place.get(step) if isinstance(place, Mapping) else None
    return ", ".join(names), part
