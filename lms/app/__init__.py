"""Puts the parts together: the one list of them.

Nothing imports from here but the command line's entry, `wsgi.py` and the tests.
"""

from lms.app.factory import create_app

__all__ = ["create_app"]
