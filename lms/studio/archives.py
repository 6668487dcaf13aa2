"""A lesson's files as one ZIP file, as `modules/` has them, and back: bounded, nothing outside the lesson's own files.

Pictures that come from elsewhere are drawn anew, like those that are sent by themselves.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import gettext as _

from lms.core.errors import DomainError
from lms.curriculum import writing
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.reading.curriculum import SourceLesson
from lms.curriculum.reading.single import TEXTS, read_files
from lms.studio.pictures import redrawn

Json = dict[str, Any]
MOST_BYTES = 8 * 1024 * 1024  # of the file that is sent
MOST_UNPACKED = 24 * 1024 * 1024
MOST_FILES = 40
_MOMENT = (2020, 1, 1, 0, 0, 0)  # the same content gives the same file
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_BESIDE = re.compile(rf"media/{_NAME}\.(?:png|jpg|jpeg|webp)|drawings/{_NAME}\.svg")
_LESSON = re.compile(r"(?:.*/)?([a-z0-9]+(?:-[a-z0-9]+)*)/lesson\.yaml")


def packed(lesson: SourceLesson) -> bytes:
    """Return a lesson's files in a folder of its name. Of a story they hold only the id."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(writing.lesson_files(lesson).items()):
            info = zipfile.ZipInfo(f"{lesson.slug}/{name}", _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return stream.getvalue()


def files_in(content: bytes) -> tuple[str, dict[str, bytes]]:
    """Return the name of the lesson in a ZIP file, and its files by their places. Raises DomainError with what is wrong."""
    if not content:
        raise DomainError(_("Choose a ZIP file first."))
    if len(content) > MOST_BYTES:
        raise DomainError(_("The file is too large. Eight megabytes is the most."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [info for info in archive.infolist() if not info.is_dir()]
            slug, folder = _place(entries)
            return slug, {info.filename.removeprefix(folder): archive.read(info) for info in _own(entries, folder)}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise DomainError(_("This is no ZIP file of a lesson. Nothing was changed.")) from error


def pictures_in(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the digests of a lesson's pictures by their places."""
    return {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files) if name.startswith("media/")}


def drawn_anew(files: Mapping[str, bytes], kept: Collection[str]) -> dict[str, bytes]:
    """Return a lesson's files without what pictures held beside their points: place, camera, name.

    Pictures whose digests are `kept` here stay as they are. Takes a moment. Raises DomainError with what is wrong.
    """
    return {**files, **{name: _drawn(name, files[name]) for name, it in pictures_in(files).items() if it not in kept}}


def _drawn(name: str, content: bytes) -> bytes:
    try:
        return redrawn(content, keep_form=True).content
    except DomainError as error:
        raise DomainError(f"{name}: {error.sentence}") from error


def lesson_of(slug: str, files: Mapping[str, bytes], sources: Mapping[str, Json]) -> SourceLesson:
    """Return the lesson that files hold. Raises DomainError with what is wrong."""
    try:
        return read_files(slug, files, sources)
    except ContentError as error:
        first = "; ".join(str(problem) for problem in error.problems[:5])
        raise DomainError(_("The files can't be used: %(problems)s", problems=first)) from error


def _place(entries: list[zipfile.ZipInfo]) -> tuple[str, str]:
    """Return the lesson's name and the folder it lies in."""
    found = [
        (match[1], info.filename.removesuffix("lesson.yaml"))
        for info in entries
        if (match := _LESSON.fullmatch(info.filename))
    ]
    if any(info.filename == "lesson.yaml" for info in entries):
        found = [("lesson", "")]
    if len(found) != 1:
        raise DomainError(_("The file must hold one lesson: lesson.yaml and its texts, in a folder or alone."))
    return found[0]


def _own(entries: list[zipfile.ZipInfo], folder: str) -> list[zipfile.ZipInfo]:
    own = [info for info in entries if info.filename.startswith(folder)]
    names = {info.filename.removeprefix(folder) for info in own}
    if len(own) > MOST_FILES or sum(info.file_size for info in own) > MOST_UNPACKED:
        raise DomainError(_("The file holds more than a lesson can. Nothing was changed."))
    strange = sorted(name for name in names if name not in TEXTS and not _BESIDE.fullmatch(name))
    missing = sorted(set(TEXTS) - names)
    if strange or missing:
        raise DomainError(
            _(
                "A lesson has lesson.yaml, lesson.en.md, lesson.da.md, and pictures in media or drawings. "
                "Please look at: %(names)s.",
                names=", ".join([*missing, *strange][:5]),
            )
        )
    return own
