"""What is refused before any view sees it: numbers no row can have, kinds of content no form sends, text no database keeps."""

from collections.abc import Iterable
from io import BytesIO
from typing import IO

from flask import Flask, Request, abort, current_app, request
from flask_babel import gettext as _
from werkzeug.routing import IntegerConverter, Map

from lms.core.errors import DomainError

LARGEST = 2**31 - 1  # what an id can be
FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class InMemory(Request):
    """A request whose files are never laid on a disk on their way: a voice is kept encrypted or not at all."""

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 (bounded by `max_content_length`)
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return BytesIO()


class Number(IntegerConverter):
    """The number of a row. A larger one is an address that leads nowhere."""

    regex = r"[0-9]{1,10}"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST)


def init_app(app: Flask) -> None:
    """Let `app` take in only what can be read. Call it before the addresses are registered."""
    app.request_class = InMemory
    app.url_map.converters["int"] = Number
    app.before_request(_take_more)
    app.before_request(_refuse_other_content)
    app.before_request(_refuse_nul)


def _take_more() -> None:
    """Let a view that says so (`lms.core.bodies.takes`) be sent more than the others; it is set before anything is read."""
    view = current_app.view_functions.get(request.endpoint or "")
    most = getattr(view, "takes", None)
    if most is not None:
        request.max_content_length = most
        request.max_form_memory_size = most


def _refuse_other_content() -> None:
    if request.method == "POST" and request.mimetype not in FORMS and (request.mimetype or request.content_length):
        abort(415)


def _refuse_nul() -> None:
    """PostgreSQL keeps no NUL character, and nobody means to write one."""
    if "\0" in request.path or _holds_nul(request.args.items(multi=True)):
        abort(404)
    if request.method == "POST" and _holds_nul(_sent()):
        sentence = _("The text held an invisible character that can't be kept. It is taken out below: send it again.")
        raise DomainError(sentence, status=400)


def _sent() -> Iterable[tuple[str, str]]:
    try:
        return request.form.items(multi=True)
    except OSError:  # the connection broke off, or its pieces were wrong
        abort(400)


def _holds_nul(items: Iterable[tuple[str, str]]) -> bool:
    return any("\0" in name or "\0" in value for name, value in items)
