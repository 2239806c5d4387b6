"""Several processes at one queue: signs of life of who works, and whose turn it is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what is queued keeps its order."""
    op.add_column("comparisons", sa.Column("beats", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("comparisons", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("comparisons", sa.Column("visitor_sha256", sa.LargeBinary(32), nullable=True))
    op.drop_index("ix_comparisons_state_id", table_name="comparisons")
    op.create_index("ix_comparisons_queue", "comparisons", ["state", "turn", "id"])
    op.create_index("ix_comparisons_visitor_sha256", "comparisons", ["visitor_sha256"])


def downgrade() -> None:
    """Drop them: only one process may work, the oldest comes first."""
    op.drop_index("ix_comparisons_visitor_sha256", table_name="comparisons")
    op.drop_index("ix_comparisons_queue", table_name="comparisons")
    op.create_index("ix_comparisons_state_id", "comparisons", ["state", "id"])
    op.drop_column("comparisons", "visitor_sha256")
    op.drop_column("comparisons", "turn")
    op.drop_column("comparisons", "beats")
