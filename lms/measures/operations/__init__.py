"""Writes of measures, by noun."""
