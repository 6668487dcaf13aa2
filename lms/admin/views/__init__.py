"""Pages of administration, by noun."""
