"""Serves the bare pages and ours under gunicorn with two workers, loads them in turn with wrk, prints the ratios.

    python -m tests.bench [--seconds 5] [--databases sqlite,postgresql]

Exit status 1 when an answer was not the real page or a budget of statements is broken; a slow page only "falls short".
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from lms.core import schema
from lms.core.db import db
from lms.curriculum.operations import import_all
from tests.bench.people import Bench, fill
from tests.conftest import DATA_KEY, SECRET, dispose, fresh_database, make_app, ran_in
from tests.machine import provide

ROOT = Path(__file__).parents[2]
CONNECTIONS, SHARE_NOW, SHARE_LATER = 8, 0.40, 0.60
MODULE, LESSON = "intro-equil-approach", "m1-why-work"
PAGE = f"/modules/{MODULE}/{LESSON}/"


@dataclass(frozen=True)
class Target:
    """One thing to load. `mark` must stand in every answer; `selects` is its budget, None for no budget."""

    name: str
    path: str
    mark: str
    method: str = "GET"
    body: str = ""
    selects: int | None = None
    bare: bool = False


@dataclass(frozen=True)
class Measured:
    rate: float
    p50: float
    p99: float
    wrong: int
    statements: int
    selects: int
    size: int


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--databases", default="sqlite,postgresql")
    options = parser.parse_args()
    if provide({"wrk": "wrk"}):
        return 1
    bad = 0
    for kind in options.databases.split(","):
        with tempfile.TemporaryDirectory() as folder, fresh_database(kind, Path(folder)) as url:
            bad += measure(kind, url, Path(folder), options.seconds)
    return 1 if bad else 0


def measure(kind: str, url: str, folder: Path, seconds: int) -> int:
    """Load everything over one database and print the table. Returns how many things are broken."""
    app = make_app(url)
    app.config["WTF_CSRF_ENABLED"] = True
    with app.app_context():
        schema.upgrade(db.engine)
        began = time.perf_counter()
        import_all(ROOT / "modules")
        first = time.perf_counter() - began
        import_all(ROOT / "modules")
        print(f"{kind}: import {first:.1f} s, again without a change {time.perf_counter() - began - first:.1f} s")
    bench = fill(app)
    results: dict[str, tuple[Target, Measured]] = {}
    with served(url) as ports:
        for target in targets(bench, ports["ours"]):
            tokens = [bench.coordinator] if "cohort" in target.name else bench.learners
            visitors = write_visitors(folder, tokens, ports["ours"])
            counted = count(app, target, tokens[0]) if not target.bare else (1 if target.path == "/page" else 0, 1, 0)
            port = ports["bare" if target.bare else "ours"]
            results[target.name] = (target, load(target, port, visitors, seconds, counted))
    dispose(app)
    return show(kind, results)


def targets(bench: Bench, port: int) -> list[Target]:
    """Return what is loaded, in turn."""
    return [
        Target("hello", "/hello", "hello", bare=True),
        Target("20 KB page + 1 query", "/page", "bare page ends", bare=True),
        Target("lesson page", PAGE, 'id="reflection"', selects=4),
        Target("saving an answer", f"{PAGE}-/dilemma/position", "Gemt", "POST", answer(port, bench.learners[0]), None),
        Target("cohort table of 1,000", f"/cohorts/{bench.cohort_id}/progress", "Autumn", selects=6),
    ]


def fetch(port: int, path: str, cookie: str) -> tuple[str, str]:
    """Return a page's text and the form cookie it sets."""
    call = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
    with urllib.request.urlopen(call) as answered:
        return answered.read().decode(), answered.headers.get("Set-Cookie", "").split(";")[0]


def answer(port: int, token: str) -> str:
    """Return the form body that saves a position in the lesson's dilemma, as the page itself sends it."""
    page, _ = fetch(port, PAGE, f"lms_visit={token}; lms_language=da")
    form = re.search(r'<form[^>]*action="[^"]*/-/dilemma/position"[^>]*>(.*?)</form>', page, re.DOTALL)
    if form is None:
        raise SystemExit("the lesson page has no form for a position: the bench is out of step")
    hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form.group(1)))
    hidden |= {"csrf_token": "{token}", "key": "{key}"}
    return "&".join(f"{name}={value}" for name, value in hidden.items())


