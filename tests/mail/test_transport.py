"""One contract for everything that sends: the console, a mail server, and the tests' mailbox."""

import email
import io
import socketserver
import threading
from contextlib import contextmanager
from email import policy

import pytest

from lms.mail.messages import Message
from lms.mail.transport import Console, Smtp, UnreachableError, transport_for
from tests.conftest import settings_for
from tests.mail_factories import Mailbox

MESSAGE = Message(subject="Så er der noget til dig", text="Kære Ørn\n", html="<p>Kære Ørn</p>", to="ada@work.example")


class Server(socketserver.ThreadingTCPServer):
    """A mail server that takes everything, on loopback."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[bytes] = []


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 hello")
        while line := self.rfile.readline():
            word = line.strip().upper().split(b" ")[0].split(b":")[0]
            if word == b"DATA":
                self.say("354 go on")
                self.server.taken.append(self.message())
                self.say("250 taken")
            elif word == b"QUIT":
                self.say("221 goodbye")
                return
            else:
                self.say("250 fine")

    def message(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return b"".join(lines)

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")


@contextmanager
def server():
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield running
        finally:
            running.shutdown()
            thread.join()


@contextmanager
def by_smtp():
    with server() as running:
        port = running.server_address[1]

        def seen():
            [raw] = running.taken
            got = email.message_from_bytes(raw, policy=policy.default)
            return got["To"], got["Subject"], got.get_body(("plain",)).get_content().strip()

        yield Smtp(settings_for("sqlite://", mail_url=f"smtp://127.0.0.1:{port}")), seen


@contextmanager
def by_console():
    out = io.StringIO()

    def seen():
        lines = out.getvalue().splitlines()
        to, _colon, subject = lines[1].removeprefix("Mail to ").partition(": ")
        return to, subject, lines[3]

    yield Console(settings_for("sqlite://"), out), seen


@contextmanager
def by_mailbox():
    box = Mailbox()

    def seen():
        [got] = box.messages
        return got.to, got.subject, got.text.strip()

    yield box, seen


@pytest.mark.parametrize("transport", [by_smtp, by_console, by_mailbox])
def test_what_is_sent_arrives(transport):
    with transport() as (sender, seen):
        sender.send(MESSAGE)
        assert seen() == ("ada@work.example", "Så er der noget til dig", "Kære Ørn")


def test_a_mail_holds_html_and_says_that_a_machine_sent_it():
    with server() as running:
        url = f"smtp://127.0.0.1:{running.server_address[1]}"
        Smtp(settings_for("sqlite://", mail_url=url, mail_from="no-reply@house.example", name="Huset")).send(MESSAGE)
        got = email.message_from_bytes(running.taken[0], policy=policy.default)
    assert got["From"] == "Huset <no-reply@house.example>"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"].endswith("@house.example>")
    assert got.get_body(("html",)).get_content().strip() == "<p>Kære Ørn</p>"


def test_a_server_that_is_away_is_unreachable():
    with pytest.raises(UnreachableError, match="ConnectionRefusedError"):
        Smtp(settings_for("sqlite://", mail_url="smtp://127.0.0.1:1")).send(MESSAGE)


def test_nothing_goes_in_the_clear_to_another_machine(monkeypatch):
    monkeypatch.setattr(Smtp, "_is_local", lambda _self: False)
    with server() as running:
        url = f"smtp://127.0.0.1:{running.server_address[1]}"
        with pytest.raises(UnreachableError, match="SMTPNotSupportedError"):
            Smtp(settings_for("sqlite://", mail_url=url)).send(MESSAGE)
        assert running.taken == []


def test_the_settings_name_the_transport():
    assert isinstance(transport_for(settings_for("sqlite://", mail_url="console:")), Console)
    secure = transport_for(settings_for("sqlite://", mail_url="smtps://me:p%40ss@mail.example"))
    assert isinstance(secure, Smtp)
    assert (secure.host, secure.port, secure.user, secure.password) == ("mail.example", 465, "me", "p@ss")
    assert transport_for(settings_for("sqlite://", mail_url="smtp://mail.example")).port == 587
