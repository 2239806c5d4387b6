"""The real sentence encoder."""

from __future__ import annotations

import numpy as np
import pytest

from app.errors import ModelFailed
from app.models.encoder import SentenceEncoder

pytestmark = pytest.mark.real

TEXTS = [
    "The dam above Orvik burst on Monday.",
    "On Monday a dam near Orvik gave way.",
    "Cats sleep for most of the day.",
    " ".join(f"Engineer number {n} checked the gates and found nothing wrong." for n in range(60)),
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    """The bundled model."""
    return SentenceEncoder()


def test_rows_have_length_one_and_come_in_order(encoder: SentenceEncoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows.shape == (4, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.3


def test_a_text_has_the_same_embedding_alone_as_among_others(encoder: SentenceEncoder) -> None:
    together = encoder.encode(TEXTS)
    for text, row in zip(TEXTS, together, strict=True):
        assert np.abs(encoder.encode([text])[0] - row).max() < 1e-5


def test_the_end_of_a_long_text_is_not_cut_off(encoder: SentenceEncoder) -> None:
    long = TEXTS[3]
    assert (
        np.abs(encoder.encode([long])[0] - encoder.encode([long + " The dam burst and drowned Orvik."])[0]).max() > 1e-3
    )


def test_no_texts_give_no_rows(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_the_name_tells_the_weights(encoder: SentenceEncoder) -> None:
    assert encoder.name == "all-MiniLM-L6-v2@53aa51172d14"


def test_a_model_that_is_not_there_is_refused_in_words() -> None:
    with pytest.raises(ModelFailed, match="could not be loaded"):
        SentenceEncoder("/nowhere/to/be/found")
