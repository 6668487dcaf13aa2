"""Days and times as people write them."""

from datetime import UTC, datetime

import pytest

from lms.ui.web import moment

AFTERNOON = datetime(2026, 11, 22, 13, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "written"), [("en", "22 November 2026, 14:32"), ("da", "22. november 2026 kl. 14.32")]
)
def test_a_moment_is_written_as_its_language_writes_it(app, code, written):
    with app.test_request_context(f"/?lang={code}"):
        assert moment(AFTERNOON) == written
