"""A person's data as a whole: download, erasure, retention. Each package says in `personal_data.py` what is its own.

Words it owns: *erasure* (an account emptied for good), *tombstone* (the empty row it leaves), *claim* (a column that
points to people, and the package that answers for it).

Decided 2026-11: the tombstone keeps its number, because acts in the trail must not end up with somebody else.
Decided 2026-11: an erasure's id goes to the log, because a restored backup brings the person back and somebody must
know.
"""
