"""Import: all or nothing, new immutable revisions for what has changed, proposals where partners have taken over."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.curriculum import digests, exporting, operations, rendering
from lms.curriculum.models import (
    Agreement,
    Lesson,
    LessonRevision,
    LessonText,
    Media,
    Module,
    ModuleRevision,
    Proposal,
    Source,
    Status,
)
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.operations import ImportReport, import_all, importing, remake
from lms.curriculum.reading.curriculum import read
from lms.studio import triggers as parity
from tests.conftest import ran_in
from tests.curriculum.source_files import SHIPPED, contents, replace, small_curriculum

LESSON = "first/t1-all/lesson.yaml"
TEXT = "first/t1-all/lesson.en.md"


@pytest.fixture
def folder(tmp_path):
    return small_curriculum(tmp_path / "modules")


def count(model):
    return db.session.scalar(select(func.count()).select_from(model))


def lesson(slug="t1-all"):
    return db.session.scalars(select(Lesson).where(Lesson.slug == slug)).one()


def an_agreement():
    module = db.session.scalars(select(Module).where(Module.slug == "first")).one()
    db.session.add(Agreement(module_id=module.id, in_force_at=now()))
    db.session.commit()


def add_second_lesson(folder):
    """Copy the lesson under another slug and list it."""
    for name, content in contents(folder / "first/t1-all").items():
        path = folder / "first/t1-two" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    replace(folder / "first/module.yaml", "[t1-all]", "[t1-all, t1-two]")


def test_a_broken_file_imports_nothing(app, folder):
    replace(folder / TEXT, "[@S001 6.2]", "[@S009]")
    with pytest.raises(ContentError):
        import_all(folder)
    assert count(Module) == count(Lesson) == count(Source) == 0


def test_a_shipped_module_cannot_vanish_with_its_files(app, folder):
    import_all(folder)
    for path in sorted((folder / "first").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (folder / "first").rmdir()
    with pytest.raises(DomainError, match="their files are gone: first"):
        import_all(folder)


def test_the_first_import_stores_everything(app, folder):
    report = import_all(folder)
    assert report == ImportReport(modules=("first",), new=("t1-all",), sources=("S001", "E02"))
    first, second = db.session.scalars(select(Module).order_by(Module.position))
    assert (first.slug, first.code, first.titles) == ("first", "t1", {"en": "First", "da": "Første"})
    assert first.current.number == 1
    assert second.current_id is None
    made = lesson()
    assert (made.module_id, made.position, made.minutes) == (first.id, 1, 15)
    assert (made.current.number, made.current.status) == (1, Status.SOURCE_EDITION)
    assert {row.language: row.title for row in db.session.scalars(select(LessonText))} == {
        "en": "All kinds",
        "da": "All kinds",
    }
    assert [row.kind for row in db.session.scalars(select(Media))] == ["image/png"]


def test_digests_cover_structure_and_texts(app, folder):
    import_all(folder)
    source = read(folder).modules[0].lessons[0]
    revision = lesson().current
    assert revision.digest == digests.of_revision(source.structure, source.texts)
    for row in db.session.scalars(select(LessonText)):
        assert row.digest == digests.of_text(revision.structure, row.source)


def test_the_same_content_makes_nothing_new(app, folder):
    import_all(folder)
    assert import_all(folder) == ImportReport(unchanged=1)
    assert count(LessonRevision) == count(ModuleRevision) == 1


def test_changed_content_makes_a_new_revision_and_keeps_the_old(app, folder):
    import_all(folder)
    old = lesson().current_id
    replace(folder / TEXT, "A Tuesday", "A Wednesday")
    report = import_all(folder)
    assert (report.changed, report.modules) == (("t1-all",), ())
    assert lesson().current.number == 2
    assert db.session.get(LessonRevision, old).number == 1
    texts = db.session.scalars(select(LessonText).where(LessonText.revision_id == old))
    assert {row.source["blocks"]["opening"]["heading"] for row in texts} == {"A Tuesday"}


def test_a_changed_picture_makes_a_new_revision(app, folder):
    import_all(folder)
    picture = folder / "first/t1-all/media/square.png"
    picture.write_bytes(picture.read_bytes() + b"\0")
    assert import_all(folder).changed == ("t1-all",)
    assert count(Media) == 2


def test_a_changed_module_text_leaves_lessons_alone(app, folder):
    import_all(folder)
    replace(folder / "first/module.en.yaml", "In short.", "In other words.")
    assert import_all(folder) == ImportReport(modules=("first",), unchanged=1)
    assert lesson().current.number == 1


def test_a_lesson_gone_from_its_module_is_retired_and_can_come_back(app, folder):
    add_second_lesson(folder)
    assert import_all(folder).new == ("t1-all", "t1-two")
    gone = folder / "gone"
    (folder / "first/t1-two").rename(gone)
    replace(folder / "first/module.yaml", "[t1-all, t1-two]", "[t1-all]")
    gone.rename(folder.parent / "gone")
    assert import_all(folder).retired == ("t1-two",)
    assert lesson("t1-two").retired_at
    assert import_all(folder).retired == ()
    (folder.parent / "gone").rename(folder / "first/t1-two")
    replace(folder / "first/module.yaml", "[t1-all]", "[t1-two, t1-all]")
    import_all(folder)
    assert (lesson("t1-two").retired_at, lesson("t1-two").position, lesson("t1-all").position) == (None, 1, 2)
    assert lesson("t1-two").current.number == 1


def test_a_source_that_says_something_else_reaches_lessons_without_a_new_revision(app, folder):
    import_all(folder)
    replace(folder / "sources.yaml", "en: Report,", "en: Great report,")
    assert import_all(folder).sources == ("S001",)
    assert lesson().current.number == 1
    english = db.session.scalars(select(LessonText).where(LessonText.language == "en")).one()
    assert "(Great report, 6.2)" in english.rendered["blocks"]["opening"]["html"]


def test_a_source_gone_from_the_file_stays_for_older_revisions(app, folder):
    import_all(folder)
    for path in (folder / LESSON, folder / TEXT, folder / "first/t1-all/lesson.da.md"):
        path.write_text(path.read_text().replace(", E02]", "]").replace("[@E02]", "[@S001]"))
    sources = folder / "sources.yaml"
    sources.write_text(sources.read_text().split("E02:")[0])
    import_all(folder)
    assert {row.code: row.position for row in db.session.scalars(select(Source))} == {"S001": 1, "E02": None}


def test_partners_get_a_proposal_and_no_revision(app, folder):
    import_all(folder)
    an_agreement()
    replace(folder / LESSON, "minutes: 15", "minutes: 25")
    report = import_all(folder)
    assert (report.proposals, report.changed) == (("t1-all",), ())
    assert (lesson().current.number, lesson().minutes) == (1, 15)
    [proposal] = db.session.scalars(select(Proposal))
    assert proposal.structure["minutes"] == 25
    import_all(folder)
    assert count(Proposal) == 1


def test_a_new_lesson_in_an_agreed_module_is_a_proposal_too(app, folder):
    import_all(folder)
    an_agreement()
    add_second_lesson(folder)
    report = import_all(folder)
    assert (report.proposals, report.new) == (("t1-two",), ())
    assert lesson("t1-two").current_id is None


def test_a_co_produced_lesson_is_never_overwritten_or_retired(app, folder):
    add_second_lesson(folder)
    import_all(folder)
    parity.drop_all(db.session.connection())
    made = lesson("t1-two")
    values = {"digest": "2" * 64, "structure": made.current.structure, "created_at": now()}
    db.session.add(LessonRevision(lesson_id=made.id, number=2, status=Status.CO_PRODUCTION, **values))
    db.session.commit()
    replace(folder / "first/t1-two/lesson.yaml", "minutes: 15", "minutes: 25")
    assert import_all(folder).proposals == ("t1-two",)
    for path in sorted((folder / "first/t1-two").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (folder / "first/t1-two").rmdir()
    replace(folder / "first/module.yaml", "[t1-all, t1-two]", "[t1-all]")
    report = import_all(folder)
    assert (report.kept, report.retired) == (("t1-two",), ())
    assert lesson("t1-two").retired_at is None


def test_export_gives_back_the_same_bytes(app, folder, tmp_path):
    import_all(folder)
    exporting.export_to(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(folder)


def test_the_shipped_curriculum_goes_round_byte_for_byte(app, tmp_path):
    import_all(SHIPPED)
    exporting.export_to(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(SHIPPED)
    assert exporting.stored() == read(SHIPPED)


def test_remake_renders_what_an_older_renderer_made(app, folder, monkeypatch):
    import_all(folder)
    assert remake() == 0
    for name in ("lms.curriculum.operations.remaking.RENDERER", "lms.curriculum.operations.importing.RENDERER"):
        monkeypatch.setattr(name, rendering.RENDERER + 1)
    before = lesson().current.digest
    assert remake() == 2
    assert remake() == 0
    assert {row.renderer for row in db.session.scalars(select(LessonText))} == {rendering.RENDERER + 1}
    assert lesson().current.digest == before


def test_two_imports_at_once_make_one_revision(committed, folder, monkeypatch):
    both_planned = threading.Barrier(2, timeout=20)
    plan = importing.plan
    first_time = threading.local()

    def plan_together(*arguments):
        made = plan(*arguments)
        if not getattr(first_time, "over", False):
            first_time.over = True
            both_planned.wait()
        return made

    monkeypatch.setattr(importing, "plan", plan_together)

    def run():
        with committed.app_context():
            return operations.import_all(folder)

    with ThreadPoolExecutor(2) as pool:
        reports = [future.result() for future in [pool.submit(run), pool.submit(run)]]
    assert sorted(report.new for report in reports) == [(), ("t1-all",)]
    with committed.app_context():
        assert count(LessonRevision) == count(ModuleRevision) == 1
        assert count(LessonText) == count(Source) == 2


def lessons_in(modules):
    return sum(len(module.lessons) for module in modules)


def test_the_shipped_curriculum_imports_in_few_statements(committed):
    lessons = lessons_in(read(SHIPPED).modules)
    with committed.app_context():
        with ran_in(db.engine) as first:
            assert len(import_all(SHIPPED).new) == lessons
        with ran_in(db.engine) as again:
            assert import_all(SHIPPED).unchanged == lessons
    assert lessons >= 60
    assert len(first) <= 4 * lessons
    assert len(again) <= 20
