"""The studio's reads, one module per noun."""
