"""One person's page never holds another's: sixteen people ask for their pages at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import DATABASES, dispose, fresh_database, make_app, with_schema
from tests.factories import a_person, browser
from tests.learning_factories import COURSE, LESSON, a_course, send, try_it

PEOPLE = 16
ROUNDS = 4


def words_of(number):
    return f"word-of-person-{number:02}-"


def answers(client, lesson, number):
    try_it(client, lesson, "q6", text=words_of(number))
    send(client, lesson, "dilemma/position", moment="before", side="a" if number % 2 else "b")
    note = {
        "revision": lesson.current_id,
        "text": words_of(number),
        "writer": f"{number:02}-a-page-of-its-own",
        "step": 1,
    }
    client.post(f"{LESSON}-/reflections/reflection", data={**note, "version": 0})
    if number % 2:
        send(client, lesson, "place", block="case")


@pytest.mark.parametrize("kind", DATABASES)
def test_everybody_gets_their_own_pages_under_threads(kind, tmp_path):
    with fresh_database(kind, tmp_path) as url:
        app = with_schema(make_app(url))
        with app.app_context():
            lesson = a_course(tmp_path)
            clients = [browser(app, a_person(f"Person{number:02} Berg")) for number in range(PEOPLE)]
            for number, client in enumerate(clients):
                answers(client, lesson, number)

        def ask(number):
            with app.app_context():
                paths = (LESSON, "/journal/", COURSE, "/learn/", "/modules/") * ROUNDS
                return [(path, clients[number].get(path).text) for path in paths]

        with ThreadPoolExecutor(PEOPLE) as threads:
            pages = list(threads.map(ask, range(PEOPLE)))
        dispose(app)
    for number, asked in enumerate(pages):
        for path, page in asked:
            others = [other for other in range(PEOPLE) if other != number and words_of(other) in page]
            assert not others, f"{path} of {number} holds words of {others}"
            if path in {LESSON, "/journal/"}:
                assert words_of(number) in page
            if path == LESSON:
                assert ("Continue where you left" in page) == bool(number % 2 or "#reflection" in page)
                assert page.count('value="a" checked') == number % 2
            if path == "/learn/":
                assert ("#case" in page) == bool(number % 2)
