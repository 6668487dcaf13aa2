"""Pictures that come with files under the name of another one in the draft: both stay, and each text shows its own."""

import json
from collections.abc import Mapping
from typing import Any

from lms.studio.documents import media_of
from lms.studio.models import Draft

Json = dict[str, Any]


def kept_apart(draft: Draft, structure: Mapping[str, Any], texts: Mapping[str, Any]) -> tuple[Json, dict[str, Json]]:
    """Return a lesson's structure and texts with pictures named by what they show, where the draft has another by that name."""
    media, there = structure.get("media", {}), media_of(draft)
    names = {name: _named(name, digest) for name, digest in media.items() if there.get(name, digest) != digest}
    if not names:
        return dict(structure), dict(texts)
    words = json.dumps(dict(texts), ensure_ascii=False)
    for name, own in names.items():
        words = words.replace(f"](media/{name})", f"](media/{own})")
    renamed = {names.get(name, name): digest for name, digest in media.items()}
    return dict(structure) | {"media": renamed}, json.loads(words)


def _named(name: str, digest: str) -> str:
    return f"{digest[:16]}.{name.rpartition('.')[2]}"
