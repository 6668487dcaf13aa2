"""A draft as its readers will see it, in one language or in both side by side."""

from flask import render_template, request

from lms.core.access import permit
from lms.core.i18n import LANGUAGES, language
from lms.studio import policy
from lms.studio.models import Draft
from lms.studio.previewing import shown
from lms.studio.queries import drafts as queries
from lms.studio.views import doors
from lms.studio.views.blueprint import studio


@studio.get("/studio/-/drafts/<int:draft>/preview")
@permit(policy.can_write, draft=doors.draft_by_id)
def preview(draft: Draft) -> str:
    """Show a draft as its readers will see it."""
    queries.load_blocks(draft)
    wanted = request.args.get("in", "")
    codes = [language(), *(code for code in LANGUAGES if code != language())] if wanted == "both" else [language()]
    if wanted in LANGUAGES:
        codes = [wanted]
    sources, place = queries.all_sources(), queries.place_of(draft)
    lessons = [shown(draft, code, sources, place) for code in codes]
    return render_template("studio/draft/preview.html", nav="studio", draft=draft, lessons=lessons, wanted=wanted)
