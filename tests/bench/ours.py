"""Our application as the bench serves it: like production, over the database in BENCH_DATABASE."""

import os

from flask import Flask

from lms.app import create_app
from lms.core.settings import Mode, Settings


def application() -> Flask:
    """Return the application."""
    return create_app(
        Settings(
            secret_key=os.environ["BENCH_SECRET"],
            data_key=os.environ["BENCH_KEY"],
            database_url=os.environ["BENCH_DATABASE"],
            contact="contact@bench.example",
            operator="Bench",
            mode=Mode.TEST,
        )
    )
