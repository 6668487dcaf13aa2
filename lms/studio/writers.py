"""Who writes in a draft: a partner of its collaboration, or the one person whose practice lesson it is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Writer:
    """The actor of a change to a draft. `partner_id` is empty in a practice lesson."""

    person_id: int
    partner_id: int | None
