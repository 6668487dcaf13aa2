"""What can be found: texts in their search form."""

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade():
    """Add what this step brings."""


def downgrade():
    """Take it back."""
