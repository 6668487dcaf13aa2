"""Team tasks, asked about after six weeks."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LATER = ("six_weeks", "three_months")
HAPPENED = ("done", "partly", "not_yet", "not_said")
INDEXES = ("due_on", "module_id", "person_id")


def upgrade():
    op.create_table(
        "team_task_wishes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column(
            "later",
            sa.Enum(*LATER, name="later", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("wished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "answer",
            sa.Enum(*HAPPENED, name="answer", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_team_task_wishes_answered_with_answer")
        ),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_team_task_wishes_module_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_team_task_wishes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_task_wishes")),
        sa.UniqueConstraint(
            "person_id", "module_id", "later", name=op.f("uq_team_task_wishes_person_id_module_id_later")
        ),
    )
    for column in INDEXES:
        op.create_index(op.f(f"ix_team_task_wishes_{column}"), "team_task_wishes", [column], unique=False)


def downgrade():
    for column in INDEXES:
        op.drop_index(op.f(f"ix_team_task_wishes_{column}"), table_name="team_task_wishes")
    op.drop_table("team_task_wishes")
