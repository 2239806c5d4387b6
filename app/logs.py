"""What the log holds: one line an event, and never a word of an article."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, TextIO

from app.errors import CrossreadError

SPEAK_OF_NO_ARTICLE = (CrossreadError, OSError, ImportError)  # any other error may quote what it choked on
FRAMES = 6  # innermost, of each error: enough to find the place, few enough for a line


class OneLine(logging.Formatter):
    """Moment, level, place and event on one line; of an error its kind and where it rose, not what it says."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without line break."""
        message = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            message = f"{message} | {told(record.exc_info[1])}"
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = f"{moment} {record.levelname} {record.name}: {message}"
        return _harmless(" ".join(line.splitlines()))


class JsonLine(logging.Formatter):
    """The same as one JSON object a line: `time`, `level`, `place`, `event`, and `error` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without line break; ASCII, so that nothing in it is obeyed."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "place": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info and record.exc_info[1] is not None:
            said["error"] = told(record.exc_info[1])
        return json.dumps(said)


def told(error: BaseException) -> str:
    """An error and those that led to it, latest first: kind, place, and its words where those speak of no article."""
    return " | from ".join(_told(each) for each in _chain(error))


def configure(stream: TextIO | None = None, *, kind: Literal["text", "json"] = "text") -> None:
    """Send all logs of this process to `stream` (standard error), from level INFO."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLine() if kind == "json" else OneLine())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("alembic", "httpx", "procrastinate", "psycopg.pool", "sentence_transformers", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _harmless(line: str) -> str:
    """Without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else f"<U+{ord(letter):04X}>" for letter in line)


def _told(error: BaseException) -> str:
    words = f" ({error})" if isinstance(error, SPEAK_OF_NO_ARTICLE) else ""
    return f"{type(error).__name__}{words} at {' < '.join(_places(error.__traceback__)) or 'an unknown place'}"


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        path = Path(code.co_filename)
        places.append(f"{path.parent.name}/{path.name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[::-1][:FRAMES]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
