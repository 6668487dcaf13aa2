"""The PDF itself: tagged, titled, in its language, with its fonts, and word for word what was asked for."""

import io
from datetime import date

import pikepdf
import pypdf
import pytest

from lms.core.i18n import force_locale
from lms.curriculum.models import Status
from lms.learning.certificate_sheet import hours_in_words, sheet
from lms.learning.pdf import UnprintableError, certificate_pdf
from lms.learning.queries.certificates import CertificateLine, CertificateView, State
from lms.learning.words import status_name, status_sentence

ADDRESS = "http://127.0.0.1:8000/certificates/a-token-of-22-letters"
NAMES = [
    "Åse Ørsted-Æbelø",
    "Łukasz Żółć",
    'Bo “the Builder” O\'Neil "B"',
    "#let x = $y$ *bold* _it_ \\ <b> @ref [a] // no",
    "Иван Петров",
    "Αλεξάνδρα",
    "Anna-Katharina Magdalena von und zu Hohenlohe-Waldenburg-Schillingsfürst " * 2,
    "X" * 200,
]


def a_view(**changes):
    line = CertificateLine(
        title="Hvorfor arbejde #1, og $ikke$ for enhver pris",
        number=3,
        status=Status.SOURCE_EDITION,
        language="da",
        date=date(2026, 11, 3),
    )
    values = {
        "id": 1,
        "token": "a-token-of-22-letters",
        "issue": 2,
        "state": State.VALID,
        "name": "Ada Lund",
        "present_name": "Ada Lund",
        "title": "Introduktion til EQUIL",
        "module": "intro",
        "language": "da",
        "minutes": 75,
        "lines": (line,) * 6,
        "completed_on": date(2026, 11, 3),
        "shows_module": False,
        "shows_name": False,
        "prints_code": False,
    }
    return CertificateView(**{**values, **changes})


@pytest.fixture
def made(app):
    return lambda **changes: certificate_pdf(sheet(a_view(**changes), house="EQUIL", address=ADDRESS))


def words(pdf):
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return "".join(text.split())


def fonts(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        described = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        return [(str(each.FontName), "/FontFile2" in each or "/FontFile3" in each) for each in described]


def test_it_is_tagged_titled_and_says_its_language(made):
    with pikepdf.open(io.BytesIO(made())) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot is not None
        assert str(document.Root.Lang) == "da"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Kursusbevis: Introduktion til EQUIL"


def test_every_font_is_embedded_and_ours(made):
    described = fonts(made(prints_code=True))
    assert described
    assert all("AtkinsonHyperlegibleNext" in name and embedded for name, embedded in described)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_printed_letter_by_letter(made, name):
    assert "".join(name.split()) in words(made(name=name))


def test_a_letter_no_font_has_is_refused(made):
    with pytest.raises(UnprintableError):
        made(name="王小明")


def test_it_says_module_revisions_date_hours_and_status(app, made):
    told = words(made())
    with app.test_request_context(), force_locale("da"):
        status, sentence = status_name(Status.SOURCE_EDITION), status_sentence(Status.SOURCE_EDITION)
    for text in (
        "Introduktion til EQUIL",
        f"3 ({status})",
        f"{status}: {sentence}",
        "3. november 2026",
        "1 time og 15 minutter",
        "Hvorfor arbejde #1, og $ikke$ for enhver pris",
        "Udstedelse nr. 2",
    ):
        assert "".join(text.split()) in told


def test_the_code_and_its_address_are_there_only_when_switched_on(made):
    assert ADDRESS not in words(made())
    with_code = made(prints_code=True)
    assert ADDRESS in words(with_code)
    with pikepdf.open(io.BytesIO(with_code)) as document:
        things = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        alternatives = [str(each.Alt) for each in things if "/Alt" in each]
    assert alternatives == [f"QR-kode med adressen {ADDRESS}"]


def test_twenty_lessons_go_on_over_the_page(made):
    pdf = made(lines=a_view().lines * 8, prints_code=True)
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) > 1


def test_in_english(made):
    told = words(made(language="en"))
    assert "Givento" in told
    assert "1hourand15minutes" in told


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 minutes"), (1, "1 minute"), (60, "1 hour"), (75, "1 hour and 15 minutes"), (120, "2 hours")],
)
def test_hours_in_words(app, minutes, said):
    with app.test_request_context(), force_locale("en"):
        assert hours_in_words(minutes) == said
