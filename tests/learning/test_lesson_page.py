"""Reading a lesson, keeping the place in it, completing it."""

import pytest
from sqlalchemy import func, select

from lms.activity.models import TrailEntry
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Story, StoryConsent, StoryText
from lms.learning.models import BlockDone, Certificate, LessonDone, ModuleDone, Place, QuizTry, Start
from lms.learning.words import as_of
from tests.factories import a_person, browser, save
from tests.learning_factories import COURSE, LESSON, RIGHT, a_course, a_newer_course, answer_all, send, try_it


@pytest.fixture
def lesson(app, tmp_path):
    return a_course(tmp_path)


@pytest.fixture
def ada(app):
    return browser(app, a_person())


def blocks_done():
    return set(db.session.scalars(select(BlockDone.block)))


def rows(model):
    return db.session.scalar(select(func.count()).select_from(model))


def test_signed_out_everything_can_be_read_and_nothing_is_answered(client, lesson):
    page = client.get(LESSON).text
    for words in ("A Tuesday", "Work gives purpose", "It begins.", "What helped?", "It starts."):
        assert words in page
    assert "I have read this" not in page
    assert "next=/modules/first/t1-all/%23lesson-end" in page


def test_signed_out_reading_writes_nothing(client, lesson):
    client.get(LESSON)
    assert rows(Start) == 0


def test_a_lesson_that_does_not_exist_is_404(client, lesson):
    assert client.get("/modules/first/nothing/").status_code == 404
    assert client.get("/modules/second/t1-all/").status_code == 404


def test_a_signed_out_reader_cannot_keep_a_place_or_complete(client, lesson):
    assert send(client, lesson, "place", block="case").status_code == 401
    assert send(client, lesson, "read").status_code == 401


def test_a_place_that_is_no_block_is_refused(ada, lesson):
    assert send(ada, lesson, "place", block="nowhere").status_code == 400
    assert rows(Place) == 0


def test_the_lesson_says_how_it_was_made_and_when_it_is_looked_over(client, lesson):
    page = client.get(LESSON).text
    assert "No person with lived experience has yet decided anything in it." in page
    assert "22 May 2027" in page


def test_facts_say_who_as_of_when_and_from_where(client, lesson):
    page = client.get(LESSON).text
    assert 'Citizens · as of 2017 · <a class="cite" href="#source-S001">Report, 6.2</a>' in page
    assert 'id="source-S001"' in page
    assert "It is small." in page


def test_a_source_says_when_it_was_looked_up_as_people_write_months(client, lesson):
    assert "Looked up in November 2026." in client.get(LESSON).text
    assert "Slået op i november 2026." in client.get(LESSON + "?lang=da").text
    assert "Slået op i november 2026." in client.get(COURSE + "-/made").text


def test_a_fact_says_its_month_in_words_and_leaves_years_and_spans(app):
    with app.test_request_context("/?lang=da"):
        assert [as_of(value) for value in ("2026-11", "2017", "2013–2015", "undated")] == [
            "pr. november 2026",
            "pr. 2017",
            "pr. 2013–2015",
            "uden dato",
        ]


def test_cases_and_scenarios_are_marked_as_constructed(client, lesson):
    page = client.get(LESSON).text
    assert "Constructed case" in page
    assert "Constructed scenario" in page
    assert "Konstrueret case" in client.get(LESSON + "?lang=da").text


def test_a_content_note_comes_first_with_a_way_past_it_and_someone_to_talk_to(client, lesson):
    page = client.get(LESSON).text
    case = page[page.index('<section class="block block-case"') : page.index('<section class="block block-story"')]
    assert case.index("This part is about losing a job.") < case.index("Show it") < case.index("It begins.")
    assert '<a href="#story">Skip this part</a>' in case
    assert 'href="/help"' in case
    assert "<details" in case
    assert "<details open" not in case


def test_a_story_is_shown_only_while_its_owner_allows_it(client, lesson):
    assert "There is no story here at the moment." in client.get(LESSON).text
    story = save(Story(code="k3x9", created_at=now()))
    consent = StoryConsent(story_id=story.id, lesson_id=lesson.id, language="en", given_at=now(), from_at=now())
    save(StoryText(story_id=story.id, language="en", body="What I tell.", approved_at=now()), consent)
    assert "What I tell." in client.get(LESSON).text
    consent.withdrawn_at = now()
    db.session.commit()
    assert "What I tell." not in client.get(LESSON).text


def test_the_place_is_kept_and_offered_on_return(ada, lesson):
    assert send(ada, lesson, "place", block="case").status_code == 204
    assert '<a href="#case">Continue where you left: Ada&#39;s week</a>' in ada.get(LESSON).text
    assert f'href="{LESSON}#case"' in ada.get(COURSE).text
    assert (rows(Start), rows(Place)) == (1, 1)


