"""A lesson's drawings: read from their folder and put into the blocks that show them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lms.curriculum.drawings import Drawing, parsed, read_drawing
from lms.curriculum.notation.files import is_id
from lms.curriculum.notation.problems import Page

Json = dict[str, Any]
ENDING = ".svg"


def read_drawings(folder: Path, page: Page) -> dict[str, Drawing]:
    """Return the drawings in a folder by name; notes what is none."""
    found = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        own = page.beside(f"{page.file}/{path.name}")
        if path.suffix != ENDING or not is_id(path.stem) or not path.is_file():
            own.wrong(0, "A file called like name.svg was expected (lower case letters, digits, dashes).")
        elif drawing := read_drawing(path, own):
            found[path.stem] = drawing
    return found


def drawings_in(files: Mapping[str, str]) -> dict[str, Drawing]:
    """Return the drawings among a lesson's files, known by their names in its folder."""
    names = [name for name in files if name.startswith("drawings/")]
    made = {Path(name).stem: parsed(files[name], Page(name)) for name in names}
    return {name: drawing for name, drawing in made.items() if drawing is not None}


def put_in(structure: Json, drawings: Mapping[str, Drawing], page: Page) -> None:
    """Give every block of a structure the drawing it names; notes on the folder's `page` what doesn't fit together."""
    shown: set[str] = set()
    for block in structure["blocks"]:
        name = block.get("drawing", "")
        if block["kind"] != "picture" or not name:
            continue
        own = page.beside(f"{page.file}/{name}{ENDING}")
        if name in shown:
            own.wrong(0, "Two blocks show this drawing; each drawing belongs to one block.")
        elif name in drawings:
            _compare(block["labels"], drawings[name].labels, own)
            block["svg"] = drawings[name].source
        else:
            own.wrong(0, f"The block “{block['id']}” shows this drawing, but there is none that can be read.")
        shown.add(name)
    for name in sorted(set(drawings) - shown):
        page.beside(f"{page.file}/{name}{ENDING}").wrong(0, "No block shows this drawing.")


def _compare(named: list[str], placed: list[str], page: Page) -> None:
    for name in placed:
        if name not in named:
            page.wrong(0, f"The label “{name}” has a place here, but does not stand in lesson.yaml.")
    for name in named:
        if placed.count(name) != 1:
            page.wrong(0, f"The label “{name}” of lesson.yaml needs one place here; it has {placed.count(name)}.")
