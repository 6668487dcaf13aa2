"""The editor's bundle is what its sources make. This holds the digests against each other; the build itself runs in .ci/run."""

import hashlib
import json
import re
from pathlib import Path

UI = Path(__file__).parents[2] / "lms" / "ui"
ASSETS = UI / "assets"
RECORD = json.loads((ASSETS / "editor.built.json").read_text(encoding="utf-8"))
AGAIN = "run `make editor` and commit what it writes"
LARGEST = 270_000  # bytes; most of it is ProseMirror


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_bundle_was_built_from_these_sources():
    files = [ASSETS / name for name in ("package.json", "package-lock.json", "build.js")]
    files += sorted((ASSETS / "editor").iterdir())
    assert RECORD["sources"] == {path.relative_to(ASSETS).as_posix(): digest(path) for path in files}, AGAIN


def test_the_bundle_is_the_one_that_was_built():
    assert RECORD["bundle"] == digest(UI / "static" / "editor.js"), AGAIN


def test_the_bundle_keeps_to_the_pages_policy():
    bundle = (UI / "static" / "editor.js").read_text(encoding="utf-8")
    assert len(bundle) < LARGEST
    assert not re.search(r"\beval\(|new Function\(", bundle)


def test_what_it_is_made_of_is_pinned_and_names_no_place():
    wanted = json.loads((ASSETS / "package.json").read_text(encoding="utf-8"))
    versions = [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
    lock = json.loads((ASSETS / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package], "leave the addresses out"
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
