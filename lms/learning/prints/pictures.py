"""Pictures for paper: our drawings in the light colours of the house, and photographs wrapped so that they travel as text."""

from base64 import b64encode
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from lms.curriculum import queries as curriculum
from lms.learning.prints.tree import Node

MOST_BYTES = 1_500_000  # of a photograph; a larger one is told by its words alone
_KINDS = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_LIGHT = """<style>
svg { fill: none; stroke: none; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.paper { fill: #ffffff; } .soft { fill: #f3f1ea; } .accent-soft { fill: #e0eeed; } .accent { fill: #0b545c; }
.ink { fill: #1b2528; } .line { stroke: #68757a; } .ink-line { stroke: #1b2528; } .accent-line { stroke: #0b545c; }
.paper-line { stroke: #ffffff; } .thin { stroke-width: 1.25; } .thick { stroke-width: 4; }
.dashed { stroke-dasharray: 6 6; } text { fill: #1b2528; font-family: "Atkinson Hyperlegible Next"; }
text.strong { font-weight: 700; } text.quiet { fill: #434f55; } text.on-accent { fill: #ffffff; }
</style>"""


def drawing(svg: str, alt: str, *, scene: bool = False) -> Node:
    """Return one of our drawings with the light theme's colours; `alt` tells it in words."""
    start, rest = str(svg).split(">", 1)
    whole = f'{start} xmlns="http://www.w3.org/2000/svg">{_LIGHT}{rest}'
    return {"t": "svg", "svg": whole, "alt": alt, "width": 5 if scene else 12}


def photograph(src: str, alt: str) -> Node:
    """Return a picture of a text, or what it shows in words where it can't be printed."""
    found = curriculum.picture(src.rsplit("/", 1)[-1])
    if found is None or found.kind not in _KINDS or len(found.content) > MOST_BYTES:
        return {"t": "meta", "c": [alt]}
    try:
        with Image.open(BytesIO(found.content)) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return {"t": "meta", "c": [alt]}
    data = f"data:{found.kind};base64,{b64encode(found.content).decode()}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image href="{data}" width="{width}" height="{height}"/></svg>'
    )
    return {"t": "svg", "svg": svg, "alt": alt or "–", "width": min(12, max(2, width / 60))}  # noqa: RUF001
