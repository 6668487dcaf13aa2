"""Random tokens, of which only a hash is kept, and keyed hashes for things that must not be readable in the database."""

import hashlib
import hmac
import secrets

from flask import current_app


def mint() -> str:
    """Return a new URL-safe token of 256 bits."""
    return secrets.token_urlsafe(32)


def mint_public() -> str:
    """Return a new URL-safe token of 128 bits, for addresses that a person may print or read aloud."""
    return secrets.token_urlsafe(16)


def digest(token: str) -> str:
    """Return the hash under which a token is kept (a random token needs no key or salt)."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed(purpose: str, value: str) -> str:
    """Return a hash of `value` that only this installation can make, different for each purpose."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()
