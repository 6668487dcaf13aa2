"""Every Markdown text of the curriculum as shipped, straight from its files."""

import re
from pathlib import Path

import yaml

from lms.curriculum.kinds import NEW
from lms.curriculum.notation.problems import Page
from lms.curriculum.notation.sections import split

MODULES = Path(__file__).parents[1] / "modules"
YAML = {"dilemma", "quiz", "scenario"} | {kind.value for kind in NEW}


def curriculum_texts():
    """Return each text once, in order."""
    found = {}
    for path in sorted(MODULES.glob("*/*/lesson.*.md")):
        for directive in split(path.read_text(encoding="utf-8"), Page(path.name))[1]:
            whole = directive.body.text
            parts = (
                _leaves(yaml.safe_load(whole)) if directive.kind in YAML else re.split(r"(?m)^(?:## .*|:: \S+)$", whole)
            )
            found |= dict.fromkeys(part.strip("\n") for part in parts if part.strip())
    return list(found)


def _leaves(part):
    if isinstance(part, dict | list):
        for value in part.values() if isinstance(part, dict) else part:
            yield from _leaves(value)
    else:
        yield str(part)
