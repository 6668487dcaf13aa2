"""The demo's settings: a database file of its own, secrets made on first use, served on loopback only."""

import json
from collections.abc import Mapping
from pathlib import Path

from cryptography.fernet import Fernet

from lms.core.settings import Mode, Settings
from lms.core.tokens import mint

FLAG = "LMS_DEMO_FOLDER"  # set by `lms demo` for the processes it starts


def is_demo(env: Mapping[str, str]) -> bool:
    """Tell whether this process belongs to `lms demo`."""
    return FLAG in env


def demo_settings(env: Mapping[str, str]) -> Settings:
    """Return the settings of the demo in its folder, making its secrets on first use."""
    folder = Path(env[FLAG])
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "demo-secrets.json"
    if not path.exists():
        path.write_text(
            json.dumps({"secret_key": mint(), "data_key": Fernet.generate_key().decode()}), encoding="utf-8"
        )
        path.chmod(0o600)
    secrets = json.loads(path.read_text(encoding="utf-8"))
    return Settings(
        secret_key=secrets["secret_key"],
        data_key=secrets["data_key"],
        database_url=f"sqlite:///{(folder / 'demo.db').resolve()}",
        base_url=f"http://127.0.0.1:{env.get('LMS_DEMO_PORT', '8000')}",
        contact="contact@demo.example",
        operator="EQUIL demo",
        mode=Mode.DEMO,
    )
