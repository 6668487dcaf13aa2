"""What learners have done, journals, certificates."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "learners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_learners_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learners")),
        sa.UniqueConstraint("person_id", name=op.f("uq_learners_person_id")),
    )
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shows_module", sa.Boolean(), nullable=False),
        sa.Column("shows_name", sa.Boolean(), nullable=False),
        sa.Column("prints_code", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_certificates_learner_id")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_certificates_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificates")),
        sa.UniqueConstraint(
            "learner_id", "module_id", "issue", name=op.f("uq_certificates_learner_id_module_id_issue")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_certificates_token")),
    )
    op.create_index(op.f("ix_certificates_learner_id"), "certificates", ["learner_id"], unique=False)
    op.create_table(
        "modules_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_modules_done_learner_id")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_modules_done_module_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["module_revisions.id"], name=op.f("fk_modules_done_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_modules_done")),
        sa.UniqueConstraint("learner_id", "module_id", name=op.f("uq_modules_done_learner_id_module_id")),
    )
    op.create_index(op.f("ix_modules_done_module_id"), "modules_done", ["module_id"], unique=False)
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=80), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_places_learner_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_places_lesson_id")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_places_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
        sa.UniqueConstraint("learner_id", "module_id", name=op.f("uq_places_learner_id_module_id")),
    )
    op.create_index(op.f("ix_places_module_id"), "places", ["module_id"], unique=False)
    op.create_table(
        "starts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_starts_learner_id")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_starts_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_starts")),
        sa.UniqueConstraint("learner_id", "module_id", name=op.f("uq_starts_learner_id_module_id")),
    )
    op.create_index(op.f("ix_starts_module_id"), "starts", ["module_id"], unique=False)
    op.create_table(
        "blocks_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=80), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_blocks_done_learner_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_blocks_done_lesson_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_blocks_done_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks_done")),
        sa.UniqueConstraint("learner_id", "lesson_id", "block", name=op.f("uq_blocks_done_learner_id_lesson_id_block")),
    )
    op.create_index(op.f("ix_blocks_done_lesson_id"), "blocks_done", ["lesson_id"], unique=False)
    op.create_table(
        "journal_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("block", sa.String(length=80), nullable=True),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("writer", sa.String(length=64), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(lesson_id IS NULL) = (block IS NULL)", name=op.f("ck_journal_entries_block_needs_lesson")),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_journal_entries_learner_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_journal_entries_lesson_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_journal_entries_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entries")),
    )
    op.create_index(op.f("ix_journal_entries_learner_id"), "journal_entries", ["learner_id"], unique=False)
    op.create_index(op.f("ix_journal_entries_lesson_id"), "journal_entries", ["lesson_id"], unique=False)
    op.create_index(
        "uq_journal_entries_block",
        "journal_entries",
        ["learner_id", "lesson_id", "block"],
        unique=True,
        sqlite_where=sa.text("lesson_id IS NOT NULL"),
        postgresql_where=sa.text("lesson_id IS NOT NULL"),
    )
    op.create_index(
        "uq_journal_entries_note",
        "journal_entries",
        ["learner_id", "writer"],
        unique=True,
        sqlite_where=sa.text("lesson_id IS NULL"),
        postgresql_where=sa.text("lesson_id IS NULL"),
    )
    op.create_table(
        "lessons_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_lessons_done_learner_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_lessons_done_lesson_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_lessons_done_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons_done")),
        sa.UniqueConstraint("learner_id", "lesson_id", name=op.f("uq_lessons_done_learner_id_lesson_id")),
    )
    op.create_index(op.f("ix_lessons_done_lesson_id"), "lessons_done", ["lesson_id"], unique=False)
    op.create_table(
        "positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=80), nullable=False),
        sa.Column(
            "moment",
            sa.Enum("before", "after", name="moment", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("side", sa.String(length=80), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_positions_learner_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_positions_lesson_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_positions_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
        sa.UniqueConstraint(
            "learner_id", "lesson_id", "block", "moment", name=op.f("uq_positions_learner_id_lesson_id_block_moment")
        ),
    )
    op.create_index(op.f("ix_positions_lesson_id"), "positions", ["lesson_id"], unique=False)
    op.create_table(
        "quiz_tries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=80), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_quiz_tries_learner_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_quiz_tries_lesson_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_quiz_tries_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_tries")),
        sa.UniqueConstraint("learner_id", "key", name=op.f("uq_quiz_tries_learner_id_key")),
    )
    op.create_index(op.f("ix_quiz_tries_lesson_id"), "quiz_tries", ["lesson_id"], unique=False)
    op.create_index(
        "ix_quiz_tries_question", "quiz_tries", ["learner_id", "lesson_id", "block", "question"], unique=False
    )
    op.create_table(
        "scenario_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("block", sa.String(length=80), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_scenario_runs_learner_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_scenario_runs_lesson_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_scenario_runs_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_runs")),
    )
    op.create_index("ix_scenario_runs_block", "scenario_runs", ["learner_id", "lesson_id", "block"], unique=False)
    op.create_index(op.f("ix_scenario_runs_lesson_id"), "scenario_runs", ["lesson_id"], unique=False)
    op.create_table(
        "journal_copies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["journal_entries.id"], name=op.f("fk_journal_copies_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_copies")),
        sa.UniqueConstraint("entry_id", "key", name=op.f("uq_journal_copies_entry_id_key")),
    )
    op.create_index(op.f("ix_journal_copies_entry_id"), "journal_copies", ["entry_id"], unique=False)
    op.create_table(
        "scenario_choices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("node", sa.String(length=80), nullable=False),
        sa.Column("choice", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["scenario_runs.id"], name=op.f("fk_scenario_choices_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_choices")),
        sa.UniqueConstraint("run_id", "node", name=op.f("uq_scenario_choices_run_id_node")),
        sa.UniqueConstraint("run_id", "step", name=op.f("uq_scenario_choices_run_id_step")),
    )
    # ### end Alembic commands ###


def downgrade():
    op.drop_table("scenario_choices")
    op.drop_index(op.f("ix_journal_copies_entry_id"), table_name="journal_copies")
    op.drop_table("journal_copies")
    op.drop_index(op.f("ix_scenario_runs_lesson_id"), table_name="scenario_runs")
    op.drop_index("ix_scenario_runs_block", table_name="scenario_runs")
    op.drop_table("scenario_runs")
    op.drop_index("ix_quiz_tries_question", table_name="quiz_tries")
    op.drop_index(op.f("ix_quiz_tries_lesson_id"), table_name="quiz_tries")
    op.drop_table("quiz_tries")
    op.drop_index(op.f("ix_positions_lesson_id"), table_name="positions")
    op.drop_table("positions")
    op.drop_index(op.f("ix_lessons_done_lesson_id"), table_name="lessons_done")
    op.drop_table("lessons_done")
    op.drop_index(
        "uq_journal_entries_note",
        table_name="journal_entries",
        sqlite_where=sa.text("lesson_id IS NULL"),
        postgresql_where=sa.text("lesson_id IS NULL"),
    )
    op.drop_index(
        "uq_journal_entries_block",
        table_name="journal_entries",
        sqlite_where=sa.text("lesson_id IS NOT NULL"),
        postgresql_where=sa.text("lesson_id IS NOT NULL"),
    )
    op.drop_index(op.f("ix_journal_entries_lesson_id"), table_name="journal_entries")
    op.drop_index(op.f("ix_journal_entries_learner_id"), table_name="journal_entries")
    op.drop_table("journal_entries")
    op.drop_index(op.f("ix_blocks_done_lesson_id"), table_name="blocks_done")
    op.drop_table("blocks_done")
    op.drop_index(op.f("ix_starts_module_id"), table_name="starts")
    op.drop_table("starts")
    op.drop_index(op.f("ix_places_module_id"), table_name="places")
    op.drop_table("places")
    op.drop_index(op.f("ix_modules_done_module_id"), table_name="modules_done")
    op.drop_table("modules_done")
    op.drop_index(op.f("ix_certificates_learner_id"), table_name="certificates")
    op.drop_table("certificates")
    op.drop_table("learners")
    # ### end Alembic commands ###
