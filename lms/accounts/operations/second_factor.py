"""The second factor: codes from an app (TOTP, RFC 6238), and recovery codes for the day the phone is gone."""

import secrets

import pyotp
from flask_babel import gettext as _
from sqlalchemy import delete, func, select, update

from lms.accounts.models import Person, RecoveryCode
from lms.core.clock import now
from lms.core.crypto import decrypt, encrypt
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.tokens import keyed
from lms.mail.operations import post

STEP = 30  # seconds
CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


def is_on(person: Person) -> bool:
    """Tell whether signing in asks for a code."""
    return person.totp_confirmed_at is not None


def begin(person: Person) -> None:
    """Make a secret for the person's app. It counts once a code from it has been given."""
    if is_on(person):
        raise DomainError(_("Your second factor is on already."))
    person.totp_secret = encrypt(pyotp.random_base32())


def secret(person: Person) -> str:
    """Return the secret, to be typed into an app."""
    if person.totp_secret is None:
        raise DomainError(_("Begin by setting up an app."))
    return decrypt(person.totp_secret)


def setup_address(person: Person, *, installation: str) -> str:
    """Return the otpauth: address that apps read from a QR code."""
    return pyotp.TOTP(secret(person)).provisioning_uri(name=person.email or "", issuer_name=installation)


def confirm(person: Person, code: str) -> list[str]:
    """Switch the second factor on with a first code. Returns the recovery codes, to be shown this once."""
    if is_on(person):
        raise DomainError(_("Your second factor is on already."))
    if not _accepts_app_code(person, code):
        raise DomainError(_("This code isn't right. Wait for the next one in the app and try that."), field="code")
    person.totp_confirmed_at = now()
    post("accounts.second_factor_on", to=person, language=person.language)
    return renew_recovery_codes(person)


def turn_off(person: Person) -> None:
    """Sign in without codes from now on."""
    if not is_on(person):
        return
    person.totp_secret = person.totp_confirmed_at = person.totp_last_step = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    post("accounts.second_factor_off", to=person, language=person.language)


def renew_recovery_codes(person: Person) -> list[str]:
    """Replace the recovery codes. Returns the new ones, to be shown this once; only their hashes are kept."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = [
        "-".join("".join(secrets.choice(LETTERS) for _letter in range(5)) for _part in range(2))
        for _row in range(CODES)
    ]
    db.session.add_all([RecoveryCode(person_id=person.id, code_hash=_hash(person, code)) for code in codes])
    return codes


def accepts(person: Person, code: str) -> bool:
    """Tell whether a code from the app or a recovery code is right, and spend it: each works once."""
    return _accepts_app_code(person, code) or _spend_recovery_code(person, code)


def recovery_codes_left(person: Person) -> int:
    """Return how many recovery codes are unused."""
    left = select(func.count()).where(RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(left) or 0


def _accepts_app_code(person: Person, code: str) -> bool:
    """Accept the code of this step or its neighbours, later than any accepted before (RFC 6238, 5.2)."""
    typed = "".join(code.split())
    if person.totp_secret is None or not typed.isascii() or not typed.isdecimal():
        return False
    totp = pyotp.TOTP(decrypt(person.totp_secret))
    present = int(now().timestamp()) // STEP
    for step in (present - 1, present, present + 1):
        if secrets.compare_digest(totp.at(step * STEP), typed):
            return _move_to(person, step)
    return False


def _move_to(person: Person, step: int) -> bool:
    """Spend a step in one statement, so that a code sent twice at once is accepted once."""
    later = Person.totp_last_step.is_(None) | (Person.totp_last_step < step)
    spent = db.session.execute(
        update(Person).where(Person.id == person.id, later).values(totp_last_step=step).returning(Person.id)
    )
    return spent.scalar() is not None


def _spend_recovery_code(person: Person, code: str) -> bool:
    typed = "".join(code.split()).lower()
    spent = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.code_hash == _hash(person, typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now())
        .returning(RecoveryCode.id)
    )
    return spent.scalar() is not None


def _hash(person: Person, code: str) -> str:
    return keyed("recovery code", f"{person.id}:{code.replace('-', '')}")
