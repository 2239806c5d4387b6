"""The result depends on the two texts and the models alone: whatever a cache held, and beside whatever else."""

from __future__ import annotations

import threading

import pytest
from threadpoolctl import threadpool_info

from app.comparison.document import to_document
from app.comparison.pipeline import compare
from app.comparison.types import Article
from app.models.loading import Models, load, remembering
from app.settings import Settings
from benchmarks.speed_texts import edited, pair

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def models() -> Models:
    """The real ones, which remember nothing."""
    return load(Settings())


def _compared(models: Models, left: str, right: str) -> object:
    return to_document(
        compare(
            Article(left),
            Article(right),
            encoder=models.encoder,
            judge=models.judge,
            calibration=models.calibration,
            version="1",
            max_sentences=3_000,
        )
    )


def test_no_thread_of_numpys_own_takes_a_core_from_the_models(models: Models) -> None:
    blas = [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"]
    assert blas
    assert set(blas) == {1}


def test_a_comparison_is_the_same_whatever_was_remembered_before_it(models: Models) -> None:
    left, right = pair(300, seed=1)
    expected = _compared(models, left, right)
    kept = remembering(models)
    _compared(kept, edited(left, seed=4), right)
    _compared(kept, right, pair(300, seed=2)[0])
    assert _compared(kept, left, right) == expected
    assert _compared(kept, left, right) == expected


def test_a_comparison_is_the_same_alone_and_beside_others(models: Models) -> None:
    texts = [pair(250, seed=seed) for seed in (5, 6, 7)]
    expected = [_compared(models, *two) for two in texts]
    found: dict[int, object] = {}

    def work(n: int) -> None:
        found[n] = _compared(models, *texts[n])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(texts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[n] for n in range(len(texts))] == expected
