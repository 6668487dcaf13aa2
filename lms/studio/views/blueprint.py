"""The blueprint all studio pages hang on."""

from flask import Blueprint

studio = Blueprint("studio", __name__, template_folder="../templates")
