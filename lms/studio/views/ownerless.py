"""Taking over an agreement whose owner's account is gone."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from lms.core.access import permit
from lms.studio.models import Collaboration
from lms.studio.operations import ownerless
from lms.studio.policy import is_partner
from lms.studio.views.blueprint import studio
from lms.studio.views.doors import collaboration_of


@studio.post("/studio/<module>/-/take-over")
@permit(is_partner, module=collaboration_of)
def take_over_ownerless(module: Collaboration) -> Response:
    """Answer for the agreement from now on."""
    ownerless.take_over(module, by=current_user)
    flash(_("You answer for the agreement now."))
    return redirect(url_for("studio.module", module=module.module.slug))
