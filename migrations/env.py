"""How Alembic reaches our database: always on a connection the caller has opened (see lms.cli.database)."""

from alembic import context
from sqlalchemy import Connection, text

import lms.app  # noqa: F401 (loads every package's tables)
from lms.core.db import Base
from lms.search.fulltext import is_ours


def run(connection: Connection) -> None:
    """Run the migrations. On SQLite a table is rebuilt to be changed: foreign keys rest meanwhile and are checked at the end."""
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=sqlite,
        compare_type=True,
        compare_server_default=False,
        include_name=is_ours,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        if sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"the migration leaves {len(broken)} rows pointing nowhere; nothing was changed")


run(context.config.attributes["connection"])
