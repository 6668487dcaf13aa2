"""Downloading one's own data."""

import io
import json
import zipfile
from datetime import timedelta

from lms.accounts.models import Visit
from lms.core.clock import now
from lms.core.db import db, writing
from lms.mail.models import OutboxMail
from lms.privacy import views
from lms.privacy.archive import collected
from lms.privacy.words import ENTRIES
from tests.factories import a_member, a_person, an_administrator, an_organisation, browser, save


def taken(app, person):
    answer = browser(app, person).post("/account/data?lang=en")
    assert answer.status_code == 200
    return answer, zipfile.ZipFile(io.BytesIO(answer.data))


def test_signed_out_people_are_sent_to_sign_in(client):
    assert "/login" in client.get("/account/data").headers["Location"]
    assert client.post("/account/data").status_code == 401


def test_the_page_says_what_the_file_holds_and_gives_nothing_away_on_get(app):
    page = browser(app, a_person()).get("/account/data?lang=en")
    assert page.status_code == 200
    assert page.mimetype == "text/html"
    assert "reflections are readable in this file" in page.text


def test_the_file_holds_the_same_for_programs_and_for_people(app):
    ada = a_member(a_person(), an_organisation())
    answer, archive = taken(app, ada)
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    data = json.loads(archive.read("data.json"))
    overview = archive.read("overview.html").decode()
    assert data["accounts"]["account"]["email"] == ada.email
    for text in (ada.name, ada.email, "Nordby Jobcenter"):
        assert text in overview


def test_nothing_of_anybody_else_is_in_it(app):
    a_person("Eve Stranger")
    _, archive = taken(app, a_person())
    assert b"Stranger" not in archive.read("data.json")


def test_mails_are_told_without_their_addresses(app):
    ada = a_person()
    post = {"language": "en", "parameters": {}, "created_at": now(), "try_at": now()}
    save(OutboxMail(kind="accounts.welcome", recipient_id=ada.id, **post))
    _, archive = taken(app, ada)
    assert json.loads(archive.read("data.json"))["mail"]["mails"][0]["kind"] == "accounts.welcome"


def test_a_text_with_markup_stays_a_text(app):
    _, archive = taken(app, a_person("Ada <b>Lund</b>", email="ada@work.example"))
    assert "<b>" not in archive.read("overview.html").decode()


def test_the_file_is_built_without_the_write_lock(app, monkeypatch):
    seen = []
    monkeypatch.setattr(views, "packed", lambda _person: seen.append(writing.get()) or b"")
    browser(app, a_person()).post("/account/data")
    assert seen == [False]


def test_whoever_has_not_proved_lately_who_they_are_is_asked_first(app):
    gry = an_administrator()
    client = browser(app, gry)
    db.session.query(Visit).one().confirmed_at = now() - timedelta(hours=1)
    db.session.commit()
    assert client.post("/account/data").status_code == 302


def test_the_overview_speaks_the_readers_language(app):
    ada = a_member(a_person(), an_organisation())
    answer = browser(app, ada).post("/account/data?lang=da")
    overview = zipfile.ZipFile(io.BytesIO(answer.data)).read("overview.html").decode()
    assert 'lang="da"' in overview
    assert "Hvor jeg hører til" in overview


def test_every_entry_has_a_word_for_people(app):
    def entries(value):
        if isinstance(value, dict):
            yield from value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from entries(inner)

    nameless = {name for part in collected(a_person()).values() for name in entries(part)} - set(ENTRIES)
    assert not nameless, f"name these in lms/privacy/words.py: {sorted(nameless)}"
