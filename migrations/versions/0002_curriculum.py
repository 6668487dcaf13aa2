"""Modules, lessons, immutable revisions, stories."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# PostgreSQL adds these when both tables are there; SQLite has them in the table itself.
LATER = (
    ("fk_modules_current_id", "modules", "module_revisions", "current_id"),
    ("fk_lessons_current_id", "lessons", "lesson_revisions", "current_id"),
)

# The guard of published revisions, as it stands beside the models today.
SQLITE = (
    """CREATE TRIGGER IF NOT EXISTS lesson_revisions_no_update BEFORE UPDATE ON lesson_revisions
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable');
END""",
    """CREATE TRIGGER IF NOT EXISTS lesson_revisions_no_delete BEFORE DELETE ON lesson_revisions
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable');
END""",
    """CREATE TRIGGER IF NOT EXISTS lesson_revisions_no_replace BEFORE INSERT ON lesson_revisions
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable')
  WHERE EXISTS (SELECT 1 FROM lesson_revisions AS old WHERE old.id = NEW.id OR (old.lesson_id = NEW.lesson_id AND old.number = NEW.number));
END""",
    """CREATE TRIGGER IF NOT EXISTS module_revisions_no_update BEFORE UPDATE ON module_revisions
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable');
END""",
    """CREATE TRIGGER IF NOT EXISTS module_revisions_no_delete BEFORE DELETE ON module_revisions
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable');
END""",
    """CREATE TRIGGER IF NOT EXISTS module_revisions_no_replace BEFORE INSERT ON module_revisions
BEGIN
  SELECT RAISE(ABORT, 'a published revision is immutable')
  WHERE EXISTS (SELECT 1 FROM module_revisions AS old WHERE old.id = NEW.id OR (old.module_id = NEW.module_id AND old.number = NEW.number));
END""",
    """CREATE TRIGGER IF NOT EXISTS lesson_texts_no_update BEFORE UPDATE OF id, revision_id, language, title, summary, digest, source ON lesson_texts
BEGIN
  SELECT RAISE(ABORT, 'of a published text only the rendering may be remade');
END""",
    """CREATE TRIGGER IF NOT EXISTS lesson_texts_no_delete BEFORE DELETE ON lesson_texts
BEGIN
  SELECT RAISE(ABORT, 'of a published text only the rendering may be remade');
END""",
    """CREATE TRIGGER IF NOT EXISTS lesson_texts_no_replace BEFORE INSERT ON lesson_texts
BEGIN
  SELECT RAISE(ABORT, 'of a published text only the rendering may be remade')
  WHERE EXISTS (SELECT 1 FROM lesson_texts AS old WHERE old.id = NEW.id OR (old.revision_id = NEW.revision_id AND old.language = NEW.language));
END""",
    """CREATE TRIGGER IF NOT EXISTS lesson_revisions_no_source_edition BEFORE INSERT ON lesson_revisions
BEGIN
  SELECT RAISE(ABORT, 'no source edition: this lesson belongs to its partners')
  WHERE NEW.status = 'source_edition' AND (
    EXISTS (
      SELECT 1 FROM agreements JOIN lessons ON lessons.module_id = agreements.module_id
      WHERE lessons.id = NEW.lesson_id AND agreements.ended_at IS NULL
    ) OR EXISTS (
      SELECT 1 FROM lesson_revisions AS earlier
      WHERE earlier.lesson_id = NEW.lesson_id AND earlier.status = 'co_production'
    ));
END""",
    """CREATE TRIGGER IF NOT EXISTS lesson_revisions_need_sign_offs BEFORE INSERT ON lesson_revisions
BEGIN
  SELECT RAISE(ABORT, 'no sign-offs')
  WHERE NEW.status IN ('co_creation', 'co_production');
