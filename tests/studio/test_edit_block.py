"""Writing in a block through its page: with and without scripts, two people at once, pasted pages, a partner who left."""

import pytest

from lms.core.clock import now
from lms.core.db import db
from lms.studio.block_forms.entries import PARTED
from lms.studio.models import Conflict, Partner
from lms.studio.operations import blocks
from tests.factories import a_person, browser
from tests.studio_drafts_factories import a_practice_of, a_room
from tests.studio_forms import fields_of

AUTOSAVE = {"X-Requested-With": "autosave"}


@pytest.fixture
def room(app):
    return a_room()


def place(room, name="opening", language="en", part=""):
    base = f"/studio/-/drafts/{room.draft.id}/blocks/{name}/{language}"
    return f"{base}/parts/{part}" if part else base


def edition(room, name="opening", language="en"):
    db.session.expire_all()
    return room.text(name, language).version * 100_000 + room.block(name).version


def send(
    app, room, who="bea", *, name="opening", language="en", part="", version=None, script=False, words=None, **fields
):
    plain = {"plain__body.body": words} if words else {}
    sent = (
        plain
        | {"version": version or edition(room, name, language)}
        | {key.replace("__", "."): value for key, value in fields.items()}
    )
    return browser(app, room.people[who]).post(
        place(room, name, language, part), data=sent, headers=AUTOSAVE if script else {}
    )


def says(room, name="opening"):
    db.session.expire_all()
    return room.text(name).body


def test_signed_out_leads_to_the_sign_in(app, room, client):
    assert client.get(place(room)).status_code == 302


def test_strangers_find_nothing(app, room):
    eve = browser(app, a_person("Eve"))
    assert eve.get(place(room)).status_code == 404
    assert eve.post(place(room), data={"body.body": "X"}).status_code == 404


def test_a_practice_lesson_is_its_own_persons(app, room):
    draft = a_practice_of(room.people["bea"])
    address = f"/studio/-/drafts/{draft.id}/blocks/first/en"
    assert browser(app, room.people["bea"]).get(address).status_code == 200
    assert browser(app, room.people["bo"]).get(address).status_code == 404


def test_a_missing_block_or_language_is_404(app, room):
    bea = browser(app, room.people["bea"])
    assert bea.get(place(room, "nowhere")).status_code == 404
    assert bea.get(place(room, language="de")).status_code == 404


@pytest.mark.parametrize("name", ["head", "opening", "facts", "dilemma", "case", "story", "reflection", "quiz", "play"])
@pytest.mark.parametrize("language", ["en", "da"])
def test_every_kind_has_a_form_that_saves_without_changing_anything(app, room, name, language):
    bea = browser(app, room.people["bea"])
    parts = [one["id"] for key in PARTED for one in room.block(name).structure.get(key, [])]
    before = (room.block(name).structure, room.text(name, language).body)
    for part in ["", *parts]:
        page = bea.get(place(room, name, language, part))
        assert page.status_code == 200
        answer = bea.post(place(room, name, language, part), data=fields_of(page.text))
        assert answer.status_code == 302, answer.text
    db.session.expire_all()
    assert (room.block(name).structure, room.text(name, language).body) == before
    assert room.text(name, language).version == 1


def test_plain_words_are_saved(app, room):
    answer = send(app, room, body__heading="New", words="x")
    assert answer.status_code == 302
    assert says(room)["heading"] == "New"


def test_a_script_is_told_the_new_version(app, room):
    told = send(app, room, script=True, body__body="New **words**.").get_json()
    assert told["version"] == edition(room)
    assert not told["merged"]
    assert says(room)["body"] == "New **words**."


def test_two_at_once_are_put_together_and_told(app, room):
    base = edition(room)
    send(app, room, "bo", version=base, script=True, body__heading="Bo's heading")
    told = send(app, room, "bea", version=base, script=True, body__body="Bea's text.").get_json()
    assert told["merged"]
    assert told["fields"]["body.heading"] == "Bo's heading"
    assert says(room) == {"heading": "Bo's heading", "body": "Bea's text."}


def test_the_same_words_twice_lead_to_a_choice(app, room):
    base = edition(room)
    send(app, room, "bo", version=base, script=True, body__body="Bo.")
    answer = send(app, room, "bea", version=base, script=True, body__body="Bea.")
    assert answer.status_code == 409
    bea = browser(app, room.people["bea"])
    page = bea.get(answer.get_json()["conflict_url"])
    assert "Bo." in page.text
    assert "Bea." in page.text
    assert "Pen Bea" in page.text
    conflict = db.session.query(Conflict).one()
    bea.post(f"/studio/-/drafts/{room.draft.id}/conflicts/{conflict.id}", data={"keep": "mine"})
    assert says(room)["body"] == "Bea."


def test_what_is_the_same_in_every_language_is_shown_in_words_on_both_sides(app, room):
    _first, second, third = (node["id"] for node in room.block("play").structure["nodes"])
    base = edition(room, "play")
    send(app, room, "bo", name="play", version=base, structure__start=second)
    send(app, room, "bea", name="play", version=base, structure__start=third)
    assert db.session.query(Conflict).count() == 1
    page = browser(app, room.people["carl"]).get(f"/studio/-/drafts/{room.draft.id}/conflicts").text
    assert "Which scene comes first? Scene 2: Second." in page
    assert "Which scene comes first? Scene 3: How much?" in page