def write_visitors(folder: Path, tokens: list[str], port: int) -> Path:
    """Write one line per signed-in browser: its cookies and its form token."""
    lines = []
    for token in tokens:
        cookie = f"lms_visit={token}; lms_language=da"
        page, form_cookie = fetch(port, PAGE, cookie)
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        lines.append(f"{cookie}; {form_cookie}\t{found.group(1) if found else ''}\n")
    path = folder / "visitors.txt"
    path.write_text("".join(lines), encoding="utf-8")
    return path


@contextmanager
def served(url: str) -> Iterator[dict[str, int]]:
    """Serve the bare application and ours, each by gunicorn with two workers."""
    environment = {**os.environ, "BENCH_DATABASE": url, "BENCH_SECRET": SECRET, "BENCH_KEY": DATA_KEY}
    ports = {"bare": 8791, "ours": 8792}
    names = {"bare": "tests.bench.bare:application()", "ours": "tests.bench.ours:application()"}
    running = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                names[which],
                "--bind",
                f"127.0.0.1:{port}",
                "--workers",
                "2",
                "--log-level",
                "error",
            ],
            env=environment,
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        for which, port in ports.items()
    ]
    try:
        wait_for(ports["bare"], "/hello")
        wait_for(ports["ours"], "/healthz")
        yield ports
    finally:
        for process in running:
            process.terminate()
            process.wait(timeout=20)


def wait_for(port: int, path: str) -> None:
    for _ in range(100):
        try:
            fetch(port, path, "")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")


def count(app: Flask, target: Target, token: str) -> tuple[int, int, int]:
    """Return (selects, statements, bytes) of one warm request, made inside this process."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.set_cookie("lms_visit", token)
    client.set_cookie("lms_language", "da")
    with app.app_context():
        send(client, target)
        with ran_in(db.engine) as ran:
            response = send(client, target)
    app.config["WTF_CSRF_ENABLED"] = True
    selects = sum(statement.lstrip().upper().startswith(("SELECT", "WITH")) for statement in ran)
    return selects, len(ran), len(response.data)


def send(client: Any, target: Target) -> Any:
    if target.method == "GET":
        return client.get(target.path)
    form = dict(pair.split("=", 1) for pair in target.body.split("&"))
    return client.post(target.path, data=form | {"key": str(time.monotonic_ns())}, headers={"HX-Request": "true"})


def load(target: Target, port: int, visitors: Path, seconds: int, counted: tuple[int, int, int]) -> Measured:
    """Load one target with wrk: a short warm-up, then the measured run."""
    script = str(Path(__file__).parent / "load.lua")
    arguments = [target.method, target.path, target.mark, str(visitors), target.body]
    for length in (1, seconds):
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{length}s",
            "--timeout=10s",
            "-s",
            script,
            f"http://127.0.0.1:{port}",
            "--",
            *arguments,
        ]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    requests, duration, p50, p99, wrong = map(int, re.search(r"RESULT (.*)", printed).group(1).split())
    selects, statements, size = counted
    return Measured(requests / duration * 1e6, p50 / 1000, p99 / 1000, wrong, statements, selects, size)


def show(kind: str, results: dict[str, tuple[Target, Measured]]) -> int:
    """Print the table of one database. Returns how many things are broken."""
    base = results["20 KB page + 1 query"][1].rate
    print(f"\n{kind}: {CONNECTIONS} connections, two workers")
    print(f"{'':24}{'requests/s':>11}{'p50 ms':>9}{'p99 ms':>9}{'stmts':>7}{'selects':>9}{'bytes':>9}{'ratio':>8}")
    broken = 0
    for target, measured in results.values():
        ratio = measured.rate / base
        says = []
        if measured.wrong:
            says.append(f"{measured.wrong} answers were not the real page")
        if target.selects is not None and measured.selects > target.selects:
            says.append(f"more than {target.selects} SELECTs")
        broken += len(says)
        if target.name == "lesson page" and ratio < SHARE_NOW:
            says.append(f"falls short of {SHARE_NOW:.0%}")
        elif target.name == "lesson page":
            says.append(f"reaches {SHARE_LATER if ratio >= SHARE_LATER else SHARE_NOW:.0%}")
        print(
            f"{target.name:24}{measured.rate:11.0f}{measured.p50:9.1f}{measured.p99:9.1f}"
            f"{measured.statements:7}{measured.selects:9}{measured.size:9}{ratio:8.2f}  {'; '.join(says)}"
        )
    return broken


if __name__ == "__main__":
    sys.exit(main())
