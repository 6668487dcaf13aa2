"""Worksheets of practice tools, their owner's alone."""

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade():
    """Add what this step brings."""


def downgrade():
    """Take it back."""
