"""Encryption of private texts with `LMS_DATA_KEY`, a key kept outside the database and its backups (rule 6).

Fernet (AES-128-CBC with HMAC-SHA256) from `cryptography`. Several keys may be given, separated by commas: the first one
encrypts, all of them decrypt, so that a key can be changed without losing what was written before.
"""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app


def box(keys: str) -> MultiFernet:
    """Return the box for comma-separated Fernet keys. Raises ValueError when one of them is no such key."""
    return MultiFernet([Fernet(key.strip()) for key in keys.split(",")])


def encrypt(text: str) -> bytes:
    """Return `text` encrypted for this installation."""
    return seal(text.encode())


def decrypt(sealed: bytes) -> str:
    """Return the text behind `sealed`. Raises LookupError when the key it was made with is no longer given."""
    return unseal(sealed).decode()


def seal(content: bytes) -> bytes:
    """Return `content` encrypted for this installation, a third longer."""
    return _box().encrypt(content)


def unseal(sealed: bytes) -> bytes:
    """Return the bytes behind `sealed`. Raises LookupError when the key they were sealed with is no longer given."""
    try:
        return _box().decrypt(sealed)
    except InvalidToken as error:
        raise LookupError("LMS_DATA_KEY does not hold the key this was encrypted with.") from error


def _box() -> MultiFernet:
    sealed: MultiFernet = current_app.extensions["lms.box"]
    return sealed
