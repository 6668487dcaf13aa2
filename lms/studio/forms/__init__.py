"""The studio's forms: they check shape and hand over values."""
