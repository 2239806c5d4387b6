"""The command line: what was typed to what is done. app/commands/parser.py says what can be typed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.parser import parser

if TYPE_CHECKING:
    from argparse import Namespace

    from app.settings import Settings

# Imports inside functions keep the web, the database and the models out of what does not need them: --help is quick.

OK, CONFLICTS, TROUBLE = 0, 1, 2  # exit codes, as those of diff
INTERRUPTED, NOBODY_READS = 130, 141  # as a shell says it of SIGINT and SIGPIPE


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked; return the exit code. Trouble is said in one line on standard error."""
    typed = parser()
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what could come next
        import argcomplete

        argcomplete.autocomplete(typed)
    asked = typed.parse_args(arguments)
    if asked.version:
        from app.version import version

        print(f"crossread {version()}")
        return OK
    if asked.command is None:
        typed.error(f"say one of these: {', '.join(COMMANDS)}")
    from pydantic import ValidationError

    from app.errors import CrossreadError
    from app.settings import Settings

    try:
        code = COMMANDS[asked.command](Settings(), asked)
        sys.stdout.flush()  # here, where a reader that is gone can be told from trouble
        return code
    except ValidationError as error:
        wrong = error.errors()[0]
        setting = f"CROSSREAD_{'_'.join(str(part) for part in wrong['loc'])}".upper()
        return _trouble(f"{setting}: {wrong['msg']}.")
    except CrossreadError as error:
        return _trouble(error.detail)
    except KeyboardInterrupt:
        return OK if asked.command in ("serve", "worker") else INTERRUPTED  # these are ended so
    except BrokenPipeError:  # as by `| head`; what is buffered must not be tried again when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS


def _serve(settings: Settings, asked: Namespace) -> int:
    from app.commands.listening import listen
    from app.commands.succeeding import hold_reload, let_be_ended, taken_over

    hold_reload()
    if asked.take_over:
        from app.commands.serve import serve

        let_be_ended()
        listening, starter = taken_over(asked.take_over)
        with listening:
            serve(settings, listening, say=lambda line: None, starter=starter)
        return OK
    with listen(settings.host, settings.port) as listening:
        from app.commands.serve import serve

        serve(settings, listening, say=lambda line: print(line, flush=True))
    return OK


def _worker(settings: Settings, _: Namespace) -> int:
    from app.clock import utc_now
    from app.commands.worker import work

    work(settings, clock=utc_now, say=lambda line: print(line, flush=True))
    return OK


def _compare(settings: Settings, asked: Namespace) -> int:
    from app.clock import utc_now
    from app.commands.compare import compare_articles, has_conflicts, read_both
    from app.commands.printing import printed
    from app.commands.sources import Reader, Source
    from app.commands.steps import steps_on
    from app.exports.taken import Taken
    from app.models.loading import load

    reader = Reader(settings, sys.stdin.buffer, _warn)
    with steps_on(sys.stderr) as steps:
        steps.begin("Opening both articles")
        articles = read_both(
            reader,
            Source(asked.left, asked.left_title, asked.left_published),
            Source(asked.right, asked.right_title, asked.right_published),
        )
        steps.begin("Loading the models")
        models = load(settings)
        comparison = compare_articles(settings, models, *articles, progress=steps)
    printed(Taken(comparison, utc_now()), asked.format, asked.color, sys.stdout)
    return CONFLICTS if has_conflicts(comparison) else OK


def _batch(settings: Settings, asked: Namespace) -> int:
    from functools import partial

    from app import logs
    from app.commands.batch import compare_pairs, tally, unfinished
    from app.commands.compare import compare_articles
    from app.commands.pairs import read_list
    from app.commands.results import results_in
    from app.commands.sources import Reader
    from app.commands.steps import counting_on
    from app.models.loading import load

    logs.configure()
    pairs, folder = read_list(asked.pairs, sys.stdin.buffer)
    with results_in(Path(asked.out), retry=asked.retry) as results:
        waiting = unfinished(pairs, results)
        if waiting:
            compare = partial(compare_articles, settings, load(settings))
            reader = Reader(settings, None, _warn, folder)
            with counting_on(sys.stderr, len(pairs), done=len(pairs) - len(waiting)) as begin:
                compare_pairs(waiting, results, reader=reader, compare=compare, begin=begin)
        found = tally(pairs, results)
    print(found.said, file=sys.stderr)
    return TROUBLE if found.failed else CONFLICTS if found.conflicts else OK


def _mcp(settings: Settings, _: Namespace) -> int:
    from importlib.util import find_spec

    from app.clock import utc_now
    from app.errors import StartRefused

    if find_spec("mcp") is None:
        raise StartRefused("An assistant needs one package more: pip install 'crossread[mcp]'.")
    from app.commands.assistant import serve

    serve(settings, clock=utc_now)
    return OK


def _migrate(settings: Settings, asked: Namespace) -> int:
    from app.commands.upkeep import migrate, take_over

    if asked.source is not None:
        print(f"{take_over(settings, asked.source)} comparisons are in the new database.")
        return OK
    migrate(settings)
    print("The database is in its present form.")
    return OK


def _purge(settings: Settings, _: Namespace) -> int:
    from app.clock import utc_now
    from app.commands.upkeep import purge

    print(f"{purge(settings, now=utc_now())} expired comparisons deleted.")
    return OK


def _stats(settings: Settings, asked: Namespace) -> int:
    from app.clock import utc_now
    from app.commands.stats import document, said, stats

    found = stats(settings, now=utc_now())
    print(json.dumps(document(found)) if asked.format == "json" else said(found))
    return OK


def _models(settings: Settings, asked: Namespace) -> int:
    from app.commands.models import inspect, said

    found = inspect(settings)
    print(json.dumps(found) if asked.format == "json" else said(found))
    return OK


def _completion(_: Settings, asked: Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode(["crossread"], shell=asked.shell))
    return OK


COMMANDS: Mapping[str, Callable[[Settings, Namespace], int]] = {
    "compare": _compare,
    "batch": _batch,
    "serve": _serve,
    "worker": _worker,
    "mcp": _mcp,
    "migrate": _migrate,
    "purge": _purge,
    "stats": _stats,
    "models": _models,
    "completion": _completion,
}


def _warn(line: str) -> None:
    from app.commands.safe import one_line

    print(f"crossread: {one_line(line)}", file=sys.stderr)


def _trouble(line: str) -> int:
    _warn(line)
    return TROUBLE


if __name__ == "__main__":
    sys.exit(main())
