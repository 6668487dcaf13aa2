"""Team tasks, asked about after six weeks."""

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    """Add what this step brings."""


def downgrade():
    """Take it back."""
