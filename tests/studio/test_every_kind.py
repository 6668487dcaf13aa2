"""A lesson with every kind of block goes the whole way by its pages: begun, written in, signed, published, out and in again."""

import io
import zipfile

import pytest
from sqlalchemy import select

from lms.core.db import db
from lms.core.transaction import transaction
from lms.curriculum.blocks import Kind
from lms.curriculum.models import Lesson, LessonRevision, Module
from lms.curriculum.operations import import_all
from lms.studio import documents
from lms.studio.models import HEAD, Candidate, Collaboration, Draft, DraftBlock
from tests.curriculum.comparison_files import with_comparison_and_cards
from tests.curriculum.picture_files import with_picture
from tests.curriculum.tool_files import with_tool
from tests.factories import a_person, browser
from tests.measures_factories import measured_curriculum
from tests.studio_drafts_factories import a_practice_of
from tests.studio_factories import a_collaboration
from tests.studio_forms import fields_of
from tests.studio_publishing import NOTES
from tests.studio_signing_factories import partner_of

START = "/studio/first/t1-all/start"


@pytest.fixture
def lesson(app, tmp_path):
    folder = with_tool(with_picture(with_comparison_and_cards(measured_curriculum(tmp_path / "modules"))))
    with transaction():
        import_all(folder)
    return db.session.scalars(select(Lesson).where(Lesson.slug == "t1-all")).one()


@pytest.fixture
def people(lesson):
    people = [a_person(name) for name in ("Bea", "Bo", "Carl")]
    a_collaboration(db.session.get_one(Module, lesson.module_id), peers=people[:2], professionals=people[2:])
    db.session.commit()
    return people


@pytest.fixture
def draft(app, people):
    assert browser(app, people[0]).post(START).status_code == 302
    return db.session.scalars(select(Draft)).one()


def frozen(draft):
    db.session.expire_all()
    return documents.freeze(draft)


def test_every_kind_is_there(lesson):
    assert {block["kind"] for block in lesson.current.structure["blocks"]} == set(Kind)


def test_each_part_is_saved_as_it_was_sent_and_nothing_is_lost(app, draft, people):
    before = frozen(draft)
    bea = browser(app, people[0])
    for block in db.session.scalars(select(DraftBlock).where(DraftBlock.draft_id == draft.id)).all():
        for language in ("en", "da"):
            address = f"/studio/-/drafts/{draft.id}/blocks/{block.name}/{language}"
            sent = fields_of(bea.get(address).text)
            assert bea.post(address, data=sent).status_code == 302, (block.name, language)
    assert frozen(draft) == before


def test_it_is_signed_published_exported_and_comes_back_the_same(app, lesson, draft, people):
    clients = [browser(app, person) for person in people]
    here = f"/studio/-/drafts/{draft.id}"
    change_title(clients[0], here)
    structure, texts = frozen(draft)
    assert clients[0].get(f"{here}/preview").status_code == 200
    assert clients[2].post(f"{here}/ready").status_code == 302
    candidate = db.session.scalars(select(Candidate)).one()
    for person, client in zip(people, clients, strict=True):
        me = partner_of(db.session.get_one(Collaboration, draft.collaboration_id), person)
        assert client.get(f"{here}/sign-off").status_code == 200
        for text in candidate.texts:
            data = {"text": text.id, "digest": text.digest, "partner": me.id}
            assert client.post(f"{here}/sign", data=data).status_code == 302
    assert clients[1].post(f"{here}/publish", data={"candidate": candidate.id, **NOTES}).status_code == 302
    revision = db.session.get_one(LessonRevision, db.session.get_one(Lesson, lesson.id).current_id)
    assert (revision.number, revision.structure) == (2, structure)
    assert {text.language: text.source for text in revision.texts} == texts
    for language in ("en", "da"):
        page = clients[0].get(f"/modules/first/t1-all/?lang={language}")
        assert (page.status_code, "Told anew" in page.text) == (200, True)
    content = clients[0].post(f"{here}/editions/export", data={"revision": revision.id}).data
    assert "t1-all/lesson.yaml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    comes_back(clients[0], people[0], content, structure, texts)


def change_title(client, here):
    for language in ("en", "da"):
        address = f"{here}/blocks/{HEAD}/{language}"
        sent = fields_of(client.get(address).text)
        assert client.post(address, data=sent | {"body.title": "Told anew"}).status_code == 302


def comes_back(client, person, content, structure, texts):
    practice = a_practice_of(person)
    sent = {"archive": (io.BytesIO(content), "lesson.zip")}
    address = f"/studio/-/drafts/{practice.id}/files/import"
    assert client.post(address, data=sent, content_type="multipart/form-data").status_code == 302
    again, words = frozen(practice)
    kept = {block["id"]: block for block in again["blocks"]}
    assert [kept[block["id"]] for block in structure["blocks"]] == structure["blocks"]
    assert again["media"] == structure["media"]
    for language, text in texts.items():
        assert {name: words[language]["blocks"][name] for name in text["blocks"]} == text["blocks"]
