"""What the platform is for, done for real in a browser, from the mailed link to the coordinator's table."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask_babel import force_locale
from playwright.sync_api import expect

from lms.core.clock import today
from lms.mail.delivery import deliver_due
from lms.ui.web import day
from tests.browser.answering import DANISH, Reader, blocks_of, right_answer, wrong_answer
from tests.browser.keys import Keyboard
from tests.mail_factories import Mailbox
from tests.pages import COORDINATOR, LESSONS
from tests.pages_things import EMAIL

M1, M6 = "intro-equil-approach", "cocreation-coproduction"
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True, "locale": "da-DK"}
PASSWORD = "demo-password"
REFLECTION = "Jeg ville spørge først\nog skrive svaret ned med borgerens egne ord."

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", autouse=True)
def _as_in_production(world):
    """Ask for the form token, as every installation does and tests without a browser don't."""
    world.app.config["WTF_CSRF_ENABLED"] = True
    yield
    world.app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def open_browser(chromium, site):
    """Open a browser of somebody's own; problems in its pages fail the test."""
    contexts, problems = [], []

    def opened(**options):
        context = chromium.new_context(base_url=site, reduced_motion="reduce", **options)
        context.set_default_timeout(20_000)
        context.on("weberror", lambda error: problems.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def in_the_house(world, act):
    """Run something in the application, away from Playwright's loop."""

    def run():
        with world.app.app_context(), force_locale("da"):
            return act()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def sign_in(page, who):
    page.goto("/login")
    page.locator("#email").fill(EMAIL.format(who))
    page.locator("#password").fill(PASSWORD)
    page.locator("button[value='password']").click()
    page.wait_for_url(lambda address: "/login" not in address)


def invited(world, page, address):
    """Let the coordinator invite an address; return the path of the link that is mailed."""
    mailbox = Mailbox()
    transport = world.app.extensions["lms.mail_transport"]
    page.goto("/cohorts/")
    page.get_by_role("link", name="Efterårsholdet").first.click()
    page.get_by_role("link", name="Invitér pr. mail").first.click()
    page.get_by_label("Adresser").fill(f"Nora Nielsen <{address}>")
    page.locator("#language").select_option("da")
    page.get_by_role("button", name="Gå videre").click()
    page.get_by_role("button", name="Send 1 invitation").click()
    expect(page.get_by_role("status").first).to_contain_text("1 invitation er på vej.")
    world.app.extensions["lms.mail_transport"] = mailbox
    in_the_house(world, lambda: deliver_due(world.app))
    world.app.extensions["lms.mail_transport"] = transport
    [mail] = [message for message in mailbox.messages if message.to == address]
    return re.search(r"/join/\S+", mail.text)[0]


def joined(page, link):
    """Join as the page behind the link asks for; end on the module's page."""
    page.goto(link)
    expect(page.get_by_role("heading", name="Hvem der kan se hvad")).to_be_visible()
    page.get_by_label("Dit navn").fill("Nora Nielsen")
    page.get_by_label("Adgangskode").fill("Regn over Nordby i marts")
    page.get_by_role("button", name="Opret konto, og kom med").click()
    expect(page.get_by_role("status").first).to_contain_text("Du er med.")
    page.get_by_role("link", name="Introduktion og EQUIL-tilgangen").click()
    page.get_by_role("link", name="Begynd på modulet").click()


def certificate_of(page):
    page.get_by_role("link", name="Til dit kursusbevis").click()
    expect(page.get_by_role("heading", name="Introduktion og EQUIL-tilgangen")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent som PDF").click()
    return Path(download.value.path()).read_bytes()


def test_an_invited_person_completes_a_module_on_a_phone_and_the_coordinator_sees_it(world, site, open_browser):
    coordinator = open_browser(locale="da-DK")
    sign_in(coordinator, COORDINATOR)
    phone = open_browser(**PHONE)
    joined(phone, invited(world, coordinator, "nora.nielsen@nordby.example"))
    reader = Reader(phone, DANISH)
    for number, lesson in enumerate(LESSONS[M1]):
        reader.take(M1, lesson, reflection="" if number % 2 else REFLECTION)
        expect(phone.locator("#lesson-end")).not_to_contain_text("venter")
        if lesson != LESSONS[M1][-1]:
            phone.locator("#lesson-end").get_by_role("link", name="Næste lektion").click()
    assert certificate_of(phone).startswith(b"%PDF")
    coordinator.get_by_role("link", name="Se person for person").click()
    row = coordinator.get_by_role("row").filter(has_text="Nora Nielsen")
    expect(row.get_by_role("cell").first).to_contain_text(f"Gennemført {in_the_house(world, lambda: day(today()))}")
    expect(coordinator.locator("main")).not_to_contain_text("Jeg ville spørge")


def test_without_scripts_everything_is_answered_kept_and_found_again(open_browser):
    page = open_browser(java_script_enabled=False, locale="da-DK")
    sign_in(page, "peer")
    reader = Reader(page, DANISH, scripts=False)
    page.goto(f"/modules/{M1}/m1-recovery/")
    reader.take(M1, "m1-recovery", reflection=REFLECTION)
    for lesson in ("m1-four-levels", "m1-language"):  # the kinds of question that the first has not
        page.goto(f"/modules/{M1}/{lesson}/")
        for block in blocks_of(M1, lesson):
            if block["kind"] == "quiz":
                reader.answer_quiz(reader.part(block), block)
    page.goto(f"/modules/{M6}/m6-power-ladder/")
    reader.play(page.locator("section#s5"))
    page.locator("details.me summary").click()
    page.get_by_role("link", name="Min dagbog").click()
    expect(page.get_by_role("article").filter(has_text="med borgerens egne ord")).to_be_visible()
    page.get_by_label("Dit notat").fill("Et notat uden scripts.")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("article").filter(has_text="Et notat uden scripts.")).to_be_visible()
    page.locator("details.me summary").click()
    page.get_by_role("button", name="Log ud").click()
    page.goto("/journal/")
    expect(page).to_have_url(re.compile("/login"))


def test_a_lost_connection_loses_nothing(open_browser):
    page = open_browser(**PHONE)
    sign_in(page, "employer")
    page.goto(f"/modules/{M1}/m1-why-work/")
    part, quiz = page.locator("section#reflection"), page.locator("#quiz-q1")
    state, right = part.locator("[data-save-state]"), right_answer(question_of("q1"), "da")
    page.context.set_offline(True)
    part.get_by_label("Din refleksion").press_sequentially("Skrevet i en tunnel.")
    expect(state).to_contain_text("Ikke gemt endnu")
    expect(state).to_be_visible()
    Reader(page, DANISH).answer(quiz, right)
    expect(quiz.get_by_role("alert")).to_contain_text("Det blev ikke gemt")
    page.context.set_offline(False)
    expect(state).to_contain_text("Gemt ")
    Reader(page, DANISH).answer(quiz, right)
    expect(quiz.locator(".feedback strong")).to_have_text("Det er rigtigt.")
    expect(quiz.get_by_role("alert")).to_have_count(0)
    page.reload()
    expect(part.get_by_label("Din refleksion")).to_have_value("Skrevet i en tunnel.")
    expect(quiz.locator(".feedback strong")).to_have_text("Det er rigtigt.")


def test_an_older_page_on_another_device_overwrites_nothing(open_browser):
    phone, desk = open_browser(**PHONE), open_browser(locale="da-DK")
    fields = []
    for page in (phone, desk):
        sign_in(page, "employer")
        page.goto(f"/modules/{M1}/m1-recovery/")
        fields.append(page.locator("section#reflection").get_by_label("Din refleksion"))
    on_phone, at_desk = fields
    at_desk.fill("Skrevet ved skrivebordet.")
    expect(desk.locator("#r-reflection-state")).to_contain_text("Gemt ")
    on_phone.fill("Skrevet i bussen, på en ældre side.")
    expect(phone.get_by_text("Her er to tekster. Hvilken vil du beholde?")).to_be_visible()
    desk.reload()
    expect(at_desk).to_have_value("Skrevet ved skrivebordet.")
    expect(desk.get_by_text("Skrevet i bussen, på en ældre side.")).to_be_visible()
    desk.get_by_role("button", name="Behold begge").click()
    expect(at_desk).to_have_value("Skrevet ved skrivebordet.\n\nSkrevet i bussen, på en ældre side.")


def test_a_lesson_is_taken_by_keyboard_alone(open_browser):
    page = open_browser(locale="en-GB", viewport={"width": 1280, "height": 800})
    keys = Keyboard(page)
    sign_in_by_keyboard(page, keys)
    module = page.get_by_role("link", name="Introduction and the EQUIL approach")
    keys.press(page.get_by_role("link", name="Modules").first)
    keys.press(module)
    keys.press(page.get_by_role("link", name="Start the module"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Why work")
    page.wait_for_load_state("load")  # its scripts make a case's button for the next step
    for block in blocks_of(M1, "m1-why-work"):
        take_by_keyboard(page, keys, block)
    keys.press(page.get_by_role("button", name="I have read this"))
    expect(page.get_by_role("heading", name="You have completed this lesson")).to_be_in_viewport()
    keys.press(page.locator("#lesson-end").get_by_role("link", name="Next lesson"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Whose recovery?")


def test_a_scenario_is_played_to_an_ending_by_keyboard_alone(open_browser):
    page = open_browser(locale="en-GB", viewport={"width": 1280, "height": 800})
    keys = Keyboard(page)
    sign_in_by_keyboard(page, keys)
    page.goto(f"/modules/{M6}/m6-power-ladder/#s5")
    part = page.locator("section#s5")
    for ending in range(2):
        while not part.locator(".ending").count():
            expect(part).not_to_contain_text("1 – 1")  # the slider's words may hold their number already
            scene = part.locator("input[name='node']").get_attribute("value")
            last = part.locator("input[name='choice']").last.get_attribute("value")
            keys.choose(part.locator("input[name='choice']"), last)
            keys.press(part.get_by_role("button", name="Do this"))
            expect(part.locator(f"input[name='node'][value='{scene}']")).to_have_count(0)
            keys.answered(part.get_by_role("heading", name="What came of it"))
        expect(part.locator(".ending h3")).to_be_visible()
        if not ending:
            keys.press(part.get_by_role("button", name="Play it from the start"))
            keys.answered(part.get_by_role("heading", name="Scene 1"))


def sign_in_by_keyboard(page, keys):
    page.goto("/?lang=en")
    keys.press(page.get_by_role("link", name="Sign in").first)
    keys.fill(page.locator("#email"), EMAIL.format("author"))
    keys.fill(page.locator("#password"), PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)
    if page.locator("html").get_attribute("lang") == "da":
        keys.press(page.get_by_role("link", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def take_by_keyboard(page, keys, block):
    part = page.locator(f"section#{block['id']}")
    if block.get("content_note"):
        keys.press(part.locator("summary"))
    match block["kind"]:
        case "case":
            onwards = part.get_by_role("button", name="Next step")
            while onwards.count():
                keys.press(onwards)
        case "dilemma":
            for moment, side in zip(("before", "after"), block["sides"], strict=True):
                keys.choose(part.locator(f"#dilemma-{moment} input[type='radio']"), side)
                keys.press(part.locator(f"#dilemma-{moment}-save"))
                keys.answered(part.locator("#dilemma-saved").filter(has_text="Saved"))
            keys.answered(part.locator(".feedback"))
        case "reflection":
            keys.fill(part.get_by_label("Your reflection"), "I would ask first.")
            keys.answered(part.locator(".saved").filter(has_text="Saved"))
        case "quiz":
            for question in block["questions"]:
                answer_by_keyboard(part, keys, f"{block['id']}-{question['id']}", question)


def answer_by_keyboard(part, keys, anchor, question):
    asked = part.locator(f"[id='{anchor}']")
    for values, said in ((wrong_answer(question), "Not quite"), (right_answer(question, "en"), "That is right.")):
        fields = asked.locator("[name='answer']")
        if question["kind"] == "multiple":
            keys.tick(fields, values["answer"])
        else:
            keys.choose(fields, values["answer"][0])
        keys.press(asked.locator("button"), "Space")
        keys.answered(asked.locator(".feedback strong").filter(has_text=said))
        if said == "Not quite":
            keys.tab_to(fields.first if question["kind"] == "multiple" else fields, back=True)


def question_of(name):
    quiz = next(block for block in blocks_of(M1, "m1-why-work") if block["kind"] == "quiz")
    return next(question for question in quiz["questions"] if question["id"] == name)
