"""The blueprint that this package's pages belong to."""

from flask import Blueprint

accounts = Blueprint("accounts", __name__, template_folder="../templates")
