"""The examples that OpenAPI shows: one request and one answer for every operation."""

from __future__ import annotations

from typing import Any

SLUG = "Zr9dTxJ0r1k0y8TPDxwu2A"
EXCERPT = "q3W1bV0nT6yJm8KxLr5sEA"
TOKEN = "hT5mC0xq8Zl2nYw7VbR4pg"  # noqa: S105 - made up
SITE = "https://crossread.example.org"
LEFT = "Five people were hurt when a tram left its rails on Monday. The line is closed."
RIGHT = "Seven people were hurt when a tram left its rails on Monday."
HASHES = (
    "5b1dd4fbec05d1a8aa0bb3d9f45ff6ee8c4b1f4b1d0bb4f4f7b6f02f36f5ca10",
    "0f7a4d6c9d1c5b8f4ce3fb8a02e29a4db3df01ddb6f4ad3bd0a1a6a2c5be5a71",
)
WANTED: dict[str, Any] = {
    "left": {"text": LEFT, "title": "The Courier", "address": "https://courier.example/tram"},
    "right": {"text": RIGHT, "published": "2024-05-03"},
    "keep_days": 30,
}
RESULT: dict[str, Any] = {
    "schema": 1,
    "left": {
        "text": LEFT,
        "title": "The Courier",
        "source": None,
        "published": None,
        "address": "https://courier.example/tram",
        "sentences": [
            {"index": 0, "start": 0, "end": 59, "paragraph": 0, "status": "contradictory"},
            {"index": 1, "start": 60, "end": 79, "paragraph": 0, "status": "unique"},
        ],
    },
    "right": {
        "text": RIGHT,
        "title": None,
        "source": None,
        "published": "2024-05-03",
        "address": None,
        "sentences": [{"index": 0, "start": 0, "end": 60, "paragraph": 0, "status": "contradictory"}],
    },
    "links": [
        {
            "left": 0,
            "right": 0,
            "relation": "contradiction",
            "band": "likely",
            "confidence": 0.88,
            "similarity": 0.94,
            "may_be_update": False,
            "reasons": [{"kind": "number", "left": [0, 4], "right": [0, 5], "note": "five against seven"}],
        }
    ],
    "weaker": [],
    "counts": {
        "left": {"matched": 0, "unique": 1, "contradictory": 1},
        "right": {"matched": 0, "unique": 0, "contradictory": 1},
        "matches": 0,
        "contradictions": 1,
    },
    "notes": [],
    "provenance": {
        "version": "0.1.0",
        "encoder": "all-MiniLM-L6-v2@1",
        "judge": "bundled@1",
        "settings": {},
        "text_sha256": list(HASHES),
    },
}
VERDICT: dict[str, Any] = {
    "id": 1, "left": 0, "right": 0, "says": "contradiction", "remark": "The hospital says seven.", "by": "maker",
    "given": "2024-05-03T12:05:00Z",
}  # fmt: skip
VERDICTS: dict[str, Any] = {"readers_judge": False, "verdicts": [VERDICT]}
DONE: dict[str, Any] = {
    "slug": SLUG,
    "url": f"{SITE}/c/{SLUG}",
    "state": "done",
    "progress": {"stage": "checking", "done": 1, "total": 1},
    "created": "2024-05-03T12:00:00Z",
    "expires": "2024-06-02T12:00:00Z",
    "locked": False,
    "result": RESULT,
    "verdicts": [],
    "readers_judge": False,
    "error": None,
}
QUEUED = DONE | {"state": "queued", "progress": {"stage": "waiting", "done": 0, "total": 0}, "result": None}
EVENTS = (
    'event: progress\ndata: {"state": "running", "progress": {"stage": "checking", "done": 3, "total": 5}}\n\n'
    'event: end\ndata: {"state": "done"}\n\n'
)
ARTICLE: dict[str, Any] = {
    "text": LEFT,
    "title": "Tram leaves its rails",
    "source": "The Courier",
    "published": "2024-05-03",
    "address": "https://courier.example/tram",
    "warnings": ["The text is very short (16 words). Check that all of the article is there."],
}
JSON, FORM, STREAM = "application/json", "multipart/form-data", "text/event-stream"
ONE = "/api/comparisons/{slug}"

# Method and path, and the example of each type of body that is sent.
REQUESTS: dict[tuple[str, str], dict[str, Any]] = {
    ("post", "/api/comparisons"): {JSON: WANTED},
    ("patch", ONE): {JSON: {"keep_days": 7}},
    ("post", f"{ONE}/verdicts"): {
        JSON: {"left": 0, "right": 0, "says": "contradiction", "remark": "The hospital says seven."}
    },
    ("patch", f"{ONE}/verdicts"): {JSON: {"readers_judge": True}},
    ("post", "/api/articles"): {FORM: {"file": LEFT}, JSON: {"address": "https://courier.example/tram"}},
}
# Method and path, and the example of each good answer, by status and type. What has no body is not among them.
ANSWERS: dict[tuple[str, str], dict[tuple[str, str], Any]] = {
    ("post", "/api/comparisons"): {
        ("201", JSON): DONE | {"delete_token": TOKEN},
        ("202", JSON): QUEUED | {"delete_token": TOKEN},
    },
    ("get", ONE): {("200", JSON): DONE},
    ("patch", ONE): {("200", JSON): DONE | {"expires": "2024-05-10T12:06:00Z"}},
    ("get", f"{ONE}/events"): {("200", STREAM): EVENTS},
    ("get", f"{ONE}/verdicts"): {("200", JSON): VERDICTS},
    ("post", f"{ONE}/verdicts"): {("201", JSON): VERDICT},
    ("patch", f"{ONE}/verdicts"): {("200", JSON): VERDICTS | {"readers_judge": True}},
    ("post", f"{ONE}/excerpts"): {("201", JSON): {"slug": EXCERPT, "url": f"{SITE}/e/{EXCERPT}"}},
    ("post", "/api/articles"): {("200", JSON): ARTICLE},
}
PARAMETERS = {"slug": SLUG, "excerpt": EXCERPT, "number": "1"}
