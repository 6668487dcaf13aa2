"""Files that hold stories leave the house, and their owners are told (rule 4).

Whoever keeps that list registers how it is noted (`Note`); whoever makes such a file asks here, before it is handed over.
"""

from collections.abc import Callable, Iterable

from flask import Flask, current_app

Note = Callable[[Iterable[str], str], None]  # story codes, and what kind of file
_NAME = "lms.curriculum.leaving"


def register(app: Flask, note: Note) -> None:
    """Let `note` keep the list of files that held stories."""
    app.extensions[_NAME] = note


def note_file(codes: Iterable[str], kind: str) -> None:
    """Note, in the running transaction, that a file holds the text of these stories."""
    note: Note = current_app.extensions[_NAME]
    note(codes, kind)
