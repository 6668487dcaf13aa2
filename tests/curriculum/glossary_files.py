"""A small glossary in files, for tests to read and to spoil."""

from pathlib import Path

STRUCTURE = """purpose:
  related: [weight]
  sources: [S001 6.2]
  country: dk
  as_of: '2017'
  review: {by: 2027-05-22, role: curriculum editor}
weight:
  related: []
  sources: []
"""
ENGLISH = """purpose:
  term: purpose
  forms: [purposes]
  meaning: What something is for.
weight:
  term: weight
  forms: []
  meaning: How heavy it is.
"""
DANISH = """purpose:
  term: ærinde
  forms: [purpose]
  meaning: Hvad noget er til for.
weight:
  term: åg
  forms: [weight]
  meaning: Hvor tungt det er.
"""


def with_glossary(folder: Path) -> Path:
    """Write the small glossary beside a curriculum, in canonical form."""
    for name, text in (("", STRUCTURE), (".en", ENGLISH), (".da", DANISH)):
        (folder / f"glossary{name}.yaml").write_text(text)
    return folder
