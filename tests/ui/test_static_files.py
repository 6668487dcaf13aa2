"""Static files lie under an address that changes with any of them, and so does what they load themselves."""

import re
from urllib.parse import urljoin

import pytest

from lms.ui.static_files import FOR_A_YEAR, asset


def kept(client, address):
    with client.get(address) as answer:
        assert answer.status_code == 200, address
        return answer.headers["Cache-Control"] == FOR_A_YEAR, answer.text if "font" not in address else ""


def test_whatever_a_page_loads_is_kept_for_a_year(client):
    page = client.get("/help").text
    waiting = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(waiting) >= 8
    seen = set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        is_kept, said = kept(client, address)
        assert is_kept, address
        loaded = re.findall(r'^import "(\./[^"]+)"|url\("(fonts/[^"]+)"\)', said, re.MULTILINE)
        waiting += [urljoin(address, script or font) for script, font in loaded]
    assert any(address.endswith("/reading.js") for address in seen)
    assert any(address.endswith(".woff2") for address in seen)


def test_a_page_left_open_still_finds_its_files_and_asks_again(client):
    older = re.sub(r"/v[0-9a-f]{12}/", "/v0123456789ab/", _address(client))
    assert kept(client, older)[0] is False
    assert kept(client, "/static/app.js")[0] is False


@pytest.mark.parametrize(
    "name", ["v0123456789ab/", "v0123456789ab/nothing.js", "v0123456789ab/../web.py", "nothing.js"]
)
def test_what_is_not_there_is_not_found(client, name):
    assert client.get(f"/static/{name}").status_code == 404


def test_a_page_that_names_a_missing_file_fails_at_once(app):
    with app.test_request_context(), pytest.raises(FileNotFoundError):
        asset("nothing.js")


def _address(client):
    with client.application.test_request_context():
        return asset("app.js")
