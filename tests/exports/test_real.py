"""What the real models find in the examples, taken along in every format."""

from __future__ import annotations

import json

import pytest

from app.articles.examples import FOLDER, Example, examples
from app.comparison.document import from_document, to_document
from app.comparison.pipeline import compare
from app.comparison.types import Comparison
from app.exports.formats import FORMATS
from app.exports.taken import Taken
from app.models.loading import load
from app.settings import Settings
from app.version import version
from tests.exports.comparisons import MADE, URL
from tests.exports.readers import READERS, in_annotations, links_of

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def made() -> dict[str, Comparison]:
    """Every example, compared as the server does, and kept and read again as it does."""
    settings = Settings()
    models = load(settings)
    compared = {
        example.slug: compare(
            example.left,
            example.right,
            encoder=models.encoder,
            judge=models.judge,
            calibration=models.calibration,
            version=version(),
            max_sentences=settings.max_sentences,
        )
        for example in examples()
    }
    return {name: from_document(json.loads(json.dumps(to_document(one)))) for name, one in compared.items()}


@pytest.mark.parametrize("name", [example.slug for example in examples()])
def test_every_export_of_an_example_holds_exactly_its_links(made: dict[str, Comparison], name: str) -> None:
    comparison = made[name]
    wanted = links_of(comparison)
    assert len(wanted) > 3
    taken = Taken(comparison, MADE, URL)
    assert {suffix: reader(FORMATS[suffix].render(taken)) for suffix, reader in READERS.items()} == dict.fromkeys(
        READERS, wanted
    )
    words = sorted(
        (comparison.left.sentences[x].text, comparison.right.sentences[y].text, relation, detail)
        for x, y, relation, detail in wanted
    )
    assert in_annotations(FORMATS["jsonld"].render(taken)) == words


@pytest.mark.parametrize("name", [example.slug for example in examples()])
def test_a_real_result_survives_its_json(made: dict[str, Comparison], name: str) -> None:
    assert to_document(from_document(to_document(made[name]))) == to_document(made[name])


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.slug)
def test_an_example_shows_conflicts_that_it_was_written_for_and_no_others(
    made: dict[str, Comparison], example: Example
) -> None:
    comparison = made[example.slug]
    written = json.loads((FOLDER / example.slug / "meta.json").read_text("utf-8"))["expected"]
    meant = [(link["left"], link["right"]) for link in written if link["relation"] == "contradiction"]
    shown = [link for link in comparison.links if link.relation == "contradiction"]
    others = [
        (left, right)
        for link in shown
        for left, right in [(comparison.left.sentences[link.left].text, comparison.right.sentences[link.right].text)]
        if not any(one in left and two in right for one, two in meant)
    ]
    assert shown
    assert all(link.reasons for link in shown)
    assert others == []
