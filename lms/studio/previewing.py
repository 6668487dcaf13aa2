"""A draft as its readers will see it, also while it is not finished: what can't be shown yet says why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from lms.curriculum import assembling, previewing
from lms.curriculum.blocks import PublishedLesson
from lms.curriculum.models import Status
from lms.curriculum.previewing import Trial
from lms.curriculum.rendering import rendered
from lms.studio.documents import PRACTICE, freeze, live_blocks
from lms.studio.models import Draft
from lms.studio.problems import Problem, of_block

Json = dict[str, Any]
ANSWERS, LABELS, TO_COME = frozenset({"options", "choices", "sides"}), ("text", "label"), "…"


@dataclass(frozen=True)
class Part:
    """A block as a reader sees it; without `html`, what keeps it from being shown."""

    name: str
    html: Markup | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Shown:
    """A lesson in one language. Its blocks' ids begin with the language, so that two languages fit on a page."""

    language: str
    title: str
    summary: str
    parts: tuple[Part, ...]
    sources: Markup


@dataclass(frozen=True)
class Previewed:
    """A draft in one language as a lesson, without what can't be shown yet; `problems` are all its blocks'."""

    lesson: PublishedLesson
    problems: Mapping[str, tuple[Problem, ...]]


def previewed(draft: Draft, language: str, sources: Mapping[str, Json], place: tuple[str, str]) -> Previewed:
    """Return a draft in a language as a lesson. `place` are the slugs of module and lesson."""
    structure, texts = freeze(draft)
    problems = {block.name: tuple(of_block(block)) for block in live_blocks(draft)}
    whole = {name for name, found in problems.items() if not _is_broken(structure, name, found)}
    part = structure | {"blocks": [block for block in structure["blocks"] if block["id"] in whole]}
    return Previewed(_lesson(draft, part, texts[language], language, _Known(sources), place), problems)


def shown(draft: Previewed, trial: Trial) -> Shown:
    """Return a previewed draft as its readers see it who have tried what the trial says."""
    language, problems = draft.lesson.language, draft.problems
    html = previewing.reader().show(draft.lesson, trial)
    return Shown(
        language=language,
        title=draft.lesson.title,
        summary=draft.lesson.summary,
        parts=tuple(
            Part(name, html.get(f"{language}-{name}"), tuple(p for p in found if p.language in ("", language)))
            for name, found in problems.items()
        ),
        sources=html["sources"],
    )


def _is_broken(structure: Json, name: str, problems: tuple[Problem, ...]) -> bool:
    """A scenario that can't be played can't be shown; everything else shows what there is."""
    kind = next(block["kind"] for block in structure["blocks"] if block["id"] == name)
    return kind == "scenario" and any(not problem.language for problem in problems)


def _lesson(
    draft: Draft, structure: Json, text: Json, language: str, sources: Mapping[str, Json], place: tuple[str, str]
) -> PublishedLesson:
    made = rendered(structure, text | {"blocks": _answerable(text["blocks"])}, language, sources)
    blocks = (replace(block, id=f"{language}-{block.id}") for block in assembling.blocks(structure, made))
    return PublishedLesson(
        lesson_id=draft.lesson_id or 0,
        slug=place[1] or PRACTICE,
        module_id=0,
        module_slug=place[0] or PRACTICE,
        module_title="",
        revision_id=0,
        number=0,
        status=Status.SOURCE_EDITION,
        language=language,
        title=text["title"],
        summary=text["summary"],
        minutes=structure["minutes"],
        review_by=structure["review"]["by"],
        blocks=tuple(blocks),
        sources=assembling.sources(made),
    )


def _answerable(words: Json) -> Json:
    """Return words in which each answer one can choose says something, be it that its words are still to come."""
    return {
        key: _named(value) if key in ANSWERS else _answerable(value) if isinstance(value, dict) else value
        for key, value in words.items()
    }


def _named(answers: Any) -> Any:
    if not isinstance(answers, dict):
        return answers
    return {
        one: said | {key: said[key].strip() or TO_COME for key in LABELS if key in said}
        if isinstance(said, dict)
        else said.strip() or TO_COME
        for one, said in answers.items()
    }


class _Known(dict[str, Json]):
    """Sources by code; one that is not in the list shows its code."""

    def __missing__(self, code: str) -> Json:
        both = {"en": code, "da": code}
        return {"short": both, "title": both}
