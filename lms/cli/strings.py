"""`lms strings`: keep each package's Danish catalogue in step with its source. For developers."""

from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
METHODS = [
    ("**.py", "python"),
    ("templates/**.html", "jinja2.ext.babel_extract"),
    ("templates/**.txt", "jinja2.ext.babel_extract"),
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "_l": None,
    "_n": (1, 2),
    "pgettext": ((1, "c"), 2),
}
OPTIONS = {
    "templates/**.html": {"trimmed": "true", "silent": "false"},
    "templates/**.txt": {"trimmed": "true", "silent": "false"},
}
HEADER = r"""msgid ""
msgstr ""
"Language: da\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def extracted(package: Path) -> Catalog:
    """Return the catalogue of every string in one package."""
    catalog = Catalog(locale="da", charset="utf-8", fuzzy=False)
    for name, line, message, comments, context in extract_from_dir(
        str(package), METHODS, options_map=OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def path_of(package: Path, code: str = "da") -> Path:
    """Return where a package keeps a language."""
    return package / "translations" / code / "LC_MESSAGES" / "messages.po"


def updated(package: Path) -> Catalog | None:
    """Return the package's catalogue with today's strings and yesterday's translations; None when it says nothing."""
    fresh = extracted(package)
    if not len(fresh):
        return None
    path = path_of(package)
    if path.exists():
        with path.open("rb") as file:
            kept = read_po(file, locale="da")
        for message in fresh:
            known = kept.get(message.id, message.context) if message.id else None
            if known:
                message.string = known.string
    return fresh


def written(catalog: Catalog) -> bytes:
    """Return the catalogue as a file: sorted, with places, without dates that change."""
    buffer = BytesIO()
    write_po(buffer, catalog, omit_header=True, sort_output=True, no_location=False, include_lineno=False, width=120)
    return HEADER.encode() + buffer.getvalue()


@click.group()
def strings() -> None:
    """Keep the Danish interface texts in step with the source."""


@strings.command()
def update() -> None:
    """Extract every package's strings; say which still need Danish."""
    missing = 0
    for package in sorted(path for path in ROOT.iterdir() if (path / "__init__.py").exists()):
        catalog = updated(package)
        if catalog is None:
            continue
        path = path_of(package)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))
        todo = [message for message in catalog if message.id and not complete(message.string)]
        missing += len(todo)
        click.echo(f"{package.name}: {len(catalog)} strings, {len(todo)} without Danish")
    click.echo("All strings have Danish." if not missing else f"{missing} strings still need Danish.")


def complete(string: object) -> bool:
    """Tell whether a translation is there, in all its forms."""
    return all(string) if isinstance(string, list | tuple) else bool(string)
