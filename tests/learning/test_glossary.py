"""The glossary: all terms, one term, and the words of a lesson."""

import pytest

from lms.curriculum.operations import import_all
from tests.curriculum.glossary_files import with_glossary
from tests.curriculum.source_files import small_curriculum
from tests.factories import a_person, browser
from tests.learning_factories import LESSON

LIST, PURPOSE = "/glossary/", "/glossary/purpose/"


@pytest.fixture
def glossary(app, tmp_path):
    import_all(with_glossary(small_curriculum(tmp_path / "modules")))


def test_there_may_be_no_words_yet(client):
    assert "There are no words here yet." in client.get(LIST).text


def test_a_term_that_does_not_exist_is_404(client, glossary):
    assert client.get("/glossary/nothing/").status_code == 404


def test_everybody_reads_the_terms_in_their_language(client, glossary):
    page = client.get(LIST).text
    assert page.index("purpose") < page.index("weight")
    assert '<span lang="da">ærinde</span>' in page
    assert "What something is for." in page
    assert 'id="term-purpose"' in page
    danish = client.get(LIST + "?lang=da").text
    assert danish.index("ærinde") < danish.index("åg")
    assert '<a href="#letter-2">Å</a>' in danish


@pytest.mark.parametrize("wanted", ["ærinde", "AERINDE", "aerin", "purpose", "noget til"])
def test_a_search_is_forgiving(client, glossary, wanted):
    page = client.get(LIST, query_string={"q": wanted, "lang": "da"}).text
    assert 'id="term-purpose"' in page
    assert 'id="term-weight"' not in page
    assert f'value="{wanted}"' in page


def test_a_search_without_a_result_says_so(client, glossary):
    page = client.get(LIST, query_string={"q": "<xyz>"}).text
    assert "No word fits “&lt;xyz&gt;”." in page
    assert "Show all words" in page


def test_a_term_says_what_it_means_and_where_it_stands(client, glossary):
    page = client.get(PURPOSE).text
    assert "What something is for." in page
    assert '<span lang="da">ærinde</span>' in page
    assert "Denmark · as of 2017" in page
    assert '<a href="/glossary/weight/">weight</a>' in page
    assert '<a href="/modules/first/t1-all/">All kinds</a>' in page
    assert '<a href="https://report.example" rel="noopener external">A report</a>, 6.2' in page


def test_a_term_without_sources_has_no_list_of_them(client, glossary):
    assert "Sources" not in client.get("/glossary/weight/").text


def test_a_lesson_links_its_words_and_lists_them_once(client, glossary):
    page = client.get(LESSON).text
    assert 'Prose with <strong><a class="term" href="/glossary/weight/" data-term="weight">weight</a></strong>' in page
    assert page.count('class="term"') == 2
    assert "Words in this lesson" in page
    assert page.count('id="term-weight"') == page.count("How heavy it is.") == 1


def test_a_lesson_without_terms_has_no_list(client, app, tmp_path):
    import_all(small_curriculum(tmp_path / "modules"))
    assert "Words in this lesson" not in client.get(LESSON).text


def test_every_page_leads_to_the_glossary(client, glossary):
    assert f'<a href="{LIST}">Glossary</a>' in client.get("/help").text
    assert f'<a href="{LIST}">' in client.get("/modules/").text


@pytest.mark.parametrize(("path", "most"), [(LIST, 1), (LIST + "?q=a", 1), (PURPOSE, 3), (LESSON, 2)])
def test_pages_take_few_statements(client, glossary, statements, path, most):
    client.get(path)
    with statements() as ran:
        assert client.get(path).status_code == 200
    assert len(ran) <= most, ran


def test_signed_in_the_glossary_takes_two_statements(app, glossary, statements):
    ada = browser(app, a_person())
    ada.get(LIST)
    with statements() as ran:
        ada.get(LIST)
    assert len(ran) <= 3, ran
