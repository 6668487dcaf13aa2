"""A lesson with every kind of block on a server of its own; Ada allows her story in it to be read, at first not to be heard."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from lms.core import crypto
from lms.core.clock import now
from lms.core.db import db
from lms.curriculum.models import Story, StoryConsent, StoryName, StoryRecording, StoryText, StoryVoice
from tests import conftest
from tests.browser.serving import serving
from tests.factories import save
from tests.learning_factories import a_course

TOLD = "What I tell."


@dataclass(frozen=True)
class School:
    app: Flask
    address: str
    pool: ThreadPoolExecutor  # the browser holds this thread

    def let_be_heard(self):
        """Ada says yes to a voice."""
        self.pool.submit(_let_be_heard, self.app).result()


@contextmanager
def a_school(folder):
    """Yield the school, served."""
    with ThreadPoolExecutor(1) as pool:
        app = pool.submit(_build, folder).result()
        with serving(app) as address:
            yield School(app, address, pool)
        pool.submit(conftest.dispose, app).result()


def _build(folder):
    app = conftest.with_schema(conftest.make_app(f"sqlite:///{folder / 'school.db'}"))
    with app.app_context():
        lesson = a_course(folder)
        story = save(Story(code="k3x9", created_at=now(), name_kind=StoryName.FIRST, shown_name="Ada"))
        save(StoryText(story_id=story.id, language="en", body=TOLD, approved_at=now()))
        times = {"given_at": now(), "from_at": now()}
        save(StoryConsent(story_id=story.id, lesson_id=lesson.id, language="en", uses=[], **times))
        db.session.commit()
    return app


def _let_be_heard(app):
    with app.app_context():
        story = db.session.scalars(select(Story)).one()
        db.session.scalars(select(StoryConsent)).one().uses = ["voice"]
        sound = {"sealed": crypto.seal(b"RIFF"), "seconds": 1, "made_at": now(), "allowed_at": now()}
        save(StoryRecording(story_id=story.id, language="en", voice=StoryVoice.READER, **sound))
        db.session.commit()
