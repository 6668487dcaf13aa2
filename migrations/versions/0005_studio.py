"""The studio: agreements, drafts, suggestions, sign-offs, holds, publications, stories' owners."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TRIGGERS = Path(__file__).parent.parent / "triggers"
STORY_NAMES = sa.Enum("full", "first", "pseudonym", "anonymous", name="story_name", native_enum=False, length=40)
AREAS = ("administration", "learning", "cohorts", "studio")


def upgrade():
    _drop_triggers("0005_before")
    _add_columns()
    _create_tables()
    _name_areas()
    _create_triggers("0005")


def downgrade():
    _drop_triggers("0005")
    _drop_tables()
    _drop_columns()
    _create_triggers("0005_before")


def _statements(which):
    """Return triggers as they stood: `0005` what the studio brought, `0005_before` what it rewrote."""
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


def _name_areas():
    """Let the trail name the studio. Going down leaves it so, because the acts stay."""
    names = ", ".join(repr(area) for area in AREAS)
    with op.batch_alter_table("trail") as trail:
        trail.drop_constraint(op.f("ck_trail_area"), type_="check")
        trail.create_check_constraint(op.f("ck_trail_area"), f"area IN ({names})")


def _add_columns():
    op.add_column("lesson_revisions", sa.Column("made", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("lessons", sa.Column("withdrawn_at", sa.DateTime(timezone=True)))
    with op.batch_alter_table("stories") as stories:
        stories.add_column(sa.Column("name_kind", STORY_NAMES, nullable=False, server_default="anonymous"))
        stories.add_column(sa.Column("shown_name", sa.String(120), nullable=False, server_default=""))
        stories.create_check_constraint(
            op.f("ck_stories_story_name"), "name_kind IN ('full', 'first', 'pseudonym', 'anonymous')"
        )
    op.add_column("story_consents", sa.Column("uses", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("story_consents", sa.Column("from_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE story_consents SET from_at = given_at")
    with op.batch_alter_table("story_consents") as consents:
        consents.alter_column("from_at", existing_type=sa.DateTime(timezone=True), nullable=False)
    op.add_column("story_texts", sa.Column("note", sa.String(500), nullable=False, server_default=""))
    op.add_column("story_texts", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("story_texts", sa.Column("aside", sa.String()))


def _drop_columns():
    for table, columns in (
        ("story_texts", ("aside", "version", "note")),
        ("story_consents", ("from_at", "uses")),
        ("lessons", ("withdrawn_at",)),
        ("lesson_revisions", ("made",)),
    ):
        for column in columns:
            op.drop_column(table, column)
    with op.batch_alter_table("stories") as stories:
        stories.drop_constraint(op.f("ck_stories_story_name"), type_="check")
        stories.drop_column("shown_name")
        stories.drop_column("name_kind")


def _create_tables():
    op.create_table(
        "erasure_ledger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thing", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_ledger")),
        sa.UniqueConstraint("thing", "thing_id", name=op.f("uq_erasure_ledger_thing_thing_id")),
    )
    op.create_table(
        "story_exports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_exports_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_exports")),
    )
    op.create_index(op.f("ix_story_exports_story_id"), "story_exports", ["story_id"], unique=False)
    op.create_table(
        "story_owners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_story_owners_person_id")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_owners_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_owners")),
        sa.UniqueConstraint("story_id", name=op.f("uq_story_owners_story_id")),
    )
    op.create_index(op.f("ix_story_owners_person_id"), "story_owners", ["person_id"], unique=False)
    op.create_table(
        "story_recordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "voice",
            sa.Enum("own", "reader", name="story_voice", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("allowed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_recordings_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_recordings")),
        sa.UniqueConstraint("story_id", "language", name=op.f("uq_story_recordings_story_id_language")),
    )
    op.create_table(
        "story_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_story_requests_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_requests")),
        sa.UniqueConstraint("module_id", name=op.f("uq_story_requests_module_id")),
    )
    op.create_table(
        "collaborations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("next_owner_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_collaborations_agreement_id")),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_collaborations_module_id")),
        sa.ForeignKeyConstraint(["next_owner_id"], ["people.id"], name=op.f("fk_collaborations_next_owner_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_collaborations_organisation_id")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["people.id"], name=op.f("fk_collaborations_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collaborations")),
        sa.UniqueConstraint("agreement_id", name=op.f("uq_collaborations_agreement_id")),
    )
    op.create_index(op.f("ix_collaborations_module_id"), "collaborations", ["module_id"], unique=False)
    op.create_index(op.f("ix_collaborations_next_owner_id"), "collaborations", ["next_owner_id"], unique=False)
    op.create_index(op.f("ix_collaborations_organisation_id"), "collaborations", ["organisation_id"], unique=False)
    op.create_index(op.f("ix_collaborations_owner_id"), "collaborations", ["owner_id"], unique=False)
    op.create_index(
        "uq_collaborations_open",
        "collaborations",
        ["module_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "agreement_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "model",
            sa.Enum("co_creation", "co_production", name="model", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(length=2000), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("locked", sa.String(length=2000), nullable=False),
        sa.Column("decision_rule", sa.String(length=1000), nullable=False),
        sa.Column("support", sa.String(length=500), nullable=False),
        sa.Column("third_party", sa.String(length=500), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("is_end", sa.Boolean(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_agreement_versions_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["people.id"], name=op.f("fk_agreement_versions_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_versions")),
        sa.UniqueConstraint("collaboration_id", "number", name=op.f("uq_agreement_versions_collaboration_id_number")),
    )
    op.create_index(
        op.f("ix_agreement_versions_proposed_by_id"), "agreement_versions", ["proposed_by_id"], unique=False
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=True),
        sa.Column("lesson_id", sa.Integer(), nullable=True),
        sa.Column("practice_of_id", sa.Integer(), nullable=True),
        sa.Column("based_on_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(collaboration_id IS NULL) <> (practice_of_id IS NULL)", name=op.f("ck_drafts_one_owner")),
        sa.CheckConstraint(
            "(lesson_id IS NULL) = (collaboration_id IS NULL)", name=op.f("ck_drafts_practice_has_no_lesson")
        ),
        sa.ForeignKeyConstraint(["based_on_id"], ["lesson_revisions.id"], name=op.f("fk_drafts_based_on_id")),
        sa.ForeignKeyConstraint(["collaboration_id"], ["collaborations.id"], name=op.f("fk_drafts_collaboration_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_drafts_lesson_id")),
        sa.ForeignKeyConstraint(["practice_of_id"], ["people.id"], name=op.f("fk_drafts_practice_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_collaboration_id"), "drafts", ["collaboration_id"], unique=False)
    op.create_index(op.f("ix_drafts_lesson_id"), "drafts", ["lesson_id"], unique=False)
    op.create_index(op.f("ix_drafts_practice_of_id"), "drafts", ["practice_of_id"], unique=False)
    op.create_index(
        "uq_drafts_open",
        "drafts",
        ["lesson_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL AND lesson_id IS NOT NULL"),
        postgresql_where=sa.text("closed_at IS NULL AND lesson_id IS NOT NULL"),
    )
    op.create_table(
        "hours_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_hours_entries_minutes_in_a_day")),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_hours_entries_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_hours_entries_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hours_entries")),
    )
    op.create_index(op.f("ix_hours_entries_collaboration_id"), "hours_entries", ["collaboration_id"], unique=False)
    op.create_index(op.f("ix_hours_entries_person_id"), "hours_entries", ["person_id"], unique=False)
    op.create_table(
        "partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "perspective",
            sa.Enum(
                "lived_experience",
                "professional",
                "employer",
                "relative",
                "volunteer_organisation",
                name="perspective",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "name_kind",
            sa.Enum(
                "full",
                "first",
                "pseudonym",
                "anonymous",
                name="name_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("shown_name", sa.String(length=120), nullable=False),
        sa.Column("reads", sa.JSON(), nullable=False),
        sa.Column("employed_by_owner", sa.Boolean(), nullable=False),
        sa.Column("influence", sa.String(length=1000), nullable=False),
        sa.Column("contribution", sa.String(length=1000), nullable=False),
        sa.Column("hours_per_month", sa.Integer(), nullable=True),
        sa.Column("pay", sa.String(length=500), nullable=False),
        sa.Column("companion", sa.String(length=300), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("digest_days", sa.Integer(), nullable=False),
        sa.Column("digest_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("deputy_id IS NULL OR deputy_id <> id", name=op.f("ck_partners_deputy_is_another")),
        sa.CheckConstraint(
            "hours_per_month IS NULL OR hours_per_month BETWEEN 0 AND 160", name=op.f("ck_partners_hours")
        ),
        sa.ForeignKeyConstraint(["collaboration_id"], ["collaborations.id"], name=op.f("fk_partners_collaboration_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["partners.id"], name=op.f("fk_partners_deputy_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_partners_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("collaboration_id", "person_id", name=op.f("uq_partners_collaboration_id_person_id")),
    )
    op.create_index(op.f("ix_partners_collaboration_id"), "partners", ["collaboration_id"], unique=False)
    op.create_index(op.f("ix_partners_person_id"), "partners", ["person_id"], unique=False)
    op.create_table(
        "agreement_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_agreement_answers_partner_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["agreement_versions.id"], name=op.f("fk_agreement_answers_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_answers")),
        sa.UniqueConstraint("version_id", "partner_id", name=op.f("uq_agreement_answers_version_id_partner_id")),
    )
    op.create_index(op.f("ix_agreement_answers_partner_id"), "agreement_answers", ["partner_id"], unique=False)
    op.create_table(
        "candidates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "new", "back", "withdrawal", name="candidate_kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("structure", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("is_small_fix", sa.Boolean(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_candidates_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_candidates_draft_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_candidates_lesson_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["partners.id"], name=op.f("fk_candidates_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidates")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_candidates_draft_id_number")),
    )
    op.create_index(op.f("ix_candidates_collaboration_id"), "candidates", ["collaboration_id"], unique=False)
    op.create_index(op.f("ix_candidates_lesson_id"), "candidates", ["lesson_id"], unique=False)
    op.create_index(op.f("ix_candidates_made_by_id"), "candidates", ["made_by_id"], unique=False)
    op.create_index(
        "uq_candidates_standing",
        "candidates",
        ["draft_id"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "credits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column(
            "contribution",
            sa.Enum(
                "story",
                "idea",
                "writing",
                "review",
                "translation",
                "facilitation",
                name="contribution",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_credits_lesson_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_credits_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credits")),
        sa.UniqueConstraint(
            "lesson_id", "partner_id", "contribution", name=op.f("uq_credits_lesson_id_partner_id_contribution")
        ),
    )
    op.create_index(op.f("ix_credits_lesson_id"), "credits", ["lesson_id"], unique=False)
    op.create_index(op.f("ix_credits_partner_id"), "credits", ["partner_id"], unique=False)
    op.create_table(
        "draft_blocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("structure", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_draft_blocks_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_blocks")),
        sa.UniqueConstraint("draft_id", "name", name=op.f("uq_draft_blocks_draft_id_name")),
    )
    op.create_index(op.f("ix_draft_blocks_draft_id"), "draft_blocks", ["draft_id"], unique=False)
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_notices_draft_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_notices_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index(op.f("ix_notices_draft_id"), "notices", ["draft_id"], unique=False)
    op.create_index(op.f("ix_notices_partner_id"), "notices", ["partner_id"], unique=False)
    op.create_table(
        "partner_pauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_pauses_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_pauses")),
    )
    op.create_index(op.f("ix_partner_pauses_partner_id"), "partner_pauses", ["partner_id"], unique=False)
    op.create_table(
        "seat_invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collaboration_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaborations.id"], name=op.f("fk_seat_invitations_collaboration_id")
        ),
        sa.ForeignKeyConstraint(["invited_by_id"], ["people.id"], name=op.f("fk_seat_invitations_invited_by_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_seat_invitations_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_invitations")),
        sa.UniqueConstraint("partner_id", name=op.f("uq_seat_invitations_partner_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_seat_invitations_token_hash")),
    )
    op.create_index(
        op.f("ix_seat_invitations_collaboration_id"), "seat_invitations", ["collaboration_id"], unique=False
    )
    op.create_index(op.f("ix_seat_invitations_invited_by_id"), "seat_invitations", ["invited_by_id"], unique=False)
    op.create_table(
        "candidate_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidates.id"], name=op.f("fk_candidate_texts_candidate_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate_texts")),
        sa.UniqueConstraint("candidate_id", "language", name=op.f("uq_candidate_texts_candidate_id_language")),
    )
    op.create_table(
        "draft_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["draft_blocks.id"], name=op.f("fk_draft_changes_block_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_draft_changes_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_changes")),
        sa.UniqueConstraint("block_id", "language", "version", name=op.f("uq_draft_changes_block_id_language_version")),
    )
    op.create_index(op.f("ix_draft_changes_block_id"), "draft_changes", ["block_id"], unique=False)
    op.create_index(op.f("ix_draft_changes_partner_id"), "draft_changes", ["partner_id"], unique=False)
    op.create_table(
        "draft_presences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["draft_blocks.id"], name=op.f("fk_draft_presences_block_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_draft_presences_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_presences")),
        sa.UniqueConstraint("block_id", "partner_id", name=op.f("uq_draft_presences_block_id_partner_id")),
    )
    op.create_index(op.f("ix_draft_presences_block_id"), "draft_presences", ["block_id"], unique=False)
    op.create_index(op.f("ix_draft_presences_partner_id"), "draft_presences", ["partner_id"], unique=False)
    op.create_table(
        "draft_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("follows", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["draft_blocks.id"], name=op.f("fk_draft_texts_block_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_texts")),
        sa.UniqueConstraint("block_id", "language", name=op.f("uq_draft_texts_block_id_language")),
    )
    op.create_index(op.f("ix_draft_texts_block_id"), "draft_texts", ["block_id"], unique=False)
    op.create_table(
        "holds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("block_id", sa.Integer(), nullable=True),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "how_ended",
            sa.Enum(
                "withdrawn",
                "changed",
                "side_by_side",
                "left_out",
                name="hold_end",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("ended_by_candidate_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(ended_at IS NULL) = (how_ended IS NULL)", name=op.f("ck_holds_ended_somehow")),
        sa.ForeignKeyConstraint(["block_id"], ["draft_blocks.id"], name=op.f("fk_holds_block_id")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidates.id"], name=op.f("fk_holds_candidate_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_holds_draft_id")),
        sa.ForeignKeyConstraint(
            ["ended_by_candidate_id"], ["candidates.id"], name=op.f("fk_holds_ended_by_candidate_id")
        ),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_holds_lesson_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_holds_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    op.create_index(op.f("ix_holds_candidate_id"), "holds", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_holds_draft_id"), "holds", ["draft_id"], unique=False)
    op.create_index(op.f("ix_holds_lesson_id"), "holds", ["lesson_id"], unique=False)
    op.create_index(op.f("ix_holds_partner_id"), "holds", ["partner_id"], unique=False)
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "new",
                "back",
                "withdrawal",
                name="publication_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidates.id"], name=op.f("fk_publications_candidate_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_publications_lesson_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_publications_partner_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_publications_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
        sa.UniqueConstraint("revision_id", name=op.f("uq_publications_revision_id")),
    )
    op.create_index(op.f("ix_publications_candidate_id"), "publications", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_publications_lesson_id"), "publications", ["lesson_id"], unique=False)
    op.create_index(op.f("ix_publications_partner_id"), "publications", ["partner_id"], unique=False)
    op.create_table(
        "suggestions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "replacement",
                "insertion",
                "deletion",
                "question",
                name="suggestion_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vote_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "accepted",
                "declined",
                "answered",
                "withdrawn",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=2000), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(body IS NULL) = (kind IN ('deletion', 'question'))", name=op.f("ck_suggestions_wording_of_a_change")
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome <> 'withdrawn' OR COALESCE(decided_by_id, 0) = partner_id",
            name=op.f("ck_suggestions_withdrawn_by_its_author"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome = 'withdrawn' OR (outcome = 'answered') = (kind = 'question')",
            name=op.f("ck_suggestions_questions_are_answered"),
        ),
        sa.CheckConstraint(
            "revision_id IS NULL OR outcome = 'accepted'", name=op.f("ck_suggestions_accepted_came_out")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (decided_at IS NULL)", name=op.f("ck_suggestions_decided_with_outcome")
        ),
        sa.ForeignKeyConstraint(["block_id"], ["draft_blocks.id"], name=op.f("fk_suggestions_block_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["partners.id"], name=op.f("fk_suggestions_decided_by_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_suggestions_draft_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_suggestions_partner_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_suggestions_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestions")),
    )
    op.create_index(op.f("ix_suggestions_block_id"), "suggestions", ["block_id"], unique=False)
    op.create_index(op.f("ix_suggestions_decided_by_id"), "suggestions", ["decided_by_id"], unique=False)
    op.create_index(op.f("ix_suggestions_draft_id"), "suggestions", ["draft_id"], unique=False)
    op.create_index(op.f("ix_suggestions_partner_id"), "suggestions", ["partner_id"], unique=False)
    op.create_table(
        "author_evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("overview", sa.Integer(), nullable=True),
        sa.Column("say", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Integer(), nullable=True),
        sa.Column("outlook", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("outcome BETWEEN 1 AND 5", name=op.f("ck_author_evaluations_outcome")),
        sa.CheckConstraint("outlook BETWEEN 1 AND 5", name=op.f("ck_author_evaluations_outlook")),
        sa.CheckConstraint("overview BETWEEN 1 AND 5", name=op.f("ck_author_evaluations_overview")),
        sa.CheckConstraint("say BETWEEN 1 AND 5", name=op.f("ck_author_evaluations_say")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_author_evaluations_partner_id")),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publications.id"], name=op.f("fk_author_evaluations_publication_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_author_evaluations")),
        sa.UniqueConstraint(
            "publication_id", "partner_id", name=op.f("uq_author_evaluations_publication_id_partner_id")
        ),
    )
    op.create_index(op.f("ix_author_evaluations_partner_id"), "author_evaluations", ["partner_id"], unique=False)
    op.create_table(
        "draft_conflicts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("structure", sa.JSON(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_draft_conflicts_person_id")),
        sa.ForeignKeyConstraint(["text_id"], ["draft_texts.id"], name=op.f("fk_draft_conflicts_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_conflicts")),
    )
    op.create_index(op.f("ix_draft_conflicts_person_id"), "draft_conflicts", ["person_id"], unique=False)
    op.create_index(op.f("ix_draft_conflicts_text_id"), "draft_conflicts", ["text_id"], unique=False)
    op.create_table(
        "mediations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hold_id", sa.Integer(), nullable=False),
        sa.Column("mediator", sa.String(length=200), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("one_position", sa.String(length=2000), nullable=False),
        sa.Column("other_position", sa.String(length=2000), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "withdrawn",
                "changed",
                "side_by_side",
                "left_out",
                name="mediation_outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("outcome_by_id", sa.Integer(), nullable=True),
        sa.Column("concluded_by_id", sa.Integer(), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["partners.id"], name=op.f("fk_mediations_agreed_by_id")),
        sa.ForeignKeyConstraint(["concluded_by_id"], ["partners.id"], name=op.f("fk_mediations_concluded_by_id")),
        sa.ForeignKeyConstraint(["hold_id"], ["holds.id"], name=op.f("fk_mediations_hold_id")),
        sa.ForeignKeyConstraint(["outcome_by_id"], ["partners.id"], name=op.f("fk_mediations_outcome_by_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["partners.id"], name=op.f("fk_mediations_proposed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediations")),
        sa.UniqueConstraint("hold_id", name=op.f("uq_mediations_hold_id")),
    )
    op.create_index(op.f("ix_mediations_agreed_by_id"), "mediations", ["agreed_by_id"], unique=False)
    op.create_index(op.f("ix_mediations_concluded_by_id"), "mediations", ["concluded_by_id"], unique=False)
    op.create_index(op.f("ix_mediations_outcome_by_id"), "mediations", ["outcome_by_id"], unique=False)
    op.create_index(op.f("ix_mediations_proposed_by_id"), "mediations", ["proposed_by_id"], unique=False)
    op.create_table(
        "sign_offs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("by_deputy_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_deputy_id"], ["partners.id"], name=op.f("fk_sign_offs_by_deputy_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_sign_offs_partner_id")),
        sa.ForeignKeyConstraint(["text_id"], ["candidate_texts.id"], name=op.f("fk_sign_offs_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_offs")),
        sa.UniqueConstraint("text_id", "partner_id", name=op.f("uq_sign_offs_text_id_partner_id")),
    )
    op.create_index(op.f("ix_sign_offs_partner_id"), "sign_offs", ["partner_id"], unique=False)
    op.create_table(
        "suggestion_voices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column(
            "voice",
            sa.Enum(
                "yes", "can_live_with_it", "no", name="voice", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_deputy_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_deputy_id"], ["partners.id"], name=op.f("fk_suggestion_voices_by_deputy_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_suggestion_voices_partner_id")),
        sa.ForeignKeyConstraint(["suggestion_id"], ["suggestions.id"], name=op.f("fk_suggestion_voices_suggestion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_voices")),
        sa.UniqueConstraint("suggestion_id", "partner_id", name=op.f("uq_suggestion_voices_suggestion_id_partner_id")),
    )
    op.create_index(op.f("ix_suggestion_voices_partner_id"), "suggestion_voices", ["partner_id"], unique=False)
    op.create_table(
        "threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=True),
        sa.Column("suggestion_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("passage", sa.String(length=1000), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["block_id"], ["draft_blocks.id"], name=op.f("fk_threads_block_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_threads_draft_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_threads_partner_id")),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["partners.id"], name=op.f("fk_threads_resolved_by_id")),
        sa.ForeignKeyConstraint(["suggestion_id"], ["suggestions.id"], name=op.f("fk_threads_suggestion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
        sa.UniqueConstraint("suggestion_id", name=op.f("uq_threads_suggestion_id")),
    )
    op.create_index(op.f("ix_threads_block_id"), "threads", ["block_id"], unique=False)
    op.create_index(op.f("ix_threads_draft_id"), "threads", ["draft_id"], unique=False)
    op.create_index(op.f("ix_threads_partner_id"), "threads", ["partner_id"], unique=False)
    op.create_table(
        "comments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=4000), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hidden_by_id", sa.Integer(), nullable=True),
        sa.Column("hidden_reason", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["hidden_by_id"], ["people.id"], name=op.f("fk_comments_hidden_by_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_comments_partner_id")),
        sa.ForeignKeyConstraint(["thread_id"], ["threads.id"], name=op.f("fk_comments_thread_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    op.create_index(op.f("ix_comments_hidden_by_id"), "comments", ["hidden_by_id"], unique=False)
    op.create_index(op.f("ix_comments_partner_id"), "comments", ["partner_id"], unique=False)
    op.create_index(op.f("ix_comments_thread_id"), "comments", ["thread_id"], unique=False)
    op.create_table(
        "content_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_content_reports_comment_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_content_reports_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_reports")),
        sa.UniqueConstraint("comment_id", "partner_id", name=op.f("uq_content_reports_comment_id_partner_id")),
    )
    op.create_index(op.f("ix_content_reports_comment_id"), "content_reports", ["comment_id"], unique=False)
    op.create_index(op.f("ix_content_reports_partner_id"), "content_reports", ["partner_id"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comments.id"], name=op.f("fk_mentions_comment_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_mentions_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        sa.UniqueConstraint("comment_id", "partner_id", name=op.f("uq_mentions_comment_id_partner_id")),
    )
    op.create_index(op.f("ix_mentions_partner_id"), "mentions", ["partner_id"], unique=False)


def _drop_tables():
    op.drop_index(op.f("ix_mentions_partner_id"), table_name="mentions")
    op.drop_table("mentions")
    op.drop_index(op.f("ix_content_reports_partner_id"), table_name="content_reports")
    op.drop_index(op.f("ix_content_reports_comment_id"), table_name="content_reports")
    op.drop_table("content_reports")
    op.drop_index(op.f("ix_comments_thread_id"), table_name="comments")
    op.drop_index(op.f("ix_comments_partner_id"), table_name="comments")
    op.drop_index(op.f("ix_comments_hidden_by_id"), table_name="comments")
    op.drop_table("comments")
    op.drop_index(op.f("ix_threads_partner_id"), table_name="threads")
    op.drop_index(op.f("ix_threads_draft_id"), table_name="threads")
    op.drop_index(op.f("ix_threads_block_id"), table_name="threads")
    op.drop_table("threads")
    op.drop_index(op.f("ix_suggestion_voices_partner_id"), table_name="suggestion_voices")
    op.drop_table("suggestion_voices")
    op.drop_index(op.f("ix_sign_offs_partner_id"), table_name="sign_offs")
    op.drop_table("sign_offs")
    op.drop_index(op.f("ix_mediations_proposed_by_id"), table_name="mediations")
    op.drop_index(op.f("ix_mediations_outcome_by_id"), table_name="mediations")
    op.drop_index(op.f("ix_mediations_concluded_by_id"), table_name="mediations")
    op.drop_index(op.f("ix_mediations_agreed_by_id"), table_name="mediations")
    op.drop_table("mediations")
    op.drop_index(op.f("ix_draft_conflicts_text_id"), table_name="draft_conflicts")
    op.drop_index(op.f("ix_draft_conflicts_person_id"), table_name="draft_conflicts")
    op.drop_table("draft_conflicts")
    op.drop_index(op.f("ix_author_evaluations_partner_id"), table_name="author_evaluations")
    op.drop_table("author_evaluations")
    op.drop_index(op.f("ix_suggestions_partner_id"), table_name="suggestions")
    op.drop_index(op.f("ix_suggestions_draft_id"), table_name="suggestions")
    op.drop_index(op.f("ix_suggestions_decided_by_id"), table_name="suggestions")
    op.drop_index(op.f("ix_suggestions_block_id"), table_name="suggestions")
    op.drop_table("suggestions")
    op.drop_index(op.f("ix_publications_partner_id"), table_name="publications")
    op.drop_index(op.f("ix_publications_lesson_id"), table_name="publications")
    op.drop_index(op.f("ix_publications_candidate_id"), table_name="publications")
    op.drop_table("publications")
    op.drop_index(op.f("ix_holds_partner_id"), table_name="holds")
    op.drop_index(op.f("ix_holds_lesson_id"), table_name="holds")
    op.drop_index(op.f("ix_holds_draft_id"), table_name="holds")
    op.drop_index(op.f("ix_holds_candidate_id"), table_name="holds")
    op.drop_table("holds")
    op.drop_index(op.f("ix_draft_texts_block_id"), table_name="draft_texts")
    op.drop_table("draft_texts")
    op.drop_index(op.f("ix_draft_presences_partner_id"), table_name="draft_presences")
    op.drop_index(op.f("ix_draft_presences_block_id"), table_name="draft_presences")
    op.drop_table("draft_presences")
    op.drop_index(op.f("ix_draft_changes_partner_id"), table_name="draft_changes")
    op.drop_index(op.f("ix_draft_changes_block_id"), table_name="draft_changes")
    op.drop_table("draft_changes")
    op.drop_table("candidate_texts")
    op.drop_index(op.f("ix_seat_invitations_invited_by_id"), table_name="seat_invitations")
    op.drop_index(op.f("ix_seat_invitations_collaboration_id"), table_name="seat_invitations")
    op.drop_table("seat_invitations")
    op.drop_index(op.f("ix_partner_pauses_partner_id"), table_name="partner_pauses")
    op.drop_table("partner_pauses")
    op.drop_index(op.f("ix_notices_partner_id"), table_name="notices")
    op.drop_index(op.f("ix_notices_draft_id"), table_name="notices")
    op.drop_table("notices")
    op.drop_index(op.f("ix_draft_blocks_draft_id"), table_name="draft_blocks")
    op.drop_table("draft_blocks")
    op.drop_index(op.f("ix_credits_partner_id"), table_name="credits")
    op.drop_index(op.f("ix_credits_lesson_id"), table_name="credits")
    op.drop_table("credits")
    op.drop_index(
        "uq_candidates_standing",
        table_name="candidates",
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.drop_index(op.f("ix_candidates_made_by_id"), table_name="candidates")
    op.drop_index(op.f("ix_candidates_lesson_id"), table_name="candidates")
    op.drop_index(op.f("ix_candidates_collaboration_id"), table_name="candidates")
    op.drop_table("candidates")
    op.drop_index(op.f("ix_agreement_answers_partner_id"), table_name="agreement_answers")
    op.drop_table("agreement_answers")
    op.drop_index(op.f("ix_partners_person_id"), table_name="partners")
    op.drop_index(op.f("ix_partners_collaboration_id"), table_name="partners")
    op.drop_table("partners")
    op.drop_index(op.f("ix_hours_entries_person_id"), table_name="hours_entries")
    op.drop_index(op.f("ix_hours_entries_collaboration_id"), table_name="hours_entries")
    op.drop_table("hours_entries")
    op.drop_index(
        "uq_drafts_open",
        table_name="drafts",
        sqlite_where=sa.text("closed_at IS NULL AND lesson_id IS NOT NULL"),
        postgresql_where=sa.text("closed_at IS NULL AND lesson_id IS NOT NULL"),
    )
    op.drop_index(op.f("ix_drafts_practice_of_id"), table_name="drafts")
    op.drop_index(op.f("ix_drafts_lesson_id"), table_name="drafts")
    op.drop_index(op.f("ix_drafts_collaboration_id"), table_name="drafts")
    op.drop_table("drafts")
    op.drop_index(op.f("ix_agreement_versions_proposed_by_id"), table_name="agreement_versions")
    op.drop_table("agreement_versions")
    op.drop_index(
        "uq_collaborations_open",
        table_name="collaborations",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_collaborations_owner_id"), table_name="collaborations")
    op.drop_index(op.f("ix_collaborations_organisation_id"), table_name="collaborations")
    op.drop_index(op.f("ix_collaborations_next_owner_id"), table_name="collaborations")
    op.drop_index(op.f("ix_collaborations_module_id"), table_name="collaborations")
    op.drop_table("collaborations")
    op.drop_table("story_requests")
    op.drop_table("story_recordings")
    op.drop_index(op.f("ix_story_owners_person_id"), table_name="story_owners")
    op.drop_table("story_owners")
    op.drop_index(op.f("ix_story_exports_story_id"), table_name="story_exports")
    op.drop_table("story_exports")
    op.drop_table("erasure_ledger")
