"""Refusals are sentences for people."""


class DomainError(Exception):
    """The domain refuses, with a sentence that says what happened, what is safe and what to do.

    `field` names the form field the sentence belongs to, if there is one. Views on forms show it there; otherwise
    the application turns it into a page with `status`.
    """

    def __init__(self, sentence: str, *, field: str | None = None, status: int = 409) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.status = status
