"""Taking a lesson in a browser as a person does: what it asks, what is right, and how to answer, with scripts and without."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import expect

MODULES = Path(__file__).parents[2] / "modules"
SHORT_TEXTS = {("suffers", "da"): "Har", ("suffers", "en"): "has", ("which-word", "da"): " Samproduktion"}


@dataclass(frozen=True)
class Words:
    """The words of the interface by which a lesson is taken."""

    language: str
    right: str
    not_right: tuple[str, ...]
    position: str
    reflection: str
    save: str
    saved: str
    rather_not: str
    next_step: str
    skip: str
    choose: str
    read: str
    completed: str


DANISH = Words(
    language="da",
    right="Det er rigtigt.",
    not_right=("Ikke helt", "Dette svar tæller ikke med."),
    position="Gem mit standpunkt",
    reflection="Din refleksion",
    save="Gem",
    saved="Gemt ",
    rather_not="Det springer jeg over",
    next_step="Næste trin",
    skip="Spring denne del over",
    choose="Gør det",
    read="Jeg har læst det",
    completed="Du har gennemført lektionen",
)


def blocks_of(module, lesson):
    """Return a lesson's blocks as its source has them."""
    return yaml.safe_load((MODULES / module / lesson / "lesson.yaml").read_text(encoding="utf-8"))["blocks"]


def right_answer(question, language):
    """Return what a question's form holds when it is right: field -> value, or values of what is ticked."""
    match question["kind"]:
        case "short_text":
            return {"text": SHORT_TEXTS[question["id"], language]}
        case "ordering":
            return {f"place-{name}": str(place) for place, name in enumerate(question["options"], start=1)}
        case "matching":
            return {f"match-{left}": right for left, right in question["pairs"].items()}
        case "true_false":
            return {"answer": [question["right"]]}
        case _:
            return {"answer": question["right"]}


def wrong_answer(question):
    """Return an answer that is complete and not right."""
    match question["kind"]:
        case "short_text":
            return {"text": "noget helt andet"}
        case "ordering":
            return {f"place-{name}": str(place) for place, name in enumerate(reversed(question["options"]), start=1)}
        case "matching":
            lefts, rights = list(question["pairs"]), list(question["pairs"].values())
            return {f"match-{left}": right for left, right in zip(lefts, rights[1:] + rights[:1], strict=True)}
        case "true_false":
            return {"answer": ["true" if question["right"] == "false" else "false"]}
        case "multiple":
            return {"answer": question["right"][:1]}
        case _:
            return {"answer": [name for name in question["options"] if name not in question["right"]][:1]}


class Reader:
    """Somebody who takes lessons by finger or mouse."""

    def __init__(self, page, words, *, scripts=True):
        self.page = page
        self.words = words
        self.scripts = scripts

    def take(self, module, lesson, *, reflection=""):
        """Take the lesson that is open to its end. Without a `reflection` its prompt is left out."""
        if self.scripts:  # before its scripts run, a page answers as it does without them
            self.page.wait_for_load_state("load")
        for block in blocks_of(module, lesson):
            part = self.part(block)
            match block["kind"]:
                case "case":
                    self.read_case(part)
                case "dilemma":
                    self.decide(part, block)
                case "reflection":
                    self.reflect(part, reflection)
                case "quiz":
                    self.answer_quiz(part, block)
                case "scenario":
                    self.play(part)
        self.press(self.page.get_by_role("button", name=self.words.read))
        expect(self.page.get_by_role("heading", name=self.words.completed)).to_be_in_viewport()

    def press(self, button):
        """Send a form. Without scripts what comes of it is a new page, and that arrives bit by bit."""
        if self.scripts:
            button.click()
        else:
            with self.page.expect_event("load"):
                button.click()

    def part(self, block):
        """Return a block's part of the page, with what a content note covers opened."""
        part = self.page.locator(f"section#{block['id']}")
        if block.get("content_note"):
            self.open_noted(part)
        return part

    def open_noted(self, part):
        """Read a content note, with its way past and its way to somebody, then go in."""
        expect(part.get_by_role("link", name=self.words.skip)).to_be_visible()
        expect(part.locator(".note a[href='/help']")).to_be_visible()
        if part.locator("details.note[open]").count() == 0:
            part.locator("details.note > summary").click()

    def read_case(self, part):
        onwards = part.get_by_role("button", name=self.words.next_step)
        while onwards.count():
            onwards.click()
        for step in part.locator(".step").all():
            expect(step).to_be_visible()

    def decide(self, part, block):
        for moment, side in zip(("before", "after"), block["sides"], strict=True):
            form = part.locator(f"#{block['id']}-{moment}")
            form.locator(f"input[value='{side}']").check()
            self.press(form.get_by_role("button", name=self.words.position))
            if self.scripts:
                expect(part.locator(f"#{block['id']}-saved")).to_have_text(self.words.saved.strip())
            expect(part.locator(f"#{block['id']}-{moment} input:checked")).to_have_value(side)
        expect(part.locator(".feedback")).to_be_visible()
        expect(part.get_by_role("button", name=self.words.rather_not)).to_have_count(0)

    def reflect(self, part, text):
        if not text:
            self.press(part.get_by_role("button", name=self.words.rather_not))
            expect(self.page.get_by_role("status").first).to_be_attached()
            expect(part.locator("textarea")).to_have_value("")
            return
        part.get_by_label(self.words.reflection).fill(text)
        self.press(part.get_by_role("button", name=self.words.save, exact=True))
        expect(part.locator(".saved")).to_contain_text(self.words.saved)

    def answer_quiz(self, part, block):
        for question in block["questions"]:
            asked = part.locator(f"[id='{block['id']}-{question['id']}']")
            self.answer(asked, wrong_answer(question))
            expect(asked.locator(".feedback strong")).to_contain_text(self.not_right)
            self.answer(asked, right_answer(question, self.words.language))
            expect(asked.locator(".feedback strong")).to_have_text(self.words.right)
            expect(asked.locator(".feedback strong")).to_be_visible()
            expect(asked.locator("button")).to_have_class("secondary")  # nothing urges to try what is right again

    @property
    def not_right(self):
        return re.compile("|".join(map(re.escape, self.words.not_right)))

    def answer(self, asked, answer):
        for name, value in answer.items():
            fields = asked.locator(f"[name='{name}']")
            if name == "answer":
                for field in fields.all():
                    wanted = field.get_attribute("value") in value
                    if wanted or field.get_attribute("type") == "checkbox":
                        field.set_checked(wanted)
            elif name == "text":
                fields.fill(value)
            else:
                fields.select_option(value)
        self.press(asked.locator("button"))

    def play(self, part, *, choice=-1):
        """Play a scenario to an ending, choosing the same place of the list each time."""
        while not part.locator(".ending").count():
            scene = part.locator("input[name='node']").get_attribute("value")
            part.locator("input[name='choice']").nth(choice).check()
            self.press(part.get_by_role("button", name=self.words.choose))
            expect(part.locator(f"input[name='node'][value='{scene}']")).to_have_count(0)
        expect(part.locator(".ending h3")).to_be_visible()
