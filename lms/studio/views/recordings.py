"""My story read aloud: recording or sending it, hearing it, allowing it, deleting it."""

from flask import abort, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core import crypto
from lms.core.access import permit
from lms.core.bodies import takes
from lms.core.errors import DomainError
from lms.core.i18n import language as page_language
from lms.core.transaction import release
from lms.curriculum.models import Story, StoryRecording, StoryVoice
from lms.curriculum.views import recording as sound_answer
from lms.studio.forms.stories import RecordingForm
from lms.studio.operations import recording
from lms.studio.ownership import is_owner
from lms.studio.queries.stories import own_story
from lms.studio.sounds import LARGEST, Sound, rebuilt
from lms.studio.views.blueprint import studio
from lms.studio.views.stories import known_language, story_by_code

Answer = str | Response | tuple[str, int]
MICROPHONE = "camera=(), microphone=(self), geolocation=()"


@studio.route("/studio/-/stories/<story>/recording/<language>", methods=["GET", "POST"])
@takes(LARGEST)
@permit(is_owner, story=story_by_code)
def story_recording(story: Story, language: str) -> Answer:
    """Record my story, or send a file."""
    known_language(language)
    form = RecordingForm()
    if form.validate_on_submit():
        try:
            _keep(story, language, form)
        except DomainError as error:
            form.refuse(error)
        else:
            flash(_("The recording is kept, encrypted. Nobody but you can hear it."))
            return redirect(url_for("studio.story", story=story.code))
    page = render_template(
        "studio/story/recording.html",
        nav="studio",
        story=own_story(story, current_user, page_language()),
        language_code=language,
        form=form,
    )
    answer = make_response(page, 422 if form.is_submitted() else 200)
    answer.headers["Permissions-Policy"] = MICROPHONE
    return answer


@studio.get("/studio/-/stories/<story>/recording/<language>/listen")
@permit(is_owner, story=story_by_code)
def hear_recording(story: Story, language: str) -> Response:
    """Let me hear my own recording."""
    return sound_answer(crypto.unseal(_recording(story, language).sealed))


@studio.post("/studio/-/stories/<story>/recording/<language>/allow")
@permit(is_owner, story=story_by_code)
def allow_recording(story: Story, language: str) -> Answer:
    """Say the separate yes to a voice."""
    recording.allow(_recording(story, language), story)
    flash(_("Saved. The recording is heard only where you allow that, too."))
    return redirect(url_for("studio.story", story=story.code))


@studio.post("/studio/-/stories/<story>/recording/<language>/disallow")
@permit(is_owner, story=story_by_code)
def disallow_recording(story: Story, language: str) -> Answer:
    """Take the yes to a voice back."""
    recording.disallow(_recording(story, language))
    flash(_("Nobody but you can hear the recording now."))
    return redirect(url_for("studio.story", story=story.code))


@studio.post("/studio/-/stories/<story>/recording/<language>/delete")
@permit(is_owner, story=story_by_code)
def delete_recording(story: Story, language: str) -> Answer:
    """Delete my recording for good."""
    recording.delete(_recording(story, language))
    flash(_("The recording is deleted."))
    return redirect(url_for("studio.story", story=story.code))


def _keep(story: Story, language: str, form: RecordingForm) -> None:
    """Rebuild and seal what was sent outside of a transaction, then keep it."""
    sent = form.recording.data.read() if form.recording.data else b""
    if not sent:
        raise DomainError(_("Record something, or choose a file."), field="recording", status=422)
    release()
    sound: Sound = rebuilt(sent)
    sealed = crypto.seal(sound.content)
    recording.keep(story, language, sealed=sealed, seconds=sound.seconds, voice=StoryVoice(form.voice.data))


def _recording(story: Story, language: str) -> StoryRecording:
    found = recording.recording_in(story, language)
    if found is None:
        abort(404)
    return found
