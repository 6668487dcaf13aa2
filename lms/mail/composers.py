"""Which function makes a message of which kind, at the moment of sending."""

from collections.abc import Callable

from flask import Flask

from lms.mail.messages import Message
from lms.mail.models import OutboxMail

Composer = Callable[[OutboxMail], Message | None]


def register(app: Flask, kind: str, compose: Composer) -> None:
    """Let `compose` make the mails of `kind`.

    It runs in a short write transaction of its own, with the mail's language in force: it may mint a token and store
    its hash, which is committed before the mail goes out. None means that there is nothing to send any more.
    """
    composers: dict[str, Composer] = app.extensions.setdefault("lms.mail_composers", {})
    if kind in composers:
        raise ValueError(f"mails of the kind {kind} are composed twice")
    composers[kind] = compose


def composer_for(app: Flask, kind: str) -> Composer:
    """Return the composer of a kind. Raises LookupError when there is none."""
    composers: dict[str, Composer] = app.extensions.get("lms.mail_composers", {})
    return composers[kind]
