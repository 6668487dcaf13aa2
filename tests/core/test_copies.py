"""One file that holds the database, and its way back, on both databases."""

import os

import pytest
from sqlalchemy import select, text

from lms.accounts.models import Person
from lms.core import copies, schema
from lms.core.db import db
from lms.core.errors import DomainError
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


def names():
    return list(db.session.scalars(select(Person.name).order_by(Person.id)))


def test_a_file_that_is_there_is_never_written_over(house, tmp_path):
    file = tmp_path / "copy"
    file.write_text("mine")
    with pytest.raises(DomainError, match="there already"):
        copies.save(db.engine, file)
    assert file.read_text() == "mine"


def test_what_is_no_copy_changes_nothing(house, tmp_path):
    a_person("Ada Lund")
    db.session.close()
    for name, content in (("empty", b""), ("words", b"no database at all" * 400)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(DomainError):
            copies.load(db.engine, tmp_path / name)
    with pytest.raises(DomainError, match="no file"):
        copies.load(db.engine, tmp_path / "missing")
    assert names() == ["Ada Lund"]


def test_a_copy_brings_back_its_moment_with_triggers_and_all(house, tmp_path):
    a_person("Ada Lund")
    file = tmp_path / "copy"
    assert copies.save(db.engine, file) == file.stat().st_size > 0
    assert file.stat().st_mode & 0o077 == 0
    assert not list(tmp_path.glob("*.part"))
    a_person("Bea Holm")
    db.session.close()
    copies.load(db.engine, file)
    assert names() == ["Ada Lund"]
    query = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
    }[db.engine.dialect.name]
    assert db.session.scalar(text(query)) > 0


def test_a_missing_program_is_named(house, tmp_path, monkeypatch):
    if db.engine.dialect.name == "sqlite":
        copies.save(db.engine, tmp_path / "copy")  # needs none
        return
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DomainError, match="pg_dump"):
        copies.save(db.engine, tmp_path / "copy")
    assert not list(tmp_path.glob("copy*"))
