"""A draft's pictures: kept under the digest of their bytes, put into a text, taken out when nothing shows them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, String, cast, delete, func, select

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES
from lms.core.upsert import insert_once
from lms.curriculum.models import LessonRevision, Media, Proposal
from lms.studio import paragraphs
from lms.studio.documents import head_of
from lms.studio.models import Candidate, Conflict, Draft, DraftBlock, DraftPicture, DraftText, Suggestion
from lms.studio.operations import blocks, texts
from lms.studio.pictures import Redrawn
from lms.studio.runs import escaped
from lms.studio.writers import Writer

MOST = 30
_SHOWN = re.compile(r"\]\(media/([^)\s]+)\)")
PLACED_IN = "text"  # the kind of part a picture is put into without scripts


def keep(draft: Draft, drawn: Redrawn, words: Mapping[str, str], *, by: Writer) -> DraftPicture:
    """Keep a picture for a draft's texts. The same one again is there once, with what is said of it last."""
    blocks.hold(draft)
    there = _named(draft, drawn.name)
    if there is not None:
        there.words = dict(words)
        return there
    if (db.session.scalar(select(func.count()).where(DraftPicture.draft_id == draft.id)) or 0) >= MOST:
        raise DomainError(
            _("A lesson has room for %(most)s pictures. Take one out that no text shows.", most=MOST), field="picture"
        )
    _keep_bytes(drawn)
    made = DraftPicture(
        draft_id=draft.id,
        name=drawn.name,
        digest=drawn.digest,
        words=dict(words),
        partner_id=by.partner_id,
        made_at=now(),
    )
    db.session.add(made)
    db.session.flush()
    db.session.expire(draft, ["pictures"])
    return made


def keep_named(draft: Draft, media: Mapping[str, str]) -> None:
    """Let a draft have the pictures that came with files, beside those it has: part by part, nothing is lost."""
    for name, digest in {**head_of(draft).structure.get("media", {}), **media}.items():
        values = {"draft_id": draft.id, "name": name, "digest": digest, "words": {}, "made_at": now()}
        insert_once(DraftPicture, values, key=("draft_id", "name"))
    db.session.expire(draft, ["pictures"])


def put_in(picture: DraftPicture, block: DraftBlock, places: Mapping[str, int], *, by: Writer) -> None:
    """Put a picture into a text part, in each language behind that many paragraphs. One that is there stays where it is."""
    if block.kind != PLACED_IN:
        raise DomainError(_("Choose a part that is a text."))
    for text in block.texts:
        standing = texts.locked_text(block, text.language)
        body = standing.body.get("body", "")
        if text.language not in places or shows(body, picture.name):
            continue
        parts = [source for source, _plain in paragraphs.parts(body)]
        parts.insert(places[text.language], markdown_of(picture, text.language))
        changed = standing.body | {"body": "\n\n".join(parts)}
        texts.save(block, text.language, body=changed, note=standing.note, base_version=standing.version, by=by)


def remove(picture: DraftPicture, draft: Draft) -> None:
    """Take a picture out of a draft for good. Raises DomainError while a text shows it."""
    blocks.hold(draft)
    if picture.name in used_in(draft):
        raise DomainError(_("A text shows this picture, or showed it and waits to be brought back. Take it out there."))
    digest = picture.digest
    db.session.delete(picture)
    db.session.flush()
    db.session.expire(draft, ["pictures"])
    forget_bytes(digest)


def forget_bytes(digest: str) -> None:
    """Delete a picture's bytes unless something published, offered, signed or drafted shows them."""
    _held(digest)
    holders = (LessonRevision.structure, Proposal.structure, Candidate.structure, DraftBlock.structure)
    drafts = select(DraftPicture.id).where(DraftPicture.digest == digest)
    if db.session.scalar(drafts.limit(1)) is None and not any(_holds(column, digest) for column in holders):
        db.session.execute(delete(Media).where(Media.digest == digest))


def used_in(draft: Draft) -> set[str]:
    """Return the pictures a draft's texts show: those that stand, were taken out, wait to be chosen or are suggested."""
    own = DraftBlock.draft_id == draft.id
    bodies = (
        select(DraftText.body).join(DraftBlock).where(own),
        select(Conflict.body)
        .join(DraftText, DraftText.id == Conflict.text_id)
        .join(DraftBlock, DraftBlock.id == DraftText.block_id)
        .where(own, Conflict.settled_at.is_(None)),
        select(Suggestion.body).where(Suggestion.draft_id == draft.id, Suggestion.outcome.is_(None)),
    )
    return {name for body in bodies for row in db.session.scalars(body) for name in _SHOWN.findall(str(row))}


def markdown_of(picture: DraftPicture, language: str) -> str:
    """Return a picture as a text shows it. Square brackets would end what is said of it."""
    words = str(picture.words.get(language, "")).translate({ord("["): "(", ord("]"): ")"})
    return f"![{escaped(words)}](media/{picture.name})"


def shows(body: str, name: str) -> bool:
    """Tell whether a text shows a picture."""
    return f"(media/{name})" in body


def languages_with_words(block: DraftBlock) -> Iterable[str]:
    """Yield the languages in which a part says something: a picture alone would be no translation."""
    written = {text.language for text in block.texts if str(text.body.get("body", "")).strip()}
    return [language for language in LANGUAGES if language in written]


def _keep_bytes(drawn: Redrawn) -> None:
    """Store a picture's bytes. From then on nobody deletes them as unused until the transaction ends."""
    values = {"digest": drawn.digest, "kind": drawn.kind, "content": drawn.content}
    insert_once(Media, values, key=("digest",))
    while not _held(drawn.digest):  # they were being deleted just then
        insert_once(Media, values, key=("digest",))


def _held(digest: str) -> bool:
    return db.session.scalar(select(Media.id).where(Media.digest == digest).with_for_update()) is not None


def _named(draft: Draft, name: str) -> DraftPicture | None:
    return db.session.scalar(select(DraftPicture).where(DraftPicture.draft_id == draft.id, DraftPicture.name == name))


def _says(column: Any, words: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = cast(column, String).contains(words, autoescape=True)
    return found


def _holds(column: Any, digest: str) -> bool:
    return db.session.scalar(select(column).where(_says(column, digest)).limit(1)) is not None
