"""Logs: one JSON line per answer with route rule, method, status, duration and request id.

Never path, query, form, address or browser. Exceptions are logged by class and place, without their message,
because those print what people wrote (PostgreSQL: `Key (email)=(…)`).
"""

import json
import logging
import sys
import time
import traceback
from typing import Any

from flask import Flask, Response, g, request

from lms.core.clock import now
from lms.core.tokens import mint_public


class JsonLines(logging.Formatter):
    """Writes a record as one JSON line; an exception as its class and the places it came through."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {"at": now().isoformat(timespec="milliseconds"), "level": record.levelname.lower()}
        if isinstance(record.msg, dict):
            line |= record.msg
        else:
            line |= {"from": record.name, "says": record.msg if record.exc_info else record.getMessage()}
        if record.exc_info and record.exc_info[1] is not None:
            line |= _exception(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def init_app(app: Flask) -> None:
    """Log every answer of `app`; give each request an id, sent back as X-Request-Id."""
    log = logging.getLogger("lms")
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        log.addHandler(handler)
        log.propagate = False
    log.setLevel(logging.INFO)
    app.before_request(_begin)
    app.after_request(_end)
    app.log_exception = _log_exception  # type: ignore[method-assign]


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = mint_public()


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if request.endpoint == "static":
        return response
    logging.getLogger("lms.requests").info(
        {
            "route": str(request.url_rule) if request.url_rule else None,
            "method": request.method,
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
            "request": g.get("request_id", ""),
        }
    )
    return response


def _log_exception(exc_info: Any) -> None:
    logging.getLogger("lms.failures").error({"request": g.get("request_id", "")}, exc_info=exc_info)


def _exception(error: BaseException) -> dict[str, Any]:
    places = [
        f"{frame.filename.rpartition('/lms/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return {"error": type(error).__name__, "through": places[-12:]}
