"""A mailbox that stands in for the mail server."""

from lms.mail.messages import Message


class Mailbox:
    """Keeps messages instead of sending them. `failing` is raised for every message while it is set."""

    def __init__(self, failing: Exception | None = None) -> None:
        self.messages: list[Message] = []
        self.failing = failing

    def send(self, message: Message) -> None:
        if self.failing is not None:
            raise self.failing
        self.messages.append(message)
