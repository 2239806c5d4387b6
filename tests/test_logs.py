"""What the log holds and what it never holds."""

from __future__ import annotations

import json
import logging

import pytest

from app.errors import StartRefused
from app.logs import JsonLine, OneLine, told
from app.settings import Settings


def line(message: str, error: BaseException | None = None) -> str:
    raised = None if error is None else (type(error), error, error.__traceback__)
    return OneLine().format(logging.LogRecord("app.jobs", logging.ERROR, __file__, 1, message, (), raised))


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    """`error` as it is after it was raised here."""
    with pytest.raises(type(error)) as caught:
        raise error from cause
    return caught.value


def test_an_event_is_one_line_with_moment_level_and_place() -> None:
    assert line("first\nsecond\u2028third").endswith("+00:00 ERROR app.jobs: first second third")


def test_an_error_is_told_by_kind_and_place_without_its_words() -> None:
    told_line = line("failed", raised(ValueError("The secret\nis 4711.")))
    assert "failed | ValueError at tests/test_logs.py:" in told_line
    assert "4711" not in told_line
    assert "\n" not in told_line


def test_the_errors_that_led_to_it_are_told_too() -> None:
    assert "RuntimeError at" in told(raised(RuntimeError("x"), raised(KeyError("4711"))))
    assert "| from KeyError at" in told(raised(RuntimeError("x"), raised(KeyError("4711"))))
    assert "4711" not in told(raised(RuntimeError("x"), raised(KeyError("4711"))))


def test_errors_that_speak_of_no_article_keep_their_words() -> None:
    assert "StartRefused (The port is taken.)" in told(raised(StartRefused("The port is taken.")))
    assert "no room" in told(raised(OSError(28, "no room")))


def test_for_programs_each_line_is_an_object() -> None:
    error = raised(ValueError("The secret\nis 4711."))
    record = logging.LogRecord("app.jobs", logging.ERROR, __file__, 1, "fail%s", ("ed\u202e\x1b[2J",), None)
    record.exc_info = (type(error), error, error.__traceback__)
    written = JsonLine().format(record)
    assert written.isascii()
    assert "\n" not in written
    said = json.loads(written)
    assert (said["level"], said["place"], said["event"]) == ("ERROR", "app.jobs", "failed\u202e\x1b[2J")
    assert said["error"].startswith("ValueError at ")
    assert "4711" not in written


def test_no_line_moves_the_cursor() -> None:
    assert line("a\x1b[2J\u202eb").endswith("a<U+001B>[2J<U+202E>b")


def test_settings_are_told_without_what_is_secret() -> None:
    key = "a" * 64
    settings = Settings(
        database_url="postgresql://me:p@ss/word@db.example:5432/crossread?password=p2", api_keys=f"newsroom:{key}"
    )
    said = settings.told()
    assert said["database_url"] == "postgresql://…@db.example:5432/crossread"
    assert said["api_keys"] == "1 hidden"
    assert not any(secret in str(said) for secret in ("me:", "p@ss", "word@", "p2", key))
