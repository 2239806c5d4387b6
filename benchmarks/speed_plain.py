"""The plain way to compare two articles with the same libraries, to measure speed against: torch in float32."""

from __future__ import annotations

import tempfile

import numpy as np
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoTokenizer, BertForSequenceClassification

from app.comparison.sentences import split
from app.models.encoder import bundled_folder

NEAREST = 3  # of every sentence; what a careful tutorial would take
ANSWERS = 4  # of the classifier; its head is new, which costs what a trained one does
BATCH = 32  # texts or pairs a forward pass: the library's own default


class PlainWay:
    """sentence-transformers for the nearest neighbours, and a CrossEncoder as large as our judge for all of them."""

    def __init__(self) -> None:
        folder = str(bundled_folder())
        self._encoder = SentenceTransformer(folder, device="cpu")
        with tempfile.TemporaryDirectory() as made:
            BertForSequenceClassification.from_pretrained(folder, num_labels=ANSWERS).save_pretrained(made)
            AutoTokenizer.from_pretrained(folder).save_pretrained(made)
            self._judge = CrossEncoder(made, device="cpu")

    def compare(self, left: str, right: str) -> int:
        """Judge each sentence with its nearest, in both orders, each question once; the number of questions."""
        sides = [[sentence.text for sentence in split(text)] for text in (left, right)]
        rows = [
            self._encoder.encode(side, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
            for side in sides
        ]
        cosines = rows[0] @ rows[1].T
        pairs = {(i, int(j)) for i in range(len(sides[0])) for j in np.argsort(-cosines[i])[:NEAREST]}
        pairs |= {(int(i), j) for j in range(len(sides[1])) for i in np.argsort(-cosines[:, j])[:NEAREST]}
        asked = [(sides[0][i], sides[1][j]) for i, j in sorted(pairs)]
        asked += [(right_text, left_text) for left_text, right_text in asked]
        self._judge.predict(asked, batch_size=BATCH, show_progress_bar=False)
        return len(asked)
