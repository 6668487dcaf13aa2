"""A scenario is a picture and a list that says the same, also while it isn't finished."""

import re
from xml.etree import ElementTree as ET

import html5lib
import yaml
from flask import render_template_string

from lms.studio.scenario_tree import tree
from tests.studio_texts import MODULES

SHOWN = '{% from "studio/parts/scenario_tree.html" import scenario_tree with context %}{{ scenario_tree(tree, edit="#node-") }}'
SMALL = {
    "start": "n0",
    "nodes": [
        {"id": "n0", "choices": [{"id": "a", "to": [{"to": "n1"}]}, {"id": "b", "when": {}, "to": [{"to": "end"}]}]},
        {"id": "n1", "slider": [{"to": "end"}]},
    ],
    "endings": [{"id": "open"}, {"id": "shut"}],
}
WORDS = {
    "nodes": {
        "n0": {"text": "You **wait** & see.", "choices": {"a": {"label": "Ask <her>"}, "b": {"label": "Go"}}},
        "n1": {"low": "little", "high": "much"},
    },
    "endings": {"open": {"title": "An open end"}, "shut": {"title": "A shut end"}},
}


def changed(**nodes):
    return SMALL | {"nodes": [node | nodes.get(node["id"], {}) for node in SMALL["nodes"]]}


def shown(app, drawn):
    with app.test_request_context():
        return render_template_string(SHOWN, tree=drawn)


def ways(twig):
    for branch in twig.branches:
        yield twig.box.id, branch.choice, branch.target.id
        if branch.follows:
            yield from ways(branch.follows)


def overlapping(boxes):
    places = [(box.x, box.y) for box in boxes]
    return len(places) - len(set(places))


def test_every_way_stands_in_the_picture_and_in_the_list():
    drawn = tree(SMALL, WORDS)
    assert sorted(ways(drawn.trunk)) == sorted((way.source, way.choice, way.target) for way in drawn.ways)
    assert [box.id for box in drawn.boxes] == ["n0", "n1", "end", "open", "shut"]
    rows = {box.id: box.y for box in drawn.boxes}
    assert rows["n0"] < rows["n1"] < rows["end"]
    assert not overlapping(drawn.boxes)
    assert not drawn.problems


def test_the_scenarios_of_the_curriculum_are_drawn():
    found = 0
    for path in MODULES.glob("*/*/lesson.yaml"):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["blocks"]:
            if block["kind"] == "scenario":
                drawn = tree(block, {})
                found += 1
                assert not drawn.problems
                assert not overlapping(drawn.boxes)
                assert len(list(ways(drawn.trunk))) == len(drawn.ways)
    assert found


def test_a_loop_is_named_and_drawn():
    drawn = tree(changed(n1={"slider": [{"to": "n0"}]}), WORDS)
    assert drawn.loops == ("n1",)
    assert [way.backwards for way in drawn.ways] == [False, False, True]


def test_a_node_no_way_leads_to_is_named_and_listed_apart():
    alone = SMALL | {"nodes": [*SMALL["nodes"], {"id": "n9", "choices": []}]}
    drawn = tree(alone, WORDS)
    assert drawn.unreached == ("n9",)
    assert [twig.box.id for twig in drawn.apart] == ["n9"]


def test_a_way_to_nowhere_is_named():
    drawn = tree(changed(n1={"slider": [{"to": "gone"}]}), WORDS)
    assert drawn.missing == ("gone",)


def test_a_scenario_with_nothing_in_it_is_no_error(app):
    assert "<svg" in shown(app, tree({}, {}))


def test_a_long_scenario_is_laid_out():
    nodes = [{"id": f"n{n}", "choices": [{"id": "a", "to": f"n{n + 1}"}]} for n in range(150)]
    drawn = tree({"start": "n0", "nodes": [*nodes, {"id": "n150", "choices": []}], "endings": []}, {})
    assert len(list(ways(drawn.trunk))) == 150


def test_the_page_holds_the_picture_and_the_list(app):
    html = shown(app, tree(SMALL, WORDS))
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    whole = parser.parse(f"<!doctype html><title>t</title>{html}")
    assert parser.errors == []
    assert "style=" not in html
    svg = ET.fromstring(re.search(r"<svg.*</svg>", html, re.DOTALL)[0])
    assert svg.get("role") == "img"
    items = ["".join(item.itertext()) for item in whole.iter("li")]
    assert any("Ask <her>" in item and "n1" in item for item in items)
    assert "You wait & see." in items[0]
    assert '<a href="#node-n1">' in html
