"""The journal: list, search, notes, change, delete, download."""

import pytest
from sqlalchemy import func, select

from lms.core.db import db
from lms.learning.models import JournalCopy, JournalEntry
from lms.learning.operations import journal
from lms.learning.queries import journal as reading
from tests.factories import a_person, browser
from tests.learning_factories import a_module

KEY = "a-page-of-ada-0123456789"


def a_form(text, **changes):
    return {"text": text, "version": "0", "writer": KEY, "step": "0", **changes}


def a_note(person, text, writer):
    written = journal.writing(text, version=0, writer=writer)
    saved = journal.write_note(written, language="en", by=person)
    db.session.commit()
    return saved.entry


def a_reflection(person, lesson, text):
    prompt = journal.Prompt(
        lesson_id=lesson.id, block="think", revision_id=lesson.current_id, language="en", text="What would you do?"
    )
    saved = journal.save_reflection(prompt, journal.writing(text, version=0, writer=KEY), by=person)
    db.session.commit()
    return saved.entry


@pytest.fixture
def ada(app):
    return a_person("Ada Lund")


@pytest.fixture
def page(app, ada):
    return browser(app, ada)


@pytest.fixture
def eve(app):
    return browser(app, a_person("Eve Stranger"))


def test_signed_out_it_leads_to_the_sign_in_page(client):
    assert client.get("/journal/").status_code == 302
    assert client.get("/journal/download").status_code == 302
    assert client.post("/journal/", data=a_form("x")).status_code == 401


def test_a_stranger_meets_nothing(ada, eve):
    entry = a_note(ada, "Only mine.", KEY)
    assert "Only mine." not in eve.get("/journal/").text
    assert "Only mine." not in eve.get("/journal/?q=mine").text
    assert "Only mine." not in eve.get("/journal/download").text
    assert eve.get(f"/journal/{entry.id}/").status_code == 404
    assert eve.get(f"/journal/{entry.id}/delete").status_code == 404
    assert eve.post(f"/journal/{entry.id}/delete").status_code == 404
    assert eve.post(f"/journal/{entry.id}/", data=a_form("Taken over.")).status_code == 404
    assert reading.entry(ada.id, entry.id).text == "Only mine."


def test_an_entry_that_is_gone_gives_the_text_back(page):
    answer = page.post(
        "/journal/12345/", data=a_form("Long enough to be shown once more, because it must not be lost at all.")
    )
    assert answer.status_code == 404
    assert "Long enough to be shown once more" in answer.text


def test_an_empty_journal_offers_no_search(page):
    assert 'type="search"' not in page.get("/journal/").text


def test_an_empty_note_is_refused_beside_the_field(page):
    answer = page.post("/journal/", data=a_form("   "))
    assert answer.status_code == 422
    assert 'id="entry' not in answer.text
    assert "nothing to save yet" in answer.text


def test_a_note_is_kept_and_the_page_says_so(page, ada):
    answer = page.post("/journal/", data=a_form("A note to myself."))
    assert answer.location == "/journal/?saved=note"
    shown = page.get(answer.location).text
    assert "A note to myself." in shown
    assert 'data-draft-saved="note"' in shown
    assert 'href="/help"' in shown


def test_a_note_sent_twice_is_one_note(page):
    page.post("/journal/", data=a_form("Once."))
    page.post("/journal/", data=a_form("Once."))
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 1


def test_a_note_changed_after_going_back_keeps_both(page, ada):
    page.post("/journal/", data=a_form("First."))
    answer = page.post("/journal/", data=a_form("Changed."))
    assert "/journal/" in answer.location
    shown = page.get(answer.location).text
    assert "First." in shown
    assert "Changed." in shown
    assert "Keep both" in shown


def test_the_newest_comes_first_with_its_prompt_and_place(page, ada):
    lesson = a_module().lessons[0]
    a_reflection(ada, lesson, "About the lesson.")
    a_note(ada, "Later.", "other-page-0123456789")
    shown = page.get("/journal/").text
    assert shown.index("Later.") < shown.index("About the lesson.")
    assert "What would you do?" in shown
    assert "First steps" in shown
    assert "/modules/first-steps/first-steps-1/" in shown


