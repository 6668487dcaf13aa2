"""How much a request may send. Everybody gets the house's limit; a view that takes a file says how large it may be."""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def takes(most: int) -> Callable[[View], View]:
    """Let the view be sent up to `most` bytes in one request."""

    def declare(view: View) -> View:
        view.takes = most  # type: ignore[attr-defined]
        return view

    return declare
