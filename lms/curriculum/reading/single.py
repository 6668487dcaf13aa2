"""One lesson read from its files' contents, as `read` reads it from the folder."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lms.core.i18n import LANGUAGES
from lms.curriculum.notation.items import compose
from lms.curriculum.notation.problems import ContentError, Page
from lms.curriculum.notation.prose import Prose
from lms.curriculum.reading.curriculum import SourceLesson, lesson_text, read_lesson
from lms.curriculum.reading.drawings import drawings_in, put_in
from lms.curriculum.reading.structure import lesson as lesson_structure

Json = dict[str, Any]
TEXTS = ("lesson.yaml", *(f"lesson.{code}.md" for code in LANGUAGES))


def read_files(slug: str, files: Mapping[str, bytes], sources: Mapping[str, Json]) -> SourceLesson:
    """Return the lesson that `files` (name → bytes, `media/` and `drawings/` before a picture's) hold. Raises ContentError."""
    page = Page("")
    with TemporaryDirectory() as folder:
        own = Path(folder) / "module" / slug
        for name, content in files.items():
            (own / name).parent.mkdir(parents=True, exist_ok=True)
            (own / name).write_bytes(content)
        lesson = read_lesson(own, sources, page)
    if page.problems:
        raise ContentError(sorted(set(page.problems)))
    return lesson


def check_texts(files: Mapping[str, str], pictures: Mapping[str, Any], sources: Mapping[str, Json]) -> list[str]:
    """Return what the reader finds wrong with a lesson's text files, as sentences."""
    page = Page("")
    structure = lesson_structure(compose(files["lesson.yaml"], page.beside("lesson.yaml")), sources)
    put_in(structure, drawings_in(files), page.beside("drawings"))
    prose = Prose(sources, pictures)
    for code in LANGUAGES:
        lesson_text(files[f"lesson.{code}.md"], structure, prose, page.beside(f"lesson.{code}.md"))
    return [str(problem) for problem in sorted(set(page.problems))]
