"""Reads of this package, by noun."""
