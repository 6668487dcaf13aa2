"""My stories: writing them, the name they go under, withdrawing them. Mine alone to see (rule 4)."""

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core import traces
from lms.core.access import permit, signed_in
from lms.core.bodies import takes
from lms.core.clock import now
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import LANGUAGES, language
from lms.core.transaction import finish, keeps_refusals
from lms.curriculum.models import Story, StoryName, StoryText
from lms.studio import cleaning, ownership
from lms.studio.forms.stories import ApproveForm, NameForm, SettleForm, WordsForm
from lms.studio.operations import telling, withdrawing
from lms.studio.ownership import is_owner
from lms.studio.paragraphs import sent
from lms.studio.queries.stories import own_stories, own_story
from lms.studio.views.blueprint import studio
from lms.studio.views.writing import MOST_BYTES

Answer = str | Response | tuple[str, int] | tuple[Response, int]


def story_by_code(story: str) -> Story | None:
    """Return one of the signed-in person's own stories: another's isn't there for them."""
    return db.session.scalar(ownership.visible_to(current_user).where(Story.code == story))


@studio.get("/studio/-/stories/")
@signed_in
def stories() -> Answer:
    """Show my stories."""
    return render_template("studio/story/list.html", nav="studio", stories=own_stories(current_user))


@studio.post("/studio/-/stories/new")
@signed_in
def begin_story() -> Answer:
    """Start a story."""
    made = telling.begin(by=current_user)
    return redirect(url_for("studio.story_words", story=made.code, language=language()))


@studio.get("/studio/-/stories/<story>/")
@permit(is_owner, story=story_by_code)
def story(story: Story) -> Answer:
    """Show one of my stories: its words, its name, where it may stand, and how to take it back."""
    return render_template("studio/story/story.html", nav="studio", story=own_story(story, current_user, language()))


@studio.route("/studio/-/stories/<story>/words/<language>", methods=["GET", "POST"])
@permit(is_owner, story=story_by_code)
@keeps_refusals
@takes(MOST_BYTES)
def story_words(story: Story, language: str) -> Answer:
    """Write a story in one language. The page saves by itself; without scripts a button does."""
    known_language(language)
    text = telling.text_in(story, language)
    form = WordsForm(obj=text) if text else WordsForm(version=0)
    if not form.is_submitted():
        return _words_page(story, language, form)
    words = {name: cleaning.blocks(request.form[name]) for name in ("body", "plain__body") if name in request.form}
    form.body.data = sent(words, "body", text.body if text else "")
    if not (form.validate() and _save(story, language, form)):
        return _refused(story, language, form)
    saved = telling.text_in(story, language)
    if request.headers.get("X-Requested-With") == "autosave":
        return _kept(story, language, saved)
    if saved is not None and saved.aside is not None:
        return redirect(url_for("studio.story_words", story=story.code, language=language))
    flash(_("Saved. Nobody but you can see it."))
    return redirect(url_for("studio.story", story=story.code))


@studio.post("/studio/-/stories/<story>/words/<language>/settle")
@permit(is_owner, story=story_by_code)
def settle_story(story: Story, language: str) -> Answer:
    """Choose between my text and what another page of mine sent."""
    form = SettleForm()
    if not form.validate():
        abort(400)
    telling.settle(_text(story, language), take=form.keep.data == "aside")
    flash(_("Saved. Nobody but you can see it."))
    return redirect(url_for("studio.story_words", story=story.code, language=language))


@studio.post("/studio/-/stories/<story>/words/<language>/approve")
@permit(is_owner, story=story_by_code)
def approve_story(story: Story, language: str) -> Answer:
    """Say that this is how I want it told in this language."""
    form = ApproveForm()
    if not form.validate():
        abort(400)
    telling.approve(_text(story, language), version=form.version.data or 0)
    flash(_("You approved these words. They are shown only where you allow it."))
    return redirect(url_for("studio.story", story=story.code))


@studio.route("/studio/-/stories/<story>/name", methods=["GET", "POST"])
@permit(is_owner, story=story_by_code)
def story_name(story: Story) -> Answer:
    """Choose the name my story goes under."""
    form = NameForm(kind=story.name_kind.value, shown_name=story.shown_name)
    if form.validate_on_submit():
        try:
            telling.name(story, StoryName(form.kind.data), form.shown_name.data or "", by=current_user)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("Saved"))
            return redirect(url_for("studio.story", story=story.code))
    page = render_template("studio/story/name.html", nav="studio", story=story, form=form)
    return (page, 422) if form.is_submitted() else page


@studio.post("/studio/-/stories/<story>/withdraw")
@permit(is_owner, story=story_by_code)
def withdraw_story(story: Story) -> Answer:
    """Take my story back: at once, everywhere, without a reason."""
    withdrawing.withdraw(story)
    finish()
    traces.wipe()
    flash(_("Your story is withdrawn. Its words and recordings are deleted, and it is shown nowhere any more."))
    return redirect(url_for("studio.story", story=story.code))


@studio.post("/studio/-/stories/<story>/forget")
@permit(is_owner, story=story_by_code)
def forget_story(story: Story) -> Answer:
    """Take my story back, and forget that it was mine."""
    withdrawing.forget(story)
    finish()
    traces.wipe()
    flash(_("Nothing says any more that this story was yours."))
    return redirect(url_for("studio.stories"))


def known_language(code: str) -> None:
    """Answer 404 for a language we don't speak."""
    if code not in LANGUAGES:
        abort(404)


def _text(story: Story, language: str) -> StoryText:
    text = telling.text_in(story, language)
    if text is None:
        abort(404)
    return text


def _save(story: Story, language: str, form: WordsForm) -> bool:
    body, note, version = form.body.data or "", form.note.data or "", form.version.data or 0
    try:
        telling.write(story, language, body=body, note=note, version=version)
    except DomainError as error:
        form.refuse(error)
        return False
    db.session.flush()
    return True


def _words_page(story: Story, language: str, form: WordsForm) -> str:
    text = telling.text_in(story, language)
    return render_template(
        "studio/story/words.html", nav="studio", story=story, text=text, language_code=language, form=form
    )


def _refused(story: Story, language: str, form: WordsForm) -> Answer:
    if request.headers.get("X-Requested-With") == "autosave":
        return jsonify(errors=dict(form.summary)), 422
    return _words_page(story, language, form), 422


def _kept(story: Story, language: str, text: StoryText | None) -> Answer:
    """Answer the page that saves by itself, in the words all pages of the studio understand."""
    if text is not None and text.aside is not None:
        return jsonify(conflict_url=url_for("studio.story_words", story=story.code, language=language)), 409
    return jsonify(version=text.version if text else 0, saved_at=now().isoformat(), merged=False)
