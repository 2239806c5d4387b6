"""What a reader says of two sentences, from a form or from JSON, checked before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData, QueryParams

from app.comparison.verdicts import MOST_REMARK, SAYS, Says
from app.errors import VerdictRefused

FAR = 10**6  # sentences; more than any article may have, less than where a database's numbers end
SENTENCES = {"left": "A", "right": "B"}


@dataclass(frozen=True, slots=True)
class Said:
    """A word on a pair; `left` and `right` are indices, from 0."""

    left: int
    right: int
    says: Says
    remark: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, as it was typed; sentences are counted from 1, as on the page."""

    left: str = ""
    right: str = ""
    remark: str = ""

    @property
    def pair(self) -> tuple[int, int] | None:
        """The indices that are meant; None where these are no numbers."""
        try:
            return _index(self.left, "left"), _index(self.right, "right")
        except VerdictRefused:
            return None


def typed_in(sent: FormData | QueryParams) -> Typed:
    """What stands in a form that was sent, or in the address of one that is asked for."""
    return Typed(*(_text(sent, name) for name in ("left", "right", "remark")))


def read_form(typed: Typed, says: object) -> Said:
    """What was said by a form. Raises VerdictRefused, with the field at fault."""
    return Said(_index(typed.left, "left"), _index(typed.right, "right"), _says(says), read_remark(typed.remark))


def read_said(document: object) -> Said:
    """What was said by JSON: sentences are indices there. Raises VerdictRefused, with the field at fault."""
    if not isinstance(document, Mapping):
        raise VerdictRefused("The request must be a JSON object.")
    pair = []
    for name in SENTENCES:
        index = document.get(name)
        if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < FAR:
            raise VerdictRefused(f"“{name}” must be the index of a sentence.", field=name)
        pair.append(index)
    remark = document.get("remark")
    if remark is not None and not isinstance(remark, str):
        raise VerdictRefused("“remark” must be a string or null.", field="remark")
    return Said(pair[0], pair[1], _says(document.get("says")), read_remark(remark or ""))


def read_switch(document: object) -> bool:
    """Whether readers may judge, by JSON. Raises VerdictRefused."""
    allowed = document.get("readers_judge") if isinstance(document, Mapping) else None
    if not isinstance(allowed, bool):
        raise VerdictRefused("The request needs “readers_judge”, true or false.", field="readers_judge")
    return allowed


def read_remark(value: str) -> str:
    """`value` without white space around it. Raises VerdictRefused where it is too long or cannot be kept."""
    text = value.replace("\r\n", "\n").strip()
    over = len(text) - MOST_REMARK
    if over > 0:
        raise VerdictRefused(
            f"A remark may have {MOST_REMARK} characters; this has {len(text):,}. Take {over:,} away.",
            field="remark",
        )
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise VerdictRefused("The remark holds characters that are not text.", field="remark")
    return text


def _index(value: str, name: str) -> int:
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < len(str(FAR)) else 0
    if number < 1:
        raise VerdictRefused(f"Give the number of a sentence of article {SENTENCES[name]}.", field=name)
    return number - 1


def _says(value: object) -> Says:
    for known in SAYS:
        if known == value:
            return known
    raise VerdictRefused(f"Say one of {', '.join(SAYS)}.", field="says")


def _text(sent: FormData | QueryParams, name: str) -> str:
    value = sent.get(name, "")
    return value if isinstance(value, str) else ""
