"""Answers before and after a module, kept apart from the account."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENTS = ("before", "after", "six_weeks", "three_months")


def upgrade():
    op.create_table(
        "measure_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_measure_links_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_links")),
        sa.UniqueConstraint("person_id", name=op.f("uq_measure_links_person_id")),
    )
    op.create_table(
        "measure_answers",
        sa.Column("linkage", sa.String(length=64), nullable=False),
        sa.Column(
            "moment",
            sa.Enum(*MOMENTS, name="moment", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("module", sa.String(length=80), nullable=False),
        sa.Column("lesson", sa.String(length=80), nullable=False),
        sa.Column("block", sa.String(length=80), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_measure_answers_revision_id")),
        sa.PrimaryKeyConstraint("linkage", "moment", "question", name=op.f("pk_measure_answers")),
        sqlite_with_rowid=False,  # stored in the order of its key, which says nothing about when
    )
    op.create_index(op.f("ix_measure_answers_module"), "measure_answers", ["module"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_measure_answers_module"), table_name="measure_answers")
    op.drop_table("measure_answers")
    op.drop_table("measure_links")
