"""The press: a paper's tree becomes a tagged PDF (PDF/UA-1). Call it outside every transaction."""

import json
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from flask_babel import gettext as _

from lms.core.errors import DomainError
from lms.curriculum.cache import Shelf

HERE = Path(__file__).parent.parent
MOST_BYTES = 12_000_000  # of a paper's tree
MOST_SECONDS = 20  # to wait for one's turn
AT_ONCE = 1  # papers made at a time in a process: each takes a core

_turn = BoundedSemaphore(AT_ONCE)
_kept: Shelf[bytes] = Shelf(most=160)  # by what stands on the paper, so nothing kept is ever old


def printed(paper: dict[str, Any], *, keep: bool) -> bytes:
    """Return a paper as PDF. What may not be kept (it holds a story) is made each time.

    Raises DomainError when it is too large, can't be printed with our letters, or too many wait.
    """
    tree = json.dumps(paper, ensure_ascii=False)
    if len(tree) > MOST_BYTES:
        raise DomainError(_("This is too large for one file. Print the lessons one by one."), status=413)
    if not keep:
        return _in_turn(tree)
    return _kept.get(sha256(tree.encode()).digest(), lambda: _in_turn(tree))


def _in_turn(tree: str) -> bytes:
    if not _turn.acquire(timeout=MOST_SECONDS):
        raise DomainError(_("Many files are being made right now. Try again in a minute."), status=503)
    try:
        return _compiled(tree)
    finally:
        _turn.release()


def _compiled(tree: str) -> bytes:
    """Return the PDF. A warning is an error: typst replaces what it misses silently otherwise."""
    import typst  # noqa: PLC0415 (heavy, and needed here only)

    try:
        made, warnings = typst.compile_with_warnings(
            HERE / "printed.typ",
            root=HERE,
            format="pdf",
            font_paths=[HERE / "fonts"],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            sys_inputs={"paper": tree},
        )
    except typst.TypstError as error:
        if "could not be displayed" in str(error):
            sentence = _(
                "There is a sign in this text that our PDF can't print. Print the page itself from your browser instead."
            )
            raise DomainError(sentence) from error
        raise
    if warnings:
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    assert isinstance(made, bytes)
    return made
