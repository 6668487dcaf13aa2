"""The studio as three people in three browsers: from the mailed invitation to a story that is taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.studio_house import (
    LESSON,
    MODULE,
    READ,
    answer,
    approve,
    editor,
    found_by,
    give_voice,
    invite,
    left_out_all_the_same,
    make_ready,
    open_part,
    press,
    propose,
    saved,
    suggest,
    take_seat,
    told,
    write_at_end,
)

STORY = "My first day began with nobody asking."
READERS_LOOK = (READ, f"{READ}?lang=da", "/modules/first/", "/modules/first/-/made", "/learn/")
PARTNERS_LOOK = (
    *READERS_LOOK,
    MODULE,
    LESSON,
    f"{MODULE}-/stories",
    f"{LESSON}",
    "/studio/-/stories/",
    "/studio/-/inbox",
)

pytestmark = pytest.mark.browser


def test_three_people_agree_write_disagree_sign_and_publish(house):
    carl, bea, bo, ada = house.browser("carl"), house.browser(), house.browser("bo"), house.browser("ada")
    ada.goto(READ)
    expect(ada.locator("main")).to_contain_text("Source edition")
    press(ada, "I have read this")
    agree(house, carl, bea, bo)
    write(carl, bea, bo)
    disagree(house, carl, bea, bo)
    code = tell(bea)
    put_in(house, bo, code)
    hold_and_change(carl, bea, bo)
    sign_and_publish(carl, bea, bo)
    read(ada)
    take_back(house, bea, bo, ada, code)


def agree(house, carl, bea, bo):
    """Carl proposes, invites two, and takes a seat; they come by the link in their mail."""
    propose(carl)
    take_seat(carl, "professional", "Carl")
    press(carl, "Yes, I want to write along")
    for address in ("bea@peer.example", "bo@work.example"):
        invite(carl, address)
    bea.goto(house.mailed("bea@peer.example"))
    press(bea, "Go on")
    take_seat(bea, "lived_experience", "Birch")
    bea.locator("#account_name").fill("Bea Holst")
    bea.locator("#password").fill("Rain over Nordby in March")
    press(bea, "Yes, I want to write along")
    told(bea, "The work begins when everybody")
    bo.goto(house.mailed("bo@work.example"))
    press(bo, "Go on")
    take_seat(bo, "lived_experience", "Fjord")
    press(bo, "Yes, I want to write along")
    told(bo, "The agreement is in force")
    for page in (carl, bea, bo):
        page.goto(MODULE)
        expect(page.locator("main")).to_contain_text("3 people write along: Carl, Birch, Fjord")
        expect(page.locator("main")).not_to_contain_text("Holst")


def write(carl, bea, bo):
    """Two people in one part: what fits is put together, what doesn't is shown to both, and nothing is lost."""
    carl.goto(LESSON)
    press(carl, "Begin with what is published")
    for page in (bea, bo):
        open_part(page, "opening")
    expect(bo.locator("main")).to_contain_text("Birch")
    write_at_end(bea, " Ask us first.")
    saved(bea)
    bo.get_by_label("Heading").fill("A Tuesday in March")
    saved(bo)
    expect(editor(bo)).to_contain_text("Ask us first.")
    open_part(bea, "opening")
    expect(bea.get_by_label("Heading")).to_have_value("A Tuesday in March")
    write_at_end(bea, " Then wait.")
    saved(bea)
    write_at_end(bo, " Then listen.")
    expect(bo.get_by_text("Both versions are kept. Nothing is lost.")).to_be_visible()
    bo.get_by_role("link", name="Look at both and choose").first.click()
    for words in ("Then wait.", "Then listen."):
        expect(bo.locator("main")).to_contain_text(words)
    press(bo, "Take what was sent")
    open_part(bea, "opening")
    expect(editor(bea)).to_contain_text("Ask us first. Then listen.")


