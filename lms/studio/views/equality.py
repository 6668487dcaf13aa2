"""How equal is it? For a module's partners."""

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.studio.models import Collaboration, Perspective
from lms.studio.policy import is_partner
from lms.studio.queries.equality import Group
from lms.studio.queries.equality import equality as figures_of
from lms.studio.views.blueprint import studio
from lms.studio.views.doors import collaboration_of

Answer = str | Response


@studio.get("/studio/<module>/-/equality")
@permit(is_partner, module=collaboration_of)
def equality(module: Collaboration) -> Answer:
    """Show who decides, whose words stand, and how long answers take, beside the model that was agreed."""
    figures = figures_of(module)
    return render_template(
        "studio/equality/equality.html",
        nav="studio",
        module=module.module,
        figures=figures,
        names={group.perspective: group_words(group) for group in figures.groups},
        kinds=kind_names(),
    )


def group_words(group: Group) -> str:
    """Name a group of partners."""
    words = {
        Perspective.LIVED_EXPERIENCE: _("Lived experience"),
        Perspective.PROFESSIONAL: _("Professionals"),
        Perspective.EMPLOYER: _("Employers"),
        Perspective.RELATIVE: _("Relatives"),
        Perspective.VOLUNTEER_ORGANISATION: _("Volunteer organisations"),
    }
    return str(words[group.perspective] if group.perspective is not None else _("The others together"))


def kind_names() -> dict[str, str]:
    """Name the kinds of decisions."""
    return {
        "suggestion": _("Suggestions"),
        "question": _("Questions"),
        "hold": _("Holds"),
        "publication": _("Publications"),
    }
