"""Certificates as tagged PDF (PDF/UA-1), made by typst from values only. Call it outside every transaction."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Every word on a certificate, in its language. `code` is an SVG picture, or empty when none is printed."""

    language: str
    title: str
    heading: str
    given_to: str
    name: str
    completed: str
    module: str
    when: str
    hours: str
    lessons_heading: str
    columns: tuple[str, str, str, str]
    rows: tuple[tuple[str, str, str, str], ...]
    status_heading: str
    statuses: tuple[str, ...]
    footer: str
    code: str = ""
    code_alt: str = ""
    verify: str = ""
    address: str = ""


class UnprintableError(Exception):
    """The fonts have no shape for some letter of the sheet."""


@lru_cache(maxsize=64)
def certificate_pdf(sheet: Sheet) -> bytes:
    """Return the PDF. Raises UnprintableError when a letter can't be printed.

    A warning is an error: typst replaces what it misses silently otherwise. The same sheet is made once per process.
    """
    import typst  # noqa: PLC0415 (heavy, and needed here only)

    try:
        made, warnings = typst.compile_with_warnings(
            HERE / "certificate.typ",
            root=HERE,
            format="pdf",
            font_paths=[HERE / "fonts"],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            sys_inputs={"sheet": json.dumps(asdict(sheet))},
        )
    except typst.TypstError as error:
        if "could not be displayed" in str(error):
            raise UnprintableError(sheet.name) from error
        raise
    if warnings:
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    assert isinstance(made, bytes)
    return made
