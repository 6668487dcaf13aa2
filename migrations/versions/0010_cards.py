"""Dialogue cards."""

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade():
    """Add what this step brings."""


def downgrade():
    """Take it back."""
