"""Nothing acknowledged is lost: the server is killed, again and again, while somebody answers a hundred times."""

import http.client
import os
import random
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from lms.accounts.operations import visits
from lms.core.db import db
from lms.learning.models import Place, QuizTry
from tests.conftest import DATABASES, dispose, fresh_database, make_app, with_schema
from tests.factories import a_person
from tests.learning_factories import LESSON, a_course

ANSWERS = 100
KILLS = 5


class Server:
    """A server process that is started again whenever it has been killed."""

    def __init__(self, url):
        self.url = url
        self.process = None
        self.port = 0
        self.kills = 0

    def running(self):
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-m", "tests.learning.serving", self.url]
            root = Path(__file__).parents[2]
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root, env=os.environ
            )
            self.port = int(self.process.stdout.readline())
            self.process.stdout.close()
            if self.kills < KILLS:
                threading.Timer(random.uniform(0.01, 0.5), self.kill, [self.process]).start()
        return self.port

    def kill(self, process):
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.kills += 1


@contextmanager
def a_server(url):
    server = Server(url)
    try:
        yield server
    finally:
        server.kill(server.process)


def post(port, token, fields):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"lms_visit={token}"}
        connection.request("POST", f"{LESSON}-/quiz/try", urlencode(fields), headers)
        return connection.getresponse().status
    finally:
        connection.close()


def answer(server, token, fields):
    """Send an answer until it is acknowledged; the same form may be sent several times."""
    while True:
        try:
            status = post(server.running(), token, fields)
        except (OSError, http.client.HTTPException):
            continue
        assert status == 302
        return


@pytest.mark.parametrize("kind", DATABASES)
def test_every_acknowledged_answer_survives_the_death_of_the_process(kind, tmp_path):
    with fresh_database(kind, tmp_path) as url:
        app = with_schema(make_app(url))
        with app.app_context():
            revision = a_course(tmp_path).current_id
            token = visits.begin(a_person(), device="Test browser")
            db.session.commit()
        shared = {"revision": revision, "language": "en", "question": "q6"}
        with a_server(url) as server:
            for number in range(ANSWERS):
                answer(server, token, {**shared, "key": f"the-key-of-{number}", "text": f"Answer {number}"})
            kills = server.kills
        with app.app_context():
            kept = [row[0] for row in db.session.scalars(select(QuizTry.answer).order_by(QuizTry.id))]
            assert db.session.scalars(select(Place.block)).all() == ["quiz"]
        dispose(app)
    assert kept == [f"Answer {number}" for number in range(ANSWERS)]
    assert kills >= 2
