"""Answers before and after a module, kept apart from the account."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    """Add what this step brings."""


def downgrade():
    """Take it back."""