END""",
)
POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION lesson_revisions_no_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_revisions_no_update BEFORE UPDATE ON lesson_revisions FOR EACH ROW EXECUTE FUNCTION lesson_revisions_no_update()""",
    """CREATE OR REPLACE FUNCTION lesson_revisions_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_revisions_no_delete BEFORE DELETE ON lesson_revisions FOR EACH ROW EXECUTE FUNCTION lesson_revisions_no_delete()""",
    """CREATE OR REPLACE FUNCTION lesson_revisions_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_revisions_no_truncate BEFORE TRUNCATE ON lesson_revisions FOR EACH STATEMENT EXECUTE FUNCTION lesson_revisions_no_truncate()""",
    """CREATE OR REPLACE FUNCTION module_revisions_no_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER module_revisions_no_update BEFORE UPDATE ON module_revisions FOR EACH ROW EXECUTE FUNCTION module_revisions_no_update()""",
    """CREATE OR REPLACE FUNCTION module_revisions_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER module_revisions_no_delete BEFORE DELETE ON module_revisions FOR EACH ROW EXECUTE FUNCTION module_revisions_no_delete()""",
    """CREATE OR REPLACE FUNCTION module_revisions_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER module_revisions_no_truncate BEFORE TRUNCATE ON module_revisions FOR EACH STATEMENT EXECUTE FUNCTION module_revisions_no_truncate()""",
    """CREATE OR REPLACE FUNCTION lesson_texts_no_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'of a published text only the rendering may be remade' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_texts_no_update BEFORE UPDATE OF id, revision_id, language, title, summary, digest, source ON lesson_texts FOR EACH ROW EXECUTE FUNCTION lesson_texts_no_update()""",
    """CREATE OR REPLACE FUNCTION lesson_texts_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'of a published text only the rendering may be remade' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_texts_no_delete BEFORE DELETE ON lesson_texts FOR EACH ROW EXECUTE FUNCTION lesson_texts_no_delete()""",
    """CREATE OR REPLACE FUNCTION lesson_texts_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'of a published text only the rendering may be remade' USING ERRCODE = 'integrity_constraint_violation';
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_texts_no_truncate BEFORE TRUNCATE ON lesson_texts FOR EACH STATEMENT EXECUTE FUNCTION lesson_texts_no_truncate()""",
    """CREATE OR REPLACE FUNCTION lesson_revisions_no_source_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM modules JOIN lessons ON lessons.module_id = modules.id
  WHERE lessons.id = NEW.lesson_id FOR UPDATE OF modules;
  IF NEW.status = 'source_edition' AND (
    EXISTS (
      SELECT 1 FROM agreements JOIN lessons ON lessons.module_id = agreements.module_id
      WHERE lessons.id = NEW.lesson_id AND agreements.ended_at IS NULL
    ) OR EXISTS (
      SELECT 1 FROM lesson_revisions AS earlier
      WHERE earlier.lesson_id = NEW.lesson_id AND earlier.status = 'co_production'
    )) THEN
    RAISE EXCEPTION 'no source edition: this lesson belongs to its partners' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_revisions_no_source_edition BEFORE INSERT ON lesson_revisions FOR EACH ROW EXECUTE FUNCTION lesson_revisions_no_source_edition()""",
    """CREATE OR REPLACE FUNCTION lesson_revisions_need_sign_offs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('co_creation', 'co_production') THEN
    RAISE EXCEPTION 'no sign-offs' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER lesson_revisions_need_sign_offs BEFORE INSERT ON lesson_revisions FOR EACH ROW EXECUTE FUNCTION lesson_revisions_need_sign_offs()""",
)
FUNCTIONS = (
    "lesson_revisions_no_update",
    "lesson_revisions_no_delete",
    "lesson_revisions_no_truncate",
    "module_revisions_no_update",
    "module_revisions_no_delete",
    "module_revisions_no_truncate",
    "lesson_texts_no_update",
    "lesson_texts_no_delete",
    "lesson_texts_no_truncate",
    "lesson_revisions_no_source_edition",
    "lesson_revisions_need_sign_offs",
)


