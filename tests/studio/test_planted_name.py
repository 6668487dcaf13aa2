"""A real name behind a pseudonym and an anonymous story, looked for in everything anybody else can reach."""

import io
import json
import logging
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from lms.accounts.models import Role
from lms.core.clock import now
from lms.core.db import Base, db
from lms.core.logs import JsonLines
from lms.curriculum.models import Story, StoryConsent, StoryName
from lms.mail import composers
from lms.mail.models import OutboxMail
from lms.privacy.archive import collected
from lms.studio.models import Comment, Suggestion, SuggestionKind, Thread
from lms.studio.notices import tell
from tests.factories import a_grant, a_person, an_administrator, an_organisation, browser, save
from tests.learning_factories import a_course
from tests.studio_factories import a_collaboration, a_draft
from tests.studio_signing_factories import a_hold, partner_of
from tests.studio_stories_factories import WORDS, a_wav

NAME, EMAIL = "Zebulon Quist", "zebulon.quist@home.example"
PLANTED = ("zebulon", "quist")
OWN = ("people", "visits", "attempts", "memberships", "grants", "links")  # who has an account: not who tells
STORIES = "/studio/-/stories/"
ACCOUNTS_ONLY = ("admin.",)  # administrators see accounts by name, and nothing of what these people do


@pytest.fixture
def written():
    """Everything any logger writes, as our formatter writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.getLogger("lms").addHandler(handler)
    yield stream
    logging.getLogger("lms").removeHandler(handler)


@pytest.fixture
def scene(app, tmp_path):
    """Zebulon writes as Linden, tells one story under a name they made up and one without a name, and takes part."""
    lesson = a_course(tmp_path)
    people = {"zebulon": a_person(NAME, email=EMAIL), "bo": a_person("Bo Friis"), "carl": a_person("Carl Juhl")}
    owner = people["carl"]
    collaboration = a_collaboration(
        lesson.module, peers=[people["zebulon"], people["bo"]], professionals=[people["carl"]], owner=owner
    )
    linden = partner_of(collaboration, people["zebulon"])
    linden.shown_name = "Linden"
    partners = {"bea": linden, "bo": partner_of(collaboration, people["bo"]), "carl": partner_of(collaboration, owner)}
    draft = a_draft(collaboration, lesson)
    made = SimpleNamespace(lesson=lesson, module=lesson.module, collaboration=collaboration, draft=draft, **partners)
    made.people = SimpleNamespace(**people)
    _take_part(made)
    return made


def _take_part(scene):
    block = scene.draft.blocks[1]
    mine = {"partner_id": scene.bea.id, "draft_id": scene.draft.id, "language": "en"}
    thread = save(Thread(block_id=block.id, opened_at=now(), **mine))
    save(Comment(thread_id=thread.id, partner_id=scene.bea.id, body="I see it in another way.", made_at=now()))
    words = {"base_version": 1, "base": block.texts[0].body, "body": {"heading": "A Sunday", "body": "Another."}}
    save(
        Suggestion(
            block_id=block.id, kind=SuggestionKind.REPLACEMENT, reason="It was so.", made_at=now(), **words, **mine
        )
    )
    a_hold(scene, scene.bea)
    tell([scene.bea, scene.bo, scene.carl], "hold", draft_id=scene.draft.id)


def tell_by_hand(app, scene, name):
    """Tell a story as a person does, page by page; return its code."""
    client = browser(app, scene.people.zebulon)
    code = client.post(f"{STORIES}new").location.split("/")[4]
    client.post(f"{STORIES}{code}/words/en", data={"body": WORDS, "note": "", "version": 0})
    client.post(f"{STORIES}{code}/words/en/approve", data={"version": 1})
    client.post(f"{STORIES}{code}/name", data=name)
    sent = {"voice": "reader", "recording": (io.BytesIO(a_wav(extra=b"LIST by Zebulon Quist")), "zebulon-quist.wav")}
    client.post(f"{STORIES}{code}/recording/en", data=sent)
    client.post(f"{STORIES}{code}/recording/en/allow")
    choice = {"lesson": scene.lesson.id, "in_en": "y", "may_print": "y", "may_hear": "y", "others": "no"}
    answer = client.post(f"{STORIES}{code}/consent", data={**choice, "confirmed": "yes"})
    assert answer.status_code == 302, answer.text
    return code


def place(code):
    """Let the published lesson and its draft hold the story, after the days to think again."""
    for consent in db.session.scalars(select(StoryConsent)):
        consent.from_at = now() - timedelta(days=1)
    story = db.session.scalars(select(Story).where(Story.code == code)).one()
    story.code = "k3x9"  # what the course's story block holds
    save(story)


def everything(app, scene, who):
    """Yield every page and file that a browser gets with the ids of this scene."""
    client = browser(app, who)
    values = {
        "module": scene.module.slug, "lesson": scene.lesson.slug, "draft": scene.draft.id, "language": "en", "code": "k3x9",
        "name": "opening", "block": "opening", "story": "k3x9", "partner": scene.bea.id, "publication": 1,
    }  # fmt: skip
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static" or rule.endpoint.startswith(ACCOUNTS_ONLY):
            continue
        arguments = {name: values.get(name, 1) for name in rule.arguments}
        with app.test_request_context():
            path = app.url_map.bind("localhost").build(rule.endpoint, arguments)
        for address in (path, f"{path}?lang=da"):
            answer = client.get(address)
            yield f"{rule.endpoint} {answer.status_code}", said(answer)


def said(answer):
    """Return an answer's headers and body as text, an archive's members too."""
    texts = [str(answer.headers), answer.data.decode("utf-8", "replace")]
    if answer.data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            texts += [archive.read(name).decode("utf-8", "replace") + name for name in archive.namelist()]
    return "\n".join(texts).casefold()


def holds_it(text):
    return any(word in text.casefold() for word in PLANTED)


def test_nobody_else_finds_the_name_behind_a_story(app, scene, written):
    place(tell_by_hand(app, scene, {"kind": "pseudonym", "shown_name": "Linden"}))
    tell_by_hand(app, scene, {"kind": "anonymous", "shown_name": ""})
    assert {story.name_kind for story in db.session.scalars(select(Story))} == {
        StoryName.PSEUDONYM,
        StoryName.ANONYMOUS,
    }
    coordinator = a_person("Fin Berg")
    a_grant(coordinator, Role.COORDINATOR, organisation=an_organisation())
    others = [None, a_person("Eve Moe"), scene.people.bo, scene.people.carl, coordinator, an_administrator()]
    found, seen = [], set()
    for who in others:
        for name, text in everything(app, scene, who):
            seen.add(name)
            if holds_it(text):
                found.append(f"{name} as {who.name if who else 'nobody'}")
    assert found == []
    assert len([name for name in seen if name.startswith("studio.") and name.endswith(" 200")]) > 10, sorted(seen)
    page = app.test_client().get(f"/modules/{scene.module.slug}/{scene.lesson.slug}/").text
    assert "Told by Linden" in page
    assert not holds_it(written.getvalue())


def test_no_table_but_the_one_that_may_holds_the_name(app, scene):
    tell_by_hand(app, scene, {"kind": "pseudonym", "shown_name": "Linden"})
    tell_by_hand(app, scene, {"kind": "anonymous", "shown_name": ""})
    found = []
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            text = " ".join(value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row)
            if holds_it(text) and table.name not in OWN:
                found.append(f"{table.name}: {text[:80]}")
    assert found == []


def test_no_mail_no_trail_and_no_other_s_export_holds_it(app, scene):
    tell_by_hand(app, scene, {"kind": "anonymous", "shown_name": ""})
    for mail in db.session.scalars(select(OutboxMail)):
        message = composers.compose(mail)
        assert message is None or not holds_it(f"{message.subject} {message.text} {message.html}")
    for person in (scene.people.bo, scene.people.carl):
        assert not holds_it(json.dumps(collected(person), default=str))


def test_the_trail_of_a_story_names_nobody(app, scene):
    tell_by_hand(app, scene, {"kind": "anonymous", "shown_name": ""})
    trail = db.session.execute(Base.metadata.tables["trail"].select()).all()
    told = [row for row in trail if row.thing == "story"]
    assert {row.actor_id for row in told} == {None}
    assert {row.verb for row in told} == {"told", "consented"}
