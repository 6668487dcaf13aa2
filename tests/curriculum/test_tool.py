"""Practice tools: read, written, rendered, put together; every mistake in them has its line."""

import pytest

from lms.curriculum import assembling, writing
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.reading.curriculum import read
from lms.curriculum.rendering import rendered
from lms.curriculum.tool_blocks import FieldKind, Keeps
from tests.curriculum.source_files import contents, small_curriculum
from tests.curriculum.tool_files import spoil, with_tool


@pytest.fixture
def folder(tmp_path):
    return with_tool(small_curriculum(tmp_path / "modules"))


def tool_of(folder, language="en"):
    curriculum = read(folder)
    [lesson] = curriculum.modules[0].lessons
    made = rendered(lesson.structure, lesson.texts[language], language, curriculum.sources)
    return assembling.blocks(lesson.structure, made)[-1], made


def problems(folder):
    with pytest.raises(ContentError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("tool: t5", "tool: t21", "A tool's code was expected, such as t5 or t10a."),
        ("tool: t5", "tool: t7", "t7 is kept on the reader's device: expected device."),
        ("keeps: account", "keeps: cloud", "“cloud” is not known here; expected one of: account, device."),
        (
            "  - id: when\n    kind: line\n",
            "  - id: when\n    kind: tick\n",
            "“tick” is not known here; expected one of",
        ),
        ("  - id: when\n", "  - id: part\n", "“part” is there twice."),
        ("    options: [a, b]\n", "", "Missing here: options."),
        ("    options: [a, b]\n", "    options: [a, a]\n", "“a” stands here twice."),
        ("    least: 0\n    most: 10", "    least: 0\n    most: 11", "A scale of 2 to 11 steps was expected."),
        ("    rows: 3", "    rows: 31", "31 is out of range; a number from 1 to 30 was expected."),
        ("    rows: 3", "    rows: three", "Expected a whole number"),
        ("{id: done, kind: tick}", "{id: done, kind: table}", "“table” is not known here; expected one of"),
        ("{id: done, kind: tick}", "{id: how, kind: tick}", "“how” is there twice."),
        ("into: how", "into: ok", "“ok” is not known here; expected one of: what, how."),
        ("far-till: place", "far-till: pace", "“pace” is not known here; expected one of: time, place."),
        ("far-till: place", "lamp: place", "This group, or an example in it, is there twice."),
        ("shown: heat", "shown: pie", "“pie” is not known here; expected one of: heat, lights."),
        ("shown: heat", "shown: lights", "Lights show one choice column with three options"),
        ("shown: lights", "shown: heat", "A heat map shows scale columns"),
        ("of: [weight, check.score]", "of: [weight, plan.what]", "A sum adds up scales, or scale columns"),
        ("of: [weight, check.score]", "of: []", "A sum adds up scales, or scale columns"),
        ("  - id: when\n    kind: line\n", "  - kind: line\n", "Missing here: id."),
    ],
)
def test_a_mistake_in_the_structure_is_named(folder, old, new, sentence):
    spoil(folder, old, new)
    assert any("first/t1-all/lesson.yaml:" in each and sentence in each for each in problems(folder))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("  when:\n    label: When\n", "", "Missing here: when."),
        ("      s2: Late\n", "", "Missing here: s2."),
        ("    low: Nothing\n", "", "Missing here: low."),
        ("      goal: Shared goal\n", "", "Missing here: goal."),
        ("        lamp: A lamp of one's own\n", "", "Missing here: lamp."),
        ("      done:\n        label: Done\n", "", "Missing here: done."),
        ("label: When", "label: When [@S001]", "A title or label can't hold a citation."),
        ("is **enough** [@E02]", "is enough [@E99]", "The source E99 does not stand in sources.yaml."),
        ("after: Low", "afterwards: Low", "“afterwards” is not known here"),
        ("          y: 'Yes'\n", "          y: <b>Yes</b>\n          z: Ja\n", "“z” is not known here"),
    ],
)
def test_a_mistake_in_the_texts_is_named(folder, old, new, sentence):
    spoil(folder, old, new, "lesson.en.md")
    assert any("first/t1-all/lesson.en.md:" in each and sentence in each for each in problems(folder))


def test_the_files_are_canonical_as_they_are(folder):
    assert writing.files(read(folder)) == contents(folder)


def test_the_tool_has_its_fields_in_order(folder):
    tool, _ = tool_of(folder)
    assert (tool.tool, tool.keeps, tool.heading) == ("t5", Keeps.ACCOUNT, "A planner")
    assert [field.kind.value for field in tool.fields] == [
        "section",
        "line",
        "lines",
        "choice",
        "ticks",
        "scale",
        "table",
        "table",
        "sum",
    ]
    assert [(option.id, option.label) for option in tool.field("model").options] == [("a", "Together"), ("b", "Alone")]
    weight = tool.field("weight")
    assert (list(weight.steps), weight.low, weight.high) == (list(range(11)), "Nothing", "Everything")
    assert tool.field("total").of == ("weight", "check.score")


def test_a_table_has_columns_and_empty_or_named_rows(folder):
    tool, _ = tool_of(folder, "da")
    plan, check = tool.field("plan"), tool.field("check")
    assert [column.kind for column in plan.columns] == [
        FieldKind.LINE,
        FieldKind.LINES,
        FieldKind.CHOICE,
        FieldKind.TICK,
    ]
    assert [row.id for row in plan.rows] == ["1", "2", "3"]
    assert not plan.has_named_rows
    assert [(row.id, row.label) for row in check.rows] == [("goal", "Shared goal"), ("respect", "Mutual respect")]
    assert [option.label for option in plan.columns[2].options] == ["Yes", "Later", "No"]


def test_a_table_has_examples_in_groups(folder):
    tool, _ = tool_of(folder)
    ideas = tool.field("plan").examples
    assert [
        (group.label, [(ideas.kind(each), each.label) for each in ideas.within(group)]) for group in ideas.groups
    ] == [
        ("Everywhere", [("Time", "Begin an hour later"), ("Place", "A lamp of one's own")]),
        ("Shop", [("Place", "The till farthest from the door")]),
    ]


def test_intro_hints_and_after_are_html_and_cite(folder):
    tool, made = tool_of(folder)
    assert "<em>for</em>" in tool.intro
    assert 'href="#source-S001"' in tool.intro
    assert "<strong>enough</strong>" in tool.field("task").hint
    assert tool.field("when").hint == ""
    assert tool.after == "<p>Low is not bad.</p>"
    assert [source["code"] for source in made["sources"]] == ["S001", "E02"]


def test_after_can_be_left_out(folder):
    for language in ("en", "da"):
        spoil(folder, "after: Low is not bad.\n", "", f"lesson.{language}.md")
    tool, _ = tool_of(folder)
    assert tool.after == ""
    assert writing.files(read(folder)) == contents(folder)
