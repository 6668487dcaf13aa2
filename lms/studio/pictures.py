"""A picture that was sent, drawn anew: whatever the file held beside its points (place, camera, name, another file) is gone.

What a file says about itself counts for nothing: it is a picture when it can be decoded as PNG, JPEG or WebP. Colour profiles
and further frames of an animation go, too.
"""

import hashlib
import io
import re
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
MOST_PROGRESSIVE = 50_000_000  # points of a JPEG that is read as a whole, however small it's shown
MOST_SCANS = 40  # of a JPEG; cameras and drawing programs make one to fourteen
FORMS = {"MPO": "JPEG"}  # a phone's photo with further ones behind it
MARKER, SCAN, END = re.compile(rb"\xff([\x02-\xcf\xd9-\xfe])", re.DOTALL), b"\xda", b"\xd9"
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


def redrawn(sent: bytes, *, keep_form: bool = False) -> Redrawn:
    """Return the picture in a file, without anything else that was in it. Takes a moment. Raises DomainError.

    With `keep_form` a picture that stays too large loses points rather than its form.
    """
    if not sent:
        raise DomainError(_("Choose a picture first."), field="picture")
    if len(sent) > LARGEST:
        raise DomainError(
            _("The picture is larger than eight megabytes. Nothing was kept: make it smaller and send it again."),
            field="picture",
        )
    try:
        return _small(*_decoded(sent), keep_form=keep_form)
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
        form = FORMS.get(str(opened.format), str(opened.format))
        if opened.info.get("progressive") and opened.width * opened.height > MOST_PROGRESSIVE:
            raise _too_many()
        if form == "JPEG" and _has_too_many_scans(sent):
            raise ValueError
        opened.draft("RGB", (SIDES[0], SIDES[0]))  # a large photo is read smaller than it is
        if opened.width * opened.height > MOST_POINTS:
            raise _too_many()
        opened.load()
        picture = _in_eight_bits(opened)
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((SIDES[0], SIDES[0]))
    upright = ImageOps.exif_transpose(picture)
    upright.info = {}  # comments and colour profiles would be written again
    return form, upright


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Return a picture whose greys have sixteen bits with the upper eight of them: otherwise most of it would be white."""
    return picture.point(lambda value: value * (1 / 256)) if picture.mode.startswith("I;16") else picture


def _has_too_many_scans(sent: bytes) -> bool:
    """Tell whether a JPEG draws itself over and over: each scan takes as long as the whole picture."""
    place, scans = 2, 0
    while (found := MARKER.search(sent, place)) and found[1] != END and scans <= MOST_SCANS:
        scans += found[1] == SCAN
        place = found.end() + int.from_bytes(sent[found.end() : found.end() + 2])
    return scans > MOST_SCANS


def _small(form: str, picture: Image.Image, *, keep_form: bool) -> Redrawn:
    """Return the picture small enough; a drawing that stays too large becomes WebP before it loses points."""
    for side in SIDES:
        shown = picture.copy()
        shown.thumbnail((side, side))
        for wanted in dict.fromkeys((form, form if keep_form else "WEBP")):
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
