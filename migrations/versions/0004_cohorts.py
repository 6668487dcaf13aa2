"""Cohorts, invitations, join links."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "cohort_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_cohort_invitations_email_lower")),
        sa.ForeignKeyConstraint(["accepted_by_id"], ["people.id"], name=op.f("fk_cohort_invitations_accepted_by_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_cohort_invitations_cohort_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_cohort_invitations_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_invitations")),
        sa.UniqueConstraint("cohort_id", "email", name=op.f("uq_cohort_invitations_cohort_id_email")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_cohort_invitations_token_hash")),
    )
    op.create_index(op.f("ix_cohort_invitations_cohort_id"), "cohort_invitations", ["cohort_id"], unique=False)
    op.create_table(
        "cohort_modules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_cohort_modules_cohort_id")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_cohort_modules_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort_modules")),
        sa.UniqueConstraint("cohort_id", "module_id", name=op.f("uq_cohort_modules_cohort_id_module_id")),
    )
    op.create_index(op.f("ix_cohort_modules_module_id"), "cohort_modules", ["module_id"], unique=False)
    op.create_table(
        "join_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("token_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("seats > 0", name=op.f("ck_join_links_has_seats")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_join_links_cohort_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["people.id"], name=op.f("fk_join_links_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_join_links_token_hash")),
    )
    op.create_index(op.f("ix_join_links_cohort_id"), "join_links", ["cohort_id"], unique=False)
    op.create_table(
        "participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shows_earlier", sa.Boolean(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_participants_cohort_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_participants_person_id")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["people.id"], name=op.f("fk_participants_removed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
    )
    op.create_index(op.f("ix_participants_cohort_id"), "participants", ["cohort_id"], unique=False)
    op.create_index(op.f("ix_participants_person_id"), "participants", ["person_id"], unique=False)
    op.create_index(
        "uq_participants_current",
        "participants",
        ["cohort_id", "person_id"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_table(
        "join_link_uses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_join_link_uses_email_lower")),
        sa.ForeignKeyConstraint(["link_id"], ["join_links.id"], name=op.f("fk_join_link_uses_link_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_join_link_uses_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_link_uses")),
        sa.UniqueConstraint("link_id", "email", name=op.f("uq_join_link_uses_link_id_email")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_join_link_uses_token_hash")),
    )
    op.create_index(op.f("ix_join_link_uses_link_id"), "join_link_uses", ["link_id"], unique=False)
    # ### end Alembic commands ###


def downgrade():
    op.drop_index(op.f("ix_join_link_uses_link_id"), table_name="join_link_uses")
    op.drop_table("join_link_uses")
    op.drop_index(
        "uq_participants_current",
        table_name="participants",
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.drop_index(op.f("ix_participants_person_id"), table_name="participants")
    op.drop_index(op.f("ix_participants_cohort_id"), table_name="participants")
    op.drop_table("participants")
    op.drop_index(op.f("ix_join_links_cohort_id"), table_name="join_links")
    op.drop_table("join_links")
    op.drop_index(op.f("ix_cohort_modules_module_id"), table_name="cohort_modules")
    op.drop_table("cohort_modules")
    op.drop_index(op.f("ix_cohort_invitations_cohort_id"), table_name="cohort_invitations")
    op.drop_table("cohort_invitations")
    # ### end Alembic commands ###
