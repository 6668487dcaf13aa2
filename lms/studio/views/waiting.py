"""What waits for people with lived experience, in all modules."""

from itertools import groupby

from flask import render_template

from lms.core.access import signed_in
from lms.core.i18n import language
from lms.curriculum.queries.slots import open_places
from lms.studio.views.blueprint import studio


@studio.get("/studio/-/waiting")
@signed_in
def waiting() -> str:
    """List every decision, piece of work and telling that lessons keep open."""
    by_module = groupby(open_places(language()), key=lambda place: (place.module, place.module_title))
    modules = [(*module, list(places)) for module, places in by_module]
    return render_template("studio/waiting.html", nav="studio", modules=modules)
