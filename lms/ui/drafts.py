"""What a page needs to keep unsent text in its browser: the account it belongs to, and that account's key.

Both are keyed hashes of the person's id, made for different purposes, so neither tells the id or the other. The page
gets them only while that account is signed in; the browser never stores the key.
"""

from flask_login import current_user

from lms.core.tokens import keyed


def draft_account() -> str:
    """Return the opaque name under which the signed-in account's drafts lie; empty for nobody."""
    return keyed("draft account", str(current_user.id))[:32] if current_user.is_authenticated else ""


def draft_key() -> str:
    """Return 256 bits in hexadecimal with which the signed-in account's drafts are sealed; empty for nobody."""
    return keyed("draft key", str(current_user.id)) if current_user.is_authenticated else ""
