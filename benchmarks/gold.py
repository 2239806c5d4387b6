"""Reads gold comparisons: pairs of articles whose sentences people have linked, and rewritten versions of them.

A gold file is JSON with `id`, `kind`, `left` and `right` (`text`, `title`, `date`, `sentences` with `start` and `end`),
`links` (`left`, `right`, `relation`, `degree`, `facts`) and `edits`: other words for a right sentence, which either
break what left sentences say (`effect` is "contradiction", `breaks` their indices) or do no harm.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Cell = tuple[int, int]  # indices of a left and a right gold sentence
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """Two articles and what a good answer says of them."""

    id: str
    kind: str
    variant: str  # "natural": as published; "edited": with the file's edits applied to the right article
    left: Json
    right: Json
    cells: dict[Cell, Json]  # the gold link of each linked pair of sentences
    ignore: frozenset[Cell]  # neither required nor wrong

    @property
    def name(self) -> str:
        """The file name of a saved answer."""
        return f"{self.id}.{self.variant}.json"

    def side(self, name: str) -> Json:
        """The article on a side, "left" or "right"."""
        return self.left if name == "left" else self.right

    def swapped(self) -> Case:
        """The same articles the other way round, without the gold links."""
        return Case(self.id, self.kind, self.variant, self.right, self.left, {}, frozenset())


def read_cases(folder: Path) -> Iterator[Case]:
    """All cases of a folder, in the order of file names. Raises FileNotFoundError where there are none."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise FileNotFoundError(f"There are no gold files in {folder}.")
    for file in files:
        yield from cases(json.loads(file.read_text(encoding="utf-8")))


def cases(gold: Json) -> list[Case]:
    """The natural case and, where the file has edits, the edited one."""
    cells: dict[Cell, Json] = {(link["left"], link["right"]): link for link in gold["links"]}
    natural = Case(gold["id"], gold["kind"], "natural", gold["left"], gold["right"], cells, frozenset())
    if not gold.get("edits"):
        return [natural]
    edits: dict[int, Json] = {edit["right"]: edit for edit in gold["edits"]}
    edited, ignore = _broken(cells, edits, len(gold["left"]["sentences"]))
    right = _rewritten(gold["right"], edits)
    return [natural, Case(gold["id"], gold["kind"], "edited", gold["left"], right, edited, frozenset(ignore))]


def _rewritten(article: Json, edits: dict[int, Json]) -> Json:
    """The article with the edited sentences in place of its own, and all offsets moved along."""
    text, sentences, cursor = "", [], 0
    for index, sentence in enumerate(article["sentences"]):
        text += article["text"][cursor : sentence["start"]]
        start = len(text)
        own = article["text"][sentence["start"] : sentence["end"]]
        text += edits[index]["text"] if index in edits else own
        sentences.append({**sentence, "start": start, "end": len(text)})
        cursor = sentence["end"]
    return {**article, "text": text + article["text"][cursor:], "sentences": sentences}


def _broken(cells: dict[Cell, Json], edits: dict[int, Json], lefts: int) -> tuple[dict[Cell, Json], set[Cell]]:
    """The gold links once the edits are made, and the cells that an edit leaves open."""
    edited, ignore = dict(cells), set()
    for right, edit in edits.items():
        if edit["effect"] != "contradiction":
            continue
        for left in range(lefts):
            edited.pop((left, right), None)
            if left in edit["breaks"]:
                edited[left, right] = {"relation": "contradiction", "degree": "clear", "facts": edit["facts"]}
            else:
                ignore.add((left, right))  # an altered fact may clash elsewhere by implication
    return edited, ignore
