"""Every string a person can see is translated."""

import pytest

from lms.cli.strings import ROOT, complete, path_of, updated, written

PACKAGES = sorted(path.name for path in ROOT.iterdir() if (path / "__init__.py").exists())


@pytest.mark.parametrize("package", PACKAGES)
def test_every_string_has_danish(package):
    catalog = updated(ROOT / package)
    todo = [message.id for message in catalog or () if message.id and not complete(message.string)]
    assert not todo, f"run `make strings`, then translate in {path_of(ROOT / package)}: {todo[:5]}"


@pytest.mark.parametrize("package", PACKAGES)
def test_catalogue_is_in_step_with_the_source(package):
    catalog = updated(ROOT / package)
    if catalog is None:
        assert not path_of(ROOT / package).exists(), "this package says nothing any more: delete its catalogue"
        return
    assert path_of(ROOT / package).read_bytes() == written(catalog), "run `make strings`"


@pytest.mark.parametrize("package", PACKAGES)
def test_placeholders_survive_translation(package):
    for message in updated(ROOT / package) or ():
        if message.id:
            problems = [str(error) for error in message.check()]
            assert not problems, f"{message.id}: {problems}"


@pytest.mark.parametrize("package", PACKAGES)
def test_danish_is_quoted_in_one_way(package):
    """Danish quotes ”so”, as the lessons do."""
    for message in updated(ROOT / package) or ():
        assert "“" not in "".join(message.string or ()), f"{message.id}: write ” on both sides"
