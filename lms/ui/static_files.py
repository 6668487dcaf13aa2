"""The static files, under an address that changes with any of them: browsers may keep them for a year.

They name each other by relative addresses, so that the scripts a script imports and the fonts of a style are kept as well.
"""

import hashlib
import re
from functools import cache
from pathlib import Path

from flask import Response, current_app

from lms.core.access import public

STATIC = Path(__file__).parent / "static"
FOR_A_YEAR = "public, max-age=31536000, immutable"
_VERSIONED = re.compile(r"(v[0-9a-f]{12})/(.+)")


@cache
def asset(name: str) -> str:
    """Return the address of a static file. Raises FileNotFoundError for one that isn't there."""
    if not (STATIC / name).is_file():
        raise FileNotFoundError(name)
    return f"{current_app.static_url_path}/{_version()}/{name}"


@public
def serve(filename: str) -> Response:
    """Hand over a static file. Under an older version's address, in a page left open, it is the file of today."""
    versioned = _VERSIONED.fullmatch(filename)
    answer = current_app.send_static_file(versioned[2] if versioned else filename)
    if versioned and versioned[1] == _version():
        answer.headers["Cache-Control"] = FOR_A_YEAR
    return answer


@cache
def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(STATIC).as_posix()}\0{len(content)}\0".encode() + content)
    return f"v{digest.hexdigest()[:12]}"
