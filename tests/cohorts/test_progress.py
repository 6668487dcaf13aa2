"""The table of people and modules: states, filters, order, pages, totals; what came before the start stays hidden."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from lms.core.clock import now
from lms.core.danish import sort_key
from lms.core.db import db
from lms.curriculum.models import Lesson
from tests.cohort_factories import BEFORE, SINCE, a_cohort, a_coordinated_cohort, a_facilitator, a_participant
from tests.factories import a_coordinator, a_person, an_administrator, an_organisation, browser
from tests.learning_factories import a_learner, a_lesson_done, a_module, a_module_done, a_start


@pytest.fixture
def module(app):
    return a_module()


def someone(cohort, name, **changes):
    """Return a participant's learner."""
    person = a_person(name, email=f"{sort_key(name).encode().hex()}@work.example")
    a_participant(cohort, person, **changes)
    return a_learner(person)


def lesson_of(module):
    return db.session.query(Lesson).where(Lesson.module_id == module.id).order_by(Lesson.position).first()


def rows(page):
    """Return the last table of the page as a list of texts per row."""
    body = page.text.rpartition("<tbody>")[2].partition("</tbody>")[0]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in body.split("</tr>") if "<t" in row]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def table(app, person, cohort, query=""):
    return rows(browser(app, person).get(f"/cohorts/{cohort.id}/progress{query}"))


def names(found):
    return [row[0] for row in found]


def test_signed_out_is_sent_to_sign_in(client, module):
    _fin, cohort = a_coordinated_cohort([module])
    for ending in ("", ".csv", ".xlsx"):
        assert client.get(f"/cohorts/{cohort.id}/progress{ending}").status_code == 302


def test_strangers_participants_and_others_roles_see_nothing(app, module):
    _fin, cohort = a_coordinated_cohort([module])
    ada = a_person()
    a_participant(cohort, ada)
    sydby = an_organisation("Sydby")
    others = [
        ada,
        a_person("Eve Dahl"),
        an_administrator(email="admin@work.example"),
        a_coordinator("Hans Elsewhere", sydby),
        a_facilitator(a_cohort(sydby), "Inge Elsewhere"),
    ]
    for person in others:
        for ending in ("", ".csv", ".xlsx"):
            answer = browser(app, person).get(f"/cohorts/{cohort.id}/progress{ending}")
            assert "Ada" not in answer.text.partition("<main")[2]
            assert answer.status_code in {302, 403}


def test_a_missing_cohort_is_404(app, module):
    fin, _cohort = a_coordinated_cohort([module])
    assert browser(app, fin).get("/cohorts/99999/progress").status_code == 404


def test_an_empty_cohort_says_so(app, module):
    fin, cohort = a_coordinated_cohort([module])
    assert "Nobody has joined yet." in browser(app, fin).get(f"/cohorts/{cohort.id}/progress").text


def test_each_state_in_words(app, module):
    fin, cohort = a_coordinated_cohort([module])
    someone(cohort, "Ada Lund")
    a_lesson_done(someone(cohort, "Bea Holst"), lesson_of(module), SINCE)
    a_module_done(someone(cohort, "Carl Friis"), module, SINCE)
    a_start(someone(cohort, "Dea Vang"), module, SINCE)
    assert table(app, fin, cohort) == [
        ["Ada Lund", "○ Not started"],
        ["Bea Holst", "◐ Under way 1 of 2 lessons"],
        ["Carl Friis", "✓ Completed 10 September 2026"],
        ["Dea Vang", "◐ Under way 0 of 2 lessons"],
    ]


def test_facilitators_see_the_same(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_module_done(someone(cohort, "Carl Friis"), module, SINCE)
    assert table(app, a_facilitator(cohort), cohort) == table(app, fin, cohort)


@pytest.mark.parametrize(
    ("moment", "state"),
    [("2026-12-24 22:59:59", "○ Not started"), ("2026-12-24 23:00:00", "! Overdue 0 of 2 lessons")],
)
def test_a_due_date_ends_at_midnight_in_the_cohorts_zone(app, module, moment, state):
    fin, cohort = a_coordinated_cohort([module], due_on=date(2026, 12, 24))
    someone(cohort, "Ada Lund")
    with time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=UTC), tick=False):
        assert table(app, fin, cohort) == [["Ada Lund", state]]


def test_completed_is_never_overdue(app, module):
    fin, cohort = a_coordinated_cohort([module], due_on=date(2026, 9, 5))
    a_module_done(someone(cohort, "Carl Friis"), module, SINCE)
    a_lesson_done(someone(cohort, "Dea Vang"), lesson_of(module), SINCE)
    assert table(app, fin, cohort) == [
        ["Carl Friis", "✓ Completed 10 September 2026"],
        ["Dea Vang", "! Overdue 1 of 2 lessons"],
    ]


def test_dates_are_those_of_the_cohorts_zone(app, module):
    fin, cohort = a_coordinated_cohort([module], time_zone="Pacific/Auckland")
    a_module_done(someone(cohort, "Carl Friis"), module, datetime(2026, 9, 10, 13, tzinfo=UTC))
    assert table(app, fin, cohort) == [["Carl Friis", "✓ Completed 11 September 2026"]]


def test_what_was_done_before_the_start_does_not_leak(app, module):
    fin, cohort = a_coordinated_cohort([module])
    carl = someone(cohort, "Carl Friis")
    a_start(carl, module, BEFORE)
    a_lesson_done(carl, lesson_of(module), BEFORE)
    a_module_done(carl, module, BEFORE)
    assert table(app, fin, cohort) == [["Carl Friis", "○ Not started"]]


