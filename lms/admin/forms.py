"""Forms of administration: they check shape and hand over values."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from lms.accounts.models import OrganisationKind, Role
from lms.accounts.words import KINDS, ROLES
from lms.core.danish import sort_key
from lms.core.i18n import LANGUAGES, language
from lms.ui.form import EMAIL_LENGTH, NAME_LENGTH, AtMost, Form, Required, trimmed

NONE = 0  # the choice of no organisation
PROGRAMME = ("DK", "GB", "IT", "ES", "NL")
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})  # two letters in CLDR, but none of ISO's countries
Choices = Sequence[tuple[int, str]]
GIVEN_HERE = (Role.COORDINATOR, Role.ADMINISTRATOR)  # facilitators are named on the page of their cohort


class Choose(SelectField):
    """One of a list, of (value, label). What is not on it is refused in the reader's language."""

    def __init__(self, label: Any, choices: Iterable[tuple[Any, Any]] = (), **options: Any) -> None:
        refusal = _l("Choose one from the list.")
        super().__init__(label, invalid_value_message=refusal, invalid_choice_message=refusal, **options)
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[Any, Any]]) -> None:
        self.choices = [SelectChoice(value, label) for value, label in choices]


class PersonForm(Form):
    """A new account."""

    name = StringField(_l("Name"), [Required(_l("Write a name.")), AtMost(NAME_LENGTH)], filters=[trimmed])
    email = StringField(_l("E-mail"), [Required(_l("Write a mail address.")), AtMost(EMAIL_LENGTH)], filters=[trimmed])
    language = Choose(_l("Language of mails and pages"), choices=LANGUAGES.items(), default="da")


class NameForm(Form):
    """Another name for a person or an organisation."""

    name = StringField(_l("Name"), [Required(_l("Write a name.")), AtMost(NAME_LENGTH)], filters=[trimmed])


class OrganisationForm(Form):
    """A new organisation."""

    name = StringField(_l("Name"), [Required(_l("Write a name.")), AtMost(NAME_LENGTH)], filters=[trimmed])
    kind = Choose(_l("Kind"), coerce=OrganisationKind, choices=KINDS.items())
    country = Choose(_l("Country"), default="DK")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.country.offer(countries())


class MembershipForm(Form):
    """Where a person belongs."""

    organisation = Choose(_l("Organisation"), coerce=int)

    def __init__(self, organisations: Choices, **options: Any) -> None:
        super().__init__(prefix="membership-", **options)
        self.organisation.offer(organisations)


class RoleForm(Form):
    """A role. Facilitators are named on the page of their cohort."""

    role = Choose(_l("Role"), coerce=Role, choices=[(role, ROLES[role]) for role in GIVEN_HERE])
    organisation = Choose(_l("Organisation (for a coordinator)"), coerce=int, default=NONE)

    def __init__(self, organisations: Choices, **options: Any) -> None:
        super().__init__(prefix="role-", **options)
        self.organisation.offer([(NONE, _l("None")), *organisations])


class InvitationForm(Form):
    """An invitation to an account, with a membership and a role that begin when it is accepted."""

    email = StringField(_l("E-mail"), [Required(_l("Write a mail address.")), AtMost(EMAIL_LENGTH)], filters=[trimmed])
    language = Choose(_l("Language of the mail"), choices=LANGUAGES.items(), default="da")
    organisation = Choose(_l("Organisation"), coerce=int, default=NONE)
    role = Choose(
        _l("Role"),
        choices=[("", _l("None")), *((role.value, ROLES[role]) for role in GIVEN_HERE)],
        default="",
    )

    def __init__(self, organisations: Choices, **options: Any) -> None:
        super().__init__(**options)
        self.organisation.offer([(NONE, _l("None")), *organisations])


def countries() -> list[tuple[str, str]]:
    """Return the countries by name in the reader's language, those of the programme first."""
    names = {code: str(name) for code, name in get_locale().territories.items() if _is_country(code)}
    others = sorted(names.keys() - set(PROGRAMME), key=lambda code: _order(names[code]))
    return [(code, names[code]) for code in (*PROGRAMME, *others)]


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES


def _order(name: str) -> str:
    return sort_key(name) if language() == "da" else name.casefold()
