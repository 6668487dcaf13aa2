"""A picture that was sent, drawn anew: whatever the file held beside its points (place, camera, name, another file) is gone.

What a file says about itself counts for nothing: it is a picture when it can be decoded as PNG, JPEG or WebP. Colour profiles
and further frames of an animation go, too.
"""

import hashlib
import io
import struct
import zlib
from dataclasses import dataclass

from flask_babel import gettext as _
from PIL import Image, ImageOps

from lms.core.errors import DomainError

LARGEST = 8 * 1024 * 1024  # bytes of the file that is sent
MOST_BYTES = 1_000_000  # as lms.curriculum.reading.pictures has it
MOST_POINTS = 25_000_000  # that are held in memory at once
SIDES = (2000, 1600, 1200, 900, 600)  # of the longer side, tried until the file is small enough
ENDINGS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error, zlib.error, MemoryError)
TOO_MANY = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Redrawn:
    """A picture as it is kept."""

    form: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def kind(self) -> str:
        return f"image/{self.form.lower()}"

    @property
    def name(self) -> str:
        return f"{self.digest[:16]}.{ENDINGS[self.form]}"


def redrawn(sent: bytes) -> Redrawn:
    """Return the picture in a file, without anything else that was in it. Takes a moment. Raises DomainError."""
    if not sent:
        raise DomainError(_("Choose a picture first."), field="picture")
    if len(sent) > LARGEST:
        raise DomainError(
            _("The picture is larger than eight megabytes. Nothing was kept: make it smaller and send it again."),
            field="picture",
        )
    try:
        return _small(*_decoded(sent))
    except TOO_MANY as error:
        raise _too_many() from error
    except BROKEN as error:
        raise DomainError(
            _(
                "This is no picture we can read, so nothing was kept. We take PNG, JPEG and WebP; a phone or a drawing "
                "program can save it as one of these."
            ),
            field="picture",
        ) from error


def _decoded(sent: bytes) -> tuple[str, Image.Image]:
    with Image.open(io.BytesIO(sent), formats=tuple(ENDINGS)) as opened:
        form = str(opened.format)
        opened.draft("RGB", (SIDES[0], SIDES[0]))  # a large photo is read smaller than it is
        if opened.width * opened.height > MOST_POINTS:
            raise _too_many()
        opened.load()
        upright = ImageOps.exif_transpose(opened)
        return form, upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def _small(form: str, picture: Image.Image) -> Redrawn:
    """Return the picture small enough; a drawing that stays too large becomes WebP before it loses points."""
    for side in SIDES:
        shown = picture.copy()
        shown.thumbnail((side, side))
        for wanted in dict.fromkeys((form, "WEBP")):
            made = _encoded(wanted, shown)
            if len(made) <= MOST_BYTES:
                return Redrawn(wanted, made)
    raise _too_many()


def _encoded(form: str, picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    if form == "PNG":
        picture.save(stream, form, optimize=True)
    else:
        picture.save(stream, form, quality=85)
    return stream.getvalue()


def _too_many() -> DomainError:
    return DomainError(
        _("The picture has more points than we can take. Nothing was kept: make it smaller and send it again."),
        field="picture",
    )
