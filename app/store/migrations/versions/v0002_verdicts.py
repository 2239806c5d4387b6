"""What readers say of pairs of sentences, and by which browser a comparison was made."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; the comparisons that there are have no known maker, and let nobody else judge."""
    op.add_column("comparisons", sa.Column("maker_sha256", sa.LargeBinary(32), nullable=True))
    op.add_column("comparisons", sa.Column("readers_judge", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_comparisons_maker_sha256", "comparisons", ["maker_sha256"])
    op.create_table(
        "verdicts",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        sa.Column(
            "comparison_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("comparisons.id", name="fk_verdicts_comparison_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("left_index", sa.Integer(), nullable=False),
        sa.Column("right_index", sa.Integer(), nullable=False),
        sa.Column("left_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("right_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("author_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("by_maker", sa.Boolean(), nullable=False),
        sa.Column("says", sa.String(16), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "says in ('contradiction', 'no_contradiction', 'match', 'no_match', 'withdrawn')",
            name="ck_verdicts_says",
        ),
        # An address that names a verdict must never name another.
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_verdicts_pair",
        "verdicts",
        ["comparison_id", "left_index", "right_index", "author_sha256"],
        unique=True,
    )


def downgrade() -> None:
    """Drop the table and all that was said."""
    op.drop_table("verdicts")
    op.drop_index("ix_comparisons_maker_sha256", table_name="comparisons")
    op.drop_column("comparisons", "readers_judge")
    op.drop_column("comparisons", "maker_sha256")
