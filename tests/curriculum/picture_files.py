"""A picture in files: a drawing with two labels, and a lesson that shows it."""

from tests.curriculum.source_files import replace

STRUCTURE = """- id: bridge
  kind: picture
  drawing: bridge
  labels: [bank, far]
"""
TEXT = """::: picture bridge
title: A bridge
description: A bridge leads from one *bank* to the other. Nobody stands on it.
labels:
  bank: Here
  far: Far & off
caption: Ours.
:::
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120">
  <!-- a bridge -->
  <path class="ink-line thick" d="M20 80q160 -60 320 0"/>
  <text class="strong" data-label="bank" data-width="100" x="60" y="100"/>
  <text data-label="far" data-width="100" data-lines="1" x="300" y="100"/>
</svg>
"""


def with_picture(folder):
    """Add a picture to the small curriculum's lesson; return the folder."""
    lesson = folder / "first/t1-all"
    path = lesson / "lesson.yaml"
    path.write_text(path.read_text(encoding="utf-8") + STRUCTURE, encoding="utf-8")
    for language in ("en", "da"):
        path = lesson / f"lesson.{language}.md"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{TEXT}", encoding="utf-8")
    (lesson / "drawings").mkdir()
    (lesson / "drawings/bridge.svg").write_text(DRAWING, encoding="utf-8")
    return folder


def spoil(folder, name, old, new):
    """Change one place in a file of the lesson."""
    replace(folder / "first/t1-all" / name, old, new)
