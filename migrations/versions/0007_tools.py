"""Worksheets of practice tools, their owner's alone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "worksheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=80), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("writer", sa.String(length=64), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_worksheets_person_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_worksheets_lesson_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_worksheets_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worksheets")),
        sa.UniqueConstraint("person_id", "lesson_id", "block", name=op.f("uq_worksheets_person_id_lesson_id_block")),
    )
    op.create_index(op.f("ix_worksheets_lesson_id"), "worksheets", ["lesson_id"], unique=False)
    op.create_table(
        "worksheet_copies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worksheet_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["worksheet_id"], ["worksheets.id"], name=op.f("fk_worksheet_copies_worksheet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worksheet_copies")),
        sa.UniqueConstraint("worksheet_id", "key", name=op.f("uq_worksheet_copies_worksheet_id_key")),
    )
    op.create_index(op.f("ix_worksheet_copies_worksheet_id"), "worksheet_copies", ["worksheet_id"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_worksheet_copies_worksheet_id"), table_name="worksheet_copies")
    op.drop_table("worksheet_copies")
    op.drop_index(op.f("ix_worksheets_lesson_id"), table_name="worksheets")
    op.drop_table("worksheets")
