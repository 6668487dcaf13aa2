"""A finished message, and the letter most messages are: a few sentences and perhaps one link."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, render_template

from lms.core.settings import Settings


@dataclass(frozen=True)
class Message:
    """What a transport sends."""

    subject: str
    text: str
    html: str
    to: str


def letter(
    *, to: str, subject: str, sentences: Sequence[str], link: str = "", link_label: str = "", closing: str = ""
) -> Message:
    """Return a message as text and HTML in the language that is in force.

    Say only that something waits: no health word, module title, perspective or anything a person wrote.
    """
    settings: Settings = current_app.extensions["lms.settings"]
    values = {
        "subject": subject,
        "sentences": sentences,
        "link": link,
        "link_label": link_label,
        "closing": closing,
        "name": settings.name,
        "base_url": settings.base_url,
    }
    text = render_template("mail/layout.txt", **values)
    html = render_template("mail/layout.html", **values)
    return Message(subject=subject, text=text, html=html, to=to)
