"""`lms backup` and `lms restore`: what was withdrawn or erased since does not come back (rule 4)."""

import os

import pytest

from lms.accounts.models import Person
from lms.cli.copies import backup, restore
from lms.core import schema
from lms.core.db import db
from lms.core.transaction import transaction
from lms.curriculum.models import StoryText
from lms.privacy.operations import erase
from lms.studio.operations import telling
from lms.studio.operations.withdrawing import withdraw
from tests import postgres
from tests.conftest import DATABASES, dispose, fresh_database, make_app
from tests.factories import a_person


@pytest.fixture(params=DATABASES)
def house(request, tmp_path, monkeypatch):
    """An installation of its own; PostgreSQL's programs are those of its wheel."""
    with fresh_database(request.param, tmp_path) as url:
        monkeypatch.setenv("PATH", f"{postgres.programs()}{os.pathsep}{os.environ['PATH']}")
        app = make_app(url)
        with app.app_context():
            schema.upgrade(db.engine)
            yield app
        dispose(app)


def a_story(person, words):
    with transaction():
        story = telling.begin(by=person)
        telling.write(story, "en", body=words, note="", version=0)
    return story


def words_of_stories():
    found = sorted(text.body for text in db.session.query(StoryText))
    db.session.rollback()
    return found


def test_a_file_that_is_there_is_refused_in_a_line(house, tmp_path):
    (tmp_path / "copy").write_text("mine")
    run = house.test_cli_runner().invoke(backup, [str(tmp_path / "copy")])
    assert run.exit_code != 0
    assert "there already" in str(run.exception or run.output)


def test_restoring_asks_first(house, tmp_path):
    run = house.test_cli_runner().invoke(restore, [str(tmp_path / "copy")], input="n\n")
    assert run.exit_code == 1
    assert "Is the service stopped?" in run.output


def test_what_was_withdrawn_or_erased_since_does_not_come_back(house, tmp_path):
    bea, bo = a_person("Bea Holst"), a_person("Bo Juhl")
    withdrawn, _kept = a_story(bea, "A story taken back."), a_story(bo, "A story that stays.")
    ada = a_person("Ada Lund")
    file = str(tmp_path / "copy")
    assert house.test_cli_runner().invoke(backup, [file], catch_exceptions=False).exit_code == 0
    with transaction():
        withdraw(withdrawn)
        erase(ada, confirmed_by=ada.email)
    ids = ada.id, withdrawn.id
    db.session.close()
    run = house.test_cli_runner().invoke(restore, [file, "--yes"], catch_exceptions=False)
    assert run.exit_code == 0
    assert f"person:{ids[0]}: taken out again" in run.output
    assert f"story:{ids[1]}: taken out again" in run.output
    assert words_of_stories() == ["A story that stays."]
    assert db.session.get_one(Person, ids[0]).name == ""


def test_a_ledger_kept_outside_is_done_again_too(house, tmp_path):
    story = a_story(a_person("Bea Holst"), "A story taken back.")
    file, ledger = str(tmp_path / "copy"), tmp_path / "ledger"
    house.test_cli_runner().invoke(backup, [file], catch_exceptions=False)
    ledger.write_text(f'{{"withdrawn": "story:{story.id}"}}\n')
    db.session.close()
    run = house.test_cli_runner().invoke(restore, [file, "--yes", "--ledger", str(ledger)], catch_exceptions=False)
    assert run.exit_code == 0
    assert words_of_stories() == []
