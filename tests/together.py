"""Several people at the same moment: each act in a thread of its own, from one barrier."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from lms.core.db import db
from tests.factories import browser


def at_once(app, *acts):
    """Run every act in a context of its own, from the same moment; return the answers in order."""
    barrier = Barrier(len(acts))

    def run(act):
        with app.app_context():
            barrier.wait()
            return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def post_at_once(app, *requests):
    """Let people send something, as (person or none, address, form), at the same moment; return the statuses in order."""
    sending = [(browser(app, person), path, data) for person, path, data in requests]
    db.session.close()
    return at_once(app, *[lambda each=each: each[0].post(each[1], data=each[2]).status_code for each in sending])
