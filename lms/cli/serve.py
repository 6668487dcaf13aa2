"""`lms demo`, `lms serve`, `lms worker`: the processes of an installation."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from types import FrameType

import click
from flask import current_app
from flask.cli import ScriptInfo, with_appcontext

from lms.accounts.demo import ACCOUNTS, PASSWORD
from lms.cli import demo_people
from lms.cli.database import bring_up_to_date
from lms.cli.demo_settings import FLAG
from lms.core import jobs
from lms.core.clock import now
from lms.core.settings import LOOPBACK
from lms.curriculum.operations import import_all, refresh
from lms.mail.delivery import deliver_due

CURRICULUM = Path(__file__).parent.parent.parent / "modules"
APPLICATION = "lms.app.command:make_app()"
BETWEEN_LOOKS = 2.0  # seconds
BETWEEN_JOBS = timedelta(seconds=30)


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port on 127.0.0.1.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The demo is served on this machine only.")
@click.option(
    "--folder",
    default="instance",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where the demo keeps its database.",
)
@click.pass_context
def demo(context: click.Context, port: int, host: str, folder: Path) -> None:
    """Set up the demo (database, curriculum, people) and serve it on this machine."""
    if host not in LOOPBACK:
        raise click.ClickException("The demo has known passwords, so it is served on 127.0.0.1 only.")
    if _is_taken(host, port):
        raise click.ClickException(
            f"Port {port} is in use. Stop what runs there, or choose another: make run PORT={port + 80}"
        )
    os.environ |= {FLAG: str(folder), "LMS_DEMO_PORT": str(port)}
    with context.ensure_object(ScriptInfo).load_app().app_context():
        bring_up_to_date()
        import_all(CURRICULUM)
        demo_people.fill()
        refresh()
    click.echo(f"\n  The demo is at http://127.0.0.1:{port}\n\n  Sign in as one of these, password {PASSWORD}:")
    for account in ACCOUNTS:
        click.echo(f"    {account.email}")
    click.echo("\n  Mails are printed here. Stop with Ctrl-C.\n")
    sys.exit(_keep_running(f"{host}:{port}", workers=2))


@click.command()
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="Address to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@click.option("--no-worker", is_flag=True, help="Send no mail and run no jobs from here (`lms worker` runs elsewhere).")
@with_appcontext
def serve(bind: str, workers: int, *, no_worker: bool) -> None:
    """Serve the installation with gunicorn, and run one worker beside it."""
    sys.exit(_keep_running(bind, workers=workers, with_worker=not no_worker))


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
@with_appcontext
def worker(*, once: bool) -> None:
    """Send the mail that waits in the outbox and run the periodic jobs, until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    stop = _Stop()
    next_jobs = now()
    while not stop.asked:
        try:
            sent = deliver_due(app)
            if now() >= next_jobs:
                jobs.run_due(app)
                next_jobs = now() + BETWEEN_JOBS
        except Exception:  # the worker outlives a database that is away for a while
            app.logger.exception("worker")
            sent = 0
        if once:
            click.echo("Did what was due.")
            return
        if not sent:
            time.sleep(BETWEEN_LOOKS)


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


class _Stop:
    """Set when the process is asked to end."""

    def __init__(self) -> None:
        self.asked = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def web_command(bind: str, *, workers: int) -> list[str]:
    """Return the command of the web processes. Below errors gunicorn writes down who sent what it couldn't read."""
    return [
        *(sys.executable, "-m", "gunicorn", APPLICATION, "--bind", bind, "--workers", str(workers)),
        *("--worker-class", "gthread", "--threads", "4", "--graceful-timeout", "20", "--keep-alive", "15"),
        *("--log-level", "error"),
    ]


def _keep_running(bind: str, *, workers: int, with_worker: bool = True) -> int:
    """Run the web processes and the worker until one of them ends or we are asked to stop; end both. Returns the status."""
    web = web_command(bind, workers=workers)
    commands = [web] + ([[sys.executable, "-m", "lms.app.command", "worker"]] if with_worker else [])
    stop = _Stop()
    running = [subprocess.Popen(command, start_new_session=True) for command in commands]  # noqa: S603 (our own programs)
    while not stop.asked and all(process.poll() is None for process in running):
        time.sleep(0.2)
    status = 0 if stop.asked else 1
    _end(running)
    return status


def _end(running: Sequence["subprocess.Popen[bytes]"]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(timeout=25)
        except subprocess.TimeoutExpired:
            process.kill()
