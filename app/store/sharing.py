"""What a maker does with what is kept: for how long, behind which password, under which second links; and the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.errors import InputRefused, NoSuchPage, NotAllowed, PasswordNeeded, PasswordWrong
from app.store import slugs
from app.store.database import Database
from app.store.kept import Kept, Listed
from app.store.lasting import AFTER_LEAVING, ends
from app.store.once import Once, remember
from app.store.packing import unpack_articles
from app.store.passwords import Proof, admits, hash_password
from app.store.rows import SHOWN, Row, find_row, kept_of
from app.store.tables import comparisons, excerpts

MOST_LINKS = 20  # to excerpts of one comparison; who needs more can revoke some
MOST_LISTED = 200  # comparisons in a list, more than anybody reads


@dataclass(frozen=True, slots=True)
class Wish:
    """What a maker wants changed; None leaves a thing as it is."""

    keep_days: int | None = None
    password: str | None = None
    open_to_all: bool = False  # take the password away


class Sharing:
    """Any thread may call any method; each may raise StoreFailed.

    Where there is a `token` it is the maker's: each raises NoSuchPage, and NotAllowed for a wrong or missing token.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(self, slug: str, wish: Wish, *, token: str | None, now: datetime) -> None:
        """Do what the maker wants. A time to keep counts from now, and ends a wish to keep nothing."""
        row = self._own(slug, (comparisons.c.id,), token, now)
        changes: dict[str, object] = {}
        if wish.keep_days is not None:
            changes |= {"expires": now + timedelta(days=wish.keep_days), "fleeting": False}
        if wish.open_to_all:
            changes["password_hash"] = None
        if wish.password is not None:
            changes["password_hash"] = hash_password(wish.password)
        self._update(row.id, changes)

    def leave(self, slug: str, *, token: str | None, now: datetime) -> None:
        """The maker of what is kept for nobody has left the page: it ends soon, unless he comes back. Else nothing."""
        row = self._own(slug, (comparisons.c.id, comparisons.c.fleeting, comparisons.c.expires), token, now)
        if row.fleeting:
            self._update(row.id, {"expires": min(row.expires, now + AFTER_LEAVING)})

    def stay(self, slug: str, *, token: str | None, now: datetime) -> None:
        """He is back, as after a reload: it ends when it would have ended without his leaving."""
        columns = tuple(comparisons.c[name] for name in ("id", "fleeting", "created", "ended"))
        row = self._own(slug, columns, token, now)
        if row.fleeting:
            self._update(row.id, {"expires": ends(row.created, row.ended)})

    def make_excerpt(self, slug: str, *, token: str | None, now: datetime, once: Once | None = None) -> str:
        """A second link, to the findings with short quotations; its slug.

        Raises InputRefused beyond MOST_LINKS, and AnsweredMeanwhile where the key of `once` is known by now.
        """
        row = self._own(slug, (comparisons.c.id,), token, now)
        made = slugs.draw()
        with self._database.writing() as connection:
            there = sa.select(sa.func.count()).where(excerpts.c.comparison_id == row.id)
            if connection.execute(there).scalar_one() >= MOST_LINKS:
                raise InputRefused(f"There are {MOST_LINKS} such links already. Revoke one, then make another.")
            connection.execute(sa.insert(excerpts).values(slug=made, comparison_id=row.id, created=now))
            if once is not None:
                remember(connection, once, slug=made, salt=slugs.draw_salt(), now=now)
        return made

    def excerpts(self, slug: str, *, token: str | None, now: datetime) -> tuple[str, ...]:
        """The slugs of all excerpts, the oldest first."""
        row = self._own(slug, (comparisons.c.id,), token, now)
        asked = sa.select(excerpts.c.slug).where(excerpts.c.comparison_id == row.id)
        with self._database.reading() as connection:
            return tuple(connection.execute(asked.order_by(excerpts.c.created, excerpts.c.slug)).scalars())

    def revoke(self, slug: str, excerpt: str, *, token: str | None, now: datetime) -> None:
        """End one second link. Raises NoSuchPage also where it is none of this comparison's."""
        row = self._own(slug, (comparisons.c.id,), token, now)
        if not slugs.may_exist(excerpt):
            raise NoSuchPage
        gone = sa.delete(excerpts).where(excerpts.c.slug == excerpt, excerpts.c.comparison_id == row.id)
        with self._database.writing() as connection:
            if connection.execute(gone).rowcount != 1:
                raise NoSuchPage

    def check(self, slug: str, proof: Proof, *, now: datetime) -> None:
        """Whether it may be read. Raises PasswordNeeded where it has a password and `proof` has nothing to say of it,
        PasswordWrong where it has another, and NoSuchPage.
        """
        columns = (comparisons.c.password_hash, comparisons.c.delete_token_sha256)
        _check(find_row(self._database, slug, columns, now), proof)

    def find_excerpt(self, excerpt: str, proof: Proof, *, now: datetime) -> Kept:
        """The whole comparison that an excerpt is of: what of it may be shown is for the caller to cut out.

        Raises NoSuchPage alike for a slug never given out, revoked, or of a comparison that expired or was deleted;
        PasswordNeeded and PasswordWrong as `check` does.
        """
        if not slugs.may_exist(excerpt):
            raise NoSuchPage
        asked = (
            sa.select(*SHOWN)
            .join(excerpts, excerpts.c.comparison_id == comparisons.c.id)
            .where(excerpts.c.slug == excerpt, comparisons.c.expires > now)
        )
        with self._database.reading() as connection:
            row = connection.execute(asked).one_or_none()
        if row is None:
            raise NoSuchPage
        _check(row, proof)
        return kept_of(row)

    def made_by(self, maker_sha256: bytes, *, now: datetime) -> tuple[Listed, ...]:
        """What was made in one browser, the newest first; at most MOST_LISTED."""
        columns = tuple(comparisons.c[name] for name in ("slug", "state", "created", "expires", "articles"))
        asked = sa.select(*columns).where(comparisons.c.maker_sha256 == maker_sha256, comparisons.c.expires > now)
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(comparisons.c.id.desc()).limit(MOST_LISTED)).all()
        return tuple(
            Listed(row.slug, row.state, *unpack_articles(row.articles), row.created, row.expires) for row in rows
        )

    def delete_made_by(self, maker_sha256: bytes) -> int:
        """Delete all that was made in one browser, whatever its state; return how many that were."""
        with self._database.writing() as connection:
            theirs = sa.delete(comparisons).where(comparisons.c.maker_sha256 == maker_sha256)
            return connection.execute(theirs).rowcount

    def _own(self, slug: str, columns: tuple[sa.Column[Any], ...], token: str | None, now: datetime) -> Row:
        row = find_row(self._database, slug, (*columns, comparisons.c.delete_token_sha256), now)
        if not slugs.is_token(token, row.delete_token_sha256):
            raise NotAllowed("This needs the delete token that its maker was given.")
        return row

    def _update(self, identity: int, changes: dict[str, object]) -> None:
        if changes:
            with self._database.writing() as connection:
                connection.execute(sa.update(comparisons).where(comparisons.c.id == identity).values(changes))


def _check(row: Row, proof: Proof) -> None:
    """`row` has the password's and the token's hash."""
    if not admits(proof, password_hash=row.password_hash, delete_token_sha256=row.delete_token_sha256):
        raise PasswordNeeded if proof.password is None else PasswordWrong
