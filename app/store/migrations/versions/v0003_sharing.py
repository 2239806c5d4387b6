"""Passwords, comparisons that are kept for nobody, and second links that show short quotations only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the comparisons that there are stay open to all who have their link, and as long as was said."""
    op.add_column("comparisons", sa.Column("password_hash", sa.Text(), nullable=True))
    op.add_column("comparisons", sa.Column("fleeting", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "excerpts",
        sa.Column("slug", sa.String(22), primary_key=True),
        sa.Column(
            "comparison_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("comparisons.id", name="fk_excerpts_comparison_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_excerpts_comparison_id", "excerpts", ["comparison_id"])


def downgrade() -> None:
    """Drop the second links; passwords fall away, so that what had one is open to all who have its link."""
    op.drop_table("excerpts")
    op.drop_column("comparisons", "fleeting")
    op.drop_column("comparisons", "password_hash")
