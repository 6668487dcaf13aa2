"""Writing in a block: its form, and every save of it, with or without JavaScript."""

from dataclasses import dataclass, replace
from typing import Any

from flask import Response as FlaskResponse
from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.core.bodies import takes
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.transaction import keeps_refusals
from lms.curriculum.kinds.picture import picture_of
from lms.studio import policy
from lms.studio.block_forms.entries import PARTED, Group, Offer, Sort, Subject
from lms.studio.block_forms.layout import layout, note_group
from lms.studio.block_forms.reading import Answers, Fields, read
from lms.studio.block_forms.shaping import known_names, shaped
from lms.studio.block_forms.shown import Filled, filled
from lms.studio.models import HEAD, Draft, DraftBlock, DraftText
from lms.studio.operations import editing, presence
from lms.studio.operations.editing import Content, Edition, Kept
from lms.studio.queries import drafts as queries
from lms.studio.queries.own_stories import story_choices
from lms.studio.queries.pictures import pictures_to_put_in
from lms.studio.scenario_tree import tree
from lms.studio.shapes import part_name
from lms.studio.views import doors
from lms.studio.views.blueprint import studio
from lms.studio.views.writing import MOST_BYTES, block_or_404, me_in, outline_address, text_or_404, writer
from lms.ui.web import time_of_day

Answer = str | Response | tuple[str, int] | tuple[FlaskResponse, int]
WRITTEN = {Sort.RICH, Sort.LINE, Sort.PLAIN, Sort.WORDS}


@dataclass(frozen=True)
class Open:
    """A block that is open for writing in a language, and the edition its form was made from."""

    draft: Draft
    block: DraftBlock
    text: DraftText
    edition: Edition
    base: Content
    part: str

    @property
    def address(self) -> str:
        """Where its form is shown and sent to."""
        return self.address_of(self.part)

    def address_of(self, part: str = "", language: str = "") -> str:
        """Return where a part of it is written, perhaps in another language."""
        values: dict[str, Any] = {
            "draft": self.draft.id,
            "block": self.block.name,
            "language": language or self.text.language,
        }
        if part:
            values["part"] = part
        return url_for("studio.edit_block", **values)

    @property
    def part_words(self) -> str:
        """What the open part is called."""
        base = self.base
        subject = Subject(kind=self.block.kind, structure=base.structure, body=base.body, part=self.part)
        return part_name(subject)

    def groups(self, content: Content) -> list[Group]:
        """Return what the form asks, for what the block holds."""
        offer = _offer(self.draft, self.block.kind, self.part, self.text.language)
        made = layout(
            Subject(kind=self.block.kind, structure=content.structure, body=content.body, part=self.part, offer=offer)
        )
        return made if self.block.name == HEAD or self.part else [*made, note_group()]


BLOCK = "/studio/-/drafts/<int:draft>/blocks/<block>/<language>"
PART = f"{BLOCK}/parts/<part>"  # a fact, a question or a scene, on a page of its own


@studio.get(BLOCK)
@studio.get(PART)
@permit(policy.can_write, draft=doors.draft_by_id)
def edit_block(draft: Draft, block: str, language: str, part: str = "") -> Answer:
    """Show the form in which a block is written."""
    opened = _opened(draft, block, language, part)
    base = opened.base
    answers = Answers(dict(base.structure), dict(base.body), base.note)
    return _page(opened, filled(opened.groups(base), answers))


def once_mine(draft: int) -> Draft | None:
    """Return a draft somebody writes in or wrote in: whoever left gets an answer to what they send, not a missing page."""
    return doors.draft_by_id(draft) or doors.left_draft(draft)


@studio.post(BLOCK)
@studio.post(PART)
@permit(policy.has_written, draft=once_mine)
@keeps_refusals
@takes(MOST_BYTES)
def save_block(draft: Draft, block: str, language: str, part: str = "") -> Answer:
    """Save what was written; do what a button of the form asks."""
    if not policy.can_write(current_user, draft):
        return _left()
    number = request.form.get("version", "0")
    edition = Edition.read(int(number) if number.isdecimal() and len(number) < 12 else 0)
    opened = _opened(draft, block, language, part, edition)
    groups, sent = opened.groups(opened.base), Fields(dict(request.form.lists()))
    base = opened.base
    answers = read(groups, sent, Answers(dict(base.structure), dict(base.body), base.note))
    if answers.errors:
        return _refused(opened, groups, answers, sent)
    try:
        content, part = _with_act(Content(answers.structure, answers.body, answers.note), opened)
        kept = editing.save(opened.block, language, content, base, opened.edition, by=writer(draft))
    except DomainError as error:
        return _refused(opened, groups, answers, sent, error.sentence, status=error.status)
    presence.be_here(opened.block, language, by=writer(draft))
    return _saved(opened, kept, part)


