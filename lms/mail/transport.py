"""How a message leaves the machine: by SMTP, or printed on the console (the demo)."""

import smtplib
import ssl
import sys
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Protocol, TextIO
from urllib.parse import unquote, urlsplit

from lms.core.clock import now
from lms.core.settings import Settings
from lms.mail.messages import Message

TIMEOUT = 10  # seconds, for each answer of the server


class UnreachableError(Exception):
    """The mail server can't be reached at all; the next mail would fare no better."""


class Transport(Protocol):
    """Sends one message or raises; UnreachableError when nothing can be sent at present."""

    def send(self, message: Message) -> None: ...


def transport_for(settings: Settings) -> Transport:
    """Return the transport that LMS_MAIL_URL names."""
    if settings.mail_url == "console:":
        return Console(settings)
    return Smtp(settings)


class Console:
    """Prints mails, so that the demo needs no mail server."""

    def __init__(self, settings: Settings, out: TextIO | None = None) -> None:
        self.settings = settings
        self.out = out

    def send(self, message: Message) -> None:
        rule = "-" * 72
        text = f"{rule}\nMail to {message.to}: {message.subject}\n\n{message.text.strip()}\n{rule}"
        print(text, file=self.out or sys.stdout, flush=True)


class Smtp:
    """Hands mails to a server, with STARTTLS (smtp:, required outside loopback) or TLS from the start (smtps:)."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        parts = urlsplit(settings.mail_url)
        self.secure = parts.scheme == "smtps"
        self.host = parts.hostname or "localhost"
        self.port = parts.port or (465 if self.secure else 587)
        self.user = unquote(parts.username or "")
        self.password = unquote(parts.password or "")

    def send(self, message: Message) -> None:
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise UnreachableError(type(error).__name__) from error
        try:
            server.send_message(as_email(message, self.settings))
        finally:
            _quit(server)

    def _connect(self) -> smtplib.SMTP:
        if self.secure:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        try:
            server.ehlo()
            if not self.secure and (server.has_extn("starttls") or not self._is_local()):
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _is_local(self) -> bool:
        return self.host in {"localhost", "127.0.0.1", "::1"}


def as_email(message: Message, settings: Settings) -> EmailMessage:
    """Return the message with its headers, as text and HTML."""
    email = EmailMessage()
    email["From"] = Address(display_name=settings.name, addr_spec=settings.mail_from)
    email["To"] = Address(addr_spec=message.to)
    email["Subject"] = message.subject
    email["Date"] = format_datetime(now())
    email["Message-ID"] = make_msgid(domain=settings.mail_from.rpartition("@")[2])
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(message.text)
    email.add_alternative(message.html, subtype="html")
    return email


def _quit(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
