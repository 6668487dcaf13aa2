"""Filling in a practice tool's worksheet: save, choose between two, delete, print, take along. Always one's own."""

import json

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from lms.core.access import public, signed_in
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.tokens import mint
from lms.core.transaction import finish
from lms.curriculum import queries as curriculum
from lms.curriculum.blocks import CitedSource, PublishedLesson
from lms.curriculum.tool_blocks import ToolBlock
from lms.learning.sheets.starting import start
from lms.learning.sheets.worksheet import Worksheet, filled_in, plain, refuse_too_long, told
from lms.learning.views.blueprint import learning
from lms.learning.views.lessons import as_shown, whoever
from lms.learning.views.reflections import is_fragment
from lms.learning.views.worksheet_forms import ChoiceForm, SheetForm, refuse_other_account
from lms.tools import operations, queries
from lms.tools.models import Worksheet as Row
from lms.tools.queries import SheetView
from lms.ui.form import Form

Answer = AnyResponse | str | tuple[str, int]


@learning.post("/modules/<module>/<lesson>/-/tools/<block>")
@signed_in
def save_sheet(module: str, lesson: str, block: str) -> Answer:
    """Keep what was filled in with the account."""
    form = SheetForm()
    refuse_other_account(form)
    shown = as_shown(module, lesson, form)
    sheet = Worksheet(block=_tool(shown, block), values=filled_in(_tool(shown, block), request.form))
    if not form.validate():
        abort(400)
    try:
        refuse_too_long(sheet.block, sheet.values)
        saved = _save(form, shown, sheet)
    except DomainError as error:
        return _refused(form, shown, sheet, error)
    finish()
    if is_fragment():
        words = {"version": form.version.data or 0, "block": sheet.block, "tell": plain}
        entry = queries.view(saved.entry)
        return render_template("learning/tools/saved.html", outcome=saved.outcome, entry=entry, **words)
    if saved.outcome is operations.Outcome.SAVED:
        flash(_("Your sheet is saved."))
    return redirect(url_for("learning.lesson_page", module=module, lesson=lesson, _anchor=block))


@learning.post("/modules/<module>/<lesson>/-/tools/<block>/start")
@signed_in
def start_sheet(module: str, lesson: str, block: str) -> AnyResponse:
    """Copy what the person wrote in an earlier sheet into the empty fields of this one."""
    shown = curriculum.published_lesson(module, lesson, language())
    if shown is None or not Form().validate():
        abort(404 if shown is None else 400)
    tool = _tool(shown, block)
    entry = queries.sheets_in(current_user.id, shown.lesson_id).get(block)
    found = start(current_user.id, tool, entry.values if entry else {}, shown.language)
    if found is not None:
        values = {**found.values, **(entry.values if entry else {})}
        written = operations.writing(values, version=entry.version if entry else 0, writer=mint())
        operations.save(_place(shown, tool), written, by=whoever())
        flash(_("What you chose there stands in the empty fields now."))
    return redirect(url_for("learning.lesson_page", module=module, lesson=lesson, _anchor=block))


@learning.get("/modules/<module>/<lesson>/-/tools/<block>")
@public
def paper(module: str, lesson: str, block: str) -> str:
    """Show a sheet for paper: as far as it is filled in and kept, else with lines to write on."""
    shown = curriculum.published_lesson(module, lesson, language())
    if shown is None:
        abort(404)
    tool = _tool(shown, block)
    person = current_user.id if current_user.is_authenticated else None
    entry = queries.sheets_in(person, shown.lesson_id).get(block) if person is not None else None
    sheet = Worksheet(block=tool, values=entry.values if entry else {})
    words = {"sheet": sheet, "entry": entry, "sources": _cited(shown, tool)}
    return render_template("learning/tools/paper.html", lesson=shown, **words)


@learning.post("/tools/-/sheets/<int:sheet_id>/choice")
@signed_in
def choose_sheet(sheet_id: int) -> AnyResponse:
    """Keep one of two versions of a sheet."""
    form = ChoiceForm()
    row = _own(sheet_id)
    if not form.validate():
        abort(400)
    keep = operations.Keep(form.keep.data)
    operations.choose(row, keep, copy_id=form.copy.data or 0, version=form.version.data or 0)
    flash(_("Your choice is saved."))
    shown = _filled(queries.view(row))
    return redirect(url_for("learning.lesson_page", module=shown.module_slug, lesson=shown.slug, _anchor=row.block))


