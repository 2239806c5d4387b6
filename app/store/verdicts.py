"""What readers said of pairs of sentences: read, given, withdrawn.

`store.verdicts.of(slug, now=...)` gives all of one comparison, as `app.comparison.verdicts.Verdict`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.comparison.document import from_document
from app.comparison.types import Comparison
from app.comparison.verdicts import JUDGES, Says, Verdict, fingerprint, may_be_said
from app.errors import NoSuchPage, NoSuchVerdict, NotAllowed, TooManyRequests, VerdictRefused
from app.store import slugs
from app.store.database import Database
from app.store.packing import unpack
from app.store.tables import comparisons
from app.store.tables import verdicts as table

MOST = 1_000  # by the maker, and by all readers together: more than anybody reads, and at most 4 MB
A_MINUTE = 60  # from all readers of one comparison: a class of thirty, each with two in a minute
WITHDRAWN = "withdrawn"  # instead of what was said: else an older comparison's word would come back with the next one
Row = sa.Row[*tuple[Any, ...]]


class VerdictStore:
    """The verdicts of all comparisons in one database. Any thread may call any method; each may raise StoreFailed."""

    def __init__(self, database: Database, *, most: int = MOST) -> None:
        self._database = database
        self._most = most

    def of(
        self, slug: str, *, now: datetime, token: str | None = None, reader: str | None = None
    ) -> tuple[Verdict, ...]:
        """All of a comparison in the order of their pairs, the maker's first, then the oldest. Raises NoSuchPage.

        `own` are those that the holder of the delete token, or the browser of that name, has given.
        """
        with self._database.reading() as connection:
            here = _comparison(connection, slug, now)
            said = sa.select(table).where(table.c.comparison_id == here.id, table.c.says != WITHDRAWN)
            order = (table.c.left_index, table.c.right_index, table.c.by_maker.desc(), table.c.given, table.c.id)
            rows = connection.execute(said.order_by(*order)).all()
        me = {slugs.fingerprint(name) for name in (token, reader) if name is not None}
        return tuple(_verdict(row, own=row.author_sha256 in me) for row in rows)

    def give(
        self,
        slug: str,
        left: int,
        right: int,
        says: Says,
        remark: str,
        *,
        token: str | None,
        reader: str | None,
        now: datetime,
    ) -> Verdict:
        """Keep what the holder of the delete token says of a pair; or the browser `reader`, where its maker allows it.

        It takes the place of what the same person said of the same pair before.

        Raises NoSuchPage; NotAllowed for a wrong token, and for readers where only the maker may;
        VerdictRefused for a pair that is not there or that cannot be called so, and where there are MOST already;
        TooManyRequests where readers have given A_MINUTE within a minute.
        """
        with self._database.reading() as connection:
            here = _comparison(connection, slug, now, comparisons.c.result)
        author = _author(here, token, reader)
        if here.result is None:
            raise VerdictRefused("There is no result yet. Come back when the comparison is done.")
        comparison = from_document(unpack(here.result))
        pair = {"comparison_id": here.id, "left_index": left, "right_index": right, "author_sha256": author}
        word = {
            **_fingerprints(comparison, left, right, says),
            "by_maker": token is not None,
            "says": says,
            "remark": remark,
            "given": now,
        }
        with self._database.writing() as connection:
            _comparison(connection, slug, now, lock=True)
            same = sa.and_(*(table.c[name] == value for name, value in pair.items()))
            before = connection.execute(sa.select(table.c.says).where(same)).scalar_one_or_none()
            if token is None:
                _check_pace(connection, here.id, now)
            if before in (None, WITHDRAWN):
                self._check_room(connection, here.id, by_maker=token is not None)
            keep = sa.insert(table).values(pair) if before is None else sa.update(table).where(same)
            row = connection.execute(keep.values(word).returning(table)).one()
        return _verdict(row, own=True)

    def withdraw(self, slug: str, number: int, *, token: str | None, reader: str | None, now: datetime) -> None:
        """Take a verdict away: its maker any, a reader his own.

        Raises NoSuchPage, NoSuchVerdict, and NotAllowed for a wrong token and for somebody else's verdict.
        """
        with self._database.writing() as connection:
            here = _comparison(connection, slug, now, lock=True)
            if token is not None:
                _check_token(here, token)
            this = sa.and_(table.c.comparison_id == here.id, table.c.id == number, table.c.says != WITHDRAWN)
            row = connection.execute(sa.select(table).where(this)).one_or_none()
            if row is None:
                raise NoSuchVerdict
            if token is None and (reader is None or not slugs.is_token(reader, row.author_sha256 or b"")):
                raise NotAllowed("Only the maker of the comparison, and whoever gave this verdict, can remove it.")
            if row.by_maker:
                connection.execute(sa.update(table).where(this).values(says=WITHDRAWN, remark="", given=now))
            else:
                connection.execute(sa.delete(table).where(this))

    def count(self) -> int:
        """How many are kept in all, what only marks that one was withdrawn among them."""
        with self._database.reading() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())

    def let_readers(self, slug: str, allowed: bool, *, token: str | None, now: datetime) -> None:
        """Whether those who have the link may give verdicts, too. Raises NoSuchPage, NotAllowed for a wrong token."""
        with self._database.writing() as connection:
            here = _comparison(connection, slug, now, lock=True)
            _check_token(here, token)
            this = comparisons.c.id == here.id
            connection.execute(sa.update(comparisons).where(this).values(readers_judge=allowed))

    def _check_room(self, connection: sa.Connection, comparison: int, *, by_maker: bool) -> None:
        theirs = sa.and_(table.c.comparison_id == comparison, table.c.by_maker.is_(by_maker), table.c.says != WITHDRAWN)
        count = connection.execute(sa.select(sa.func.count()).select_from(table).where(theirs)).scalar_one()
        if count >= self._most:
            raise VerdictRefused(
                f"There are {self._most:,} verdicts here, the most that are kept. Some must be removed first."
            )


def _comparison(connection: sa.Connection, slug: str, now: datetime, *more: sa.Column[Any], lock: bool = False) -> Row:
    """What says who may judge. `lock`: nobody else may judge it until this transaction ends."""
    if not slugs.may_exist(slug):
        raise NoSuchPage
    columns = (comparisons.c.id, comparisons.c.delete_token_sha256, comparisons.c.readers_judge, *more)
    asked = sa.select(*columns).where(comparisons.c.slug == slug, comparisons.c.expires > now)
    row = connection.execute(asked.with_for_update() if lock else asked).one_or_none()
    if row is None:
        raise NoSuchPage
    return row


def _check_token(here: Row, token: str | None) -> None:
    if not slugs.is_token(token, here.delete_token_sha256):
        raise NotAllowed("This needs the delete token that its maker was given.")


def _author(here: Row, token: str | None, reader: str | None) -> bytes:
    """Whose word it is: the maker is known by the delete token, in whatever browser."""
    if token is not None:
        _check_token(here, token)
        return bytes(here.delete_token_sha256)
    if reader is None or not here.readers_judge:
        raise NotAllowed("Only its maker gives verdicts on this comparison, unless the maker lets readers do so, too.")
    return slugs.fingerprint(reader)


def _fingerprints(comparison: Comparison, left: int, right: int, says: Says) -> dict[str, bytes]:
    """By what the pair is known again. Raises VerdictRefused where it is not there, or cannot be called so."""
    texts = []
    for name, letter, index, side in (("left", "A", left, comparison.left), ("right", "B", right, comparison.right)):
        if not 0 <= index < len(side.sentences):
            raise VerdictRefused(f"Article {letter} has the sentences 1 to {len(side.sentences)}.", field=name)
        texts.append(side.sentences[index].text)
    if not may_be_said(comparison, left, right, says):
        found = "conflict" if JUDGES[says] == "contradiction" else "match"
        raise VerdictRefused(f"The result has no {found} between these two sentences to be judged.", field="says")
    return {"left_sha256": fingerprint(texts[0]), "right_sha256": fingerprint(texts[1])}


def _check_pace(connection: sa.Connection, comparison: int, now: datetime) -> None:
    lately = sa.and_(
        table.c.comparison_id == comparison, table.c.by_maker.is_(False), table.c.given > now - timedelta(minutes=1)
    )
    count = connection.execute(sa.select(sa.func.count()).select_from(table).where(lately)).scalar_one()
    if count >= A_MINUTE:
        raise TooManyRequests("Readers are giving many verdicts at once. Send it again in a minute.", retry_after=60)


def _verdict(row: Row, *, own: bool) -> Verdict:
    return Verdict(
        id=row.id,
        left=row.left_index,
        right=row.right_index,
        says=row.says,
        remark=row.remark,
        by="maker" if row.by_maker else "reader",
        given=row.given,
        own=own,
    )
