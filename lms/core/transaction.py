"""One transaction per request, inside dispatch, so that a late constraint error still meets the error handlers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from flask import Flask, Response, make_response, request
from sqlalchemy.exc import OperationalError

from lms.core.db import db, end_reading, writing

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
View = Callable[..., Any]


def keeps_refusals(view: View) -> View:
    """Mark a view whose refusals are written down too (a failed sign-in is counted, a spent token stays spent)."""
    view.keeps_refusals = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Put every view of `app` into a transaction; call it when all blueprints are registered."""
    app.before_request_funcs.setdefault(None, []).insert(0, _intend)  # before anything that reads the database
    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = _in_transaction(view)


def finish() -> None:
    """Commit what the operation has written, so that rendering the answer holds no lock."""
    db.session.commit()


def release() -> None:
    """End the transaction before slow work such as hashing. Nothing may have been written in it yet."""
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("release() would throw away what was written")
    db.session.rollback()


def only_read() -> None:
    """Give the write lock back: what follows in this request reads and answers, and takes its time."""
    release()
    writing.set(False)


@contextmanager
def transaction() -> Iterator[None]:
    """Run a job's or command's write in one transaction: committed at the end, undone on any error."""
    mark = writing.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        writing.reset(mark)


def is_locked(error: OperationalError) -> bool:
    """Tell whether the database was busy with another writer for too long."""
    return "locked" in str(error.orig)


def _intend() -> None:
    writing.set(request.method not in SAFE_METHODS)


def _in_transaction(view: View) -> View:
    @wraps(view)
    def run(**arguments: Any) -> Response:
        try:
            return _once(view, arguments)
        except OperationalError as error:
            if not is_locked(error):
                raise
            return _once(view, arguments)

    return run


def _once(view: View, arguments: dict[str, Any]) -> Response:
    try:
        response = make_response(view(**arguments))
        kept = response.status_code < 400 or getattr(view, "keeps_refusals", False)
        if request.method in SAFE_METHODS:
            end_reading()
        elif kept:
            db.session.commit()
        else:
            db.session.rollback()
    except BaseException:
        db.session.rollback()
        raise
    return response
