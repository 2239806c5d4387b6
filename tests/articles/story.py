"""An invented report that the tests write into files of every kind."""

from __future__ import annotations

import difflib
import re

TITLE = "Old lighthouse at Harrow Point will be moved inland"
PARAGRAPHS = (
    "The lighthouse at Harrow Point will be moved sixty metres inland before the winter of 2026, the county council"
    " decided on Tuesday evening. Nine councillors voted for the plan and four against it.",
    "Engineers had warned in March that the cliff is crumbling faster than anyone expected. In some places two and a"
    " half metres of chalk have fallen into the sea within a single year, and the keeper’s cottage was closed to"
    " visitors after a wall cracked.",
    "“We could watch it go over the edge, or we could act,” said Margaret Ellwood, who chairs the committee for"
    " historic buildings. “A café and a well-known museum depend on it; so does the town.”",
    "The tower weighs about 1,150 tonnes. It is to be lifted by forty hydraulic jacks, set on steel beams and pushed"
    " along a track, a method that was used for a similar building in Denmark in 2019. The work is expected to take"
    " eleven weeks and to cost £7.4 million.",
    "Opponents doubt the figures. Councillor Tom Haverstock called the estimate “a number written on the back of an"
    " envelope” and asked for an independent review, which the council refused by a margin of three votes.",
    "Fishermen in the harbour of Saltmere worry about something else: for the length of the removal the light will"
    " be dark. The harbour authority promised a floating light, moored two hundred metres off the point, until the"
    " lantern shines again from its new place.",
    "Two thirds of the money comes from a national fund for coastal heritage. The remainder must be raised locally,"
    " and a first collection among shopkeepers brought in £86,000 within a fortnight, the treasurer reported.",
    "Preparations begin in September, when the access road will be closed to cars. Residents were told that they can"
    " comment on the plans until the thirtieth of June, at the library or in writing.",
)
TEXT = "\n\n".join((TITLE, *PARAGRAPHS))
_WORD = re.compile(r"\w+(?:[-’',.]\w+)*")


def words(text: str) -> list[str]:
    """The words of a text, with the hyphens and points within them."""
    return _WORD.findall(text.replace("\u00ad", ""))


def kept_and_added(text: str, *, expected: str = TEXT) -> tuple[float, int]:
    """The share of the expected words that came back in order, and how many words came that were not there."""
    wanted, came = words(expected), words(text)
    match = difflib.SequenceMatcher(None, wanted, came, autojunk=False)
    same = sum(block.size for block in match.get_matching_blocks())
    return same / len(wanted), len(came) - same
