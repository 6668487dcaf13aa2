"""What we measure against: a bare Flask hello, and a 20 KB Jinja page with one primary-key query."""

import os

from flask import Flask, render_template
from jinja2 import DictLoader
from sqlalchemy import create_engine, event, text

PARAGRAPH = "A page of plain words, as long as a lesson's page usually is, so that the ratio says something. "
PAGE = (
    "<!doctype html><html lang=en><head><title>{{ name }}</title></head><body><h1>{{ name }}</h1>"
    "{% for item in items %}<section id=s{{ loop.index }}><h2>{{ item.heading }}</h2><p>{{ item.words }}</p></section>{% endfor %}"
    "<p>bare page ends</p></body></html>"
)
ITEMS = [{"heading": f"Part {number}", "words": PARAGRAPH * 4} for number in range(45)]


def application() -> Flask:
    """Return the bare application, over the database in BENCH_DATABASE."""
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"page.html": PAGE})
    engine = create_engine(os.environ["BENCH_DATABASE"])
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA journal_mode=WAL"))
    query = text("SELECT name FROM organisations WHERE id = 1")

    @app.get("/hello")
    def hello() -> str:
        return "hello"

    @app.get("/page")
    def page() -> str:
        with engine.connect() as connection:
            name = connection.execute(query).scalar_one()
        return render_template("page.html", name=name, items=ITEMS)

    return app
