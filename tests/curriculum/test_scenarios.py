"""How a scenario goes."""

import pytest

from lms.curriculum.assembling import scenario_rules
from lms.curriculum.reading.curriculum import read
from lms.curriculum.scenarios import holds, state_after
from tests.curriculum.source_files import SHIPPED, small_curriculum


@pytest.fixture(scope="module")
def play(tmp_path_factory):
    [module] = read(small_curriculum(tmp_path_factory.mktemp("files") / "modules")).modules
    return scenario_rules(module.lessons[0].structure["blocks"][-1])


@pytest.fixture(scope="module")
def workshop():
    lessons = {lesson.slug: lesson for module in read(SHIPPED).modules for lesson in module.lessons}
    blocks = lessons["m6-power-ladder"].structure["blocks"]
    return scenario_rules(next(block for block in blocks if block["kind"] == "scenario"))


def test_a_choice_that_is_not_offered_is_refused(play):
    with pytest.raises(ValueError, match="not offered"):
        state_after(play, ["a", "a"])


def test_nothing_follows_an_ending(play):
    with pytest.raises(ValueError, match="not offered"):
        state_after(play, ["b", "a", "a"])


def test_a_run_begins_at_the_start_with_the_first_values(play):
    state = state_after(play, [])
    assert (state.node.id, state.ending, state.values, state.taken) == ("n0", None, {"trust": 4}, ())
    assert [choice.id for choice in state.offered] == ["a", "b"]


def test_choices_change_values_and_what_is_offered(play):
    assert [choice.id for choice in state_after(play, ["a"]).offered] == ["b"]
    state = state_after(play, ["b"])
    assert state.values == {"trust": 6}
    assert [choice.id for choice in state.offered] == ["a", "b"]
    [taken] = state.taken
    assert [(change.value.id, change.by, change.now) for change in taken.changes] == [("trust", 2, 6)]


def test_where_a_choice_leads_can_depend_on_values(play):
    assert state_after(play, ["a", "b"]).node.id == "n2"
    assert state_after(play, ["b", "b"]).ending.id == "open"


def test_a_slider_is_five_choices(play):
    state = state_after(play, ["a", "b"])
    assert [choice.id for choice in state.offered] == ["1", "2", "3", "4", "5"]
    assert state_after(play, ["a", "b", "3"]).ending.id == "decoration"


def test_values_stay_within_their_limits(workshop):
    low = state_after(workshop, ["a", "a", "a", "c", "c"])
    assert low.values["influence"] == 0


@pytest.mark.parametrize(
    ("choices", "ending"),
    [
        (["a", "a", "a", "a-unsaid", "a", "a", "1"], "decoration"),
        (["c", "b", "b", "b", "b", "b", "4"], "real-coproduction"),
        (["b", "b", "b", "a", "b", "b", "3"], "honest-cocreation"),
        (["a", "b", "b", "b", "b", "b", "3"], "good-will"),
    ],
)
def test_the_shipped_workshop_ends_as_its_rules_say(workshop, choices, ending):
    assert state_after(workshop, choices).ending.id == ending


def test_conditions_can_be_joined_and_turned():
    values, chosen = {"trust": 4}, frozenset({"n0.a"})
    assert holds({"all": [{"chose": "n0.a"}, {"value": "trust", "at_least": 4}]}, values, chosen)
    assert holds({"not": {"chose": "n0.b"}}, values, chosen)
    assert holds({"value": "trust", "at_least": 3, "at_most": 4}, values, chosen)
    assert not holds({"value": "trust", "at_most": 3}, values, chosen)
    assert not holds({"any": [{"chose": "n0.b"}, {"value": "trust", "at_least": 5}]}, values, chosen)
