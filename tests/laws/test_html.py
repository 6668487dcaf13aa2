"""Every page is valid HTML with a language, a title, one h1, labels, no id twice, and nothing inline; in both languages."""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest

from lms.core.i18n import LANGUAGES
from tests.pages import OTHER

UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def test_every_page_has_an_example(world):
    gets = {rule.endpoint for rule in world.app.url_map.iter_rules() if "GET" in rule.methods}
    missing = sorted(gets - {page.endpoint for page in world.pages} - set(OTHER))
    assert not missing, f"add an example of each to tests/pages.py: {missing}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_is_good_html(world, code):
    clients = {}
    wrong = []
    for page in world.pages:
        client = clients.setdefault(page.who, world.client(page.who))
        address = world.address(page, code)
        answer = client.get(address) if page.form is None else client.post(address, data=page.form)
        problems = list(_problems(answer, page.status, code))
        wrong += [f"{page.name}: {problem}" for problem in problems]
    assert not wrong, "\n".join(wrong)


def _problems(answer, status: int, code: str) -> Iterator[str]:
    if answer.status_code != status:
        yield f"answered {answer.status_code}, not {status}: {answer.headers.get('Location', '')}"
        return
    if status == 302:
        return  # its few words are the server's own; nobody reads them
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(answer.get_data(as_text=True))
    for (line, _column), name, _details in parser.errors:
        yield f"line {line}: {name}"
    if tree.get("lang") != code:
        yield f"<html lang> is {tree.get('lang')}, not {code}"
    yield from _heading_problems(tree)
    yield from _id_problems(tree)
    yield from _label_problems(tree)
    yield from _inline_problems(tree)


def _heading_problems(tree: Element) -> Iterator[str]:
    title = _text(tree.find("head/title")).split(" · ")[0]
    if not title.strip():
        yield "no title of its own"
    headings = [element for element in tree.iter() if element.tag in HEADINGS]
    if [heading.tag for heading in headings].count("h1") != 1:
        yield "not exactly one h1"
    level = 0
    for heading in headings:
        step = int(heading.tag[1])
        if step > level + 1:
            yield f"the heading “{_text(heading)}” leaves out a level"
        if not _text(heading).strip():
            yield f"an empty {heading.tag}"
        level = step


def _id_problems(tree: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id") is not None)
    yield from (f"the id “{name}” {count} times" for name, count in ids.items() if count > 1 or not name)
    for element in tree.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "form"):
            named = (element.get(attribute) or "").split()
            yield from (f"{attribute} names “{name}”, which isn't there" for name in named if name not in ids)
        target = element.get("href") or ""
        if element.tag == "a" and target.startswith("#") and target[1:] not in ids:
            yield f"a link leads to “{target}”, which isn't there"


def _label_problems(tree: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in tree.iter("label")}
    inside = {field for label in tree.iter("label") for field in label.iter() if _text(label).strip()}
    for field in tree.iter():
        hidden = field.get("type") in UNLABELLED or field.get("hidden") is not None
        if field.tag not in ("input", "select", "textarea") or hidden:
            continue
        if field.get("id") not in labelled and field not in inside and not field.get("aria-label"):
            yield f"no label for the {field.tag} “{field.get('name')}”"
    for button in tree.iter("button"):
        if not _text(button).strip() and not button.get("aria-label"):
            yield "a button without words"


def _inline_problems(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.tag == "style" or (element.tag == "script" and not element.get("src")):
            yield f"an inline <{element.tag}>"
        yield from (
            f"{name}= on <{element.tag}>" for name in element.attrib if name == "style" or name.startswith("on")
        )


def _text(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext())
