"""What a WSGI server loads: the application with its settings from the environment."""

import os

from lms.app import create_app
from lms.core.settings import Settings

app = create_app(Settings.from_env(os.environ))
