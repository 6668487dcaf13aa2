"""Every module has a picture, every word in one fits, and its colours can be told apart, in light and dark."""

import re
from pathlib import Path

import pytest

from lms.curriculum.drawings import parsed, too_long, understood
from lms.curriculum.notation.problems import Page
from lms.curriculum.reading.curriculum import read

ROOT = Path(__file__).parents[2]
MODULES = read(ROOT / "modules").modules
PICTURES = [
    (lesson, block)
    for module in MODULES
    for lesson in module.lessons
    for block in lesson.structure["blocks"]
    if block["kind"] == "picture"
]
NAMES = [block["drawing"] for _, block in PICTURES]
CARDS = sorted((ROOT / "modules").glob("*/drawings/*.svg"))
STYLE = (ROOT / "lms/ui/static/style.css").read_text(encoding="utf-8")
WORDS = [("ink", ground) for ground in ("paper", "surface", "accent-soft")] + [
    ("on-accent", "accent"),
    ("muted", "paper"),
]
SHAPES = [
    ("edge", "paper"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("ink", "accent-soft"),
    ("accent", "accent-soft"),
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.slug)
def test_every_module_has_a_picture(module):
    kinds = {block["kind"] for lesson in module.lessons for block in lesson.structure["blocks"]}
    assert "picture" in kinds, f"{module.slug}: draw one (modules/README.md, “Pictures”)"


@pytest.mark.parametrize(("lesson", "block"), PICTURES, ids=NAMES)
def test_every_word_in_a_drawing_fits_and_the_picture_is_told(lesson, block):
    for language, text in lesson.texts.items():
        words = text["blocks"][block["id"]]
        assert too_long(understood(block["svg"]), words.get("labels", {})) == [], f"{lesson.slug} {language}"
        sentences = len(re.findall(r"[.?!](?=\s|$)", words["description"]))
        assert sentences >= 2, f"{lesson.slug} {language}: told in {sentences} sentence"


@pytest.mark.parametrize(("lesson", "block"), PICTURES, ids=NAMES)
def test_a_picture_does_not_open_a_lesson(lesson, block):
    assert lesson.structure["blocks"][0] is not block


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.stem)
def test_a_cards_scene_holds_no_words(path):
    page = Page(path.name)
    drawing = parsed(path.read_text(encoding="utf-8"), page)
    assert drawing is not None, page.problems
    assert drawing.labels == []


@pytest.mark.parametrize(
    ("pair", "least"), [*((pair, 4.5) for pair in WORDS), *((pair, 3.0) for pair in SHAPES)], ids=str
)
def test_colours_in_drawings_can_be_told_apart(pair, least):
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", part)) for part in _themes())
    for theme in (light, dark):
        assert _contrast(theme[pair[0]], theme[pair[1]]) >= least


def _themes():
    light = STYLE[STYLE.index(":root {") :]
    dark = light[light.index("prefers-color-scheme: dark") :]
    return light[: light.index("}")], dark[: dark.index("}")]


def _contrast(one, other):
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
