"""A page of its own on which the studio's scripts are tried: two rich texts, a plain one, presence, a list, a recorder.

It keeps its texts in memory, by version, and merges as the studio does.
"""

from dataclasses import dataclass, field

from flask import jsonify, make_response, render_template_string, request
from playwright.sync_api import expect
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from lms.core.access import public
from lms.studio.merging import Clash, merged
from lms.studio.paragraphs import sent
from lms.ui.form import Form

TEXT = "Some **bold words** here [@S003 6.2].\n\n* old style\n* of list\n\nThe last one."
NAMES = ("heading", "stem", "body")
PAGE = """
{% extends "ui/page.html" %}
{% from "ui/components/field.html" import field with context %}
{% from "studio/parts/rich.html" import rich_field, autosave_state, editor_words with context %}
{% from "studio/parts/recorder.html" import recorder_words with context %}
{% block title %}A desk{% endblock %}
{% block head %}<link rel="stylesheet" href="{{ asset('studio.css') }}">
<script src="{{ asset('studio.js') }}" type="module"></script>{% endblock %}
{% block content %}
<h1>A desk</h1>
<form method="post" action="/desk/save?round={{ desk.round }}" class="stack" novalidate data-autosave data-pause="300"
 data-version="{{ desk.version }}">
{{ form.csrf_token }}
<input type="hidden" name="version" value="{{ desk.version }}">
{{ field(form.heading) }}
{{ rich_field(form.stem, "inline", "en", who="Your partners see this.") }}
{{ rich_field(form.body, "blocks", "en", who="Your partners see this.", hint="Say it plainly.") }}
{{ autosave_state(presence="/desk/presence") }}
<button>Save</button>
</form>
<p><a href="/desk/elsewhere">Elsewhere</a></p>
<form method="post" action="/desk/elsewhere">
{{ rich_field(form.aside, "blocks", "en", who="Your partners see this.") }}<button id="send-aside">Send it</button></form>
<ol data-drag-list>
{% for name in desk.order %}
<li data-drag-item id="item-{{ name }}">{{ name }}
<form method="post" action="/desk/move" data-drag-form>
<input type="hidden" name="name" value="{{ name }}"><input type="hidden" name="position" value=""></form></li>
{% endfor %}
</ol>
<form method="post" action="/desk/sound" enctype="multipart/form-data" data-recorder data-max-seconds="600">
<div class="field"><label for="sound">A recording</label><input type="file" id="sound" name="sound" accept="audio/wav"></div>
<button id="send-sound">Send the recording</button>
</form>
{{ editor_words() }}
{{ recorder_words() }}
{% endblock %}
"""


class DeskForm(Form):
    heading = StringField("The heading")
    stem = TextAreaField("The question", [Length(max=1000)])
    body = TextAreaField("The text", [Length(max=20000)])
    aside = TextAreaField("A word aside")


@dataclass
class Desk:
    """What the page's server knows."""

    texts: list[dict[str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=lambda: ["one", "two", "three"])
    sound: bytes = b""
    saves: int = 0
    round: int = 0

    def __post_init__(self):
        self.begin()

    @property
    def version(self):
        return len(self.texts)

    @property
    def now(self):
        return self.texts[-1]

    def begin(self, **texts):
        """Start over with these texts."""
        self.texts = [{"heading": "", "stem": "", "body": ""} | texts]
        self.others, self.saves, self.sound = [], 0, b""
        self.round += 1  # what a page of an earlier round still sends is not taken
        self.order = ["one", "two", "three"]

    def change(self, **texts):
        """Somebody else saves."""
        self.texts.append(self.now | texts)

    def save(self, base, texts):
        self.saves += 1
        both = merged(self.texts[base - 1], self.now, texts)
        self.texts.append(both)
        return both != texts


def lay(app):
    """Add the desk to `app`, which has not answered anything yet; return it."""
    desk = Desk()

    @app.get("/desk")
    @public
    def desk_page():
        answer = make_response(render_template_string(PAGE, desk=desk, form=DeskForm(data=desk.now, formdata=None)))
        answer.headers["Permissions-Policy"] = "microphone=(self)"
        return answer

    @app.post("/desk/save")
    @public
    def desk_save():
        if request.args["round"] != str(desk.round):
            return jsonify(), 404
        base = int(request.form["version"])
        shown = desk.texts[base - 1]
        texts = {name: sent(request.form, name, shown[name], inline=name != "body") or "" for name in NAMES}
        if "teapot" in texts["body"]:
            return jsonify(errors={"body": "No teapots here."}), 422
        try:
            both = desk.save(base, texts)
        except Clash:
            return jsonify(conflict_url="/desk/conflict"), 409
        if request.headers.get("X-Requested-With") != "autosave":
            return desk_page()
        return jsonify(version=desk.version, saved_at="now", merged=both, fields=desk.now if both else {})

    _lay_helps(app, desk, desk_page)
    return desk


def _lay_helps(app, desk, desk_page):
    @app.post("/desk/presence")
    @public
    def desk_presence():
        return jsonify(others=desk.others)

    @app.post("/desk/move")
    @public
    def desk_move():
        desk.order.remove(request.form["name"])
        desk.order.insert(int(request.form["position"]) - 1, request.form["name"])
        return desk_page()

    @app.post("/desk/sound")
    @public
    def desk_sound():
        desk.sound = request.files["sound"].read()
        return desk_page()

    @app.route("/desk/elsewhere", methods=["GET", "POST"])
    @public
    def desk_elsewhere():
        return "elsewhere"


def text(page, name="body"):
    return page.locator(f"#{name}-rich")


def markdown(page, name="body"):
    return page.locator(f"textarea[name={name}]").input_value()


def paste(page, html="", plain=""):
    text(page).focus()
    page.evaluate(
        """([html, plain]) => {
          const data = new DataTransfer();
          if (html) data.setData("text/html", html);
          data.setData("text/plain", plain);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        [html, plain],
    )


def write_at_end(page, words, name="body"):
    text(page, name).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(page):
    expect(page.locator("form[data-state=saved]")).to_be_visible()
