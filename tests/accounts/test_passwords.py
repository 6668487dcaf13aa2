import pytest

from lms.accounts.operations.passwords import COMMON, hashed, refuse_weak, verified
from lms.core.errors import DomainError

ABOUT = ["Ada Lund", "ada.lund@jobcenter.example", "EQUIL"]


@pytest.mark.parametrize(
    "password",
    [
        "elleve tegn",
        "x" * 201,
        "demo-password",
        "Demo-Password",
        "correcthorsebatterystaple",
        "passwordpassword",
        "sommersommer1",
        "aaaaaaaaaaaaaa",
        "1qaz2wsx3edc",
        "qwertyuiopå12",
        "123456789012",
        "velkommen2026",
        "AdaLund1234567",
        "equil-ada-lund-2026",
    ],
)
def test_passwords_that_others_would_try_are_refused(app, password):
    with pytest.raises(DomainError) as refusal:
        refuse_weak(password, about=ABOUT)
    assert refusal.value.field == "password"


@pytest.mark.parametrize(
    "password", ["tre røde cykler i regn", "ingenreglerher", "%&/()=?#¤!ab7", "x" * 3 + "kaffekop9sti"]
)
def test_no_rule_says_what_it_must_be_made_of(app, password):
    refuse_weak(password, about=ABOUT)


def test_a_password_is_the_same_however_its_letters_are_composed(app):
    assert verified(hashed("blå himmel over havet"), "bla\u030a himmel over havet")


def test_nothing_fits_an_account_without_password(app):
    assert not verified(None, "nobody has this password")


def test_a_broken_hash_fits_nothing(app):
    assert not verified("not a hash", "whatever it may be")


def test_the_list_holds_only_what_length_alone_would_let_through():
    lines = [line for line in COMMON.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) > 2000
    assert len(lines) == len(set(lines))
    assert all(len(line) >= 12 and line == line.casefold() for line in lines)
