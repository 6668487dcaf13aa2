"""A lesson with practice tools, and what people fill in."""

from sqlalchemy import select

from lms.core.db import db
from lms.core.transaction import transaction
from lms.curriculum.models import Lesson
from lms.curriculum.operations import import_all
from tests.curriculum.source_files import replace, small_curriculum
from tests.curriculum.tool_files import with_tool

LESSON = "/modules/first/t1-all/"
SHEET = f"{LESSON}-/tools/planner"
PAGE = "a-page-of-ada-0123456789"


def a_lesson_with_tool(folder, *changes):
    """Import the small curriculum with a tool in its lesson, with (file, old, new) changes; returns the lesson."""
    files = with_tool(small_curriculum(folder / f"files-{len(list(folder.iterdir()))}"))
    for file, old, new in changes:
        replace(files / "first" / "t1-all" / file, old, new)
    with transaction():
        import_all(files)
    return db.session.scalars(select(Lesson).where(Lesson.slug == "t1-all")).one()


def on_device(folder):
    """The same with a tool that stays on the reader's device."""
    return a_lesson_with_tool(folder, ("lesson.yaml", "tool: t5\n  keeps: account", "tool: t7\n  keeps: device"))


def a_form(lesson, **changes):
    """What the page sends; fields are given by name."""
    fields = {f"f.{name}": value for name, value in changes.pop("fields", {}).items()}
    return {
        "version": "0",
        "writer": PAGE,
        "step": "0",
        "revision": str(lesson.current_id),
        "language": "en",
        "save": "account",
        **fields,
        **changes,
    }


def rendered_tool(name, keeps):
    """A small tool as rows hold it: its structure and its rendered words."""
    fields = [
        {"id": "task", "kind": "line"},
        {"id": "model", "kind": "choice", "options": ["a", "b"]},
        {"id": "weight", "kind": "scale", "least": 0, "most": 5},
        {"id": "total", "kind": "sum", "of": ["weight"]},
        {
            "id": "trials",
            "kind": "table",
            "columns": [{"id": "what", "kind": "line"}, {"id": "score", "kind": "scale", "least": 0, "most": 4}],
            "rows": 1,
            "shown": "heat",
            "examples": {"into": "what", "kinds": ["time"], "groups": [{"id": "any", "of": {"later": "time"}}]},
        },
    ]
    words = {
        "task": {"label": "Task"},
        "model": {"label": "Model", "options": {"a": "Together", "b": "Alone"}},
        "weight": {"label": "Weight", "low": "Nothing", "high": "Everything"},
        "total": {"label": "In all"},
        "trials": {
            "label": "Trials",
            "columns": {"what": {"label": "What"}, "score": {"label": "Score", "low": "Nothing", "high": "Everything"}},
            "examples": {"kinds": {"time": "Time"}, "groups": {"any": "Everywhere"}, "of": {"later": "An hour later"}},
        },
    }
    structure = {"id": name, "kind": "tool", "keeps": keeps, "fields": fields}
    return structure, {"heading": f"A {name}", "intro": "<p>For work.</p>", "fields": words, "after": ""}
