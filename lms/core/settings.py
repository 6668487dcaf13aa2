"""All settings, read from the environment once at start. This is the one place where they are documented."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from lms.core.crypto import box

REFUSED_SECRETS = frozenset({"secret", "changeme", "change-me", "dev", "password", "demo-password", "demo-secret"})
T = TypeVar("T")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Mode(StrEnum):
    """What an installation is for."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class SettingsError(Exception):
    """One line that names everything that is wrong with the settings."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one installation; `from_env` reads each from the variable named in its comment."""

    secret_key: str = field(repr=False)  # LMS_SECRET_KEY: signs forms and cookies; 32 characters or more
    data_key: str = field(
        repr=False
    )  # LMS_DATA_KEY: Fernet key(s), comma-separated, for private texts; back it up elsewhere
    database_url: str = field(repr=False)  # LMS_DATABASE_URL: sqlite:////path/lms.db or postgresql+psycopg://…
    base_url: str = "http://127.0.0.1:8000"  # LMS_BASE_URL: the public address, for links in mails and PDFs
    mail_url: str = field(
        default="console:", repr=False
    )  # LMS_MAIL_URL: smtp://user:password@host:587 (STARTTLS) or smtps://…; console: is the demo's, since it prints links
    mail_from: str = "no-reply@localhost"  # LMS_MAIL_FROM: the sender of every mail
    contact: str = ""  # LMS_CONTACT: mail address people may write to about accessibility and privacy
    name: str = "EQUIL"  # LMS_NAME: what the installation is called
    operator: str = ""  # LMS_OPERATOR: who runs it (the data controller), for /privacy
    trusted_proxies: int = 0  # LMS_TRUSTED_PROXIES: how many proxies in front set X-Forwarded-For
    metrics_token: str = field(default="", repr=False)  # LMS_METRICS_TOKEN: lets /metrics be read from elsewhere
    backup_days: int = 30  # LMS_BACKUP_DAYS: how long backups are kept, said on /privacy
    mode: Mode = Mode.PRODUCTION  # not from the environment: `lms demo` and the tests set it

    @property
    def https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).netloc

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read the settings of a production installation. Raises SettingsError naming all that is missing or malformed."""
        read = _Reader(env)
        values: dict[str, Any] = {
            "secret_key": read("LMS_SECRET_KEY", _secret, required=True),
            "data_key": read("LMS_DATA_KEY", _data_key, required=True),
            "database_url": read("LMS_DATABASE_URL", _database_url, required=True),
            "base_url": read("LMS_BASE_URL", _base_url, required=True),
            "mail_url": read("LMS_MAIL_URL", _mail_url, required=True),
            "mail_from": read("LMS_MAIL_FROM", _address, required=True),
            "contact": read("LMS_CONTACT", _address, required=True),
            "operator": read("LMS_OPERATOR", str, required=True),
            "name": read("LMS_NAME", str),
            "trusted_proxies": read("LMS_TRUSTED_PROXIES", _count),
            "metrics_token": read("LMS_METRICS_TOKEN", _secret),
            "backup_days": read("LMS_BACKUP_DAYS", _count),
        }
        if read.wrong:
            raise SettingsError("Settings: " + "; ".join(read.wrong) + ". See lms/core/settings.py.")
        return cls(**{name: value for name, value in values.items() if value is not None})


class _Reader:
    """Reads variables and collects what is wrong with them."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.wrong: list[str] = []

    def __call__(self, name: str, parse: Callable[[str], T], *, required: bool = False) -> T | None:
        text = self.env.get(name, "").strip()
        if not text:
            if required:
                self.wrong.append(f"{name} is missing")
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.wrong.append(f"{name} {error}")
            return None


def _secret(text: str) -> str:
    if text.casefold() in REFUSED_SECRETS:
        raise ValueError("is a well-known word")
    if len(text) < 32:
        raise ValueError("must have 32 characters or more")
    return text


def _data_key(text: str) -> str:
    try:
        box(text)
    except ValueError as error:
        raise ValueError("must be a Fernet key (32 bytes, URL-safe base64)") from error
    return text


def _database_url(text: str) -> str:
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise ValueError("is no database address") from error
    if url.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise ValueError("must start with sqlite:/// or postgresql+psycopg://")
    if url.database and url.database.endswith("demo.db"):
        raise ValueError("names a demo database, which production must not serve")
    return text


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise ValueError("must be an address such as https://learn.example.org")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("must start with https:// outside this machine")
    return text.rstrip("/")


def _mail_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("must be smtp://host:port or smtps://host:port")
    return text


def _address(text: str) -> str:
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise ValueError("must be a mail address")
    return text


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ValueError("must be a whole number")
    return int(text)
