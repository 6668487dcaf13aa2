"""What lessons keep open for people with lived experience is shown in the studio, and taken away by who dealt with it."""

from lms.core.i18n import LANGUAGES
from lms.curriculum.operations.importing import import_all
from lms.curriculum.queries.slots import open_places
from lms.studio import documents
from lms.studio.models import Draft
from tests.curriculum.source_files import small_curriculum
from tests.factories import a_person, browser


def test_the_open_places_need_an_account(client):
    assert client.get("/studio/-/waiting").status_code == 302


def test_the_page_says_what_waits_in_which_lesson(app, tmp_path):
    import_all(small_curriculum(tmp_path / "modules"))
    page = browser(app, a_person()).get("/studio/-/waiting").text
    assert "What nobody decides for you." in page
    assert "An ordinary Tuesday." in page
    assert page.index("To decide") < page.index("To tell, if somebody wants to")


def test_no_place_is_shown_of_another_module(app, tmp_path):
    import_all(small_curriculum(tmp_path / "modules"))
    (place,) = open_places("en")
    assert place.module == "first"
    assert open_places("en", module_id=0) == ()


def test_a_place_that_was_dealt_with_is_gone_from_the_lesson():
    structure = {
        "minutes": 5,
        "review": {"by": "2027-05-22", "role": "editor"},
        "slots": ["decide", "tell"],
        "blocks": [],
    }
    words = {"title": "A", "summary": "B", "slots": {"decide": "C", "tell": "D"}, "blocks": {}}
    draft = Draft(blocks=documents.load(structure, dict.fromkeys(LANGUAGES, words)))
    head = documents.head_of(draft)
    head.structure = head.structure | {"slots": ["tell"]}
    frozen, texts = documents.freeze(draft)
    assert frozen["slots"] == ["tell"]
    assert texts["en"]["slots"] == {"tell": "D"}
    head.structure = head.structure | {"slots": []}
    frozen, texts = documents.freeze(draft)
    assert "slots" not in frozen
    assert "slots" not in texts["da"]
