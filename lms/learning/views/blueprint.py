"""The blueprint all learning pages belong to."""

from flask import Blueprint

learning = Blueprint("learning", __name__, template_folder="../templates")