def disagree(house, carl, bea, bo):
    """A suggestion of somebody with lived experience is left out only together; another one is taken in."""
    suggest(bo, "opening", " Nobody asks why.", "Because it is how it is.")
    address = bo.url
    carl.goto(address)
    assert "declined only together" in left_out_all_the_same(carl)
    press(carl, "Ask everybody whether it may be left out")
    give_voice(carl, "yes")
    bea.goto(address)
    give_voice(bea, "can_live_with_it")
    carl.goto(address)
    assert "five working days" in left_out_all_the_same(carl)
    house.working_days_pass()
    carl.goto(address)
    answer(carl, "It is said elsewhere.", "No, leave it out")
    bo.goto(address)
    expect(bo.locator("main")).to_contain_text("It is said elsewhere.")
    suggest(bea, "opening", " Say it plainly.", "It is long.")
    carl.goto(bea.url)
    answer(carl, "Yes, better.", "Yes, take it in")
    open_part(bo, "opening")
    expect(editor(bo)).to_contain_text("Say it plainly.")
    expect(editor(bo)).not_to_contain_text("Nobody asks why.")


def tell(bea):
    """Bea writes a story, approves it, chooses a name, and allows it in the lesson. Returns its code."""
    bea.goto("/studio/-/stories/")
    press(bea, "Begin a story")
    write_at_end(bea, STORY)
    saved(bea)
    press(bea, "Save")
    press(bea, "This is how I want it told")
    bea.get_by_role("link", name="Change the name").click()
    bea.locator("[name=kind][value=pseudonym]").check()
    bea.locator("#shown_name").fill("Heather")
    press(bea, "Save")
    bea.get_by_role("link", name="Allow it in a lesson").click()
    bea.locator("#in_en").check()
    bea.locator("[name=others][value=no]").check()
    bea.locator("main form.stack button").last.click()
    expect(bea.locator("main")).to_contain_text("“Heather”")
    press(bea, "Yes, I allow this")
    told(bea, "you have 14 days to think again")
    return bea.url.rstrip("/").rsplit("/", 1)[1]


def put_in(house, bo, code):
    """Nobody sees a story before the days to think again; then any partner may put it in, not knowing whose it is."""
    offered = bo.get_by_label("Which story?").locator("option", has_text="Heather")
    open_part(bo, "story")
    expect(offered).to_have_count(0)
    house.days_pass_for_stories()
    bo.reload()
    expect(offered).to_have_text("Told by Heather")
    bo.get_by_label("Which story?").select_option(code)
    saved(bo)


def hold_and_change(carl, bea, bo):
    make_ready(carl)
    bo.goto(carl.url)
    bo.get_by_role("link", name="Hold it: something is wrong").click()
    bo.locator("#reason").fill("It sounds as if we were luggage.")
    press(bo, "Place the hold")
    for page in (carl, bea):
        approve(page)
    expect(carl.get_by_role("link", name="Go to publishing")).to_have_count(0)
    open_part(bo, "opening")
    write_at_end(bo, " Together.")
    saved(bo)


def sign_and_publish(carl, bea, bo):
    make_ready(bea)
    for page in (bo, carl):
        approve(page)
    expect(carl.locator("main")).not_to_contain_text("holds this lesson")
    approve(bea)
    bea.get_by_role("link", name="My name on the lesson").click()
    bea.get_by_label("Writing").check()
    press(bea, "Save")
    approve(bea)
    bea.get_by_role("link", name="Go to publishing").click()
    bea.locator("#en").fill("The beginning is told anew.")
    bea.locator("#da").fill("Begyndelsen er skrevet om.")
    press(bea, "Publish")
    told(bea, "It is published.")


def read(ada):
    """Ada, who had read the lesson before, sees how it is made now, what changed, who is named, and the story."""
    ada.goto(READ)
    page = ada.locator("main")
    expect(page).to_contain_text("This lesson has changed since you read it:")
    expect(page).to_contain_text("The beginning is told anew.")
    expect(page).to_contain_text("on equal footing")
    expect(page).to_contain_text("Birch: writing")
    expect(page).not_to_contain_text("Holst")
    expect(page).to_contain_text(STORY)
    expect(page).to_contain_text("Told by Heather")


def take_back(house, bea, bo, ada, code):
    """One click, and it is nowhere: not for readers or partners, not in files, not in the database."""
    bea.goto(f"/studio/-/stories/{code}/")
    press(bea, "Withdraw my story")
    told(bea, "Your story is withdrawn.")
    ada.reload()
    expect(ada.locator("main")).to_contain_text("There is no story here at the moment.")
    assert found_by(ada, READERS_LOOK) == []
    assert found_by(bo, PARTNERS_LOOK) == []
    assert found_by(bea, PARTNERS_LOOK) == []
    assert house.files_with(STORY) == []
