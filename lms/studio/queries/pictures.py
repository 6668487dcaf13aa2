"""A draft's pictures as its pages show them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lms.core.db import db
from lms.core.i18n import LANGUAGES
from lms.curriculum.models import Media
from lms.studio.block_forms.words import kind_name
from lms.studio.documents import live_blocks
from lms.studio.models import Draft, DraftBlock, DraftPicture
from lms.studio.operations.picturing import PLACED_IN, languages_with_words, shows, used_in
from lms.studio.paragraphs import parts
from lms.studio.plain_words import plain, shortened
from lms.studio.queries.drafts import load_blocks, words_of

FIRST_WORDS = 80


@dataclass(frozen=True, kw_only=True)
class PictureLine:
    """A picture in a list. `parts`: names and words of the parts whose texts show it."""

    id: int
    name: str
    address: str
    words: Mapping[str, str]
    label: str
    parts: Sequence[tuple[str, str]] = ()
    is_used: bool = True


def picture_in(draft: Draft, picture_id: int) -> DraftPicture | None:
    """Return a picture of a draft."""
    return db.session.scalar(
        select(DraftPicture).where(DraftPicture.draft_id == draft.id, DraftPicture.id == picture_id)
    )


def pictures_kept(digests: Collection[str]) -> set[str]:
    """Return which of these pictures the house has already, byte for byte."""
    return set(db.session.scalars(select(Media.digest).where(Media.digest.in_(digests))))


def pictures_to_put_in(draft: Draft, language: str) -> list[PictureLine]:
    """Return the pictures somebody can put into a text, as the editor offers them."""
    return [_line(picture, language) for picture in draft.pictures]


def pictures_in(draft: Draft, language: str) -> list[PictureLine]:
    """Return a draft's pictures with the parts that show them."""
    load_blocks(draft)
    found, used = live_blocks(draft), used_in(draft)
    return [
        _line(
            picture,
            language,
            parts=[_part(block, language) for block in found if _shown_by(block, picture)],
            is_used=picture.name in used,
        )
        for picture in draft.pictures
    ]


def text_parts(draft: Draft, language: str) -> list[tuple[str, str]]:
    """Return the parts a picture can be put into: name and words of each."""
    load_blocks(draft)
    return [_part(block, language) for block in live_blocks(draft) if block.kind == PLACED_IN]


def places_in(block: DraftBlock, language: str) -> list[str]:
    """Return the first words of each paragraph of a text: a picture can stand before the first and behind each."""
    return [shortened(plain(source), FIRST_WORDS) or said for source, said in parts(_body(block, language))]


def places_for(block: DraftBlock, language: str, place: int) -> dict[str, int]:
    """Return behind how many paragraphs a picture stands in each language, chosen in one of them."""
    counts = {code: len(parts(_body(block, code))) for code in (language, *languages_with_words(block))}
    alike = len(set(counts.values())) == 1
    return {
        code: min(place, count) if alike or code == language or place in (0, 1) else count
        for code, count in counts.items()
    }


def _line(
    picture: DraftPicture, language: str, *, parts: Sequence[tuple[str, str]] = (), is_used: bool = True
) -> PictureLine:
    said = [picture.words.get(code, "") for code in (language, *LANGUAGES)]
    return PictureLine(
        id=picture.id,
        name=picture.name,
        address=f"/media/{picture.digest}",
        words=picture.words,
        label=next((words for words in said if words), picture.name),
        parts=parts,
        is_used=is_used,
    )


def _part(block: DraftBlock, language: str) -> tuple[str, str]:
    return block.name, words_of(block, language) or kind_name(block.kind)


def _shown_by(block: DraftBlock, picture: DraftPicture) -> bool:
    return any(shows(str(text.body), picture.name) for text in block.texts)


def _body(block: DraftBlock, language: str) -> str:
    return next((str(text.body.get("body", "")) for text in block.texts if text.language == language), "")
