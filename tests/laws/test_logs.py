"""No planted marker name in a log: not from a path, query, form, header or database error."""

import io
import logging

import pytest
from sqlalchemy import text

from lms.core.access import public
from lms.core.db import db
from lms.core.logs import JsonLines
from tests.conftest import DATABASES, dispose, fresh_database, make_app, with_schema
from tests.factories import a_person, browser

MARKER = "Zebulon-Marker"
SKIPPED = {"static"}


@pytest.fixture
def written():
    """Everything any logger writes, as our formatter writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(), logging.getLogger("lms")]
    for logger in loggers:
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


@public
def broken():
    """A view whose statement fails with what a person wrote in its message."""
    db.session.execute(text("SELECT * FROM people WHERE name = :name AND nowhere = 1"), {"name": MARKER})


@public
def twice():
    """A view that breaks a unique rule with a person's address."""
    columns = "name, sort_key, email, language, time_zone, created_at"
    statement = f"INSERT INTO people ({columns}) SELECT {columns} FROM people"
    db.session.execute(text(statement))


@pytest.mark.parametrize("kind", DATABASES)
def test_no_log_line_holds_what_people_wrote(kind, tmp_path, written):
    with fresh_database(kind, tmp_path) as url:
        app = make_app(url)
        app.testing = False
        app.config["PROPAGATE_EXCEPTIONS"] = False
        app.add_url_rule("/broken", "broken", broken, methods=["GET", "POST"])
        app.add_url_rule("/twice", "twice", twice, methods=["POST"])
        with with_schema(app).app_context():
            person = a_person(f"{MARKER} Lund", email=f"{MARKER.lower()}@work.example")
            plant(app, browser(app, person))
            plant(app, browser(app))
        dispose(app)
    lines = written.getvalue()
    assert '"status": 500' in lines, "the broken views were not reached"
    assert MARKER.lower() not in lines.lower()


def plant(app, client):
    headers = {"User-Agent": MARKER, "Referer": f"http://127.0.0.1/{MARKER}"}
    for rule in app.url_map.iter_rules():
        if rule.endpoint in SKIPPED:
            continue
        path = rule.rule
        for name in rule.arguments:
            for converter in ("int:", "path:", "string:", ""):
                path = path.replace(f"<{converter}{name}>", "1" if converter == "int:" else MARKER)
        form = {
            "name": MARKER,
            "email": f"{MARKER}@x.example",
            "text": MARKER,
            "password": MARKER * 2,
            "addresses": MARKER,
        }
        client.get(f"{path}?q={MARKER}&next=/{MARKER}", headers=headers)
        if "POST" in (rule.methods or ()) and "sign" not in path and "logout" not in path:
            client.post(path, data=form, headers=headers)
