"""The glossary's terms."""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    """Add what this step brings."""


def downgrade():
    """Take it back."""
