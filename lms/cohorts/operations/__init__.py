"""Writes of this package, by noun."""
