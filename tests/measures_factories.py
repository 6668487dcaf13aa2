"""A course with questions before and after it and a team task, for tests."""

from sqlalchemy import select

from lms.core.db import db
from lms.core.transaction import transaction
from lms.curriculum.models import Lesson
from lms.curriculum.operations import import_all
from tests.curriculum.source_files import small_curriculum
from tests.learning_factories import send

MEASURE = """- id: {moment}
  kind: measure
  moment: {moment}
  questions:
  - id: k
    kind: knowledge
    options: [a, b, c, d]
    right: [a]
  - id: v
    kind: vignette
    options: [a, b, c]
  - id: c
    kind: confidence
  - id: b
    kind: behaviour
"""
WORDS = """
::: measure {moment}
title: Questions {moment}
intro: Answer as today.
questions:
  k:
    stem: Who decides?
    options:
      a: The person decides
      b: The office decides
      c: The law does that
      d: Nobody at all does
  v:
    stem: What would you do first?
    options:
      a: Ask her first
      b: Ask the team
      c: Wait a little
  c:
    stem: How sure are you?
    low: Not at all
    high: Completely
  b:
    stem: Do you intend to ask first?
    later: Have you asked first?
    low: Not at all
    high: Completely
:::
"""
TASK = """team_task:
  task: Trace **one** rule together.
  ask: Is it still a rule?
"""
NOTHING = {"q-k": "", "q-v": "", "q-c": "", "q-b": ""}


def measured_curriculum(folder):
    """Write the small curriculum with a measure before and after, and a team task."""
    small_curriculum(folder)
    lesson = folder / "first" / "t1-all"
    _append(lesson / "lesson.yaml", *(MEASURE.format(moment=moment) for moment in ("before", "after")))
    for language in ("en", "da"):
        _append(lesson / f"lesson.{language}.md", *(WORDS.format(moment=moment) for moment in ("before", "after")))
        _append(folder / "first" / f"module.{language}.yaml", TASK)
    _append(folder / "first" / "module.yaml", "team_task: true\n")
    return folder


def a_measured_course(tmp_path):
    """Import it; returns its one lesson."""
    with transaction():
        import_all(measured_curriculum(tmp_path / "measured"))
    return db.session.scalars(select(Lesson).where(Lesson.slug == "t1-all")).one()


def answer(client, lesson, moment="before", *, fragment=False, **chosen):
    """Send a measure's form as its page would."""
    fields = {f"q-{question}": value for question, value in chosen.items()}
    return send(client, lesson, f"{moment}/measure", fragment=fragment, **fields)


def _append(path, *parts):
    path.write_text(path.read_text(encoding="utf-8") + "".join(parts), encoding="utf-8")
