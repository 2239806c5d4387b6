"""Programs with keys of their own have limits of their own; a key that is not known is said."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from tests.fakes import SettableClock
from tests.web.conftest import LEFT, RIGHT

AT = "/api/comparisons"
BOTH: dict[str, Any] = {"left": {"text": LEFT}, "right": {"text": RIGHT}}
MADE = (201, 202)  # at once, or on a busy machine a moment later
NEWSROOM, SCHOOL = {"X-API-Key": "one long secret"}, {"X-API-Key": "another long secret"}


def hashed(key: dict[str, str]) -> str:
    return hashlib.sha256(key["X-API-Key"].encode()).hexdigest()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Two programs, one of them slow."""
    keys = f"newsroom:{hashed(NEWSROOM)}:2, school:{hashed(SCHOOL)}"
    return Settings(data=tmp_path, max_characters=1_000, max_queued=3, api_keys=keys)


def test_each_program_has_its_own_limit(client: TestClient, clock: SettableClock) -> None:
    codes = [client.post(AT, json=BOTH, headers=NEWSROOM).status_code for _ in range(3)]
    assert [code in MADE for code in codes] == [True, True, False]
    assert codes[2] == 429
    assert client.post(AT, json=BOTH, headers=SCHOOL).status_code in MADE
    assert client.post(AT, json=BOTH).status_code in MADE
    refused = client.post("/api/articles", files={"file": ("a.txt", b"words")}, headers=NEWSROOM)
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    clock.advance(timedelta(seconds=int(refused.headers["retry-after"])))
    assert client.post(AT, json=BOTH, headers=NEWSROOM).status_code in MADE


def test_an_unknown_key_is_refused_and_not_repeated(client: TestClient) -> None:
    refused = client.post(AT, json=BOTH, headers={"X-API-Key": "guessed"})
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert "guessed" not in refused.text


def test_the_same_idempotency_key_of_two_programs_is_two_requests(client: TestClient) -> None:
    once = {"Idempotency-Key": "1"}
    made = {client.post(AT, json=BOTH, headers=once | key).json()["slug"] for key in (NEWSROOM, SCHOOL, NEWSROOM)}
    assert len(made) == 2


@pytest.mark.parametrize("keys", ["newsroom", "newsroom:short", "newsroom:" + "0" * 64 + ":none", ":" + "0" * 64])
def test_a_mistyped_key_is_said_at_start(keys: str) -> None:
    with pytest.raises(ValueError, match="SHA-256 in hex"):
        Settings(api_keys=keys)
