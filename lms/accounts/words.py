"""What roles and kinds of organisations are called on pages."""

from flask_babel import lazy_gettext as _

from lms.accounts.models import OrganisationKind, Role

ROLES = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.COORDINATOR: _("Coordinator"),
    Role.FACILITATOR: _("Facilitator"),
}

KINDS = {
    OrganisationKind.JOB_CENTRE: _("Job centre"),
    OrganisationKind.PSYCHIATRY: _("Psychiatry"),
    OrganisationKind.MUNICIPALITY: _("Municipality"),
    OrganisationKind.EMPLOYER: _("Employer"),
    OrganisationKind.PEER_ORGANISATION: _("Peer organisation"),
    OrganisationKind.VOLUNTEER_ORGANISATION: _("Volunteer organisation"),
    OrganisationKind.EDUCATION: _("Education"),
}
