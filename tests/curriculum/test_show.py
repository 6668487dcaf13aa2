"""What pages read: lessons, the catalogue, a module's page, stories, pictures."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from lms.core.clock import now, today
from lms.core.db import db
from lms.curriculum import queries, triggers
from lms.curriculum.models import Lesson, LessonText, Media, Story, StoryConsent, StoryText
from lms.curriculum.operations import import_all
from lms.curriculum.stories import story_text
from tests.curriculum.source_files import MODULE, MODULE_TEXT, contents, replace, small_curriculum
from tests.learning_factories import a_lesson, a_module


@pytest.fixture
def folder(app, tmp_path):
    folder = small_curriculum(tmp_path / "modules")
    import_all(folder)
    return folder


def lesson(language="en"):
    return queries.published_lesson("first", "t1-all", language)


def test_an_unknown_lesson_is_none(folder):
    assert queries.published_lesson("first", "t1-none", "en") is None
    assert queries.published_lesson("second", "t1-all", "en") is None


def test_a_retired_lesson_is_none(folder):
    db.session.scalars(select(Lesson)).one().retired_at = now()
    db.session.commit()
    assert lesson() is None
    assert queries.lesson_list(1, "en") == ()


def test_a_lesson_comes_with_its_module_list_and_sources(folder):
    found = lesson("da")
    assert (found.module_title, found.title, found.language, found.number) == ("Første", "All kinds", "da", 1)
    assert (found.minutes, found.review_by) == (15, "2027-05-22")
    assert [block.id for block in found.acts] == ["dilemma", "reflection", "quiz", "play"]
    assert [line.slug for line in found.lessons] == ["t1-all"]
    assert [source.short for source in found.sources] == ["Rapporten", "Siden"]


def test_a_lesson_read_again_takes_one_select_without_heavy_columns(folder, statements):
    lesson()
    with statements() as ran:
        assert lesson().blocks is lesson().blocks
    assert len(ran) == 2
    assert not any(column in ran[0] for column in ("structure", ".rendered,", ".source,", "revisions.texts"))


def test_another_language_and_a_new_revision_are_not_mixed_up(folder):
    assert lesson("en").sources[0].short == "Report"
    assert lesson("da").sources[0].short == "Rapporten"
    replace(folder / "first/t1-all/lesson.en.md", "A Tuesday", "A Wednesday")
    import_all(folder)
    assert lesson().blocks[0].heading == "A Wednesday"
    assert lesson("da").blocks[0].heading == "A Tuesday"


def test_a_rendering_made_anew_is_shown_at_once(folder):
    lesson()
    replace(folder / "sources.yaml", "en: Report,", "en: Great report,")
    import_all(folder)
    assert lesson().sources[0].short == "Great report"


def test_a_new_lesson_stands_in_the_list_at_once(folder):
    lesson()
    for name, content in contents(folder / "first/t1-all").items():
        path = folder / "first/t1-two" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    replace(folder / "first/module.yaml", "[t1-all]", "[t1-two, t1-all]")
    import_all(folder)
    assert [line.slug for line in lesson().lessons] == ["t1-two", "t1-all"]
    found = queries.published_lessons(lesson().module_id, "en")
    assert [it.slug for it in found] == ["t1-two", "t1-all"]


def test_a_language_that_is_missing_falls_back_to_the_other(app):
    module = a_module(lessons=0)
    made = a_lesson(module, "only", title="Only")
    triggers.drop_all(db.session.connection())
    danish = select(LessonText).where(LessonText.revision_id == made.current_id, LessonText.language == "da")
    db.session.delete(db.session.scalars(danish).one())
    db.session.commit()
    assert queries.published_lesson("first-steps", "only", "da").language == "en"
    assert queries.lesson_list(module.id, "da")[0].language == "en"


def test_the_catalogue_shows_what_is_there_and_what_is_coming(folder, statements):
    with statements() as ran:
        first, second = queries.catalogue("da")
    assert len(ran) == 1
    assert (first.title, first.summary, first.shipped, first.lessons) == ("Første", "In short.", True, 1)
    assert (second.title, second.summary, second.shipped, second.lessons) == ("Anden", "", False, 0)


def test_a_module_page_names_what_comes_before_it(folder, statements):
    assert queries.module_page("third", "en") is None
    with statements() as ran:
        page = queries.module_page("first", "da")
    assert len(ran) <= 3
    assert (page.title, page.objectives, page.for_whom, page.made) == (
        "Første",
        ("Begin.",),
        "Everybody.",
        "From sources.",
    )
    assert [(it.slug, it.title, it.shipped) for it in page.prerequisites] == [("second", "Anden", False)]
    assert [(it.slug, it.number, it.minutes) for it in page.lessons] == [("t1-all", 1, 15)]


def test_a_coming_module_has_a_page_without_lessons(folder):
    page = queries.module_page("second", "en")
    assert (page.title, page.shipped, page.lessons, page.minutes) == ("Second", False, (), 30)


def test_a_prerequisite_becomes_shipped_when_it_is(folder):
    lesson_folder = folder / "second" / "t2-all"
    for name, content in contents(folder / "first/t1-all").items():
        (lesson_folder / name).parent.mkdir(parents=True, exist_ok=True)
        (lesson_folder / name).write_bytes(content)
    module = MODULE.replace("t1-all", "t2-all").replace("code: t1", "code: t2").replace("[second]", "[]")
    (folder / "second/module.yaml").write_text(module)
    for language in ("en", "da"):
        (folder / f"second/module.{language}.yaml").write_text(MODULE_TEXT.format(title="Second"))
    import_all(folder)
    [second] = queries.module_page("first", "en").prerequisites
    assert second.shipped


@pytest.fixture
def story(folder):
    """A story whose owner allows it in the lesson, in English."""
    db.session.add(Story(code="k3x9", created_at=now()))
    db.session.flush()
    made = db.session.scalars(select(Story)).one()
    made.texts = [StoryText(language="en", body="I *came* back.", approved_at=now())]
    made.consents = [StoryConsent(lesson_id=lesson().lesson_id, language="en", given_at=now(), from_at=now())]
    db.session.commit()
    return made


def shown(code="k3x9", language="en"):
    return story_text(code, lesson().lesson_id, language)


def test_a_story_is_shown_where_its_owner_allows_it(story):
    assert shown() == "<p>I <em>came</em> back.</p>"
    assert shown("other") is None
    assert shown(language="da") is None
    assert story_text("k3x9", lesson().lesson_id + 1, "en") is None


@pytest.mark.parametrize(
    "change",
    [
        lambda story: setattr(story, "withdrawn_at", now()),
        lambda story: setattr(story.texts[0], "approved_at", None),
        lambda story: setattr(story.consents[0], "withdrawn_at", now()),
        lambda story: setattr(story.consents[0], "from_at", now() + timedelta(days=14)),
        lambda story: setattr(story.consents[0], "until", today() - timedelta(days=1)),
    ],
)
def test_a_story_is_gone_at_once_when_its_owner_says_so(story, change):
    assert shown()
    change(story)
    db.session.commit()
    assert shown() is None


def test_a_consent_holds_through_its_last_day(story):
    story.consents[0].until = today()
    db.session.commit()
    assert shown()


def test_an_unknown_picture_is_not_found(app, client):
    assert client.get("/media/" + "0" * 64).status_code == 404


def test_a_picture_may_be_kept_by_the_browser(folder, client):
    digest = db.session.scalars(select(Media.digest)).one()
    answer = client.get(f"/media/{digest}")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.data.startswith(b"\x89PNG")
    assert answer.get_etag()[0] == digest
