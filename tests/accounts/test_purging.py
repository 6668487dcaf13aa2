from datetime import timedelta

import time_machine
from sqlalchemy import func, select

from lms.accounts.jobs import PURGE
from lms.accounts.models import Attempt, Link, Visit
from lms.core.clock import now
from lms.core.db import db
from tests.accounts_factories import a_link, sign_in
from tests.factories import a_person, browser


def rows(table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_what_nobody_needs_any_more_goes(app, client):
    ada = a_person()
    a_link(ada)
    browser(app, ada)
    sign_in(client)
    with time_machine.travel(now() + timedelta(hours=23)):
        PURGE.run()
    assert (rows(Attempt), rows(Link), rows(Visit)) == (2, 1, 1)
    with time_machine.travel(now() + timedelta(hours=25)):
        PURGE.run()
    assert (rows(Attempt), rows(Link), rows(Visit)) == (0, 0, 1)
    with time_machine.travel(now() + timedelta(days=15)):
        PURGE.run()
    assert rows(Visit) == 0
