"""Refuses what is no article, in words that tell the visitor what to do instead."""

from __future__ import annotations

import re

from app.errors import InputRefused, TooLong

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Controls that no text has; tab, line ends, form feed and the marks of old teletypes may come with copied text.
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x7f]")
CONTROLS_OF_TEXT = 0.01  # share of controls up to which a text is a text with specks; bytes read as text have far more


def check_text(text: str, *, field: str, max_characters: int) -> None:
    """Pass a text that can be compared.

    Args:
        text: the whole article, as given.
        field: what to name as the input at fault, "left.text" or "right.text".
        max_characters: the most Unicode code points it may have.

    Raises:
        TooLong: more characters than that.
        InputRefused: empty, without a letter or digit, or not text at all.
    """
    if not text.strip():
        raise InputRefused("There is no text here. Paste an article, or choose a file.", field=field)
    if len(text) > max_characters:
        raise TooLong(
            f"This article has {len(text):,} characters; the most is {max_characters:,}."
            " Leave out what is not about the event, or compare it in parts.",
            field=field,
        )
    if "\x00" in text or len(_CONTROL.findall(text)) > CONTROLS_OF_TEXT * len(text):
        raise InputRefused(
            "This looks like a program or a document read as text. Open it, copy its words, and paste them here.",
            field=field,
        )
    if _SURROGATE.search(text):
        raise InputRefused(
            "The text has a broken character (half of a pair). Copy it again from where it came, and paste it here.",
            field=field,
        )
    if not _LETTER_OR_DIGIT.search(text):
        raise InputRefused("There is no letter or digit in this text. Paste the words of an article.", field=field)


def count_words(text: str) -> int:
    """How many words a reader would count: it's, 3.5 and well-known are one each."""
    return sum(1 for _ in _WORD.finditer(text))
