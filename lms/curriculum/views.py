"""Pictures of lessons. An address names the bytes themselves, so a browser may keep what it got for good."""

from flask import Blueprint, Flask, Response, abort

from lms.core.access import public
from lms.curriculum import queries

blueprint = Blueprint("curriculum", __name__)


def init_app(app: Flask) -> None:
    """Register what this package adds to `app`."""
    app.register_blueprint(blueprint)


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
