import re
from dataclasses import fields
from pathlib import Path

import pytest

from lms.core import settings as module
from lms.core.settings import Mode, Settings, SettingsError
from tests.conftest import DATA_KEY, SECRET

GOOD = {
    "LMS_SECRET_KEY": SECRET,
    "LMS_DATA_KEY": DATA_KEY,
    "LMS_DATABASE_URL": "postgresql+psycopg://lms@/lms",
    "LMS_BASE_URL": "https://learn.example.org/",
    "LMS_MAIL_URL": "smtp://mail.example.org:587",
    "LMS_MAIL_FROM": "no-reply@example.org",
    "LMS_CONTACT": "help@example.org",
    "LMS_OPERATOR": "Nordby Kommune",
}


def wrong(**changes):
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({**GOOD, **changes})
    return str(caught.value)


def test_all_that_is_missing_is_named_in_one_line():
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({})
    line = str(caught.value)
    assert all(f"{name} is missing" in line for name in GOOD)
    assert "\n" not in line


def test_missing_and_malformed_are_named_together():
    line = wrong(LMS_SECRET_KEY="", LMS_DATA_KEY="abc", LMS_TRUSTED_PROXIES="many", LMS_MAIL_URL="http://x")
    for name in ("LMS_SECRET_KEY is missing", "LMS_DATA_KEY must", "LMS_TRUSTED_PROXIES must", "LMS_MAIL_URL must"):
        assert name in line


@pytest.mark.parametrize("secret", ["demo-password", "changeme", "short"])
def test_a_weak_secret_is_refused(secret):
    assert "LMS_SECRET_KEY" in wrong(LMS_SECRET_KEY=secret)


def test_a_demo_database_is_refused():
    assert "demo database" in wrong(LMS_DATABASE_URL="sqlite:////srv/instance/demo.db")


def test_printing_mails_is_refused():
    assert "LMS_MAIL_URL must be smtp" in wrong(LMS_MAIL_URL="console:")


def test_plain_http_is_refused_outside_this_machine():
    assert "LMS_BASE_URL" in wrong(LMS_BASE_URL="http://learn.example.org")
    assert Settings.from_env({**GOOD, "LMS_BASE_URL": "http://127.0.0.1:8000"}).https is False


def test_good_settings_are_read():
    settings = Settings.from_env(GOOD)
    assert settings.base_url == "https://learn.example.org"
    assert settings.https
    assert settings.mode is Mode.PRODUCTION


def test_secrets_do_not_print():
    assert SECRET not in repr(Settings.from_env(GOOD))
    assert DATA_KEY not in repr(Settings.from_env(GOOD))


def test_every_setting_is_documented_in_its_one_place():
    source = Path(module.__file__).read_text(encoding="utf-8")
    read = set(re.findall(r'read\("(LMS_\w+)"', source))
    documented = set(re.findall(r"  # (LMS_\w+): \w", source))
    assert read == documented
    assert len(read) == len(fields(Settings)) - 1


def test_the_readme_names_every_setting():
    readme = (Path(module.__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    source = Path(module.__file__).read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in re.findall(r'read\("(LMS_\w+)"', source))
