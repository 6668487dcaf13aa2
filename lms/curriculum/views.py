"""What lessons show besides words: pictures, and stories read aloud.

A picture's address names the bytes themselves, so a browser may keep what it got for good. A recording is asked for anew each
time and never kept (rule 4).
"""

from flask import Blueprint, Flask, Response, abort, request

from lms.core import jobs
from lms.core.access import public
from lms.curriculum import queries, stories
from lms.curriculum.operations.indexing import REFRESH

blueprint = Blueprint("curriculum", __name__)


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(blueprint)
    jobs.register(app, REFRESH)


@blueprint.get("/media/<digest>")
@public
def picture(digest: str) -> Response:
    """Answer with a picture's bytes."""
    found = queries.picture(digest)
    if found is None:
        abort(404)
    response = Response(found.content, mimetype=found.kind)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.set_etag(digest)
    return response


@blueprint.get("/modules/<module>/<lesson>/-/stories/<code>/<language>.wav")
@public
def story_read_aloud(module: str, lesson: str, code: str, language: str) -> Response:
    """Answer with a story read aloud, as long as its owner allows it in this lesson."""
    lesson_id = queries.lesson_id(module, lesson)
    found = stories.sound(code, lesson_id, language) if lesson_id is not None else None
    if found is None:
        abort(404)
    return recording(found)


def recording(sound: bytes) -> Response:
    """Return a recording as an answer that nobody keeps; a browser may ask for parts of it."""
    response = Response(sound, mimetype="audio/wav")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.make_conditional(request, accept_ranges=True, complete_length=len(sound))
    return response
