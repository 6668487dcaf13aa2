"""Trying a draft in its preview: playing, answering, choosing as a learner does, with nothing written down."""

import copy
import html
import re
from functools import reduce

import pytest
from sqlalchemy import func, select

from lms.core.db import Base, db
from lms.studio import tried
from lms.studio.operations import blocks
from lms.studio.writers import Writer
from tests.factories import a_person, browser
from tests.studio_drafts_factories import a_practice_of, a_room


@pytest.fixture
def room(app):
    return a_room()


@pytest.fixture
def trying(app, room):
    """Return a function that sends an act of a preview, as the newest page holds it, and follows on."""
    return Trying(browser(app, room.people["bo"]), room.draft.id)


class Trying:
    def __init__(self, client, draft):
        self.client, self.address = client, f"/studio/-/drafts/{draft}/preview"
        self.page = self.see("?in=both")

    def see(self, more=""):
        return self.client.get(self.address + more).text

    def __call__(self, block, act, *, htmx=False, **fields):
        forms = [html.unescape(found) for found in re.findall(r'<form[^>]* action="([^"]+/preview[^"]*)"', self.page)]
        action = next(one for one in forms if f"block={block}&" in one and f"act={act}" in one)
        headers = {"HX-Request": "true"} if htmx else {}
        answer = self.client.post(action, data=fields, headers=headers)
        if answer.status_code == 302:
            assert answer.location.startswith(self.address)
            answer = self.client.get(answer.location.partition("#")[0])
        self.page = answer.text
        return answer


def rows():
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
    }


def test_signed_out_and_strangers_try_nothing(app, client, room):
    address = f"/studio/-/drafts/{room.draft.id}/preview?block=en-play&act=choose"
    assert client.post(address).status_code == 401
    assert browser(app, a_person("Eve")).post(address).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["", "?block=en-play", "?block=en-gone&act=choose", "?block=xx-play&act=choose", "?block=en-play&act=try_question"],
)
def test_what_is_no_act_is_404(trying, query):
    assert trying.client.post(trying.address + query).status_code == 404


def test_a_scenario_is_played_to_its_end_and_back_from_its_turning_point(trying):
    assert "First." in trying.page
    first = trying("en-play", "choose", node="n0", choice="a").text
    assert "It goes down." in first
    assert "Trust: down by 1, now 3 of 10" in first
    assert "Second." in first
    trying("en-play", "choose", node="n1", choice="b")
    assert "How much?" in trying.page
    end = trying("en-play", "choose", node="n2", choice="3").text
    assert "What the person noticed" in end
    assert "Decoration" in end
    back = trying("en-play", "play_again", retry="n0").text
    assert "What the person noticed" not in back
    assert "Scene 1" in back


def test_both_languages_are_tried_on_their_own(trying):
    trying("en-play", "choose", node="n0", choice="b")
    page = trying("da-play", "choose", node="n0", choice="a").text
    assert "Trust: up by 2" in page
    assert page.count("What came of it") == 2


def test_no_choice_is_told_and_changes_nothing(trying):
    answer = trying("en-play", "choose", node="n0")
    assert (answer.status_code, "Choose what to do first." in answer.text) == (422, True)


def test_a_quiz_gives_its_feedback(trying):
    wrong = trying("en-quiz", "try_question", question="q1", answer="b").text
    assert "Not quite." in wrong
    assert "It costs." in wrong
    right = trying("en-quiz", "try_question", question="q1", answer="a").text
    assert "That is right." in right
    assert trying("en-quiz", "try_question", question="q1").status_code == 422
    assert "Choose an answer first." in trying.page


@pytest.mark.parametrize(
    ("question", "fields", "said"),
    [
        ("q2", {"answer": ["a", "c"]}, "That is right."),
        ("q4", {"place-ask": "1", "place-write": "2", "place-read": "3"}, "That is right."),
        ("q5", {"match-law": "structural", "match-meeting": "attitudinal"}, "Not quite."),
        ("q6", {"text": "Tea"}, "One way to put it:"),
    ],
)
def test_every_kind_of_question_can_be_tried(trying, question, fields, said):
    assert said in trying("en-quiz", "try_question", question=question, **fields).text