@learning.get("/tools/-/sheets/<int:sheet_id>/delete")
@signed_in
def confirm_delete_sheet(sheet_id: int) -> str:
    """Ask before a sheet goes for good."""
    entry = _read(sheet_id)
    shown = _filled(entry)
    return render_template("learning/tools/delete.html", entry=entry, lesson=shown, block=shown.block(entry.block))


@learning.post("/tools/-/sheets/<int:sheet_id>/delete")
@signed_in
def delete_sheet(sheet_id: int) -> AnyResponse:
    """Delete a sheet for good."""
    operations.delete(_own(sheet_id))
    flash(_("The sheet is deleted."))
    return redirect(url_for("learning.tools"))


@learning.get("/tools/-/sheets/<int:sheet_id>/text")
@signed_in
def download_sheet(sheet_id: int) -> Response:
    """Hand over a sheet as plain text."""
    entry = _read(sheet_id)
    shown = _filled(entry)
    tool = _tool(shown, entry.block)
    lines = told(tool, entry.values)
    text = render_template("learning/tools/sheet.txt", lesson=shown, block=tool, entry=entry, lines=lines)
    return _file(text, "text/plain", f"{entry.block}.txt")


@learning.get("/tools/-/sheets/<int:sheet_id>/data")
@signed_in
def download_sheet_data(sheet_id: int) -> Response:
    """Hand over a sheet as JSON: per field its name, its words and what stands in it."""
    entry = _read(sheet_id)
    shown = _filled(entry)
    tool = _tool(shown, entry.block)
    data = {
        "tool": tool.tool,
        "title": tool.heading,
        "module": shown.module_slug,
        "lesson": shown.slug,
        "revision": shown.number,
        "published": shown.made_at.isoformat() if shown.made_at else None,
        "language": shown.language,
        "saved": entry.updated_at.isoformat(),
        "values": entry.values,
        "in_words": [{"field": label, "text": text} for label, text in told(tool, entry.values)],
    }
    return _file(json.dumps(data, ensure_ascii=False, indent=2), "application/json", f"{entry.block}.json")


def _save(form: SheetForm, shown: PublishedLesson, sheet: Worksheet) -> operations.Saved:
    written = operations.writing(
        sheet.values, version=form.version.data or 0, writer=form.writer.data, step=form.step.data or 0
    )
    return operations.save(_place(shown, sheet.block), written, by=whoever())


def _place(shown: PublishedLesson, tool: ToolBlock) -> operations.Place:
    return operations.Place(
        lesson_id=shown.lesson_id,
        block=tool.id,
        revision_id=shown.revision_id,
        language=shown.language,
    )


def _refused(form: SheetForm, shown: PublishedLesson, sheet: Worksheet, error: DomainError) -> Answer:
    words = {"error": error.sentence, "version": form.version.data or 0}
    if is_fragment():
        return render_template("learning/tools/not_saved.html", **words), error.status
    own = {"lesson": shown, "sheet": sheet, "writer": form.writer.data, "sources": _cited(shown, sheet.block)}
    return render_template("learning/tools/refused.html", **own, **words), error.status


def _tool(shown: PublishedLesson, block: str) -> ToolBlock:
    found = shown.block(block)
    if not isinstance(found, ToolBlock):
        abort(404)
    return found


def _cited(shown: PublishedLesson, tool: ToolBlock) -> list[CitedSource]:
    """Return the sources that a sheet's own words lead to."""
    hints = Markup().join(each.hint for field in tool.fields for each in (field, *field.columns))
    said = tool.intro + hints + tool.after
    return [source for source in shown.sources if f'"#source-{source.code}"' in said]


def _own(sheet_id: int) -> Row:
    row = operations.own(sheet_id, by=whoever())
    if row is None:
        abort(404)
    return row


def _read(sheet_id: int) -> SheetView:
    entry = queries.sheet(current_user.id, sheet_id)
    if entry is None:
        abort(404)
    return entry


def _filled(entry: SheetView) -> PublishedLesson:
    """Return the lesson as it was when the sheet was filled in."""
    shown = curriculum.revision_content(entry.revision_id, entry.language)
    if shown is None:
        abort(404)
    return shown


def _file(text: str, kind: str, name: str) -> Response:
    response = Response(text, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
