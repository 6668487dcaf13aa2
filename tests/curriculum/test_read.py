"""Reading content files: every mistake with its file, its line and what was expected, all at once."""

import unicodedata

import pytest

from lms.curriculum.notation.problems import ContentError
from lms.curriculum.reading.curriculum import read
from tests.curriculum.source_files import SHIPPED, png, replace, small_curriculum

EN = "first/t1-all/lesson.en.md"
YAML = "first/t1-all/lesson.yaml"
MODULE = "first/module.yaml"


@pytest.fixture
def folder(tmp_path):
    return small_curriculum(tmp_path / "modules")


def problems(folder):
    with pytest.raises(ContentError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def line_of(folder, file, text):
    lines = (folder / file).read_text().split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_the_shipped_curriculum_has_no_mistakes():
    curriculum = read(SHIPPED)
    order = [entry["slug"] for entry in curriculum.programme]
    shipped = [module.slug for module in curriculum.modules]
    assert {"intro-equil-approach", "cocreation-coproduction"} <= set(shipped)
    assert shipped == [slug for slug in order if (SHIPPED / slug).is_dir()]


def test_the_small_curriculum_is_read_whole(folder):
    curriculum = read(folder)
    assert [entry["slug"] for entry in curriculum.programme] == ["first", "second"]
    [module] = curriculum.modules
    [lesson] = module.lessons
    assert [block["kind"] for block in lesson.structure["blocks"]] == [
        "text",
        "facts",
        "dilemma",
        "case",
        "story",
        "reflection",
        "quiz",
        "scenario",
    ]
    assert lesson.structure["blocks"][4] == {"id": "story", "kind": "story", "required": False, "story": "k3x9"}
    assert lesson.texts["da"]["blocks"]["opening"]["heading"] == "A Tuesday"
    assert lesson.texts["en"]["blocks"]["dilemma"]["sides"]["a"]["argument"] == "One.\n\nTwo."
    assert list(lesson.structure["media"]) == ["square.png"]


def test_an_empty_folder_says_what_is_missing(tmp_path):
    assert problems(tmp_path) == ["programme.yaml: This file is missing.", "sources.yaml: This file is missing."]


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "expected"),
    [
        # YAML as such
        (YAML, "minutes: 15", "minutes: [15", "review:", "YAML was expected"),
        (YAML, "minutes: 15", "minutes: 15\nminutes: 16", "minutes: 16", "“minutes” stands here twice"),
        (YAML, "minutes: 15", "minutes: 15\nhours: 1", "hours", "“hours” is not known here; expected: minutes, review"),
        (YAML, "minutes: 15\n", "", "review:", "Missing here: minutes"),
        (YAML, "minutes: 15", "minutes: soon", "minutes", "a whole number"),
        (YAML, "minutes: 15", "minutes: 999999999999", "minutes", "from 1 to 240"),
        (YAML, "  sides: [a, b]", "  sides: &x [a, b]\n  more: *x", "sides", "alias"),
        (YAML, "  sides: [a, b]", "  sides: [a, no way]", "sides", "“no way” is no id"),
        (YAML, "by: 2027-05-22", "by: next year", "review", "no date"),
        (YAML, "minutes: 15", "minutes: 15\t", "minutes", "A tab or an invisible character (U+0009)"),
        # structure
        (
            YAML,
            "kind: reflection",
            "kind: musing",
            "musing",
            "“musing” is not known here; expected one of: text, facts",
        ),
        (YAML, "- id: reflection", "- id: opening", "", "The block id “opening” is there twice"),
        (YAML, "as_of: '2017'", "as_of: around 2017", "as_of", "is no date; expected '2017', '2026-11'"),
        (YAML, "as_of: '2017'", "as_of: 2017", "as_of", "a text; put it in quotes"),
        (YAML, "who: citizens", "who: everybody", "who", "“everybody” is not known here; expected one of: citizens"),
        (
            YAML,
            "sources: [S001 6.2, E02]",
            "sources: [S009 6.2]",
            "S009",
            "The source S009 does not stand in sources.yaml",
        ),
        (YAML, "sources: [S001 6.2, E02]", "sources: []", "sources: []", "A fact needs a source"),
        (YAML, "sides: [a, b]", "sides: [a]", "sides", "Two sides or more"),
        (YAML, "right: [a]", "right: [z]", "right: [z]", "“z” is right but no option"),
        (YAML, "right: [a]", "right: [a, b]", "right: [a, b]", "Exactly one right option"),
        (YAML, "right: [a, c]", "right: []", "right: []", "A right option was expected"),
        (YAML, "right: 'false'", "right: false", "right: false", "put it in quotes"),
        (YAML, "extra: [attitudinal]", "extra: [structural]", "extra:", "belongs to a pair"),
        # texts against the structure
        (EN, "::: story story", "::: story tale", "::: story tale", "The block “tale” does not stand in lesson.yaml"),
        (
            EN,
            "::: story story",
            "::: text story",
            "::: text story",
            "“story” is a story in lesson.yaml; here it is a text",
        ),
        (EN, ":: two", ":: three", ":: three", "“three” does not stand in lesson.yaml; expected: one, two"),
        (EN, "  b:\n    label: Wait\n    argument: Three.\n", "", "", "Missing here: b."),
        (EN, "    'false':\n", "    false:\n", "    false:", "The key must be a text; put it in quotes"),
        (EN, "  accepted:\n  - Café", "  accepted:\n  - '!'\n  - 7", "", "put it in quotes"),
        (EN, "## Ada's week\n", "", ":: one", "A case begins with its heading"),
        (
            EN,
            "content_notes:\n  case: This part is about losing a job.\n",
            "",
            "title: All",
            "content_notes was expected",
        ),
        (MODULE, "[t1-all/opening]", "[t1-all/gone]", "", "skills: there is no block “t1-all/gone” in this module"),
        (MODULE, "[t1-all/opening]", "[opening]", "skills:", "“opening” is no block; expected: <lesson>/<block id>"),
        (MODULE, "  recovery: []\n", "", "", "Missing here: recovery."),
        (YAML, "slots: [decide, tell]", "slots: [tell, decide]", "slots:", "in this order, was expected: decide, make"),
        (YAML, "slots: [decide, tell]", "slots: [decide, sing]", "slots:", "“sing” is not known here"),
        (YAML, "slots: [decide, tell]", "slots: []", "slots:", "leave slots out where none is open"),
        (EN, "  tell: An ordinary Tuesday.\n", "", "", "Missing here: tell."),
        (EN, "title: All kinds", f"title: {'x' * 201}", "title:", "201 characters; 200 at most"),
        (EN, "summary: Every", f"summary: {'x' * 500} Every", "summary:", "500 at most"),
        (EN, "Somebody tells.\n:::", "Somebody tells.", "::: story story", "not closed"),
        (EN, "---\ntitle", "title", "title", "Front matter was expected"),
        # prose
        (EN, "Somebody tells.", "Somebody <b>tells</b>.", "tells", "HTML is not part of the format"),
        (EN, "[@S001 6.2].", "[@S077 6.2].", "[@S077", "The source S077 does not stand"),
        (EN, "[@S001 6.2].", "[@ S001 6.2].", "[@ S001", "A citation is written"),
        (EN, "### Further", "## Further", "## Further", "start with ###"),
        (EN, "![A red square]", "![]", "![]", "alternative text"),
        (EN, "media/square.png", "media/circle.png", "circle", "is not there"),
        (EN, "It begins.", "It begins.\n---", "", "would make it a heading"),
        (EN, "      One.\n", "      One <i>.\n", "One <i", "HTML is not part of the format"),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_was_expected(folder, file, old, new, at, expected):
    replace(folder / file, old, new)
    found = problems(folder)
    place = f"{file}:{line_of(folder, file, at)}: " if at else file
    assert any(problem.startswith(place) and expected in problem for problem in found), found


def test_all_mistakes_are_found_at_once(folder):
    replace(folder / YAML, "who: citizens", "who: everybody")
    replace(folder / EN, "[@S001 6.2].", "[@S077 6.2].")
    replace(folder / "first/module.yaml", "pass_mark: 80", "pass_mark: 180")
    replace(folder / "programme.yaml", "slug: second", "slug: Second")
    assert [problem.split(":")[0] for problem in problems(folder)] == [
        "first/module.yaml",
        "first/module.yaml",
        EN,
        YAML,
        "programme.yaml",
    ]


def test_a_file_that_is_no_utf8_says_on_which_line(folder):
    path = folder / EN
    path.write_bytes(path.read_bytes().replace(b"Somebody tells.", b"Somebody t\xe6ller."))
    assert f"{EN}:{line_of_bytes(path, b'Somebody')}: UTF-8 was expected." in problems(folder)


def line_of_bytes(path, text):
    return path.read_bytes().split(text)[0].count(b"\n") + 1


def test_a_text_that_is_too_long_is_refused(folder):
    replace(folder / EN, "Somebody tells.", "Somebody tells.\n" * 20_000)
    assert any("200000 at most" in problem for problem in problems(folder))


def test_a_sign_after_a_backslash_is_no_html(folder):
    path = folder / EN
    path.write_text(path.read_text().replace("Somebody tells.", "Somebody \\<b>tells\\</b>."))
    read(folder)


def test_texts_are_composed_and_line_ends_do_not_matter(folder):
    before = read(folder)
    path = folder / "first/t1-all/lesson.da.md"
    replace(path, "Somebody tells.", unicodedata.normalize("NFD", "Én fortæller på åen."))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    after = read(folder)
    assert after.modules[0].lessons[0].texts["da"]["blocks"]["story"]["body"] == "Én fortæller på åen."
    assert after.modules[0].lessons[0].texts["en"] == before.modules[0].lessons[0].texts["en"]


def test_missing_and_stray_files_are_named(folder):
    (folder / EN).unlink()
    (folder / "first/t1-all/notes.txt").write_text("x")
    (folder / "third").mkdir()
    (folder / "first/t1-extra").mkdir()
    found = problems(folder)
    assert f"{EN}: This file is missing." in found
    assert "first/t1-all/notes.txt: This file has no place here." in found
    assert "first/t1-extra: This folder is no lesson of module.yaml." in found
    assert "third: This folder is no module of programme.yaml." in found


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("square.png", b"GIF89a", "A PNG, JPEG or WebP picture was expected"),
        ("square.png", png() + b"\0" * 1_000_000, "1000000 at most"),
        ("other.png", png(), "No text shows this picture"),
        ("Other.svg", b"<svg/>", "was expected (lower case"),
    ],
)
def test_pictures_are_what_their_bytes_say(folder, name, content, expected):
    (folder / "first/t1-all/media" / name).write_bytes(content)
    assert any(
        problem.startswith(f"first/t1-all/media/{name}: ") and expected in problem for problem in problems(folder)
    )


