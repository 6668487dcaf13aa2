"""Answers for machines that watch the installation."""

from datetime import timedelta

from sqlalchemy import text

from lms.core import schema
from lms.core.clock import now
from lms.core.db import db
from lms.core.jobs import JobLease
from lms.home import readiness
from tests.conftest import dispose, fresh_database, make_app, with_schema
from tests.factories import save

TOKEN = "a-token-for-metrics-0123456789abcdefgh"


def test_healthz_asks_no_database(client, statements):
    with statements() as ran:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.text, ran) == (200, "ok\n", [])


def test_readyz_tells_that_no_worker_was_seen_without_failing(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"database": "up", "schema": "current", "worker": "not seen lately"}


def test_readyz_sees_the_worker(client):
    save(JobLease(name="mail.purge", ran_at=now() - timedelta(hours=1)))
    assert client.get("/readyz").json["worker"] == "seen lately"


def test_readyz_fails_while_the_schema_is_another(client, monkeypatch):
    db.session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    db.session.execute(text("INSERT INTO alembic_version VALUES ('0001')"))
    db.session.commit()
    monkeypatch.setattr(schema, "head", lambda: "0002")
    readiness._head.cache_clear()
    answer = client.get("/readyz")
    readiness._head.cache_clear()
    assert (answer.status_code, answer.json["schema"]) == (503, "other")


def test_readyz_fails_without_tables(tmp_path):
    with fresh_database("sqlite", tmp_path) as url:
        app = make_app(url)
        with app.app_context():
            answer = app.test_client().get("/readyz")
        assert (answer.status_code, answer.json["database"]) == (503, "down")
        dispose(app)


def test_metrics_count_answers_by_rule_and_never_by_path(client):
    client.get("/modules/secret-name/")
    client.get("/healthz")
    figures = client.get("/metrics")
    assert figures.status_code == 200
    assert figures.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert 'lms_answers_total{route="/healthz",method="GET",status="2xx"' in figures.text
    assert 'route="/modules/<module>/",method="GET",status="4xx"' in figures.text
    assert "secret-name" not in figures.text


def test_metrics_tell_durations_and_the_outbox(client):
    client.get("/healthz")
    figures = client.get("/metrics").text
    assert 'le="+Inf"' in figures
    assert 'lms_answer_seconds_count{route="/healthz",method="GET"' in figures
    assert 'lms_outbox_mails{state="waiting"} 0' in figures


def test_metrics_are_not_there_for_other_machines(client):
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    assert client.get("/metrics", environ_overrides=elsewhere).status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404


def test_metrics_open_to_whoever_has_the_token(tmp_path):
    with fresh_database("sqlite", tmp_path) as url:
        app = with_schema(make_app(url, metrics_token=TOKEN))
        elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
        right, wrong = {"Authorization": f"Bearer {TOKEN}"}, {"Authorization": "Bearer guessed"}
        with app.app_context():
            client = app.test_client()
            assert client.get("/metrics", environ_overrides=elsewhere, headers=right).status_code == 200
            assert client.get("/metrics", environ_overrides=elsewhere, headers=wrong).status_code == 404
        dispose(app)


def test_robots_keep_out_of_what_is_somebodys_own(client):
    rules = client.get("/robots.txt").text
    for place in ("/journal/", "/learn/", "/certificates/", "/admin/"):
        assert f"Disallow: {place}" in rules
    assert "Disallow: /modules/" not in rules
