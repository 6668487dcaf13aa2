"""Writing a story: mine alone, saved in versions, shown in words I approved."""

import pytest
from sqlalchemy import select

from lms.activity.models import TrailEntry
from lms.core.db import db
from lms.curriculum.models import Story, StoryName, StoryText
from lms.studio import ownership
from tests.factories import a_person, browser
from tests.studio_stories_factories import a_story

LIST = "/studio/-/stories/"


@pytest.fixture
def bea(app):
    return a_person("Bea Holt")


@pytest.fixture
def story(bea):
    return a_story(bea, approved=False)


def write(client, story, body, *, version, language="en", **headers):
    data = {"body": body, "note": "", "version": version}
    return client.post(f"{LIST}{story.code}/words/{language}", data=data, headers=headers)


def text_of(story, language="en"):
    return db.session.scalar(select(StoryText).where(StoryText.story_id == story.id, StoryText.language == language))


def test_signed_out_leads_to_sign_in(client, story):
    assert client.get(LIST).status_code == 302
    assert client.get(f"{LIST}{story.code}/").status_code == 302


def test_a_story_is_not_there_for_anybody_else(app, story):
    eve = browser(app, a_person("Eve Moe"))
    for path in ("", "words/en", "name", "consent", "recording/en", "recording/en/listen"):
        assert eve.get(f"{LIST}{story.code}/{path}").status_code == 404
    for path in ("withdraw", "forget", "words/en/approve", "recording/en/delete", "consents/1/withdraw"):
        assert eve.post(f"{LIST}{story.code}/{path}").status_code == 404
    assert "came" not in eve.get(LIST).text
    assert text_of(story).body


def test_beginning_twice_makes_one_empty_story_that_says_nothing(app, bea):
    client = browser(app, bea)
    first, second = client.post(f"{LIST}new"), client.post(f"{LIST}new")
    assert first.location == second.location
    [story] = db.session.scalars(select(Story)).all()
    assert ownership.owner_of(story) == bea.id
    assert (story.name_kind, story.shown_name) == (StoryName.ANONYMOUS, "")
    assert [entry.actor_id for entry in db.session.scalars(select(TrailEntry))] == [None]


def test_changed_words_wait_for_approval_again(app, bea, story):
    client = browser(app, bea)
    client.post(f"{LIST}{story.code}/words/en/approve", data={"version": 1})
    assert text_of(story).approved_at
    assert write(client, story, "I stayed.", version=1).status_code == 302
    text = text_of(story)
    assert (text.body, text.version, text.approved_at) == ("I stayed.", 2, None)
    client.post(f"{LIST}{story.code}/words/en/approve", data={"version": 1})
    assert text_of(story).approved_at is None, "a wording they have not seen"


def test_without_scripts_plain_paragraphs_keep_the_formatting(app, bea, story):
    client = browser(app, bea)
    data = {"plain__body": "I came back on a Sunday.\n\nAnd stayed.", "note": "", "version": 1}
    client.post(f"{LIST}{story.code}/words/en", data=data)
    assert text_of(story).body == "I *came* back on a Sunday.\n\nAnd stayed."


def test_a_pasted_page_is_cleaned_and_never_lost(app, bea, story):
    pasted = "<p onclick='x()'>I stayed.</p><script>alert(1)</script><style>p{}</style>" + "<span>" * 350_000
    assert write(browser(app, bea), story, pasted, version=1).status_code == 302
    assert text_of(story).body == "I stayed."


def test_an_older_page_loses_nothing(app, bea, story):
    client = browser(app, bea)
    write(client, story, "Newer.", version=1)
    answer = write(client, story, "Older.", version=1, **{"X-Requested-With": "autosave"})
    assert answer.status_code == 409
    assert (text_of(story).body, text_of(story).aside) == ("Newer.", "Older.")
    assert "Older." in client.get(answer.json["conflict_url"]).text
    client.post(f"{LIST}{story.code}/words/en/settle", data={"keep": "aside"})
    assert (text_of(story).body, text_of(story).aside) == ("Older.", None)


def test_a_save_by_itself_answers_with_the_version(app, bea, story):
    answer = write(browser(app, bea), story, "Newer.", version=1, **{"X-Requested-With": "autosave"})
    assert (answer.status_code, answer.json["version"], answer.json["merged"]) == (200, 2, False)


def test_a_pseudonym_with_the_own_name_is_refused(app, bea, story):
    client = browser(app, bea)
    path = f"{LIST}{story.code}/name"
    answer = client.post(path, data={"kind": "pseudonym", "shown_name": "Beatrice B"})
    assert answer.status_code == 422
    assert "part of your own name" in answer.text
    assert client.post(path, data={"kind": "pseudonym", "shown_name": ""}).status_code == 422
    assert client.post(path, data={"kind": "pseudonym", "shown_name": "Linden"}).status_code == 302
    db.session.refresh(story)
    assert (story.name_kind, story.shown_name) == (StoryName.PSEUDONYM, "Linden")


def test_the_page_shows_the_month_and_a_warning_about_the_own_name(app, bea):
    story = a_story(bea, words="They called me Bea.")
    page = browser(app, bea).get(f"{LIST}{story.code}/").text
    assert "Your own name" in page
    assert f"{story.created_at:%B %Y}" in page
    assert f"{story.created_at.day} {story.created_at:%B}" not in page