def test_without_scripts_a_conflict_leads_to_the_same_page(app, room):
    base = edition(room)
    send(app, room, "bo", version=base, body__heading="Bo")
    assert send(app, room, "bea", version=base, body__heading="Bea").location.endswith("/conflicts")
    assert db.session.query(Conflict).count() == 1


def test_a_page_of_markup_comes_out_clean(app, room):
    pasted = "<p onclick='x()'>Kept &amp; clean</p><script>alert('no')</script><style>p{}</style>" + "<span>" * 100
    assert send(app, room, script=True, body__body=pasted).status_code == 200
    assert says(room)["body"] == "Kept & clean"


def test_two_megabytes_of_markup_are_answered_with_words_and_the_text(app, room):
    pasted = "<p style='x'>A sentence that somebody copied from a page.</p>\n" * 34_000
    assert len(pasted) > 1_900_000
    answer = send(app, room, "bea", words=pasted, body__heading="Mine")
    assert answer.status_code == 422
    assert "Nothing is lost" in answer.text
    assert "A sentence that somebody copied" in answer.text
    assert "style=" not in answer.text.split("<form", 2)[-1].split("data-markdown")[-1][:5000]
    assert says(room)["heading"] != "Mine"


def test_a_partner_removed_meanwhile_keeps_their_text(app, room):
    bea = db.session.query(Partner).filter_by(person_id=room.people["bea"].id).one()
    bea.left_at = now()
    db.session.commit()
    answer = send(app, room, words="My long text.")
    assert answer.status_code == 403
    assert "no longer a partner" in answer.text
    assert "My long text." in answer.text
    told = send(app, room, script=True, body__body="My long text.")
    assert (told.status_code, "no longer a partner" in told.get_json()["errors"][""]) == (422, True)
    assert "long" not in str(says(room))
    assert browser(app, room.people["bea"]).get(place(room)).status_code == 404


def test_a_block_taken_out_meanwhile_keeps_what_was_typed(app, room):
    blocks.delete(room.block("opening"), by=room.writers["bo"])
    db.session.commit()
    answer = send(app, room, body__heading="Typed")
    assert answer.status_code == 409
    assert "took this part out" in answer.text
    assert "Typed" in answer.text


def test_questions_and_options_come_and_go_by_buttons(app, room):
    base = len(room.block("quiz").structure["questions"])
    answer = send(app, room, name="quiz", act="add.question.matching")
    assert "/parts/" in answer.location
    db.session.expire_all()
    assert len(room.block("quiz").structure["questions"]) == base + 1
    new = room.block("quiz").structure["questions"][-1]
    send(app, room, name="quiz", part=new["id"], act=f"add.left.{new['id']}", **{f"body__{new['id']}__stem": "Which?"})
    db.session.expire_all()
    assert len(room.block("quiz").structure["questions"][-1]["pairs"]) == 3
    assert room.text("quiz").body[new["id"]]["stem"] == "Which?"
    send(app, room, name="quiz", act=f"remove.question.{new['id']}")
    db.session.expire_all()
    assert len(room.block("quiz").structure["questions"]) == base


def test_each_fact_has_a_page_and_a_line_in_the_list(app, room):
    fact = room.block("facts").structure["facts"][0]["id"]
    bea = browser(app, room.people["bea"])
    listed, one = bea.get(place(room, "facts")).text, bea.get(place(room, "facts", part=fact)).text
    assert f'href="{place(room, "facts", part=fact)}"' in listed
    assert f"structure.facts.{fact}.who" not in listed
    assert f"structure.facts.{fact}.who" in one
    assert "[@" not in listed
    answer = send(app, room, name="facts", act="add.fact", body__heading="What we know")
    db.session.expire_all()
    new = room.block("facts").structure["facts"][-1]["id"]
    assert answer.location.endswith(f"/parts/{new}")
    assert says(room, "facts")["heading"] == "What we know"
    send(app, room, name="facts", part=new, **{f"body__facts__{new}": "It is so."})
    assert says(room, "facts")["facts"][new] == "It is so."
    outline = bea.get(place(room, "facts")).text
    assert f'href="{place(room, "facts", part=new)}">Fact' in outline  # what is missing leads to its page


def test_a_suggestion_can_be_about_one_fact(app, room):
    fact = room.block("facts").structure["facts"][0]["id"]
    address = f"/studio/-/drafts/{room.draft.id}/suggest/facts/en/replacement"
    page = browser(app, room.people["bo"]).get(address).text
    assert f"{address}?part={fact}" in page
    assert f"body.facts.{fact}" in browser(app, room.people["bo"]).get(f"{address}?part={fact}").text


def test_who_is_here_is_told_under_the_chosen_name(app, room):
    browser(app, room.people["bo"]).post(f"{place(room)}/presence")
    told = browser(app, room.people["bea"]).post(f"{place(room)}/presence").get_json()
    assert told == {"others": ["Pen Bo"]}
    assert "Pen Bo" in browser(app, room.people["bea"]).get(place(room)).text


def test_the_pages_ask_the_database_little(app, room, statements):
    bea = browser(app, room.people["bea"])
    for address, most in ((place(room), 16), (place(room, "play"), 16), (f"/studio/-/drafts/{room.draft.id}/", 16)):
        with statements() as ran:
            assert bea.get(address).status_code == 200
        assert len(ran) <= most, ran
