"""Loads the models in a thread of its own, so that the port is open before they are there."""

from __future__ import annotations

import gc
import logging
import threading
from dataclasses import dataclass

from app.comparison.calibration import STATED, Calibration
from app.comparison.ports import Encoder, Judge
from app.errors import CrossreadError, ModelFailed
from app.models.remembering import RememberingEncoder, RememberingJudge
from app.settings import Settings

log = logging.getLogger(__name__)
# A full collection stops all threads while it looks through everything: half a million objects of torch and its
# libraries, which never go and are set aside therefore, and what is known of the texts in hand. It took 0.3 to 1.3 s,
# every few seconds under load, and found some hundred objects (benchmarks.hostile). So they are made a hundred times as
# seldom as Python's own 700, 10, 10 have them, and those of young objects a tenth as often.
COLLECT = (7_000, 10, 100)


@dataclass(frozen=True, slots=True)
class Models:
    """What the core asks of models; `judge` is None where only similarity and facts shall speak."""

    encoder: Encoder
    judge: Judge | None
    calibration: Calibration = STATED


def load(settings: Settings) -> Models:
    """Load what the settings name. Raises ModelFailed."""
    # Kept out of start-up: torch and its libraries take seconds to import.
    import torch
    from threadpoolctl import threadpool_limits
    from transformers.utils import logging as model_logging

    from app.models.encoder import SentenceEncoder
    from app.models.judges import load_judge

    model_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the library's own; a log is no terminal
    # numpy's other threads wait awake after each product, some 30 ms, on the cores where our own work: two reports of
    # 1,000 words took 1.9 s of processor time so, and 1.2 without, and no product of ours gains by them.
    threadpool_limits(1, user_api="blas")
    if settings.threads:
        torch.set_num_threads(settings.threads)
    if settings.gpu and not torch.cuda.is_available():
        raise ModelFailed("CROSSREAD_GPU is set, and torch finds no GPU here. Unset it, or install a build with CUDA.")
    judge, calibration = load_judge(settings.judge, threads=settings.threads, gpu=settings.gpu)
    encoder = SentenceEncoder(settings.encoder, threads=settings.threads, gpu=settings.gpu)
    models = Models(encoder, judge, calibration)
    models.encoder.encode(["Warm."])
    if models.judge:
        models.judge.judge([("Warm.", "Warm.")])
    return models


def remembering(models: Models) -> Models:
    """The same models, but asked for nothing twice that they answered lately."""
    judge = RememberingJudge(models.judge) if models.judge else None
    return Models(RememberingEncoder(models.encoder), judge, models.calibration)


class ModelLoader:
    """Loads once, in the background; whoever needs the models waits for them."""

    away = False  # they are in this process

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._over = threading.Event()
        self._models: Models | None = None
        self._failed: str | None = None
        self._thread = threading.Thread(target=self._load, name="model-loader", daemon=True)

    @property
    def ready(self) -> bool:
        """Whether the models are loaded."""
        return self._models is not None

    @property
    def failed(self) -> str | None:
        """Why they could not be loaded, None while they load or when they did."""
        return self._failed

    def start(self) -> None:
        """Begin to load; returns at once."""
        self._thread.start()

    def wait(self, timeout: float | None = None) -> Models:
        """The models, once they are there. Raises ModelFailed when loading failed or `timeout` seconds have passed."""
        self._over.wait(timeout)
        if self._models is None:
            raise ModelFailed(self._failed or "The models are still being loaded.")
        return self._models

    def _load(self) -> None:
        try:
            models = remembering(load(self._settings))
            gc.collect()
            gc.freeze()
            gc.set_threshold(*COLLECT)
            self._models = models
        except CrossreadError as error:
            self._failed = error.detail
            log.error("models not loaded: %s", error.detail)
        except Exception:  # the thread's top: whatever it was, waiters must hear of it
            self._failed = "The models could not be loaded. The server's log says why."
            log.exception("models not loaded")
        finally:
            self._over.set()
