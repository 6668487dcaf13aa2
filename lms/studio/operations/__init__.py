"""The studio's writes, one module per noun."""
