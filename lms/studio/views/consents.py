"""Allowing a story in a lesson, in plain words that are read back first; taking it out again; a version to print."""

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit, public
from lms.core.db import db
from lms.core.errors import DomainError
from lms.core.i18n import language
from lms.core.settings import Mode, Settings
from lms.curriculum import queries as curriculum
from lms.curriculum import stories
from lms.curriculum.models import Story, StoryConsent
from lms.studio.forms.stories import ConsentForm, consent_form
from lms.studio.models import Collaboration
from lms.studio.operations import consenting, filing, telling
from lms.studio.ownership import is_owner
from lms.studio.policy import is_partner
from lms.studio.queries.offered_stories import offered_in, was_asked
from lms.studio.queries.stories import lessons_for, own_story
from lms.studio.views.blueprint import studio
from lms.studio.views.doors import collaboration_of
from lms.studio.views.stories import story_by_code

Answer = str | Response | tuple[str, int]


@studio.route("/studio/-/stories/<story>/consent", methods=["GET", "POST"])
@permit(is_owner, story=story_by_code)
def allow_story(story: Story) -> Answer:
    """Choose where my story may stand; read it back; say yes."""
    form = consent_form(lessons_for(current_user, language()))
    if not form.validate_on_submit():
        return _consent_page(story, form)
    try:
        _refuse_others(form)
        consenting.refuse(story, form.choice())
        if form.confirmed.data == "yes":
            consenting.consent(story, form.choice())
    except DomainError as error:
        form.refuse(error)
        return _consent_page(story, form)
    if form.confirmed.data != "yes":
        return _read_back(story, form)
    flash(_("Thank you. Nobody sees it yet: you have 14 days to think again."))
    return redirect(url_for("studio.story", story=story.code))


@studio.post("/studio/-/stories/<story>/consents/<int:consent_id>/withdraw")
@permit(is_owner, story=story_by_code)
def take_story_out(story: Story, consent_id: int) -> Answer:
    """Take my story out of one lesson, in one language."""
    consent = db.session.get(StoryConsent, consent_id)
    if consent is None or consent.story_id != story.id:
        abort(404)
    consenting.take_out(consent)
    flash(_("Taken out. Readers see a neutral line in its place from now on."))
    return redirect(url_for("studio.story", story=story.code))


@studio.get("/studio/<module>/-/stories")
@permit(is_partner, module=collaboration_of)
def offered_stories(module: Collaboration) -> Answer:
    """Show the partners which stories they may place in this module's lessons."""
    return render_template(
        "studio/story/offered.html",
        nav="studio",
        module=module.module,
        offered=offered_in(module.module_id, language(), to=current_user),
        asked=was_asked(module.module_id),
    )


@studio.post("/studio/<module>/-/stories/ask")
@permit(is_partner, module=collaboration_of)
def ask_for_story(module: Collaboration) -> Answer:
    """Say once that a story would be welcome in this module."""
    telling.ask(module)
    flash(
        _(
            "It says now on this page that a story would be welcome. Nobody is asked in person, and nobody is asked again."
        )
    )
    return redirect(url_for("studio.offered_stories", module=module.module.slug))


@studio.post("/modules/<module>/<lesson>/-/stories/<code>/<language>/print")
@public
def print_story(module: str, lesson: str, code: str, language: str) -> Answer:
    """Make a page to print where the owner allows that, and note for them that there is one."""
    lesson_id = curriculum.lesson_id(module, lesson)
    story = stories.told(code, lesson_id, language) if lesson_id is not None else None
    if story is None or not story.may_print:
        abort(404)
    filing.note_file([code], filing.PRINT)
    answer = Response(
        render_template(
            "studio/story/print.html",
            story=story,
            module=module,
            lesson=lesson,
            story_language=language,
            is_demo=_settings().mode is Mode.DEMO,
        ),
        mimetype="text/html",
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _refuse_others(form: ConsentForm) -> None:
    if form.others.data == "not_asked":
        sentence = _(
            "Ask them first, or change what gives them away: another name, another place, another age. "
            "Your text is saved, and nothing was allowed yet."
        )
        raise DomainError(sentence, field="others", status=422)


def _consent_page(story: Story, form: ConsentForm) -> Answer:
    shown = own_story(story, current_user, language())
    days = _settings().backup_days
    page = render_template("studio/story/consent.html", nav="studio", story=shown, form=form, backup_days=days)
    return (page, 422) if form.is_submitted() else page


def _read_back(story: Story, form: ConsentForm) -> Answer:
    lesson = dict(lessons_for(current_user, language()))[form.lesson.data]
    return render_template(
        "studio/story/read_back.html",
        nav="studio",
        story=own_story(story, current_user, language()),
        choice=form.choice(),
        lesson=lesson,
        sent=form,
    )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["lms.settings"]
    return settings
