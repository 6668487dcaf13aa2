"""What is refused before any view sees it."""

import io
import logging

import pytest

from lms.cli.serve import web_command
from tests.factories import a_person, an_administrator, browser


class BrokenOff(io.RawIOBase):
    """A body as the server hands it over when its pieces are wrong or the connection ends."""

    def readable(self):
        return True

    def seek(self, *_place):
        return 0

    def tell(self):
        return 0

    def readinto(self, _buffer):
        raise OSError("Invalid chunk size")


@pytest.mark.parametrize("number", ["2147483648", "9223372036854775808", "9" * 5000])
def test_a_number_no_row_can_have_leads_nowhere(app, number):
    client = browser(app, an_administrator())
    assert client.get(f"/cohorts/{number}/").status_code == 404
    assert client.get(f"/admin/people/{number}").status_code == 404
    assert client.get(f"/journal/{number}/").status_code == 404
    assert client.post(f"/account/visits/{number}/end").status_code in {404, 405}


def test_a_nul_in_an_address_leads_nowhere(app):
    client = browser(app, a_person())
    assert client.get("/modules/a%00b/").status_code == 404
    assert client.get("/journal/?q=a%00b").status_code == 404


def test_a_nul_in_a_form_is_taken_out_and_the_text_shown_again(app):
    client = browser(app, a_person())
    answer = client.post("/journal/", data={"text": "First I asked.\0 Then I wrote down together what we had agreed."})
    assert answer.status_code == 400
    page = answer.get_data(as_text=True)
    assert "First I asked. Then I wrote" in page
    assert "\0" not in page


def test_content_that_no_form_sends_is_refused(client):
    assert client.post("/login", json={"email": "ada@work.example"}).status_code == 415
    assert client.post("/login", data=b"<x/>", content_type="application/xml").status_code == 415
    assert client.post("/login", data=b"email=a").status_code == 415


def test_a_form_cut_off_in_the_middle_is_no_failure(client):
    cut = b'--edge\r\nContent-Disposition: form-data; name="email"\r\n\r\nada@wo'
    for kind in ("multipart/form-data; boundary=edge", "multipart/form-data"):
        assert 400 <= client.post("/login", data=cut, content_type=kind).status_code < 500


def test_a_body_whose_sending_breaks_off_is_no_failure(client):
    answer = client.post(
        "/login",
        input_stream=BrokenOff(),
        content_type="application/x-www-form-urlencoded",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 400


def test_more_than_fits_is_refused(client):
    answer = client.post("/login", data={"email": "x" * 3_000_000})
    assert answer.status_code == 413
    assert "too large" in answer.get_data(as_text=True)


def test_the_server_writes_no_line_about_who_sent_what_it_cannot_read():
    command = web_command("127.0.0.1:8000", workers=1)
    level = command[command.index("--log-level") + 1]
    assert logging.getLevelName(level.upper()) > logging.WARNING
