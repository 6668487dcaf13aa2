"""Walking a page by keyboard alone: focus is seen at every stop and is never lost."""

from playwright.sync_api import expect

MOST = 300
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return "the focus is lost";
  const box = e.getBoundingClientRect();
  const drawn = e.matches("input[type=radio], input[type=checkbox]") && e.closest(".option") ? e.closest(".option") : e;
  const style = getComputedStyle(drawn);
  if (e.tabIndex < 0) return "";
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 3) return "no ring of 3 px: " + e.outerHTML.slice(0, 100);
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return seen ? "" : "out of sight: " + e.outerHTML.slice(0, 100);
}"""


class Keyboard:
    """Somebody who uses Tab, Shift+Tab, Enter, Space, arrows and letters."""

    def __init__(self, page):
        self.page = page

    def look(self):
        """Fail where the focus is lost or can't be seen."""
        problem = self.page.evaluate(FOCUSED)
        assert not problem, problem

    def at(self, target):
        return target.evaluate_all("found => found.includes(document.activeElement)")

    def tab_to(self, target, *, back=False):
        """Go on, or back, until the focus is on the target (one of its elements)."""
        expect(target.first).to_be_attached()
        for _step in range(MOST):
            if self.at(target):
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            self.look()
        raise AssertionError(f"Tab never comes to {target}")

    def press(self, target, key="Enter", *, back=False):
        self.tab_to(target, back=back)
        self.page.keyboard.press(key)

    def choose(self, radios, value):
        """Choose one radio of a group by its value."""
        self.tab_to(radios)
        self.page.keyboard.press("Space")
        wanted = radios.and_(self.page.locator(f"[value='{value}']"))
        for _step in range(10):
            if self.at(wanted):
                break
            self.page.keyboard.press("ArrowDown")
            self.look()
        expect(wanted).to_be_checked()

    def tick(self, boxes, values):
        for box in boxes.all():
            if box.is_checked() != (box.get_attribute("value") in values):
                self.press(box, "Space")

    def select(self, field, value):
        self.tab_to(field)
        self.page.keyboard.press("Home")
        while field.input_value() != value:
            self.page.keyboard.press("ArrowDown")

    def fill(self, field, text):
        self.tab_to(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def answered(self, proof):
        """Wait for what shows that an answer came; the focus must have stayed in the page."""
        expect(proof).to_be_visible()
        for _turn in range(20):  # htmx gives the focus back once what it swapped has settled
            if not self.page.evaluate(FOCUSED):
                break
            self.page.wait_for_timeout(50)
        self.look()
