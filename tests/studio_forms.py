"""What a browser without scripts would send of a page's form."""

from html.parser import HTMLParser


def fields_of(html):
    """Return the fields of the page's form that saves by itself, each with its values."""
    form = _Form()
    form.feed(html)
    return form.sent


class _Form(HTMLParser):
    def __init__(self):
        super().__init__()
        self.sent, self.inside, self.area, self.select, self.is_first = {}, False, None, None, False

    def handle_starttag(self, tag, pairs):
        values = dict(pairs)
        if tag == "form":
            self.inside = "data-autosave" in values
        elif self.inside:
            getattr(self, f"_{tag}", lambda values: None)(values)

    def _input(self, values):
        if values.get("name") and (values.get("type") != "checkbox" or "checked" in values):
            self.sent.setdefault(values["name"], []).append(values.get("value") or "")

    def _textarea(self, values):
        self.area = values["name"]
        self.sent[self.area] = [""]

    def _select(self, values):
        self.select, self.is_first = values["name"], True

    def _option(self, values):
        if self.is_first or "selected" in values:
            self.sent[self.select] = [values.get("value") or ""]
        self.is_first = False

    def handle_data(self, data):
        if self.area:
            self.sent[self.area][0] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.sent[self.area][0] = self.sent[self.area][0].removeprefix("\n")
            self.area = None
        if tag == "form":
            self.inside = False