@pytest.mark.parametrize(
    ("old", "new", "at", "expected"),
    [
        ("      to: n1\n    - id: b", "      to: n9\n    - id: b", "to: n9", "“n9” is no node and no ending"),
        ("  start: n0", "  start: n9", "start: n9", "“n9” is no node"),
        ("slider: {to: end}", "slider: {to: n0}", "", "loop"),
        (
            "    - id: b\n      to: [",
            "    - id: b\n      when: {chose: n0.b}\n      to: [",
            "- id: n1",
            "No choice is offered here after n0.a",
        ),
        ("retry: n1", "retry: n2", "  - id: open", "without having met “n2”"),
        ("retry: n1", "retry: n7", "retry: n7", "“n7” is no node"),
        ("{value: trust, at_most: 3}", "{value: trust, at_most: -1}", "- id: n2", "No way leads to this node"),
        ("when: {chose: n0.b}", "when: {value: trust, at_least: 10}", "- id: n1", "The choice “a” is never offered"),
        (
            "{any: [{value: trust, at_most: 2}, {chose: n0.a}]}",
            "{value: trust, at_most: -5}",
            "- id: decoration",
            "No run comes",
        ),
        ("when: {chose: n0.b}", "when: {chose: n0.z}", "n0.z", "“n0.z” is no choice"),
        ("when: {chose: n0.b}", "when: {perhaps: n0.b}", "perhaps", "not known here"),
        ("add: -1", "add: -1, when: {value: luck, at_least: 1}", "luck", "“luck” is no value"),
        ("start: 4, min: 0", "start: 4, min: 5", "trust:", "lie between min and max"),
        ("    retry: n1\n", "    when: {chose: n0.a}\n    retry: n1\n", "  - id: open", "the last has none"),
        ("{to: end}]", "{to: end, when: {chose: n0.a}}]", "to: end, when", "the last has none"),
        ("  - id: n2\n    slider: {to: end}", "  - id: n2", "- id: n2", "either choices or a slider"),
        ("- id: open\n", "- id: n2\n", "", "“n2” names two things"),
    ],
)
def test_a_scenario_that_cannot_be_played_is_refused(folder, old, new, at, expected):
    replace(folder / YAML, old, new)
    found = [problem for problem in problems(folder) if expected in problem]
    assert found
    assert not at or found[0].startswith(f"{YAML}:{line_of(folder, YAML, at)}: ")
