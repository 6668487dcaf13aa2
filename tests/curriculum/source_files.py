"""A small curriculum in files, every kind of block and question in it, for tests to spoil."""

import shutil
import struct
import zlib
from pathlib import Path

from tests.curriculum.source_texts import TEXT

SHIPPED = Path(__file__).parents[2] / "modules"

PROGRAMME = """modules:
- {code: t1, slug: first, level: basic, minutes: 20, title: {en: First, da: Første}}
- {code: t2, slug: second, level: basic, minutes: 30, title: {en: Second, da: Anden}}
"""
SOURCES = """S001:
  title:
    en: A report
    da: En rapport
  short: {en: Report, da: Rapporten}
  publisher: null
  year: '2017'
  url: https://report.example
  looked_up: '2026-11'
  limits:
    en: It is small.
    da: Den er lille.
E02:
  title:
    en: An outside page
    da: En side udefra
  short: {en: Page, da: Siden}
  publisher: Somebody
  year: null
  url: null
  looked_up: null
"""
MODULE = """code: t1
level: basic
audiences: [a1]
prerequisites: [second]
pass_mark: 80
review: {by: 2027-05-22, role: curriculum editor}
lessons: [t1-all]
ingredients:
  testimony: []
  contact: []
  skills: [t1-all/opening]
  myths: [t1-all/facts, t1-all/case]
  facilitator: []
  recovery: []
"""
MODULE_TEXT = """title: {title}
summary: In short.
for_whom: Everybody.
objectives:
- Begin.
made: From sources.
"""
LESSON = """minutes: 15
review: {by: 2027-05-22, role: curriculum editor}
slots: [decide, tell]
blocks:
- id: opening
  kind: text
- id: facts
  kind: facts
  facts:
  - id: f1
    who: citizens
    as_of: '2017'
    sources: [S001 6.2, E02]
- id: dilemma
  kind: dilemma
  sides: [a, b]
- id: case
  kind: case
  content_note: true
  steps: [one, two]
- id: story
  kind: story
  required: false
  story: k3x9
- id: reflection
  kind: reflection
- id: quiz
  kind: quiz
  questions:
  - id: q1
    kind: single
    options: [a, b]
    right: [a]
  - id: q2
    kind: multiple
    options: [a, b, c]
    right: [a, c]
  - id: q3
    kind: true_false
    right: 'false'
  - id: q4
    kind: ordering
    options: [ask, write, read]
  - id: q5
    kind: matching
    pairs: {law: structural, meeting: organisational}
    extra: [attitudinal]
  - id: q6
    kind: short_text
- id: play
  kind: scenario
  values:
    trust: {start: 4, min: 0, max: 10}
  start: n0
  nodes:
  - id: n0
    choices:
    - id: a
      effects: [{value: trust, add: -1}]
      to: n1
    - id: b
      effects: [{value: trust, add: 2, when: {value: trust, at_least: 3}}]
      to: n1
  - id: n1
    choices:
    - id: a
      when: {chose: n0.b}
      to: end
    - id: b
      to: [{to: n2, when: {value: trust, at_most: 3}}, {to: end}]
  - id: n2
    slider: {to: end}
  endings:
  - id: decoration
    when: {any: [{value: trust, at_most: 2}, {chose: n0.a}]}
    retry: n0
    sources: [S001 7.3]
  - id: open
    retry: n1
    sources: []
"""


def png(colour: bytes = b"\xff\x00\x00") -> bytes:
    """Return a square of one pixel, red unless told otherwise."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00" + colour))
        + chunk(b"IEND", b"")
    )


def small_curriculum(folder: Path) -> Path:
    """Write the small curriculum to `folder`, in canonical form."""
    lesson = folder / "first" / "t1-all"
    (lesson / "media").mkdir(parents=True)
    (folder / "programme.yaml").write_text(PROGRAMME)
    (folder / "sources.yaml").write_text(SOURCES)
    (folder / "first" / "module.yaml").write_text(MODULE)
    for language, title in (("en", "First"), ("da", "Første")):
        (folder / "first" / f"module.{language}.yaml").write_text(MODULE_TEXT.format(title=title))
        (lesson / f"lesson.{language}.md").write_text(TEXT)
    (lesson / "lesson.yaml").write_text(LESSON)
    (lesson / "media" / "square.png").write_bytes(png())
    return folder


def shipped_copy(folder: Path) -> Path:
    """Copy the shipped curriculum to `folder`."""
    return Path(shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("README.md")))


def replace(path: Path, old: str, new: str) -> None:
    """Change a file's text; `old` must be there."""
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1))


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "README.md")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
