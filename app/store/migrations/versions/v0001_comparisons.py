"""The table of comparisons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "comparisons",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        sa.Column("slug", sa.String(22), nullable=False),
        sa.Column("delete_token_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("articles", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(7), nullable=False),
        sa.Column("stage", sa.String(40), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("runner", sa.String(200), nullable=True),
        sa.Column("started", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        sa.Column("error_title", sa.Text(), nullable=True),
        sa.Column("error_detail", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'done', 'failed')",
            name="ck_comparisons_state",
        ),
        # An id is never given out twice, not even the last one's after its deletion: the queue is in order of ids.
        sqlite_autoincrement=True,
    )
    op.create_index("ix_comparisons_slug", "comparisons", ["slug"], unique=True)
    op.create_index("ix_comparisons_state_id", "comparisons", ["state", "id"])
    op.create_index("ix_comparisons_expires", "comparisons", ["expires"])


def downgrade() -> None:
    """Drop the table and all that is kept."""
    op.drop_table("comparisons")
