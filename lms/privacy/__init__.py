"""A person's data as a whole: download, erasure, retention. Each package says in `personal_data.py` what is its own."""
