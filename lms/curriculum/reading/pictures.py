"""A lesson's pictures: what they are is told by their first bytes, not by their names."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from lms.curriculum.notation.problems import Page

MOST_BYTES = 1_000_000
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|jpg|jpeg|webp)")
_ENDINGS = {"image/png": {"png"}, "image/jpeg": {"jpg", "jpeg"}, "image/webp": {"webp"}}


@dataclass(frozen=True)
class Picture:
    kind: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def read_pictures(folder: Path, page: Page) -> dict[str, Picture]:
    """Return the pictures in a lesson's folder by name; notes what is no picture."""
    found = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        own = page.beside(f"{page.file}/{path.name}")
        if not _NAME.fullmatch(path.name) or not path.is_file():
            own.wrong(
                0,
                "A file called like name.png, name.jpg or name.webp was expected (lower case letters, digits, dashes).",
            )
            continue
        size = path.stat().st_size
        if size > MOST_BYTES:
            own.wrong(0, f"The picture has {size} bytes; {MOST_BYTES} at most were expected.")
            continue
        content = path.read_bytes()
        kind = _kind(content)
        if path.suffix[1:] not in _ENDINGS.get(kind, ()):
            own.wrong(0, "A PNG, JPEG or WebP picture was expected, under a name with its ending.")
            continue
        found[path.name] = Picture(kind, content)
    return found


def _kind(content: bytes) -> str:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return ""
