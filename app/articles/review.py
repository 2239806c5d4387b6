"""What to look at before an extracted text is compared: cut off, very short, not all article, not English."""

from __future__ import annotations

import re

from app.articles.checks import count_words
from app.comparison.notes import other_language

FEW_WORDS = 50  # the shortest reports of agencies have more
SHORT_LINE = 200  # characters; what belongs to the site is in short paragraphs, an article may well be about cookies
CUT_WITHIN = 300  # characters from the end in which a text says that it goes on elsewhere
_CUT = re.compile(
    r"(?:continue reading|read (?:more|the full|the rest)|subscribe (?:now )?to (?:continue|read|keep)"
    r"|to continue reading"
    r"|(?:sign|log) in to (?:continue|read)|this (?:article|content) is (?:only |for )+(?:subscribers|members)"
    r"|already a subscriber)",
    re.IGNORECASE,
)
_TRAILS_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
_BOILERPLATE = re.compile(
    r"(?:accept (?:all )?cookies|cookie (?:settings|policy|notice)|we use cookies|all rights reserved|privacy policy"
    r"|sign up (?:for|to) (?:our|the)|subscribe to our|share this (?:article|story|page)|follow us on|advertisement$"
    r"|related (?:articles|stories)|most (?:read|popular)$|terms (?:of use|and conditions))",
    re.IGNORECASE | re.MULTILINE,
)


def review(text: str) -> tuple[str, ...]:
    """Warnings, each a sentence or two; empty where nothing looks wrong."""
    warnings = []
    if _TRAILS_OFF.search(text) or _CUT.search(text[-CUT_WITHIN:]):
        warnings.append(
            "The text seems to be cut off, or to go on behind a subscription. Compare it with the original."
        )
    words = count_words(text)
    if words < FEW_WORDS:
        warnings.append(f"The text is very short ({words} words). Check that all of the article is there.")
    for paragraph in text.split("\n\n"):
        found = _BOILERPLATE.search(paragraph) if len(paragraph) <= SHORT_LINE else None
        if found:
            warnings.append(
                f"Something of the site may be left in it (“{found[0]}”). Take out what is not the article."
            )
            break
    language = other_language(text)
    if language:
        warnings.append(f"The text looks like {language}; the models know English.")
    return tuple(warnings)
