"""Every route declares who may open it, every template compiles, and no address disappears."""

from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError

from lms.core.settings import Mode
from tests.conftest import make_app

KEPT = Path(__file__).parent / "urls.txt"


@pytest.fixture(scope="module")
def served():
    """An application as it is installed, without a database."""
    return make_app("sqlite://", mode=Mode.PRODUCTION)


def addresses(app) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }  # fmt: skip


def test_every_route_declares_its_access(served):
    silent = [
        rule.endpoint
        for rule in served.url_map.iter_rules()
        if not getattr(served.view_functions[rule.endpoint], "access", None)
    ]
    assert not silent, f"put @public, @signed_in or @permit(…) from lms.core.access on: {silent}"


def test_every_template_compiles(served):
    broken = []
    for name in served.jinja_env.list_templates():
        try:
            served.jinja_env.get_template(name)
        except TemplateSyntaxError as error:
            broken.append(f"{name}:{error.lineno}: {error.message}")
    assert not broken, "\n".join(broken)


def test_no_address_disappears(served):
    kept = set(KEPT.read_text(encoding="utf-8").split("\n")) - {""}
    gone = sorted(kept - addresses(served))
    assert not gone, f"people have these in bookmarks, mails and on paper; let them answer or lead on: {gone}"


def test_new_addresses_are_kept_from_now_on(served):
    kept = set(KEPT.read_text(encoding="utf-8").split("\n"))
    new = sorted(addresses(served) - kept)
    assert not new, f"look once more whether each is readable and will last, then add it to {KEPT.name}: {new}"


def test_the_ui_kit_is_not_served_in_production(served):
    assert not [rule for rule in served.url_map.iter_rules() if rule.rule.startswith("/ui-kit")]
