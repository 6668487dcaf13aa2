"""Allowing a story: read back first, shown to nobody for fourteen days, gone at once when taken out or withdrawn."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.activity.models import TrailEntry
from lms.core.clock import now, today
from lms.core.db import db
from lms.curriculum.models import Story, StoryConsent, StoryName, StoryRecording, StoryText
from lms.studio import ledger
from lms.studio.models import Collaboration, StoryExport, StoryOwner
from lms.studio.queries.offered_stories import offered
from tests.factories import a_person, browser, save
from tests.learning_factories import a_course
from tests.studio_factories import a_block, a_collaboration, a_draft
from tests.studio_stories_factories import a_consent, a_recording, a_story

LIST = "/studio/-/stories/"
ALLOW = {"in_en": "y", "may_print": "y", "others": "no"}


@pytest.fixture
def lesson(app, tmp_path):
    """A published lesson that holds the story k3x9."""
    return a_course(tmp_path)


@pytest.fixture
def bea(lesson):
    bea = a_person("Bea Holt")
    a_collaboration(lesson.module, peers=[bea, a_person("Bo Friis")], professionals=[a_person("Carl Juhl")])
    return bea


@pytest.fixture
def story(bea):
    return a_story(bea, code="k3x9", kind=StoryName.PSEUDONYM, name="Linden")


def page_of(lesson):
    return f"/modules/{lesson.module.slug}/{lesson.slug}/"


def consents():
    return db.session.scalars(select(StoryConsent).order_by(StoryConsent.id)).all()


def test_only_lessons_of_my_own_collaborations_can_be_chosen(app, story, lesson):
    dana = a_person("Dana Vik")
    other = a_story(dana, code="other")
    page = browser(app, dana).get(f"{LIST}{other.code}/consent").text
    assert "You write no module together" in page
    answer = browser(app, dana).post(f"{LIST}{other.code}/consent", data={"lesson": lesson.id, **ALLOW})
    assert answer.status_code == 422
    assert not consents()


def test_the_page_says_first_what_cannot_be_called_back(app, bea, story):
    page = browser(app, bea).get(f"{LIST}{story.code}/consent").text
    for words in ("printed, copied", "30 days", "For 14 days nobody sees it", "anybody else be recognised"):
        assert words in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"others": "not_asked"}, "Ask them first"),
        ({"others": ""}, "Say whether anybody else"),
        ({"in_en": ""}, "Approve the words in each language"),
        ({"in_da": "y"}, "Approve the words in each language"),
        ({"until": "2020-01-01"}, "Choose a later day"),
    ],
)
def test_what_cannot_be_allowed_is_refused_in_words(app, bea, story, lesson, changes, sentence):
    data = {"lesson": lesson.id, **ALLOW, **changes, "confirmed": "yes"}
    answer = browser(app, bea).post(f"{LIST}{story.code}/consent", data={k: v for k, v in data.items() if v})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert not consents()


def test_a_choice_is_read_back_before_it_counts(app, bea, story, lesson):
    client = browser(app, bea)
    data = {"lesson": lesson.id, **ALLOW}
    page = client.post(f"{LIST}{story.code}/consent", data=data)
    assert page.status_code == 200
    assert "It can be read and printed." in page.text
    assert "“Linden”" in page.text
    assert not consents()
    client.post(f"{LIST}{story.code}/consent", data={**data, "confirmed": "yes"})
    [given] = consents()
    assert given.from_at - given.given_at == timedelta(days=14)
    assert given.uses == ["print"]
    assert {entry.actor_id for entry in db.session.scalars(select(TrailEntry))} == {None}


def test_for_fourteen_days_it_is_shown_to_nobody(app, client, story, lesson):
    consent = a_consent(story, lesson, given=now() - timedelta(days=13))
    assert "Sunday" not in client.get(page_of(lesson)).text
    assert offered([lesson.id], "en") == []
    consent.from_at = now()
    save(consent)
    answer = client.get(page_of(lesson))
    assert "I <em>came</em> back on a Sunday." in answer.text
    assert "Told by Linden" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Told by somebody" not in answer.text
    [one] = offered([lesson.id], "en")
    assert (one.code, one.name, one.languages) == ("k3x9", "Linden", ("en",))


def test_taken_out_of_a_lesson_it_stays_with_its_owner(app, bea, client, story, lesson):
    consent = a_consent(story, lesson)
    browser(app, bea).post(f"{LIST}{story.code}/consents/{consent.id}/withdraw")
    page = client.get(page_of(lesson)).text
    assert "Sunday" not in page
    assert "There is no story here at the moment." in page
    assert db.session.scalar(select(StoryText.body))
    assert ledger.entries() == [f"consent:{consent.id}"]


def test_another_story_s_consent_is_not_there(app, bea, story, lesson):
    consent = a_consent(a_story(a_person("Eve Moe"), code="eve"), lesson)
    answer = browser(app, bea).post(f"{LIST}{story.code}/consents/{consent.id}/withdraw")
    assert answer.status_code == 404
    assert consents()[0].withdrawn_at is None


def test_withdrawn_it_is_gone_everywhere_at_once(app, bea, client, story, lesson):
    a_consent(story, lesson)
    story.name_kind = StoryName.FULL
    a_recording(save(story))
    sound = f"{page_of(lesson)}-/stories/k3x9/en.wav"
    assert client.get(sound).status_code == 200
    answer = browser(app, bea).post(f"{LIST}{story.code}/withdraw")
    assert answer.status_code == 302
    assert "There is no story here at the moment." in client.get(page_of(lesson)).text
    assert client.get(sound).status_code == 404
    assert client.post(f"{page_of(lesson)}-/stories/k3x9/en/print").status_code == 404
    assert not db.session.scalars(select(StoryText)).all()
    assert not db.session.scalars(select(StoryRecording.id)).all()
    db.session.refresh(story)
    assert (story.shown_name, consents()[0].withdrawn_at) == ("", story.withdrawn_at)
    assert ledger.entries() == [f"story:{story.id}"]
    assert "You took this story back" in browser(app, bea).get(f"{LIST}{story.code}/").text
    browser(app, bea).post(f"{LIST}{story.code}/withdraw")
    assert len(ledger.entries()) == 1


def test_forgotten_nothing_says_whose_it_was(app, bea, story):
    browser(app, bea).post(f"{LIST}k3x9/forget")
    assert not db.session.scalars(select(Story)).all()
    assert not db.session.scalars(select(StoryOwner)).all()
    assert browser(app, bea).get(f"{LIST}k3x9/").status_code == 404


def test_its_owner_sees_where_it_stands_and_which_files_held_it(app, bea, client, story, lesson):
    a_consent(story, lesson)
    printed = client.post(f"{page_of(lesson)}-/stories/k3x9/en/print")
    assert (printed.status_code, printed.headers["Cache-Control"]) == (200, "no-store")
    assert "can take it back" in printed.text
    assert db.session.scalar(select(StoryExport.kind)) == "print"
    page = browser(app, bea).get(f"{LIST}{story.code}/").text
    assert "Edition 1, which readers see now." in page
    assert f"A page to print, {today():%B %Y}: 1" in page


def test_a_page_to_print_needs_its_own_yes(client, story, lesson):
    a_consent(story, lesson, uses=["voice"])
    assert client.post(f"{page_of(lesson)}-/stories/k3x9/en/print").status_code == 404
    assert "A version to print" not in client.get(page_of(lesson)).text


def test_partners_see_what_is_offered_and_strangers_nothing(app, bea, story, lesson):
    a_consent(story, lesson)
    path = f"/studio/{lesson.module.slug}/-/stories"
    bo = db.session.scalars(select(type(bea)).where(type(bea).name == "Bo Friis")).unique().one()
    page = browser(app, bo).get(path).text
    assert "A story, told by Linden" in page
    assert "Bea" not in page
    assert browser(app, a_person("Eve Moe")).get(path).status_code == 404


def test_an_offered_story_is_shown_in_words_and_only_its_owner_knows_it_again(app, bea, story, lesson):
    a_consent(story, lesson)
    path = f"/studio/{lesson.module.slug}/-/stories"
    bo = db.session.scalars(select(type(bea)).where(type(bea).name == "Bo Friis")).unique().one()
    theirs, hers = browser(app, bo).get(path).text, browser(app, bea).get(path).text
    assert story.code not in theirs + hers
    assert "This is yours" not in theirs
    assert "This is yours. It begins: “" in hers


def test_a_story_is_asked_for_once_per_module(app, bea, lesson):
    client = browser(app, bea)
    path = f"/studio/{lesson.module.slug}/-/stories"
    assert client.post(f"{path}/ask").status_code == 302
    assert client.post(f"{path}/ask").status_code == 409
    assert "never needed" in client.get(path).text


def test_any_partner_can_put_an_offered_story_in_so_that_nobody_is_known_by_it(app, bea, story, lesson):
    a_consent(story, lesson)
    eve = a_story(a_person("Eve Moe"), code="mine", words="Words of my own.")
    draft = a_draft(db.session.scalars(select(Collaboration)).unique().one(), lesson)
    a_block(draft, "told", kind="story", structure={"story": "", "required": False}, body={"body": ""})
    a_story(bea, code="hers", words="Hers alone.")
    page = browser(app, bea).get(f"/studio/-/drafts/{draft.id}/blocks/told/en").text
    assert "Told by Linden" in page
    assert "Hers alone." not in page
    assert eve.code not in page
