"""A kind word after something was sent that looks like it holds a CPR number. It was sent all the same."""

from flask import flash
from flask_babel import gettext as _

from lms.core.cpr import looks_like_cpr


def remind(*texts: str | None) -> None:
    """Remind that no citizen is to be known, where a text looks like it."""
    if any(looks_like_cpr(text or "") for text in texts):
        flash(_("This looks like it holds a CPR number. Take it back and write it again without the number, please."))