def test_an_answer_keeps_the_place_too(ada, lesson):
    try_it(ada, lesson, "q1", answer="a")
    assert db.session.scalars(select(Place.block)).all() == ["quiz"]


def test_what_still_waits_is_named_with_links_and_nothing_is_lost(ada, lesson):
    try_it(ada, lesson, "q1", answer="a")
    answer = send(ada, lesson, "read")
    assert answer.location.endswith("#lesson-end")
    end = ada.get(LESSON).text.split('id="lesson-end"')[1]
    for block in ("dilemma", "reflection", "quiz", "play"):
        assert f'<a href="#{block}">' in end
    assert "I have read this" not in end
    assert rows(LessonDone) == 0
    assert rows(QuizTry) == 1
    assert blocks_done() == {"opening", "facts", "case", "story"}


def test_the_last_answer_completes_a_lesson_that_has_been_read(ada, lesson):
    send(ada, lesson, "read")
    answer_all(ada, lesson)
    assert (rows(LessonDone), rows(ModuleDone), rows(Certificate)) == (1, 1, 1)


def test_reading_completes_a_lesson_whose_blocks_are_answered(ada, lesson):
    answer_all(ada, lesson)
    assert rows(LessonDone) == 0
    send(ada, lesson, "read")
    send(ada, lesson, "read")
    assert (rows(LessonDone), rows(ModuleDone), rows(Certificate)) == (1, 1, 1)
    assert "You have completed this lesson" in ada.get(LESSON).text


def test_leaving_everything_out_completes_the_lesson_but_not_the_pass_mark(ada, lesson):
    for block in ("dilemma", "quiz", "play"):
        send(ada, lesson, f"{block}/pass")
    ada.post(f"{LESSON}-/reflections/reflection/leave-out", data={"revision": lesson.current_id})
    send(ada, lesson, "read")
    assert (rows(LessonDone), rows(ModuleDone)) == (1, 0)
    page = ada.get(COURSE).text
    assert "4 of the 5 scored quiz questions" in page
    assert f'href="{LESSON}#quiz"' in page


def test_a_better_try_later_completes_the_module(ada, lesson):
    wrong = {**RIGHT, "q1": {"answer": "b"}, "q3": {"answer": "true"}}
    answer_all(ada, lesson, right=wrong)
    send(ada, lesson, "read")
    assert rows(ModuleDone) == 0
    try_it(ada, lesson, "q1", answer="a")
    assert (rows(ModuleDone), rows(Certificate)) == (1, 1)
    assert "You have completed this module." in ada.get(COURSE).text


def test_the_trail_holds_completions_only(ada, lesson):
    answer_all(ada, lesson)
    send(ada, lesson, "read")
    trail = db.session.execute(select(TrailEntry.verb, TrailEntry.thing)).all()
    assert {tuple(row) for row in trail} <= {
        ("completed", "lesson"),
        ("completed", "module"),
        ("issued", "certificate"),
    }


def test_a_new_revision_takes_nothing_away_and_shows_what_is_new(ada, lesson, tmp_path):
    answer_all(ada, lesson)
    send(ada, lesson, "read")
    a_newer_course(
        tmp_path,
        ("first/t1-all/lesson.yaml", "- id: facts\n", "- id: added\n  kind: reflection\n- id: facts\n"),
        (
            "first/t1-all/lesson.en.md",
            "::: facts facts",
            "::: reflection added\nSomething new.\n:::\n\n::: facts facts",
        ),
        ("first/t1-all/lesson.da.md", "::: facts facts", "::: reflection added\nNoget nyt.\n:::\n\n::: facts facts"),
    )
    page = ada.get(LESSON).text
    assert "You have completed this lesson" in page
    assert "New since you completed this lesson:" in page
    assert '<a href="#added">' in page.split('id="lesson-end"')[1]
    assert (rows(LessonDone), rows(ModuleDone), rows(QuizTry)) == (1, 1, 6)


def test_a_completion_on_an_older_page_counts_for_that_revision(ada, lesson, tmp_path):
    older = lesson.current_id
    answer_all(ada, lesson)
    a_newer_course(tmp_path, ("first/t1-all/lesson.en.md", "It goes on.", "It goes on, and on."))
    send(ada, lesson, "read", revision=older)
    assert db.session.scalars(select(LessonDone.revision_id)).all() == [older]


def test_a_signed_in_page_takes_four_selects(ada, lesson, statements, tmp_path):
    without_story = [
        (f"first/t1-all/lesson.{language}.md", "::: story story\nSomebody tells.\n:::\n\n", "")
        for language in ("en", "da")
    ]
    structure = ("first/t1-all/lesson.yaml", "- id: story\n  kind: story\n  required: false\n  story: k3x9\n", "")
    a_newer_course(tmp_path, structure, *without_story)
    answer_all(ada, lesson)
    ada.get(LESSON)
    with statements() as ran:
        ada.get(LESSON)
    assert len(ran) <= 4, ran
