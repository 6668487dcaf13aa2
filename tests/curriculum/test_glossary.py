"""The glossary: read with its mistakes, stored where it changed, written again byte for byte."""

from datetime import date

import pytest
from sqlalchemy import select

from lms.core.clock import now
from lms.core.db import db
from lms.curriculum import exporting, queries, writing
from lms.curriculum.models import LessonText, Term
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.operations import import_all
from lms.curriculum.reading.curriculum import read
from lms.curriculum.reviews import due
from tests.conftest import ran_in
from tests.curriculum.glossary_files import with_glossary
from tests.curriculum.source_files import contents, replace, small_curriculum

STRUCTURE, ENGLISH, DANISH = "glossary.yaml", "glossary.en.yaml", "glossary.da.yaml"


@pytest.fixture
def folder(tmp_path):
    return with_glossary(small_curriculum(tmp_path / "modules"))


def problems(folder):
    with pytest.raises(ContentError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_curriculum_may_have_no_glossary(tmp_path):
    assert read(small_curriculum(tmp_path / "modules")).glossary == {}


def test_a_file_that_is_gone_is_missed(folder):
    (folder / DANISH).unlink()
    assert problems(folder) == [f"{DANISH}: This file is missing."]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (STRUCTURE, "[weight]", "[height]", f"{STRUCTURE}:2: “height” is no other term of this file."),
        (STRUCTURE, "[weight]", "[purpose]", f"{STRUCTURE}:2: “purpose” is no other term of this file."),
        (STRUCTURE, "S001 6.2", "S009", f"{STRUCTURE}:3: The source S009 does not stand in sources.yaml."),
        (STRUCTURE, "country: dk", "country: xx", f"{STRUCTURE}:4: “xx” is not known here; expected one of: dk, es, gb, it, nl."),
        (
            STRUCTURE,
            "  as_of: '2017'\n",
            "",
            f"{STRUCTURE}:2: as_of and review belong together: what holds as of a date is looked over again.",
        ),
        (ENGLISH, "  forms: [purposes]\n", "", f"{ENGLISH}:2: Missing here: forms."),
        (ENGLISH, "weight:\n", "height:\n", f"{ENGLISH}:1: Missing here: weight."),
        (
            ENGLISH,
            "[purposes]",
            "[Purposes, purposes]",
            f"{ENGLISH}:3: “purposes” stands here twice; capital letters make no difference.",
        ),
        (
            ENGLISH,
            "forms: []",
            "forms: [Purposes]",
            f"{ENGLISH}:7: “Purposes” is a form of “purpose” already; a form stands for one term.",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_line_and_what_was_expected(folder, file, old, new, expected):
    replace(folder / file, old, new)
    assert expected in problems(folder)


def test_what_was_read_is_written_byte_for_byte(folder):
    written = writing.files(read(folder))
    assert {name: written[name] for name in (STRUCTURE, ENGLISH, DANISH)} == {
        name: (folder / name).read_bytes() for name in (STRUCTURE, ENGLISH, DANISH)
    }


def test_what_holds_as_of_a_date_is_due_for_review(folder):
    found = due(read(folder), date(2027, 6, 1))
    assert f"{STRUCTURE}, purpose" in [each.place for each in found]


def test_import_and_export_lose_nothing(app, folder, tmp_path):
    assert import_all(folder).terms == ("purpose", "weight")
    exporting.export_to(tmp_path / "out")
    assert contents(tmp_path / "out") == contents(folder)


def test_importing_again_changes_nothing(app, folder):
    import_all(folder)
    before = dict(db.session.execute(select(Term.slug, Term.changed_at)).all())
    assert import_all(folder).terms == ()
    assert dict(db.session.execute(select(Term.slug, Term.changed_at)).all()) == before


def test_only_the_term_that_changed_is_touched(app, folder):
    import_all(folder)
    before = dict(db.session.execute(select(Term.slug, Term.changed_at)).all())
    replace(folder / ENGLISH, "How heavy it is.", "How heavy it feels.")
    report = import_all(folder)
    assert (report.terms, report.changed, report.unchanged) == (("weight",), (), 1)
    after = dict(db.session.execute(select(Term.slug, Term.changed_at)).all())
    assert after["purpose"] == before["purpose"]
    assert after["weight"] > before["weight"]


def test_a_term_that_is_gone_is_not_shown_and_not_linked(app, folder):
    import_all(folder)
    for name in (ENGLISH, DANISH, STRUCTURE):
        text = (folder / name).read_text()
        (folder / name).write_text(text[: text.index("weight:\n")].replace("[weight]", "[]"))
    assert import_all(folder).terms == ("purpose", "weight")
    assert [term.slug for term in queries.glossary("en")] == ["purpose"]
    assert [term.slug for term in queries.published_lesson("first", "t1-all", "en").terms] == ["purpose"]
    assert import_all(folder).terms == ()


def test_terms_come_in_the_alphabet_of_their_language(app, folder):
    import_all(folder)
    assert [term.term for term in queries.glossary("en")] == ["purpose", "weight"]
    assert [term.term for term in queries.glossary("da")] == ["ærinde", "åg"]
    [first, _] = queries.glossary("da")
    assert (first.other, first.other_language, first.related) == ("purpose", "en", (("weight", "åg"),))


def test_a_lesson_is_shown_anew_once_the_glossary_says_something_else(app, folder):
    import_all(folder)
    assert queries.published_lesson("first", "t1-all", "en").terms[0].meaning == "How heavy it is."
    replace(folder / ENGLISH, "How heavy it is.", "How heavy it feels.")
    import_all(folder)
    assert queries.published_lesson("first", "t1-all", "en").terms[0].meaning == "How heavy it feels."


def test_a_lesson_and_its_words_take_one_select_once_they_are_kept(app, folder):
    import_all(folder)
    queries.published_lesson("first", "t1-all", "en")
    with ran_in(db.engine) as ran:
        lesson = queries.published_lesson("first", "t1-all", "en")
    assert [term.slug for term in lesson.terms] == ["weight", "purpose"]
    assert len(ran) <= 1


def test_a_term_names_its_sources_and_the_lessons_it_stands_in(app, folder):
    import_all(folder)
    page = queries.term_page("purpose", "en")
    assert [(each.title, each.section) for each in page.citations] == [("A report", "6.2")]
    assert [(each.module_slug, each.slug, each.title) for each in page.places] == [("first", "t1-all", "All kinds")]
    assert queries.term_page("nothing", "en") is None


def test_a_lesson_that_waits_to_be_rendered_is_left_out_of_a_terms_places(app, folder):
    import_all(folder)
    assert queries.term_page("purpose", "en").places
    for text in db.session.scalars(select(LessonText)):
        text.rendered, text.rendered_at = {}, now()
    db.session.flush()
    assert queries.term_page("purpose", "en").places == ()