def upgrade():
    op.create_table(
        "media",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('image/png', 'image/jpeg', 'image/webp')", name=op.f("ck_media_kind_is_picture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_media")),
        sa.UniqueConstraint("digest", name=op.f("uq_media_digest")),
    )
    op.create_table(
        "modules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("titles", sa.JSON(), nullable=False),
        sa.Column("current_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["current_id"], ["module_revisions.id"], name=op.f("fk_modules_current_id"), use_alter=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_modules")),
        sa.UniqueConstraint("code", name=op.f("uq_modules_code")),
        sa.UniqueConstraint("slug", name=op.f("uq_modules_slug")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("code", name=op.f("uq_sources_code")),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
        sa.UniqueConstraint("code", name=op.f("uq_stories_code")),
    )
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_agreements_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    op.create_index(op.f("ix_agreements_module_id"), "agreements", ["module_id"], unique=False)
    op.create_index(
        "uq_agreements_in_force",
        "agreements",
        ["module_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "lessons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("current_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["current_id"], ["lesson_revisions.id"], name=op.f("fk_lessons_current_id"), use_alter=True
        ),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_lessons_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lessons")),
        sa.UniqueConstraint("slug", name=op.f("uq_lessons_slug")),
    )
    op.create_index(op.f("ix_lessons_module_id"), "lessons", ["module_id"], unique=False)
    op.create_table(
        "module_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("structure", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["module_id"], ["modules.id"], name=op.f("fk_module_revisions_module_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_revisions")),
        sa.UniqueConstraint("module_id", "number", name=op.f("uq_module_revisions_module_id_number")),
    )
    op.create_index(op.f("ix_module_revisions_module_id"), "module_revisions", ["module_id"], unique=False)
    op.create_table(
        "story_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_texts_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_texts")),
        sa.UniqueConstraint("story_id", "language", name=op.f("uq_story_texts_story_id_language")),
    )
    op.create_index(op.f("ix_story_texts_story_id"), "story_texts", ["story_id"], unique=False)
    op.create_table(
        "lesson_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "source_edition",
                "co_creation",
                "co_production",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("structure", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_lesson_revisions_lesson_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_revisions")),
        sa.UniqueConstraint("lesson_id", "number", name=op.f("uq_lesson_revisions_lesson_id_number")),
    )
    op.create_index(op.f("ix_lesson_revisions_lesson_id"), "lesson_revisions", ["lesson_id"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("structure", sa.JSON(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_proposals_lesson_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("lesson_id", "digest", name=op.f("uq_proposals_lesson_id_digest")),
    )
    op.create_index(op.f("ix_proposals_lesson_id"), "proposals", ["lesson_id"], unique=False)
    op.create_table(
        "story_consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"], name=op.f("fk_story_consents_lesson_id")),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_story_consents_story_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_consents")),
        sa.UniqueConstraint(
            "story_id", "lesson_id", "language", name=op.f("uq_story_consents_story_id_lesson_id_language")
        ),
    )
    op.create_index(op.f("ix_story_consents_lesson_id"), "story_consents", ["lesson_id"], unique=False)
    op.create_index(op.f("ix_story_consents_story_id"), "story_consents", ["story_id"], unique=False)
    op.create_table(
        "lesson_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("rendered", sa.JSON(), nullable=False),
        sa.Column("renderer", sa.Integer(), nullable=False),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["lesson_revisions.id"], name=op.f("fk_lesson_texts_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_texts")),
        sa.UniqueConstraint("revision_id", "language", name=op.f("uq_lesson_texts_revision_id_language")),
    )
    op.create_index(op.f("ix_lesson_texts_revision_id"), "lesson_texts", ["revision_id"], unique=False)
    # ### end Alembic commands ###
    if op.get_bind().dialect.name == "postgresql":
        for name, table, referred, column in LATER:
            op.create_foreign_key(name, table, referred, [column], ["id"])
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if sqlite else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        for name, table, _referred, _column in LATER:
            op.drop_constraint(name, table, type_="foreignkey")
    op.drop_index(op.f("ix_lesson_texts_revision_id"), table_name="lesson_texts")
    op.drop_table("lesson_texts")
    op.drop_index(op.f("ix_story_consents_story_id"), table_name="story_consents")
    op.drop_index(op.f("ix_story_consents_lesson_id"), table_name="story_consents")
    op.drop_table("story_consents")
    op.drop_index(op.f("ix_proposals_lesson_id"), table_name="proposals")
    op.drop_table("proposals")
    op.drop_index(op.f("ix_lesson_revisions_lesson_id"), table_name="lesson_revisions")
    op.drop_table("lesson_revisions")
    op.drop_index(op.f("ix_story_texts_story_id"), table_name="story_texts")
    op.drop_table("story_texts")
    op.drop_index(op.f("ix_module_revisions_module_id"), table_name="module_revisions")
    op.drop_table("module_revisions")
    op.drop_index(op.f("ix_lessons_module_id"), table_name="lessons")
    op.drop_table("lessons")
    op.drop_index(
        "uq_agreements_in_force",
        table_name="agreements",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index(op.f("ix_agreements_module_id"), table_name="agreements")
    op.drop_table("agreements")
    op.drop_table("stories")
    op.drop_table("sources")
    op.drop_table("modules")
    op.drop_table("media")
    # ### end Alembic commands ###
    if op.get_bind().dialect.name == "postgresql":
        for name in FUNCTIONS:
            op.execute(f"DROP FUNCTION {name}()")
