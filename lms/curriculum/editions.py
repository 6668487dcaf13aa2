"""What readers are told about publications: what each changed, who is named, and how far a language lags behind."""

from dataclasses import dataclass

Credited = tuple[tuple[str, tuple[str, ...]], ...]  # names with what they did, by name; "" for whoever has none


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What a publication changed, for readers of one language: its note, and the blocks that are new or say otherwise."""

    revision_id: int
    note: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Behind:
    """A text that lags: its blocks that have changed in another language since, and how many new ones it lacks."""

    blocks: frozenset[str]
    new: int
