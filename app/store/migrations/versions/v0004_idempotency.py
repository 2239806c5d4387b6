"""Keys of requests that may be sent again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table. It names no comparison by reference: a key outlives one that was deleted, and makes none anew."""
    op.create_table(
        "idempotency_keys",
        sa.Column("key_sha256", sa.LargeBinary(32), primary_key=True),
        sa.Column("body_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("salt", sa.LargeBinary(16), nullable=False),
        sa.Column("slug", sa.String(22), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=True),
    )
    op.create_index("ix_idempotency_keys_created", "idempotency_keys", ["created"])


def downgrade() -> None:
    """Drop the table: requests that are sent again are new ones."""
    op.drop_table("idempotency_keys")
