"""Finding texts: what can be found in its search form, on SQLite (FTS5) and PostgreSQL alike.

Words it owns: *entry* (a piece of text that can be found, such as a part of a lesson), *form* (a word folded and without
its ending), *near word* (one that looks like what was asked for).

Decided 2026-11: both databases only say which entries hold the forms; which stands first is worked out in Python, so that
the results are the same on both. Neither folds or stems Danish right by itself.
Decided 2026-11: nothing here knows what a lesson is. Who puts entries in says of which version they are, and who asks
says which versions may be shown: what was taken out can't be found from that moment on.
"""
