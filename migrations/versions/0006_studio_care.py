"""The studio: what deputies, practice and pictures need."""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    """Add what this step brings."""


def downgrade():
    """Take it back."""
