"""What was tried in a preview, as one short word in the page's address: nothing of it is kept anywhere else."""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from typing import Any

MOST = 1_200  # characters of an address
MOST_BYTES = 20_000  # what such a word may unfold to


def read(word: str) -> dict[str, Any]:
    """Return what was tried, by block; a word that is none says nothing."""
    try:
        packed = base64.urlsafe_b64decode(word[:MOST].encode("ascii"))
        unfolding = zlib.decompressobj()
        text = unfolding.decompress(packed, MOST_BYTES)
        found = json.loads(text)
    except (ValueError, binascii.Error, zlib.error, RecursionError):
        return {}
    return {str(block): own for block, own in found.items()} if isinstance(found, dict) else {}


def written(tried: Mapping[str, Any], newest: str) -> str:
    """Return the word for it. Where it would be too long, only what was tried last (at `newest`) stays, or nothing."""
    for told in (tried, {newest: tried.get(newest)}):
        packed = zlib.compress(json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode(), 9)
        word = base64.urlsafe_b64encode(packed).decode("ascii")
        if len(word) <= MOST:
            return word
    return ""
