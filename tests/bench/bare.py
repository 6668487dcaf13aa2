"""What we measure against: a bare Flask hello, and a 20 KB page as anybody would write it with the same libraries.

The page loops over 120 rows with three escaped values each and looks one row up by primary key through the ORM. It signs
nobody in, has no forms and no headers of its own.
"""

import os

from flask import Flask, render_template
from jinja2 import DictLoader
from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

ROWS = 120
PAGE = """<!doctype html>
<html lang="en"><head><title>{{ place.name }}</title></head><body>
<h1>{{ place.name }}</h1>
<table><thead><tr><th>Number</th><th>What</th><th>Words</th></tr></thead><tbody>
{% for row in rows %}
<tr id="row-{{ row.number }}"><td>{{ row.number }}</td><td>{{ row.what }}</td>
<td><p>{{ row.words }}</p></td></tr>
{% endfor %}
</tbody></table>
<p>bare page ends</p></body></html>
"""
WORDS = "Words about as long as a line of a lesson usually is, so that the page has its twenty kilobytes."


class Base(DeclarativeBase):
    """The one table this page needs."""


class Place(Base):
    """A row to look up."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


def application() -> Flask:
    """Return the bare application, over the database in BENCH_DATABASE."""
    app = Flask(__name__)
    app.jinja_loader = DictLoader({"page.html": PAGE})
    engine = create_engine(os.environ["BENCH_DATABASE"])

    @app.get("/hello")
    def hello() -> str:
        return "hello"

    @app.get("/page")
    def page() -> str:
        rows = [{"number": number, "what": f"Part {number}", "words": WORDS} for number in range(ROWS)]
        with Session(engine) as session:
            return render_template("page.html", place=session.get_one(Place, 1), rows=rows)

    return app
