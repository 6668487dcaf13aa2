"""The commands of `lms`. Every command has --help, says what it did, and exits non-zero with one clear line when it could not."""

from lms.cli.access import access
from lms.cli.copies import backup, restore
from lms.cli.database import database
from lms.cli.modules import modules
from lms.cli.serve import demo, serve, worker
from lms.cli.stories import stories
from lms.cli.strings import strings
from lms.cli.users import users

COMMANDS = (demo, serve, worker, database, backup, restore, modules, users, stories, access, strings)
