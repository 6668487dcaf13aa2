"""Words as a Dane reads them."""

from flask_babel import force_locale

from lms.studio.agreement_words import languages_words
from lms.studio.charts import days_words


def test_languages_are_named_in_the_language_of_the_page(app):
    with app.test_request_context(), force_locale("da"):
        assert languages_words(["da", "en"]) == "dansk, engelsk"


def test_a_number_of_days_has_a_comma_in_danish(app):
    with app.test_request_context(), force_locale("da"):
        assert (days_words(2.5), days_words(3.0), days_words(None)) == ("2,5", "3", "–")
