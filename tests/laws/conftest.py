"""One filled installation for the laws that hold on every page."""

import pytest

from tests.pages import a_world


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    with a_world(tmp_path_factory.mktemp("pages")) as filled:
        yield filled
