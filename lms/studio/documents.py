"""A draft as a document: lesson structure and texts exactly as `lms.curriculum.reading` gives them, and back.

`freeze` is what sign-offs cover and publication stores, so it depends on nothing but the draft's rows. `load` makes rows
from structure and texts; freezing them again gives the same.
"""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.core.i18n import LANGUAGES
from lms.curriculum import writing
from lms.curriculum.models import Source
from lms.curriculum.reading.curriculum import SourceLesson
from lms.curriculum.reading.pictures import Picture
from lms.curriculum.reading.single import check_texts
from lms.studio.bodies import fitted, in_order
from lms.studio.models import HEAD, Conflict, Draft, DraftBlock, DraftText
from lms.studio.problems import Problem, problems_of

__all__ = ["Problem", "freeze", "live_blocks", "load", "validate"]

Json = dict[str, Any]
PRACTICE = "practice"
_PICTURE = re.compile(r"\]\(media/([^)\s]+)")


def live_blocks(draft: Draft) -> list[DraftBlock]:
    """Return the draft's blocks that are not deleted, in order, without its head."""
    found = [block for block in draft.blocks if block.deleted_at is None and block.name != HEAD]
    return sorted(found, key=lambda block: (block.position, block.id or 0))


def head_of(draft: Draft) -> DraftBlock:
    """Return the pseudo-block with title, summary, minutes and review."""
    return next(block for block in draft.blocks if block.name == HEAD)


def freeze(draft: Draft) -> tuple[Json, dict[str, Json]]:
    """Return the lesson's structure and its texts (language → source), in canonical form."""
    head, blocks = head_of(draft), live_blocks(draft)
    texts = {language: _text(head, blocks, language) for language in LANGUAGES}
    structure: Json = {
        "minutes": head.structure["minutes"],
        "review": {key: head.structure["review"][key] for key in ("by", "role")},
    }
    if head.structure.get("slots"):
        structure["slots"] = list(head.structure["slots"])
    structure["blocks"] = [_structure(block) for block in blocks]
    media = media_of(draft)
    used = set(_PICTURE.findall(str(texts))) & set(media)
    if used:
        structure["media"] = {name: media[name] for name in sorted(used)}
    return structure, texts


def media_of(draft: Draft) -> dict[str, str]:
    """Return the pictures a draft's texts can show: name → digest. Those that came with files first."""
    own = {picture.name: picture.digest for picture in draft.pictures}
    return own | dict(head_of(draft).structure.get("media", {}))


def validate(draft: Draft) -> list[Problem]:
    """Return everything that keeps the draft from being signed off, in the order of its blocks."""
    head, blocks = head_of(draft), live_blocks(draft)
    found = [*problems_of(head, blocks), *_in_conflict([head, *blocks])]
    return found or _unreadable(draft)


def as_lesson(draft: Draft, pictures: Mapping[str, Picture] | None = None) -> SourceLesson:
    """Return the draft as the reader of content files would return it."""
    structure, texts = freeze(draft)
    slug = draft.lesson.slug if draft.lesson is not None else PRACTICE
    return SourceLesson(slug, structure, texts, pictures or {})


def _unreadable(draft: Draft) -> list[Problem]:
    """Return what the format itself can't hold: the last net, below everything that is said in kinder words."""
    sources = {row.code: row.entry for row in db.session.execute(select(Source.code, Source.entry))}
    lesson = as_lesson(draft)
    files = {name: str(content) for name, content in writing.lesson_files(lesson).items()}
    return [
        Problem(HEAD, "", _("The lesson can't be stored like this: %(reason)s", reason=reason))
        for reason in check_texts(files, lesson.structure.get("media", {}), sources)
    ]


def _in_conflict(blocks: list[DraftBlock]) -> list[Problem]:
    """Return a problem for each text of which two versions wait for somebody to choose."""
    places = {text.id: (block.name, text.language) for block in blocks for text in block.texts}
    waiting = db.session.scalars(
        select(Conflict.text_id).where(Conflict.text_id.in_(places), Conflict.settled_at.is_(None)).distinct()
    )
    return [Problem(*places[text], _("Two versions wait for somebody to choose.")) for text in sorted(waiting)]


def load(structure: Mapping[str, Any], texts: Mapping[str, Mapping[str, Any]]) -> list[DraftBlock]:
    """Return a lesson as unsaved draft rows, its head first, both languages held against each other."""
    front = {key: structure[key] for key in ("minutes", "review", "slots", "media") if key in structure}
    titles = {
        language: {key: text[key] for key in ("title", "summary", "slots") if key in text}
        for language, text in texts.items()
    }
    rows = [new_block(HEAD, HEAD, front, titles)]
    for place, block in enumerate(structure["blocks"], 1):
        own = {key: value for key, value in block.items() if key not in ("id", "kind", "content_note")}
        bodies = {language: text["blocks"].get(block["id"], {}) for language, text in texts.items()}
        notes = {language: text.get("content_notes", {}).get(block["id"], "") for language, text in texts.items()}
        rows.append(new_block(block["id"], block["kind"], own, bodies, notes=notes, position=place))
    return rows


def new_block(
    name: str,
    kind: str,
    structure: Mapping[str, Any],
    bodies: Mapping[str, Mapping[str, Any]],
    *,
    notes: Mapping[str, str] | None = None,
    position: int = 0,
) -> DraftBlock:
    """Return an unsaved block with a text in every language."""
    moment = now()
    block = DraftBlock(name=name, kind=kind, structure=dict(structure), position=position, version=1)
    for language in LANGUAGES:
        block.texts.append(
            DraftText(
                language=language,
                body=fitted(kind, structure, bodies.get(language, {})),
                note=(notes or {}).get(language, ""),
                version=1,
                changed_at=moment,
                follows={other: 1 for other in LANGUAGES if other != language},
            )
        )
    return block


def _structure(block: DraftBlock) -> Json:
    own = {key: value for key, value in block.structure.items() if key not in ("required", "content_note")}
    made: Json = {"id": block.name, "kind": block.kind}
    if block.structure.get("required") is False:
        made["required"] = False
    if _is_noted(block):
        made["content_note"] = True
    ordered: Json = in_order(made | own)
    return ordered


def _is_noted(block: DraftBlock) -> bool:
    return any(text.note for text in block.texts)


def _text(head: DraftBlock, blocks: list[DraftBlock], language: str) -> Json:
    front = fitted(HEAD, head.structure, body_in(head, language))
    slots = front.pop("slots", None)
    made: Json = front
    notes = {block.name: _note(block, language) for block in blocks if _is_noted(block)}
    if notes:
        made["content_notes"] = notes
    if slots:
        made["slots"] = slots
    bodies = {block.name: fitted(block.kind, block.structure, body_in(block, language)) for block in blocks}
    return made | {"blocks": bodies}


def body_in(block: DraftBlock, language: str) -> Json:
    """Return what a block says in a language; nothing when it has no text there yet."""
    return next((text.body for text in block.texts if text.language == language), {})


def _note(block: DraftBlock, language: str) -> str:
    return next((text.note for text in block.texts if text.language == language), "")
