"""The glossary that ships is whole in both languages and easy to read. `pytest -s` on this file prints the figures."""

from pathlib import Path

import pytest

from lms.core.i18n import LANGUAGES
from lms.curriculum.citations import split
from lms.curriculum.reading.curriculum import read
from lms.curriculum.terms import key
from tests.laws.test_lessons import LEAST_FLESCH, MOST_LIX
from tests.readability import flesch, lix, sentences, words

CURRICULUM = read(Path(__file__).parents[2] / "modules")
TERMS = CURRICULUM.glossary
LEAST_TERMS = 60
MOST_SENTENCES = 4
# Words that the programme asks for person first, or not at all.
AVOIDED = {
    "en": ("mentally ill", "sufferer", "suffers from", "victim", "committed suicide", "schizophrenic"),
    "da": ("sindslidende", "psykisk syge", "lider af", "ressourcesvag", "sygdomsindsigt", "skizofren "),
}


def test_there_are_enough_terms():
    assert len(TERMS) >= LEAST_TERMS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_is_whole_in_both_languages(language):
    for slug, term in TERMS.items():
        text = term.texts[language]
        assert text["term"], slug
        assert text["meaning"].endswith((".", "?", "”")), f"{slug}: a meaning is whole sentences"
        assert sentences(text["meaning"]) <= MOST_SENTENCES, f"{slug}: {text['meaning']}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_stands_for_one_term(language):
    owners = {}
    for slug, term in TERMS.items():
        text = term.texts[language]
        for form in (text["term"], *text["forms"]):
            assert owners.setdefault(key(form), slug) == slug, f"{form} stands for {owners[key(form)]} and {slug}"


def test_related_terms_exist():
    for slug, term in TERMS.items():
        assert set(term.structure["related"]) <= TERMS.keys() - {slug}, slug
        assert term.structure["related"], f"{slug} belongs to nothing"


def test_sources_exist():
    cited = {split(reference)[0] for term in TERMS.values() for reference in term.structure["sources"]}
    assert cited <= CURRICULUM.sources.keys()


def test_law_and_figures_have_a_date_and_a_review():
    for slug, term in TERMS.items():
        texts = " ".join(term.texts[language]["meaning"] for language in LANGUAGES)
        dated = any(year in texts for year in ("2007", "2013", "2017", "2026", "2027"))
        assert not dated or term.structure.get("review"), f"{slug} names a year: say as of when it holds"


@pytest.mark.parametrize("language", LANGUAGES)
def test_meanings_can_be_read(language):
    whole = "\n\n".join(term.texts[language]["meaning"] for term in TERMS.values())
    ease, weight = flesch(whole), lix(whole)
    print(f"{language}: {len(words(whole))} words, {f'LIX {weight:.0f}' if language == 'da' else f'Flesch {ease:.0f}'}")
    assert language != "da" or weight <= MOST_LIX
    assert language != "en" or ease >= LEAST_FLESCH


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_come_first(language):
    for slug, term in TERMS.items():
        said = " ".join((term.texts[language]["term"], term.texts[language]["meaning"])).casefold()
        assert not [word for word in AVOIDED[language] if word in said], slug
