"""What counts as the password that was set, however it is typed; and what is not even tried."""

from __future__ import annotations

import unicodedata

from app.store.passwords import LONGEST, hash_password, is_password
from app.web.wishes import LONGEST as LONGEST_SET

ACCENTED = "\u1f82"  # one letter that may be typed as four characters, the most that there are


def test_the_longest_password_may_be_typed_with_every_accent_for_itself() -> None:
    password = ACCENTED * LONGEST_SET
    typed = unicodedata.normalize("NFD", password)
    assert len(typed) == LONGEST
    assert is_password(typed, hash_password(password))


def test_a_text_of_accents_without_end_is_no_password_and_is_not_put_in_order() -> None:
    # To put so many in order takes hours, for which no other thread runs: this test would not end.
    assert not is_password("a" + "\u0301\u0316" * 500_000, hash_password("a"))
