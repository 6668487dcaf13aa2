"""The words on a certificate, in its own language, and its code."""

from io import BytesIO

import segno
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.core.i18n import LANGUAGES, force_locale
from lms.curriculum.models import Status
from lms.learning.pdf import Sheet
from lms.learning.queries.certificates import CertificateLine, CertificateView
from lms.learning.words import status_name, status_sentence
from lms.ui.web import day


def sheet(certificate: CertificateView, *, house: str, address: str) -> Sheet:
    """Return everything the PDF says. `house` is the installation's name; `address` goes on it only with the code."""
    with force_locale(certificate.language):
        return Sheet(
            language=certificate.language,
            title=_("Certificate: %(module)s", module=certificate.title),
            heading=_("%(house)s · Certificate", house=house),
            given_to=_("Given to"),
            name=certificate.name,
            completed=_("who has completed the module"),
            module=certificate.title,
            when=_("Completed on %(day)s", day=day(certificate.completed_on)),
            hours=_("Length: %(hours)s", hours=hours_in_words(certificate.minutes)),
            lessons_heading=_("Lessons"),
            columns=(_("Lesson"), _("Revision"), _("Language"), _("Completed")),
            rows=tuple(_row(line) for line in certificate.lines),
            status_heading=_("How the lessons were made"),
            statuses=tuple(_made(status) for status in _statuses(certificate)),
            footer=_("Issue %(number)s. Issued by %(house)s.", number=certificate.issue, house=house),
            **(_code(address) if certificate.prints_code else {}),
        )


def hours_in_words(minutes: int) -> str:
    """Write a length such as 1 hour and 15 minutes."""
    hours, rest = divmod(minutes, 60)
    hour_words = ngettext("%(num)s hour", "%(num)s hours", hours)
    minute_words = ngettext("%(num)s minute", "%(num)s minutes", rest)
    if hours and rest:
        return str(_("%(hours)s and %(minutes)s", hours=hour_words, minutes=minute_words))
    return str(hour_words if hours else minute_words)


def _row(line: CertificateLine) -> tuple[str, str, str, str]:
    revision = _("%(number)s (%(status)s)", number=line.number, status=status_name(line.status))
    return (line.title, revision, LANGUAGES.get(line.language, line.language), day(line.date))


def _made(status: Status) -> str:
    return str(_("%(status)s: %(sentence)s", status=status_name(status), sentence=status_sentence(status)))


def _statuses(certificate: CertificateView) -> list[Status]:
    present = {line.status for line in certificate.lines}
    return [status for status in Status if status in present]


def _code(address: str) -> dict[str, str]:
    picture = BytesIO()
    segno.make(address, micro=False).save(picture, kind="svg", xmldecl=False, border=2)
    return {
        "code": picture.getvalue().decode(),
        "code_alt": _("QR code with the address %(address)s", address=address),
        "verify": _("Whether this certificate is valid can be seen here:"),
        "address": address,
    }
