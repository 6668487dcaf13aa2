"""What a revision's digest covers: SHA-256 of canonical JSON (UTF-8, NFC, sorted keys, no spaces)."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


def digest(value: Json) -> str:
    """Return the SHA-256 of `value` as canonical JSON, in hexadecimal."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def of_revision(structure: Json, texts: Json) -> str:
    """Return the digest of a whole revision: its structure (with pictures' digests and stories' ids) and all texts."""
    return digest({"structure": structure, "texts": texts})


def of_text(structure: Json, text: Json) -> str:
    """Return the digest of a revision in one language: what a sign-off covers (rule 2)."""
    return digest({"structure": structure, "text": text})
