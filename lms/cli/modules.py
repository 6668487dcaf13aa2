"""`lms modules`: check, import, export and format the curriculum."""

import sys
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

from lms.core import clock
from lms.curriculum import exporting, operations, writing
from lms.curriculum.notation.problems import ContentError
from lms.curriculum.operations import ImportReport
from lms.curriculum.reading.curriculum import Curriculum, read
from lms.curriculum.reviews import due as due_for_review

FOLDER = click.argument("folder", default="modules", type=click.Path(exists=True, file_okay=False, path_type=Path))


@click.group()
def modules() -> None:
    """Look after the curriculum."""


@modules.command()
@FOLDER
@click.option("--due", is_flag=True, help="Also list what is due for review; exits with 1 when something is.")
def check(folder: Path, *, due: bool) -> None:
    """Check every content file in FOLDER and name all mistakes."""
    curriculum = _read(folder)
    click.echo(f"{folder}: {_size(curriculum)}, no mistakes.")
    loose = [path for path, content in writing.files(curriculum).items() if (folder / path).read_bytes() != content]
    if loose:
        click.echo(f"Not in canonical form ({len(loose)}): {', '.join(loose)}. `lms modules format` puts them right.")
    found = due_for_review(curriculum, clock.today()) if due else []
    for review in found:
        click.echo(f"Due for review since {review.by}: {review.place} ({review.role}).")
    if due and not found:
        click.echo("Nothing is due for review.")
    sys.exit(1 if found else 0)


@modules.command("format")
@FOLDER
def format_files(folder: Path) -> None:
    """Put the content files in FOLDER into canonical form."""
    changed = writing.write(_read(folder), folder)
    for path in changed:
        click.echo(f"Formatted {folder / path}.")
    click.echo(f"{len(changed)} files changed.")


@modules.command("import")
@FOLDER
@with_appcontext
def import_files(folder: Path) -> None:
    """Store what has changed in FOLDER as new revisions, all of it or nothing."""
    try:
        report = operations.import_all(folder)
    except ContentError as error:
        _fail(error)
    operations.refresh()
    for line in lines(report):
        click.echo(line)


@modules.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def export(folder: Path) -> None:
    """Write the current state of the stored curriculum to FOLDER."""
    changed = exporting.export_to(folder)
    click.echo(f"Exported to {folder}: {len(changed)} files written.")


def lines(report: ImportReport) -> list[str]:
    """Return what an import did, in words."""
    said = [
        ("New lessons", report.new),
        ("New revisions of lessons", report.changed),
        ("New revisions of modules", report.modules),
        ("New or changed sources", report.sources),
        ("New, changed or gone terms of the glossary", report.terms),
        ("New, changed or gone dialogue cards", report.cards),
        ("Retired lessons", report.retired),
        ("Proposals to the partners of these lessons, which import can't change", report.proposals),
        ("Gone from the files, but kept for their partners", report.kept),
    ]
    made = [f"{words}: {', '.join(slugs)}." for words, slugs in said if slugs]
    return [*made, f"Unchanged lessons: {report.unchanged}."]


def _read(folder: Path) -> Curriculum:
    try:
        return read(folder)
    except ContentError as error:
        _fail(error)


def _fail(error: ContentError) -> NoReturn:
    for problem in error.problems:
        click.echo(str(problem), err=True)
    click.echo(f"{len(error.problems)} mistakes. Nothing was changed.", err=True)
    sys.exit(1)


def _size(curriculum: Curriculum) -> str:
    lessons = sum(len(module.lessons) for module in curriculum.modules)
    terms = f", {len(curriculum.glossary)} terms" if curriculum.glossary else ""
    return f"{len(curriculum.modules)} modules, {lessons} lessons, {len(curriculum.sources)} sources{terms}"
