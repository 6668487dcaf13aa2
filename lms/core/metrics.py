"""Counts and durations of answers, kept by each process, written as Prometheus text.

Labels are route rule, method and class of status: never a path, a person or an address. Behind several worker
processes each one answers for itself; the label `process` tells them apart.
"""

import os
import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from threading import Lock

from flask import Flask, Response, current_app, g, request

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


@dataclass
class Durations:
    """How long the answers of one route took."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BUCKETS, seconds)] += 1
        self.total += seconds


class Metrics:
    """What one process has answered since it started."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: Counter[tuple[str, str, str]] = Counter()
        self._durations: dict[tuple[str, str], Durations] = {}

    def add(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self._answers[route, method, f"{status // 100}xx"] += 1
            self._durations.setdefault((route, method), Durations()).add(seconds)

    def text(self) -> str:
        """Return everything in the text format of Prometheus (version 0.0.4)."""
        with self._lock:
            lines = [*self._answer_lines(), *self._duration_lines()]
        return "\n".join(lines) + "\n"

    def _answer_lines(self) -> list[str]:
        head = [
            "# HELP lms_answers_total Answers by route, method and class of status.",
            "# TYPE lms_answers_total counter",
        ]
        return head + [
            f"lms_answers_total{{{_labels(route=route, method=method, status=status)}}} {count}"
            for (route, method, status), count in sorted(self._answers.items())
        ]

    def _duration_lines(self) -> list[str]:
        name = "lms_answer_seconds"
        lines = [f"# HELP {name} How long answers took, in seconds.", f"# TYPE {name} histogram"]
        for (route, method), durations in sorted(self._durations.items()):
            labels = _labels(route=route, method=method)
            bounds = [*(str(bound) for bound in BUCKETS), "+Inf"]
            sums = list(accumulate(durations.counts))
            lines += [
                f'{name}_bucket{{{labels},le="{bound}"}} {count}' for bound, count in zip(bounds, sums, strict=True)
            ]
            lines += [f"{name}_sum{{{labels}}} {durations.total:.6f}", f"{name}_count{{{labels}}} {sums[-1]}"]
        return lines


def init_app(app: Flask) -> None:
    """Count the answers of `app`."""
    app.extensions["lms.metrics"] = Metrics()
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.metrics_began = time.perf_counter()


def _end(response: Response) -> Response:
    if request.endpoint != "static":
        metrics: Metrics = current_app.extensions["lms.metrics"]
        seconds = time.perf_counter() - g.get("metrics_began", time.perf_counter())
        route = str(request.url_rule) if request.url_rule else "none"
        method = request.method if request.method in METHODS else "other"
        metrics.add(route, method, response.status_code, seconds)
    return response


def _labels(**labels: str) -> str:
    return ",".join(f'{name}="{value}"' for name, value in labels.items()) + f',process="{os.getpid()}"'