def test_what_was_tried_before_stays_on_the_page(trying):
    trying("en-quiz", "try_question", question="q1", answer="a")
    trying("en-play", "choose", node="n0", choice="a")
    assert "That is right." in trying.page
    assert "Begin the preview again" in trying.page
    assert "That is right." not in trying.see("?in=both")


def test_a_dilemma_compares_before_and_after(trying):
    assert "Choose where you stand first." in trying("en-dilemma", "take_position", moment="before").text
    trying("en-dilemma", "take_position", moment="before", side="a")
    page = trying("en-dilemma", "take_position", moment="after", side="b").text
    assert "Before the arguments you stood at “Start”. Now you stand at “Wait”." in page


def test_with_scripts_only_the_block_comes_back(trying):
    piece = trying("en-play", "choose", htmx=True, node="n0", choice="a").text
    assert "<html" not in piece
    assert "Second." in piece
    assert "Nothing of this is kept." in piece
    again = trying("en-play", "choose", htmx=True, node="n1", choice="b").text
    assert "How much?" in again


def test_nothing_is_written_down(trying):
    before = rows()
    trying("en-play", "choose", node="n0", choice="a")
    trying("en-quiz", "try_question", question="q6", text="A planted word")
    trying("en-dilemma", "take_position", moment="before", side="a")
    assert rows() == before


def test_it_bears_what_it_is_sent(trying):
    for word in ("x", "eJw=", "æ", "a" * 5000, tried.written({"en-play": {"choices": ["gone", 3]}}, "en-play"),
                 tried.written({"en-play": [1], "en-quiz": {"q1": "a", "q2": ["z"]}, "en-dilemma": {"before": "no"}}, "")):  # fmt: skip
        page = trying.client.get(f"{trying.address}?in=both&was={word}")
        assert page.status_code == 200
        assert "First." in page.text


def test_the_address_stays_short():
    long = {"en-quiz": {f"q{number}": ["".join(map(chr, range(300 + number, 900)))] for number in range(20)}}
    assert len(tried.written(long | {"en-play": {"choices": ["a"]}}, "en-play")) < tried.MOST
    assert tried.read(tried.written(long | {"en-play": {"choices": ["a"]}}, "en-play")) == {
        "en-play": {"choices": ["a"]}
    }
    assert tried.written(long, "en-quiz") == ""


def test_a_choice_without_a_way_can_not_be_made(app, room):
    block = room.block("play")
    nodes = [dict(node) for node in block.structure["nodes"]]
    nodes[0] = {**nodes[0], "choices": [{"id": "a", "to": [{"to": "n1", "when": {"value": "trust", "at_least": 9}}]}]}
    blocks.reshape(block, block.structure | {"nodes": nodes}, base_version=block.version, by=room.writers["bea"])
    db.session.commit()
    bo = browser(app, room.people["bo"])
    address = f"/studio/-/drafts/{room.draft.id}/preview"
    assert "act=choose" not in bo.get(address).text, "what can't be played yet says so instead"
    assert bo.post(f"{address}?block=en-play&act=choose", data={"node": "n0", "choice": "a"}).status_code == 404


def test_a_practice_lesson_is_tried_by_its_person(app):
    bea = a_person("Bea")
    draft = a_practice_of(bea)
    block = blocks.add(draft, "dilemma", by=Writer(bea.id, None))
    db.session.commit()
    page = browser(app, bea).get(f"/studio/-/drafts/{draft.id}/preview?in=en").text
    assert f"block=en-{block.name}" in page


def test_an_answer_whose_words_are_still_to_come_can_be_told_from_none(app, room):
    for name, way in (
        ("quiz", ("q1", "options", "a", "text")),
        ("play", ("nodes", "n0", "choices", "a", "label")),
    ):
        text = room.text(name)
        body = copy.deepcopy(text.body)
        reduce(dict.__getitem__, way[:-1], body)[way[-1]] = ""
        text.body = body
    db.session.commit()
    page = browser(app, room.people["bo"]).get(f"/studio/-/drafts/{room.draft.id}/preview?in=en").text
    assert len(re.findall(r'value="a">\s*<span[^>]*>…</span>', page)) == 2
