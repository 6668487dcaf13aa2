"""Connects the package to the application."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
