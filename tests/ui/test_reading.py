"""A reader's text size and line spacing: chosen on any page, kept on the device, there in the first picture of a page."""

import pytest

from lms.ui.reading import COOKIE, SIZES
from tests.factories import a_person, browser
from tests.learning_factories import LESSON, a_course


def opening_tag(client, path="/"):
    page = client.get(path).text
    return page[page.index("<html") : page.index(">", page.index("<html")) + 1]


def choose(client, **fields):
    return client.post("/reading", data=fields)


def test_who_has_chosen_nothing_gets_the_plain_page_and_no_cookie(client):
    answer = client.get("/privacy")
    assert opening_tag(client) == '<html lang="en">'
    assert not any(COOKIE in cookie for cookie in answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("size", SIZES[1:])
def test_a_chosen_size_stands_on_every_page_from_its_first_line(client, size):
    choose(client, size=size)
    for path in ("/", "/help", "/modules/", "/nowhere"):
        assert opening_tag(client, path) == f'<html lang="en" data-size="{size}">'


def test_size_and_spacing_are_chosen_one_by_one_and_kept_together(client):
    choose(client, size="130")
    choose(client, spacing="airy")
    assert opening_tag(client) == '<html lang="en" data-size="130" data-spacing="airy">'
    choose(client, size="100")
    assert opening_tag(client) == '<html lang="en" data-spacing="airy">'


@pytest.mark.parametrize("value", ["900.airy", '1"><script>', "130", "130.wide", "." * 4000])
def test_what_no_choice_of_ours_wrote_into_the_cookie_is_left_aside(client, value):
    client.set_cookie(COOKIE, value)
    tag = opening_tag(client)
    assert tag in {'<html lang="en">', '<html lang="en" data-size="130">', '<html lang="en" data-spacing="airy">'}


def test_a_choice_that_does_not_exist_changes_nothing(client):
    choose(client, size="130")
    choose(client, size="1000", spacing="none")
    assert opening_tag(client) == '<html lang="en" data-size="130">'


def test_the_cookie_is_small_lasts_and_can_be_read_by_the_page(client):
    (cookie,) = choose(client, size="115").headers.getlist("Set-Cookie")
    assert cookie.startswith(f"{COOKIE}=115.normal;")
    assert "Max-Age=31536000" in cookie
    assert "SameSite=Lax" in cookie
    assert "HttpOnly" not in cookie


def test_after_choosing_one_is_back_where_one_was(client):
    assert choose(client, size="115", next="/help").location == "/help"
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        assert choose(client, size="115", next=elsewhere).location == "/reading"


def test_the_foot_of_every_page_leads_to_the_choice_and_from_there_back(client):
    assert 'href="/reading?next=/help"' in client.get("/help").text
    page = client.get("/reading?next=/help").text
    assert '<a href="/help">Back to where you were</a>' in page


def test_the_choice_speaks_danish(client):
    assert "Tekststørrelse" in client.get("/reading?lang=da").text


def test_a_lesson_that_many_share_holds_only_its_own_readers_choice(app, tmp_path):
    a_course(tmp_path)
    ada, bea = browser(app, a_person("Ada")), browser(app, a_person("Bea"))
    signed_out = browser(app)
    choose(ada, size="150")
    choose(signed_out, spacing="airy")
    for _ in range(2):
        assert opening_tag(ada, LESSON) == '<html lang="en" data-size="150">'
        assert opening_tag(bea, LESSON) == '<html lang="en">'
        assert opening_tag(signed_out, LESSON) == '<html lang="en" data-spacing="airy">'


def test_choosing_on_a_lessons_page_leads_back_to_the_box_it_was_chosen_in(client, app, tmp_path):
    a_course(tmp_path)
    assert f'name="next" value="{LESSON}#lesson-reading-size"' in client.get(LESSON).text
    assert choose(client, size="115", next=f"{LESSON}#lesson-reading-size").location == f"{LESSON}#lesson-reading-size"
