"""A hold outlives the work together it was placed in: others see that it stands, not who placed it or why (rules 3 and 5)."""

import pytest

from lms.core.db import db
from lms.studio.models import Hold, HoldEnd
from lms.studio.operations import settling
from tests.factories import a_person, browser
from tests.studio.test_sign_and_publish import path
from tests.studio_factories import a_collaboration, a_draft
from tests.studio_publishing import ready, sign, write
from tests.studio_signing_factories import a_hold, a_studio, partner_of


@pytest.fixture
def scene(app):
    """A lesson that Dora, Dan and Cora write now. The one Bea held has ended."""
    earlier = a_studio()
    hold = a_hold(earlier, earlier.bea)
    settling.end(earlier.collaboration, by=None)
    db.session.commit()
    dora, dan, cora = (a_person(name) for name in ("Dora Holm", "Dan Lund", "Cora Beck"))
    collaboration = a_collaboration(earlier.module, peers=[dora, dan], professionals=[cora])
    earlier.old_draft, earlier.old_bea, earlier.hold = earlier.draft, earlier.bea, hold
    earlier.draft, earlier.collaboration = a_draft(collaboration, earlier.lesson), collaboration
    earlier.bea, earlier.bo, earlier.carl = (partner_of(collaboration, each) for each in (dora, dan, cora))
    earlier.dora = dora
    return earlier


def test_it_is_said_in_words_without_name_or_reason(app, scene):
    dora = browser(app, scene.dora)
    page = dora.get(path(scene, "sign-off")).text
    assert "The work together in which it was placed has ended." in page
    assert "Pen Bea Dam" not in page
    assert scene.hold.reason not in page
    assert f"holds/{scene.hold.id}" not in page
    assert dora.get(path(scene, f"holds/{scene.hold.id}")).status_code == 404
    assert "Somebody holds it" in dora.get(f"/studio/{scene.module.slug}/").text


def test_a_change_that_both_sides_of_the_new_work_sign_ends_it(scene):
    write(scene, "It begins otherwise.")
    sign(ready(scene), scene.carl, scene.bo)
    assert db.session.get(Hold, scene.hold.id).how_ended is HoldEnd.CHANGED


def test_who_placed_it_still_takes_it_back(app, scene):
    bea = browser(app, scene.people.bea)
    here = f"/studio/-/drafts/{scene.old_draft.id}/holds/{scene.hold.id}"
    page = bea.get(here).text
    assert "The work together has ended, and the hold still stands." in page
    assert "Somebody helps you" not in page
    assert bea.post(f"{here}/withdraw").status_code == 302
    assert db.session.get(Hold, scene.hold.id).how_ended is HoldEnd.WITHDRAWN