def test_it_is_shown_of_whoever_ticked_so(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_module_done(someone(cohort, "Carl Friis", shows_earlier=True), module, BEFORE)
    assert table(app, fin, cohort) == [["Carl Friis", "✓ Completed 20 August 2026"]]


def test_who_left_or_was_removed_is_gone(app, module):
    fin, cohort = a_coordinated_cohort([module])
    someone(cohort, "Ada Lund", left_at=now())
    someone(cohort, "Bo Ek", left_at=now(), removed_by_id=fin.id)
    someone(cohort, "Carl Friis")
    assert names(table(app, fin, cohort)) == ["Carl Friis"]


def test_names_sort_in_danish_order(app, module):
    fin, cohort = a_coordinated_cohort([module])
    for name in ("Åse Ek", "Zenia Ek", "Aase Ek", "Ærø Ek", "Anna Ek", "Øjvind Ek"):
        someone(cohort, f"{name} {len(name)}" if name == "Åse Ek" else name)
    order = ["Anna Ek", "Zenia Ek", "Ærø Ek", "Øjvind Ek", "Aase Ek", "Åse Ek 6"]
    assert names(table(app, fin, cohort)) == order
    assert names(table(app, fin, cohort, "?sort=-name")) == order[::-1]


def test_sorting_by_a_module_puts_those_behind_first(app, module):
    fin, cohort = a_coordinated_cohort([module])
    a_module_done(someone(cohort, "Ada Lund"), module, SINCE)
    a_lesson_done(someone(cohort, "Bea Holst"), lesson_of(module), SINCE)
    someone(cohort, "Dea Vang")
    someone(cohort, "Carl Friis")
    assert names(table(app, fin, cohort, "?sort=first-steps")) == ["Carl Friis", "Dea Vang", "Bea Holst", "Ada Lund"]
    assert names(table(app, fin, cohort, "?sort=-first-steps"))[:2] == ["Ada Lund", "Bea Holst"]


def test_filters_by_state_module_and_name(app, module):
    second = a_module("next-steps", position=2, title="Next steps")
    fin, cohort = a_coordinated_cohort([module, second])
    a_module_done(someone(cohort, "Ada Lund"), module, SINCE)
    a_module_done(someone(cohort, "Åse Holst"), second, SINCE)
    someone(cohort, "Carl Friis")
    assert names(table(app, fin, cohort, "?state=completed")) == ["Ada Lund", "Åse Holst"]
    assert table(app, fin, cohort, "?state=completed&module=next-steps") == [
        ["Åse Holst", "✓ Completed 10 September 2026"]
    ]
    assert names(table(app, fin, cohort, "?name=aase")) == ["Åse Holst"]
    assert "Nobody fits this." in browser(app, fin).get(f"/cohorts/{cohort.id}/progress?name=zzz").text


def test_nonsense_in_the_address_changes_nothing(app, module):
    fin, cohort = a_coordinated_cohort([module])
    someone(cohort, "Ada Lund")
    assert names(table(app, fin, cohort, "?state=x&module=y&sort=-z&page=-3")) == ["Ada Lund"]
    assert names(table(app, fin, cohort, "?page=99999999999999")) == ["Ada Lund"]
    assert names(table(app, fin, cohort, "?page=7")) == ["Ada Lund"]


def test_fifty_to_a_page_keeping_filter_and_order(app, module):
    fin, cohort = a_coordinated_cohort([module])
    for number in range(51):
        someone(cohort, f"Person {number:02}")
    page = browser(app, fin).get(f"/cohorts/{cohort.id}/progress?sort=-name&state=not_started")
    assert len(rows(page)) == 50
    assert 'rel="next" href="/cohorts/' in page.text
    assert "state=not_started&amp;sort=-name&amp;page=2" in page.text
    assert names(table(app, fin, cohort, "?sort=-name&page=2")) == ["Person 00"]


def test_totals_in_words_as_a_picture_and_as_a_table(app, module):
    fin, cohort = a_coordinated_cohort([module], due_on=date(2026, 9, 5))
    a_module_done(someone(cohort, "Ada Lund"), module, SINCE)
    someone(cohort, "Bea Holst")
    page = browser(app, fin).get(f"/cohorts/{cohort.id}/progress?state=completed").text
    words = "T1 First steps: 1 of 2 completed, 0 under way, 0 not started, 1 overdue."
    assert page.count(words) == 2  # as text, and as the picture's description
    svg = page[page.index('<svg width="272"') : page.index("</figure>")]
    assert '<title id="cohort-chart-title">' in svg
    assert "style=" not in svg
    assert "class=" not in svg
    assert "<caption>People per status</caption>" in page


def test_a_name_with_markup_stays_text(app, module):
    fin, cohort = a_coordinated_cohort([module], name="<b>Team</b>")
    someone(cohort, "<script>alert(1)</script>")
    page = browser(app, fin).get(f"/cohorts/{cohort.id}/progress").text
    assert "<script>alert" not in page
    assert "<b>Team" not in page


@pytest.mark.parametrize("people", [1, 60])
def test_six_look_ups_however_many_people(app, module, statements, people):
    second = a_module("next-steps", position=2, title="Next steps")
    fin, cohort = a_coordinated_cohort([module, second], due_on=date(2026, 12, 24))
    for number in range(people):
        a_lesson_done(someone(cohort, f"Person {number:02}"), lesson_of(module), SINCE + timedelta(days=number))
    page = browser(app, fin)
    db.session.expunge_all()
    with statements() as ran:
        assert "Person 00" in page.get(f"/cohorts/{cohort.id}/progress").text
    assert len(ran) <= 6