@studio.post("/studio/-/drafts/<int:draft>/blocks/<block>/<language>/presence")
@permit(policy.can_write, draft=doors.draft_by_id)
def be_here(draft: Draft, block: str, language: str) -> Answer:
    """Note that somebody has a block open, and say who else has; sent by the page itself."""
    found = block_or_404(draft, block)
    text_or_404(found, language)
    presence.be_here(found, language, by=writer(draft))
    return jsonify({"others": list(queries.who_is_here(found, me=me_in(draft)))}), 200


def _opened(draft: Draft, block: str, language: str, part: str, edition: Edition | None = None) -> Open:
    found = block_or_404(draft, block)
    text = text_or_404(found, language)
    edition = edition or Edition.of(found, text)
    base = editing.content_at(found, text, edition)
    opened = Open(draft, found, text, edition, base, part)
    if part and not any(part == one.get("id") for key in PARTED for one in base.structure.get(key, ())):
        return replace(opened, part="")
    return opened


def _offer(draft: Draft, kind: str, part: str, language: str) -> Offer:
    if kind in ("facts", "scenario", "comparison") and part:
        return Offer(sources=queries.source_choices(language))
    return Offer(stories=story_choices(current_user, draft, language)) if kind == "story" else Offer()


def _with_act(content: Content, opened: Open) -> tuple[Content, str]:
    """Return what was sent after what a button asks for, and the part to open next."""
    act = request.form.get("act", "")
    asked = {one.value for group in opened.groups(content) for one in group.all_acts()}
    if act not in asked:
        return content, opened.part
    texts = [text.body for text in opened.block.texts]
    used = known_names([content.structure, opened.block.structure, content.body, *texts])
    structure, part = shaped(content.structure, act, used)
    return replace(content, structure=structure), part or opened.part


def _saved(opened: Open, kept: Kept, part: str) -> Answer:
    if _by_script():
        return _told(opened, kept)
    if kept.conflict is not None:
        return redirect(url_for("studio.conflicts", draft=opened.draft.id))
    if kept.merged:
        flash(_("Saved. Somebody else has written here meanwhile; both of your changes are in it now."))
    else:
        flash(_("Saved"))
    if request.form.get("then") == "back":
        whole = opened.address_of() if opened.part else outline_address(opened.draft, opened.block.name)
        return redirect(whole)
    return redirect(opened.address_of(part))


def _told(opened: Open, kept: Kept) -> Answer:
    """Return what the page's script is told about its save."""
    if kept.conflict is not None:
        return jsonify({"conflict_url": url_for("studio.conflicts", draft=opened.draft.id)}), 409
    stands = kept.content
    answers = Answers(dict(stands.structure), dict(stands.body), stands.note)
    fields = filled(opened.groups(stands), answers).fields if kept.merged else []
    text = {field.name: field.data for field in fields if field.sort in WRITTEN - {Sort.WORDS}}
    moment = opened.text.changed_at
    told = {"version": kept.edition.number, "saved_at": time_of_day(moment), "merged": kept.merged}
    return jsonify(told | ({"fields": text} if kept.merged else {})), 200


def _refused(
    opened: Open, groups: list[Group], answers: Answers, sent: Fields, sentence: str = "", *, status: int = 422
) -> Answer:
    if _by_script():
        errors = dict(answers.errors) | ({"": sentence} if sentence else {})
        return jsonify({"errors": errors}), 422
    return _page(opened, filled(groups, answers, sent, sentence)), status


def _left() -> Answer:
    """Tell somebody who is no partner any more that nothing was saved, with what they wrote."""
    sentence = _(
        "You are no longer a partner in this collaboration, so this was not saved. Your text is still here: copy it."
    )
    if _by_script():
        return jsonify({"errors": {"": sentence}}), 422
    words = [
        value for name, value in request.form.items() if name.removeprefix("plain__").startswith(("body.", "note"))
    ]
    kept = [value for value in words if value.strip()]
    return render_template("studio/draft/left.html", nav="studio", sentence=sentence, kept=kept), 403


def _by_script() -> bool:
    return request.headers.get("X-Requested-With") == "autosave"


def _page(opened: Open, form: Filled) -> str:
    block, me = opened.block, me_in(opened.draft)
    overview: dict[str, Any] = {}
    if block.kind == "scenario" and not opened.part:
        overview["tree"] = tree(opened.base.structure, opened.base.body)
    if block.kind == "picture":
        overview["picture"] = picture_of(opened.base.structure, opened.base.body)
    problems = [one for one in queries.problems_in(block) if one.language in ("", opened.text.language)]
    return render_template(
        "studio/draft/edit.html",
        nav="studio",
        opened=opened,
        draft=opened.draft,
        block=block,
        text=opened.text,
        words=queries.words_of(block, opened.text.language),
        part_words=opened.part_words,
        form=form,
        behind=queries.behind(block),
        here=queries.who_is_here(block, me=me),
        problems=[one for one in problems if not opened.part or one.part == opened.part],
        conflicts=queries.conflicts_in(block),
        pictures=pictures_to_put_in(opened.draft, language()),
        **overview,
    )
