"""What can be found: texts in their search form."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEXED = {"search_entries": ("title_form", "body_form"), "search_words": ("trigrams",)}


def upgrade():
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.String(length=170), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("version", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("title_form", sa.Text(), nullable=False),
        sa.Column("body_form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_entries"),
        sa.UniqueConstraint("language", "kind", "ref", "part", name="uq_search_entries_language_kind_ref_part"),
    )
    op.create_index("ix_search_entries_ref", "search_entries", ["ref", "language"])
    op.create_table(
        "search_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("word", sa.String(length=60), nullable=False),
        sa.Column("trigrams", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_words"),
        sa.UniqueConstraint("language", "word", name="uq_search_words_language_word"),
    )
    for table, columns in INDEXED.items():
        for statement in _index(op.get_bind().dialect.name, table, columns):
            op.get_bind().exec_driver_sql(statement)


def downgrade():
    for table in INDEXED:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TABLE {table}_index")
        op.drop_table(table)


def _index(dialect, table, columns):
    """Return what makes the full-text index of a table: on SQLite an FTS5 table that triggers keep in step."""
    names = ", ".join(columns)
    if dialect != "sqlite":
        joined = " || ' ' || ".join(columns)
        made = f"tsvector GENERATED ALWAYS AS (to_tsvector('simple', {joined})) STORED"
        return [
            f"ALTER TABLE {table} ADD COLUMN document {made}",
            f"CREATE INDEX {table}_index ON {table} USING gin (document)",
        ]
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    forget = f"INSERT INTO {table}_index({table}_index, rowid, {names}) VALUES ('delete', old.id, {old});"
    keep = f"INSERT INTO {table}_index(rowid, {names}) VALUES (new.id, {new});"
    return [
        (
            f"CREATE VIRTUAL TABLE {table}_index USING fts5("
            f"{names}, content='{table}', content_rowid='id', tokenize='ascii', detail='column')"
        ),
        f"CREATE TRIGGER {table}_in AFTER INSERT ON {table} BEGIN {keep} END",
        f"CREATE TRIGGER {table}_out AFTER DELETE ON {table} BEGIN {forget} END",
        f"CREATE TRIGGER {table}_anew AFTER UPDATE ON {table} BEGIN {forget} {keep} END",
    ]
