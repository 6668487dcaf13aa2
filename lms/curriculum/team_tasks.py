"""What a module asks a team to try at work, and what is asked about it after six weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lms.core.markdown import to_html


@dataclass(frozen=True, kw_only=True)
class TeamTask:
    """A module's team task in one language."""

    task: Markup
    ask: Markup


def team_task(text: Mapping[str, Any]) -> TeamTask | None:
    """Return the team task of a module's text, if it has one."""
    words = text.get("team_task")
    return TeamTask(task=to_html(words["task"]), ask=to_html(words["ask"])) if words else None
