"""The studio: what deputies, mediations, practice and pictures need."""

import json
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TRIGGERS = Path(__file__).parent.parent / "triggers"
# Who acted for a paused partner, and who wrote a position: table → columns that name a partner.
HANDS = {
    "agreement_answers": ("by_deputy_id",),
    "holds": ("by_deputy_id", "ended_deputy_id"),
    "mediations": (
        "proposed_deputy_id", "agreed_deputy_id", "one_by_id", "one_deputy_id", "other_by_id", "other_deputy_id",
        "outcome_deputy_id", "concluded_deputy_id",
    ),
}  # fmt: skip
# The part in which both positions stood before each was kept by language.
HEADINGS = {
    "en": ("Here we disagree", "One position", "The other position"),
    "da": ("Her er vi uenige", "Det ene synspunkt", "Det andet synspunkt"),
}


def upgrade():
    _drop_triggers("0006_before")
    _name_hands()
    _keep_words()
    _create_practice()
    _create_triggers("0006")
    _add_pictures()


def downgrade():
    _drop_pictures()
    _drop_triggers("0006")
    op.drop_table("practice_rounds")
    _forget_words()
    _forget_hands()
    _create_triggers("0006_before")


def _statements(which):
    """Return triggers as they stood: `0006` what this step brought, `0006_before` what it rewrote."""
    file = TRIGGERS / f"{which}_{op.get_bind().dialect.name}.sql"
    return file.read_text(encoding="utf-8").split("\n--;\n")


def _create_triggers(which):
    for statement in _statements(which):
        op.get_bind().exec_driver_sql(statement)


def _drop_triggers(which):
    for statement in reversed(_statements(which)):
        words = statement.split("TRIGGER ")[-1].removeprefix("IF NOT EXISTS ").split()
        name, table = words[0], words[words.index("ON") + 1]
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER {name}")
        else:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")


def _create_practice():
    op.create_table(
        "practice_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_rounds")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_practice_rounds_draft_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_practice_rounds_draft_id")),
    )


def _name_hands():
    """Add the columns in plain SQL: rebuilding the tables on SQLite would take every trigger that names them along."""
    for table, columns in HANDS.items():
        for column in columns:
            named = f"CONSTRAINT {op.f(f'fk_{table}_{column}')} REFERENCES partners (id)"
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER {named}")


def _forget_hands():
    for table, columns in HANDS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def _keep_words():
    op.add_column("holds", sa.Column("held", sa.JSON(), nullable=False, server_default="[]"))
    for side in ("one", "other"):
        op.add_column("mediations", sa.Column(f"{side}_words", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("mediations", sa.Column("agreed_words", sa.JSON()))
    rows = op.get_bind().execute(
        sa.text(
            "SELECT m.id, m.one_position, m.other_position, m.outcome, m.concluded_at, h.partner_id AS holder,"
            " m.proposed_by_id, m.agreed_by_id FROM mediations m JOIN holds h ON h.id = m.hold_id"
        )
    )
    for row in rows.all():
        other = next((one for one in (row.proposed_by_id, row.agreed_by_id) if one not in (None, row.holder)), None)
        values = {
            "one_words": dict.fromkeys(HEADINGS, row.one_position) if row.one_position else {},
            "one_by_id": row.holder if row.one_position else None,
            "other_words": dict.fromkeys(HEADINGS, row.other_position) if row.other_position else {},
            "other_by_id": other if row.other_position else None,
        }
        if row.concluded_at is not None and row.outcome == "side_by_side":
            values["agreed_words"] = {code: _part(code, row) for code in HEADINGS}
        _set(row.id, values)
    for side in ("one", "other"):
        op.drop_column("mediations", f"{side}_position")


def _part(language, row):
    heading, one, other = HEADINGS[language]
    return {"heading": heading, "body": f"### {one}\n\n{row.one_position}\n\n### {other}\n\n{row.other_position}"}


def _forget_words():
    for side in ("one", "other"):
        op.add_column("mediations", sa.Column(f"{side}_position", sa.String(2000), nullable=False, server_default=""))
    rows = op.get_bind().execute(sa.text("SELECT id, one_words, other_words FROM mediations"))
    for row in rows.all():
        _set(row.id, {"one_position": _said(row.one_words), "other_position": _said(row.other_words)})
    for column in ("agreed_words", "other_words", "one_words"):
        op.drop_column("mediations", column)
    op.drop_column("holds", "held")


def _said(words):
    words = json.loads(words) if isinstance(words, str) else words
    return (words.get("da") or words.get("en") or "")[:2000]


def _set(mediation, values):
    """Write a mediation's values; words as JSON."""
    written = {key: json.dumps(value) if isinstance(value, dict) else value for key, value in values.items()}
    json_type = "" if op.get_bind().dialect.name == "sqlite" else "CAST(:{0} AS JSON)"
    sets = ", ".join(
        f"{key} = {json_type.format(key) if isinstance(values[key], dict) and json_type else ':' + key}"
        for key in values
    )
    op.get_bind().execute(sa.text(f"UPDATE mediations SET {sets} WHERE id = :id"), written | {"id": mediation})


def _add_pictures():
    """The pictures people put into drafts; their bytes are in `media`."""
    op.create_table(
        "draft_pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("partner_id", sa.Integer()),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_draft_pictures_draft_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_draft_pictures_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_pictures")),
        sa.UniqueConstraint("draft_id", "name", name=op.f("uq_draft_pictures_draft_id_name")),
    )
    for column in ("digest", "draft_id", "partner_id"):
        op.create_index(op.f(f"ix_draft_pictures_{column}"), "draft_pictures", [column], unique=False)


def _drop_pictures():
    op.drop_table("draft_pictures")
