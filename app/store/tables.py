"""The tables as they are after the last migration, in SQL that SQLite and PostgreSQL share."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = sa.MetaData()


class UtcTimestamp(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite keeps no time zone, so it is taken off going in and put back coming out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database. Raises ValueError for a moment without time zone, which would be kept an unknown moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment to be kept needs a time zone.")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database, aware and in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # of a row: SQLite draws them for this type alone

comparisons = sa.Table(
    "comparisons",
    metadata,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column("slug", sa.String(22), nullable=False),
    sa.Column("delete_token_sha256", sa.LargeBinary(32), nullable=False),
    sa.Column("created", UtcTimestamp(), nullable=False),
    sa.Column("expires", UtcTimestamp(), nullable=False),
    sa.Column("articles", sa.LargeBinary(), nullable=False),  # packed, see packing.py
    sa.Column("state", sa.String(7), nullable=False),
    sa.Column("stage", sa.String(40), nullable=False),
    sa.Column("done", sa.Integer(), nullable=False),
    sa.Column("total", sa.Integer(), nullable=False),
    sa.Column("attempts", sa.Integer(), nullable=False),  # how often it was taken up
    sa.Column("runner", sa.String(200), nullable=True),  # who has it in hand, or had it last
    sa.Column("beats", sa.Integer(), nullable=False, server_default="0"),  # of who has it in hand, see queue.py
    sa.Column("turn", sa.Integer(), nullable=False, server_default="0"),  # the lower, the sooner, see turns.py
    sa.Column("visitor_sha256", sa.LargeBinary(32), nullable=True),  # who asked; forgotten when it is over
    sa.Column("started", UtcTimestamp(), nullable=True),
    sa.Column("ended", UtcTimestamp(), nullable=True),
    sa.Column("result", sa.LargeBinary(), nullable=True),  # packed
    sa.Column("error_title", sa.Text(), nullable=True),
    sa.Column("error_detail", sa.Text(), nullable=True),
    sa.Column("maker_sha256", sa.LargeBinary(32), nullable=True),  # of the browser's name, see web/maker.py
    sa.Column("readers_judge", sa.Boolean(), nullable=False, server_default=sa.false()),  # who has the link may, too
    sa.Column("password_hash", sa.Text(), nullable=True),  # argon2's own notation, see passwords.py
    sa.Column("fleeting", sa.Boolean(), nullable=False, server_default=sa.false()),  # kept for nobody, see lasting.py
    sa.CheckConstraint("state in ('queued', 'running', 'done', 'failed')", name="ck_comparisons_state"),
    sa.Index("ix_comparisons_slug", "slug", unique=True),
    sa.Index("ix_comparisons_queue", "state", "turn", "id"),
    sa.Index("ix_comparisons_visitor_sha256", "visitor_sha256"),
    sa.Index("ix_comparisons_expires", "expires"),
    sa.Index("ix_comparisons_maker_sha256", "maker_sha256"),
    sqlite_autoincrement=True,
)

verdicts = sa.Table(
    "verdicts",
    metadata,
    sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
    sa.Column(
        "comparison_id",
        NUMBER,
        sa.ForeignKey("comparisons.id", name="fk_verdicts_comparison_id", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("left_index", sa.Integer(), nullable=False),
    sa.Column("right_index", sa.Integer(), nullable=False),
    sa.Column("left_sha256", sa.LargeBinary(32), nullable=False),  # of the sentence, so that it is known again
    sa.Column("right_sha256", sa.LargeBinary(32), nullable=False),
    sa.Column("author_sha256", sa.LargeBinary(32), nullable=False),  # of the delete token, or of the browser's name
    sa.Column("by_maker", sa.Boolean(), nullable=False),
    sa.Column("says", sa.String(16), nullable=False),
    sa.Column("remark", sa.Text(), nullable=False),
    sa.Column("given", UtcTimestamp(), nullable=False),
    sa.CheckConstraint(
        "says in ('contradiction', 'no_contradiction', 'match', 'no_match', 'withdrawn')",
        name="ck_verdicts_says",
    ),
    sa.Index("ix_verdicts_pair", "comparison_id", "left_index", "right_index", "author_sha256", unique=True),
    sqlite_autoincrement=True,
)

idempotency_keys = sa.Table(
    "idempotency_keys",
    metadata,
    sa.Column("key_sha256", sa.LargeBinary(32), primary_key=True),
    sa.Column("body_sha256", sa.LargeBinary(32), nullable=False),
    sa.Column("salt", sa.LargeBinary(16), nullable=False),
    sa.Column("slug", sa.String(22), nullable=False),
    sa.Column("created", UtcTimestamp(), nullable=False),
    sa.Column("said", sa.LargeBinary(), nullable=True),  # packed, see once.py
    sa.Index("ix_idempotency_keys_created", "created"),
)

excerpts = sa.Table(
    "excerpts",
    metadata,
    sa.Column("slug", sa.String(22), primary_key=True),
    sa.Column(
        "comparison_id",
        NUMBER,
        sa.ForeignKey("comparisons.id", name="fk_excerpts_comparison_id", ondelete="CASCADE"),
        nullable=False,
    ),
    sa.Column("created", UtcTimestamp(), nullable=False),
    sa.Index("ix_excerpts_comparison_id", "comparison_id"),
)
