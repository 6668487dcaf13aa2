"""No page has a barrier that axe can find, and none runs over: in light and dark, on a desk and on a 320 px phone.

In Danish only: the markup is the same in both languages, and Danish has the longer words. Of the lessons, which are made
of the same blocks, some of each module; `test_html` reads them all.
"""

import json

import pytest

from tests.browser.conftest import AXE

SHARES = 4  # so that several processes can look at the same time

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"desk": 1280, "phone": 320}
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
SEND = """([address, fields]) => {
  const form = Object.assign(document.createElement("form"), {method: "post", action: address});
  for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement("input"), {name, value}));
  document.body.append(form);
  form.submit();
}"""
WIDER = """() => {
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0) return "";
  const guilty = [...document.querySelectorAll("main *, header *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
  return `${over} px, because of ${guilty.slice(-1).map(e => e.outerHTML.slice(0, 120))}`;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_has_a_barrier(world, window, share):
    axe = AXE.read_text(encoding="utf-8")
    wrong = []
    for page in [page for page in world.pages if page.tells_apart][share::SHARES]:
        tab = window(page.who)
        tab.set_viewport_size({"width": WIDTHS["desk"], "height": 900})
        tab.emulate_media(color_scheme="light")
        open_page(tab, page, world.address(page, "da"))
        tab.evaluate(axe)
        wrong += [f"{page.name} {problem}" for problem in barriers(tab)]
    assert not wrong, "\n".join(wrong)


def open_page(tab, page, address):
    if page.form is None:
        tab.goto(address, wait_until="load")
        return
    tab.goto("/accessibility")
    with tab.expect_navigation():
        tab.evaluate(SEND, [address, page.form])


def barriers(tab):
    """Yield what is wrong on the page that is open. What depends on colours alone is looked at again in the dark."""
    for device, width in WIDTHS.items():
        tab.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("light", EVERYTHING), ("dark", COLOURS)):
            tab.emulate_media(color_scheme=scheme)
            yield from (f"({device}, {scheme}): {line}" for line in found(tab, rules))
        over = tab.evaluate(WIDER)
        if over:
            yield f"({device}): runs over by {over}"


def found(tab, rules):
    violations = tab.evaluate(f"axe.run(document, {json.dumps(rules)}).then(result => result.violations)")
    for violation in violations:
        for node in violation["nodes"][:3]:
            yield f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
