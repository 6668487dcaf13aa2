"""Reads of this package, by page."""
