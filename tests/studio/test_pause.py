"""'Not today': one click, no reason, no trace in the trail; a deputy of the same perspective may act meanwhile."""

import pytest
from sqlalchemy import select

from lms.activity.models import TrailEntry
from lms.core.db import db
from lms.studio import policy
from lms.studio.models import Pause
from tests.factories import a_person, browser
from tests.studio_agreement_factories import a_running

HERE = "/studio/first-steps/-/agreement"


@pytest.fixture
def team(app):
    """Bea, Bo and Carl as people, and their partnerships."""
    *people, collaboration = a_running()
    return people, [next(each for each in collaboration.partners if each.person_id == one.id) for one in people]


def test_only_partners_pause(app, team):
    assert browser(app).post(f"{HERE}/pause").status_code == 401
    assert browser(app, a_person("Eve Dahl")).post(f"{HERE}/pause").status_code == 404


def test_one_click_pauses_and_one_brings_back(app, team):
    (bea, bo, _carl), (mine, *_others) = team
    client = browser(app, bea)
    for _click in range(2):
        assert client.post(f"{HERE}/pause").location == "/studio/first-steps/"
    assert "You are away" in client.get("/studio/first-steps/").text
    assert "Away at the moment" in browser(app, bo).get(HERE).text
    assert len(db.session.scalars(select(Pause)).all()) == 1
    for _click in range(2):
        client.post(f"{HERE}/resume")
    assert db.session.scalars(select(Pause)).one().ended_at is not None
    db.session.refresh(mine)
    assert mine.paused_at is None
    assert db.session.scalars(select(TrailEntry)).all() == []


def test_leaving_ends_the_pause(app, team):
    (bea, *_people), _partners = team
    browser(app, bea).post(f"{HERE}/pause")
    browser(app, bea).post(f"{HERE}/leave")
    assert db.session.scalars(select(Pause)).one().ended_at is not None


def test_a_deputy_shares_the_perspective(app, team):
    (bea, _bo, _carl), (mine, bos, carls) = team
    client = browser(app, bea)
    assert "Pen Carl Lind" not in client.get(f"{HERE}/deputy").text
    assert client.post(f"{HERE}/deputy", data={"deputy": carls.id}).status_code == 422
    assert client.post(f"{HERE}/deputy", data={"deputy": bos.id}).status_code == 302
    db.session.refresh(mine)
    assert mine.deputy_id == bos.id
    client.post(f"{HERE}/deputy", data={"deputy": 0})
    db.session.refresh(mine)
    assert mine.deputy_id is None


def test_somebody_alone_with_a_perspective_has_nobody_to_name(app, team):
    (_bea, _bo, carl), _partners = team
    assert "Nobody else here shares your perspective yet" in browser(app, carl).get(f"{HERE}/deputy").text


def test_a_deputy_acts_only_while_the_partner_is_away(app, team):
    (bea, bo, carl), (mine, bos, _carls) = team
    mine.deputy_id = bos.id
    db.session.commit()
    assert policy.acts_for(bea, mine)
    assert not policy.acts_for(bo, mine)
    browser(app, bea).post(f"{HERE}/pause")
    assert policy.acts_for(bo, mine)
    assert policy.acts_for(bea, mine)
    assert not policy.acts_for(carl, mine)
    assert [each.id for each in policy.acting_for(bo, mine.collaboration)] == [bos.id, mine.id]
    browser(app, bo).post(f"{HERE}/pause")
    assert not policy.acts_for(bo, mine)
