"""`lms access`: who may open what, from the code."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext


def table(app: Flask) -> list[tuple[str, str, str]]:
    """Return (address, methods, access) for every route."""
    rows = []
    for rule in app.url_map.iter_rules():
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        access = getattr(app.view_functions[rule.endpoint], "access", "undeclared")
        rows.append((rule.rule, methods, access))
    return sorted(rows)


@click.command()
@with_appcontext
def access() -> None:
    """Print every address with its methods and who may open it."""
    rows = table(current_app)
    width = max(len(address) for address, _, _ in rows)
    for address, methods, rule in rows:
        click.echo(f"{address:<{width}}  {methods:<9}  {rule}")
