"""Every page of cohorts is sound HTML in both languages and asks the database a bounded number of questions."""

from collections import Counter
from datetime import date

import html5lib
import pytest

from lms.core.db import db
from tests.cohort_factories import (
    a_cohort,
    a_coordinated_cohort,
    a_facilitator,
    a_link,
    a_participant,
    a_use,
    an_invitation,
)
from tests.factories import a_person, browser
from tests.learning_factories import a_module


@pytest.fixture
def story(app):
    """A cohort with everything on its pages: Fin runs it, Dana facilitates, Ada takes part, Bo is invited."""
    fin, cohort = a_coordinated_cohort([a_module()], due_on=date(2026, 12, 24))
    a_cohort(cohort.organisation, name="Spring team")
    a_facilitator(cohort)
    ada = a_person()
    for person in (ada, *(a_person(f"P{number} Ek") for number in range(5))):
        a_participant(cohort, person)
    an_invitation(cohort, "bo@work.example", by=fin)
    a_use(a_link(cohort, by=fin), "carl@work.example")
    return {"cohort": cohort, "fin": fin, "ada": ada, "eve": a_person("Eve Dahl"), "nobody": None}


PAGES = [
    ("fin", "/cohorts/", 6),
    ("fin", "/cohorts/-/new", 4),
    ("fin", "/cohorts/{id}/", 13),
    ("fin", "/cohorts/{id}/edit", 4),
    ("fin", "/cohorts/{id}/invite", 3),
    ("fin", "/cohorts/{id}/progress", 6),
    ("ada", "/cohorts/{id}/mine", 13),
    ("eve", "/join/link-token", 9),
    ("nobody", "/join/link-token", 8),
    ("nobody", "/join/invitation-token", 8),
    ("nobody", "/join/use-token", 10),
]


@pytest.mark.parametrize(("who", "path", "budget"), PAGES)
def test_sound_html_in_both_languages_within_budget(app, statements, story, who, path, budget):
    path = path.format(id=story["cohort"].id)
    for language in ("en", "da"):
        visitor = browser(app, story[who])
        db.session.expunge_all()
        with statements() as ran:
            page = visitor.get(f"{path}?lang={language}")
        assert page.status_code == 200
        assert len(ran) <= budget
        document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.text)
        assert document.get("lang") == language
        assert len(document.findall(".//h1")) == 1
        ids = Counter(node.get("id") for node in document.iter() if node.get("id"))
        assert [name for name, times in ids.items() if times > 1] == []
        named = {label.get("for") for label in document.findall(".//label")}
        fields = [*document.findall(".//input"), *document.findall(".//select"), *document.findall(".//textarea")]
        unnamed = [
            field.get("name") for field in fields if field.get("type") != "hidden" and field.get("id") not in named
        ]
        assert unnamed == []
        assert "style=" not in page.text