def test_a_long_journal_comes_in_pages_with_few_statements(page, ada, statements):
    for number in range(25):
        a_note(ada, f"Note number {number:02}.", f"page-{number:02}-0123456789")
    with statements() as ran:
        first = page.get("/journal/").text
    assert len(ran) <= 4, ran
    assert "Note number 24." in first
    assert "Note number 04." not in first
    assert "Note number 04." in page.get("/journal/?page=2").text
    assert "Note number 04." in page.get("/journal/?page=99").text


@pytest.mark.parametrize("words", ["fællesmøde", "FAELLESMOEDE", "møde cafe"])
def test_search_finds_words_without_regard_to_case_and_accents(page, ada, words):
    a_note(ada, "Vi holdt et Fællesmøde på en café.", KEY)
    a_note(ada, "Something else.", "other-page-0123456789")
    shown = page.get("/journal/", query_string={"q": words}).text
    assert "1 entry holds" in shown
    assert "café" in shown
    assert "Something else." not in shown


def test_search_that_finds_nothing_says_so(page, ada):
    assert "0 entries hold" in page.get("/journal/?q=nowhere").text


def test_an_entry_is_changed(page, ada):
    entry = a_note(ada, "Before.", KEY)
    shown = page.get(f"/journal/{entry.id}/")
    assert f'name="version" value="{entry.version}"' in shown.text
    answer = page.post(f"/journal/{entry.id}/", data=a_form("After.", version=entry.version))
    assert answer.status_code == 302
    assert reading.entry(ada.id, entry.id).text == "After."


def test_an_entry_changed_on_an_older_page_keeps_both(page, ada):
    entry = a_note(ada, "Before.", KEY)
    version = entry.version
    page.post(f"/journal/{entry.id}/", data=a_form("At home.", version=version))
    late = a_form("At work.", version=version, writer="work-page-0123456789")
    answer = page.post(f"/journal/{entry.id}/", data=late, headers={"HX-Request": "true"})
    assert 'id="entry-aside"' in answer.text
    kept = reading.entry(ada.id, entry.id)
    assert (kept.text, [copy.text for copy in kept.copies]) == ("At home.", ["At work."])
    choice = {"keep": "other", "copy": kept.copies[0].id, "version": kept.version}
    page.post(f"/journal/{entry.id}/choice", data=choice)
    assert reading.entry(ada.id, entry.id).text == "At work."


def test_a_text_that_is_too_long_stays_in_the_field(page, ada):
    entry = a_note(ada, "Before.", KEY)
    answer = page.post(f"/journal/{entry.id}/", data=a_form("a" * 20_001, version=entry.version))
    assert answer.status_code == 422
    assert "a" * 20_001 in answer.text
    assert reading.entry(ada.id, entry.id).text == "Before."


def test_deleting_asks_first_and_then_leaves_nothing(page, ada):
    place = f"/journal/{a_note(ada, 'Away with it.', KEY).id}"
    page.post(f"{place}/", data=a_form("Late.", writer="other-page-0123456789"))
    asked = page.get(f"{place}/delete").text
    assert "Away with it." in asked
    page.post(f"{place}/delete")
    assert db.session.scalar(select(func.count()).select_from(JournalEntry)) == 0
    assert db.session.scalar(select(func.count()).select_from(JournalCopy)) == 0
    assert page.post(f"{place}/delete").status_code == 404


def test_the_download_holds_everything_as_markdown(page, ada):
    a_reflection(ada, a_module().lessons[0], "Ask <first> & then write.")
    a_note(ada, "A note.", "other-page-0123456789")
    answer = page.get("/journal/download")
    assert answer.mimetype == "text/markdown"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "> What would you do?" in answer.text
    assert "Ask <first> & then write." in answer.text
    assert answer.text.index("Ask <first>") < answer.text.index("A note.")


def test_the_page_tells_drafts_apart_by_account(page, eve, ada):
    def account(shown):
        return shown.split('data-account="')[1].split('"')[0], shown.split('data-draft-key="')[1].split('"')[0]

    mine, again, others = (account(each.get("/journal/").text) for each in (page, page, eve))
    assert mine == again
    assert not set(mine) & set(others)
    assert str(ada.id) not in mine
