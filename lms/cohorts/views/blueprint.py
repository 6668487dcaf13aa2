"""The blueprint all cohort pages hang on."""

from flask import Blueprint

cohorts = Blueprint("cohorts", __name__, template_folder="../templates")
