"""Front pages, someone to talk to, and how the installation is (`/healthz`, `/readyz`, `/metrics`).

Words it owns: *help line*, *finding* (what an administrator found when they called it).

Decided 2026-11: administration and privacy stand above this package, because both need what it keeps (help lines and
who checked them); it links to their pages by endpoint name only.
Decided 2026-11: a help line's number is kept back until somebody vouches for it, because a wrong number on that page is
worse than none. Emergency numbers are never kept back.
"""
