"""Passwords after NIST SP 800-63B: long rather than complicated, no composition rules, the commonest refused.

Hashing takes tens of milliseconds on purpose: call `hashed` and `verified` outside of a transaction
(`lms.core.transaction.release` or `finish` before them).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _
from sqlalchemy import delete

from lms.accounts.demo import PASSWORD as DEMO_PASSWORD
from lms.accounts.models import Link, LinkPurpose, Person
from lms.accounts.operations import visits
from lms.core.db import db
from lms.core.errors import DomainError
from lms.mail.operations import post

AT_LEAST = 12
AT_MOST = 200
OWN_AT_LEAST = 6  # characters that must be left when names, digits and signs are taken away
DIFFERENT_AT_LEAST = 5
COMMON = Path(__file__).parent.parent / "common_passwords.txt"

# OWASP's parameters for argon2id: 19 MiB, two passes, one lane.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def hashed(password: str) -> str:
    """Return the argon2id hash under which a password is kept."""
    return HASHER.hash(_one_form(password))


def verified(kept: str | None, password: str) -> bool:
    """Tell whether a password is right. Takes as long where there is no hash, because nobody may tell by the time."""
    try:
        return HASHER.verify(kept or _nobodys(), _one_form(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Tell whether a hash was made with weaker parameters than today's."""
    return HASHER.check_needs_rehash(kept)


def refuse_weak(password: str, *, about: Sequence[str], field: str = "password") -> None:
    """Raise DomainError with a sentence for a password that others would guess.

    `about` are words anybody would try: the person's name and address, the installation's name.
    """
    if len(password) < AT_LEAST:
        sentence = _(
            "A password needs %(count)s characters or more. A sentence of a few words is good.", count=AT_LEAST
        )
        raise DomainError(sentence, field=field)
    if len(password) > AT_MOST:
        raise DomainError(_("A password has room for %(count)s characters.", count=AT_MOST), field=field)
    folded = _folded(password)
    if folded in _common() or len(set(folded)) < DIFFERENT_AT_LEAST or _is_repeated(folded):
        raise DomainError(_("This password is among the first that others would try. Choose another."), field=field)
    if _is_mostly_known(folded, about):
        raise DomainError(_("This password is mostly a name that others know. Choose another."), field=field)


def set_password(person: Person, new_hash: str, *, keep_visit: int | None = None) -> None:
    """Give a person a new password: other browsers are signed out, open reset links end, and the person gets a mail."""
    person.password_hash = new_hash
    visits.end_all(person, but=keep_visit)
    resets = (Link.person_id == person.id) & (Link.purpose == LinkPurpose.RESET) & Link.used_at.is_(None)
    db.session.execute(delete(Link).where(resets))
    post("accounts.password_changed", to=person, language=person.language)


def _one_form(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _folded(text: str) -> str:
    return _one_form(text).casefold()


@cache
def _nobodys() -> str:
    return HASHER.hash("nobody has this password")


@cache
def _common() -> frozenset[str]:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#")) | {DEMO_PASSWORD}


def _is_repeated(folded: str) -> bool:
    """Tell whether it is a short piece again and again, such as sommersommer."""
    return re.fullmatch(r"(.{1,8}?)\1+.{0,3}", folded) is not None


def _is_mostly_known(folded: str, about: Sequence[str]) -> bool:
    words = {word for text in about for word in re.split(r"[\W_]+", _folded(text)) if len(word) > 2}
    own = folded
    for word in sorted(words, key=len, reverse=True):
        own = own.replace(word, "")
    return own != folded and len(re.sub(r"[\W\d_]+", "", own)) < OWN_AT_LEAST
