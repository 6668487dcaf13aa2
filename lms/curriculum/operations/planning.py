"""What an import would do, worked out before its transaction opens: only what has changed is rendered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lms.core.errors import DomainError
from lms.curriculum import digests
from lms.curriculum.operations import decks
from lms.curriculum.operations.decks import CardPlan
from lms.curriculum.operations.known import Known
from lms.curriculum.reading.curriculum import Curriculum, SourceLesson, SourceModule
from lms.curriculum.rendering import rendered

Json = dict[str, Any]


@dataclass(frozen=True)
class NewRevision:
    """A lesson's revision to be made. `position` is its place in its module."""

    lesson: SourceLesson
    digest: str
    texts: Mapping[str, Json]  # language → rendered


@dataclass
class Plan:
    """What an import will write."""

    modules: dict[str, Json] = field(default_factory=dict)  # slug → what the programme says; new or changed
    module_revisions: dict[str, str] = field(default_factory=dict)  # slug → digest
    revisions: dict[str, NewRevision] = field(default_factory=dict)  # by lesson slug
    proposals: dict[str, str] = field(default_factory=dict)  # lesson slug → digest
    placed: dict[str, Json] = field(default_factory=dict)  # lesson slug → module, position, minutes
    retired: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # gone from the files, but their partners'
    sources: dict[str, Json] = field(default_factory=dict)  # code → position, entry; new or changed
    gone_sources: list[str] = field(default_factory=list)
    terms: dict[str, Json] = field(default_factory=dict)  # slug → position, structure, texts; new or changed
    gone_terms: list[str] = field(default_factory=list)
    cards: CardPlan = field(default_factory=CardPlan)
    pictures: dict[str, Any] = field(default_factory=dict)  # digest → picture
    remade: dict[str, Mapping[str, Json]] = field(default_factory=dict)  # unchanged lesson slug → rendered anew


def plan(curriculum: Curriculum, known: Known) -> Plan:
    """Return what an import of `curriculum` changes. Raises DomainError when it would take a shipped module away."""
    made = Plan()
    _plan_programme(made, curriculum, known)
    _plan_sources(made, curriculum, known)
    _plan_terms(made, curriculum, known)
    made.cards = decks.plan(curriculum, known.cards)
    for module in curriculum.modules:
        _plan_module(made, module, curriculum, known)
    _plan_retirements(made, curriculum, known)
    return made


def _plan_programme(made: Plan, curriculum: Curriculum, known: Known) -> None:
    here = {entry["slug"] for entry in curriculum.programme}
    shipped = {module.slug for module in curriculum.modules}
    gone = [slug for slug in known.modules if slug not in here]
    gone += [slug for slug, module in known.modules.items() if module.digest and slug in here - shipped]
    if gone:
        raise DomainError(f"These modules are in the database, but their files are gone: {', '.join(sorted(gone))}.")
    for position, entry in enumerate(curriculum.programme, 1):
        shown = {key: entry[key] for key in ("code", "level", "minutes")}
        shown |= {"position": position, "titles": entry["title"]}
        if entry["slug"] not in known.modules or known.modules[entry["slug"]].shown != shown:
            made.modules[entry["slug"]] = shown


def _plan_sources(made: Plan, curriculum: Curriculum, known: Known) -> None:
    for position, (code, entry) in enumerate(curriculum.sources.items(), 1):
        if known.sources.get(code, (0, 0, {}))[1:] != (position, entry):
            made.sources[code] = {"position": position, "entry": entry}
    made.gone_sources = [
        code for code, (_, position, _) in known.sources.items() if position and code not in curriculum.sources
    ]


def _plan_terms(made: Plan, curriculum: Curriculum, known: Known) -> None:
    for position, (slug, term) in enumerate(curriculum.glossary.items(), 1):
        texts = dict(term.texts)
        if known.terms.get(slug, (0, 0, {}, {}))[1:] != (position, term.structure, texts):
            made.terms[slug] = {"position": position, "structure": term.structure, "texts": texts}
    made.gone_terms = [
        slug for slug, (_, position, *_) in known.terms.items() if position and slug not in curriculum.glossary
    ]


def _plan_module(made: Plan, module: SourceModule, curriculum: Curriculum, known: Known) -> None:
    digest = digests.digest({"structure": module.structure, "texts": module.texts})
    there = known.modules.get(module.slug)
    if there is None or there.digest != digest:
        made.module_revisions[module.slug] = digest
    for position, lesson in enumerate(module.lessons, 1):
        _plan_lesson(made, lesson, (module.slug, position), curriculum, known)


def _plan_lesson(
    made: Plan, lesson: SourceLesson, place: tuple[str, int], curriculum: Curriculum, known: Known
) -> None:
    slug, there = lesson.slug, known.lessons.get(lesson.slug)
    module = known.modules.get(place[0])
    digest = digests.of_revision(lesson.structure, lesson.texts)
    pictures = {picture.digest: picture for picture in lesson.pictures.values()}
    if there and there.digest == digest:
        _plan_new_words(made, lesson, curriculum, known)
    elif known.is_taken_over(slug, module.id if module else None):
        made.proposals[slug] = digest
    else:
        made.revisions[slug] = NewRevision(lesson, digest, _rendered(lesson, curriculum))
    if slug in made.revisions or slug in made.proposals:
        made.pictures |= {key: picture for key, picture in pictures.items() if key not in known.pictures}
    made.placed[slug] = {"module": place[0], "position": place[1], "minutes": lesson.structure["minutes"]}


def _plan_new_words(made: Plan, lesson: SourceLesson, curriculum: Curriculum, known: Known) -> None:
    """Render an unchanged lesson anew where a source it cites says something else now."""
    changed = {code for code, new in made.sources.items() if known.sources.get(code, (0, 0, None))[2] != new["entry"]}
    if not changed & known.sources.keys():
        return
    texts = _rendered(lesson, curriculum)
    if any(source["code"] in changed for text in texts.values() for source in text["sources"]):
        made.remade[lesson.slug] = texts


def _plan_retirements(made: Plan, curriculum: Curriculum, known: Known) -> None:
    here = {lesson.slug for module in curriculum.modules for lesson in module.lessons}
    for slug, lesson in known.lessons.items():
        if slug in here or lesson.retired:
            continue
        target = made.kept if known.is_taken_over(slug, None) else made.retired
        target.append(slug)


def _rendered(lesson: SourceLesson, curriculum: Curriculum) -> dict[str, Json]:
    return {
        language: rendered(lesson.structure, text, language, curriculum.sources)
        for language, text in lesson.texts.items()
    }
