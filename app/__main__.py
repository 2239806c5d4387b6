"""The command line: serve · compare · migrate · purge."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.settings import Settings

# Imports inside functions keep the web, the database and the models out of what does not need them: --help is quick.

OK, CONFLICTS, TROUBLE = 0, 1, 2  # exit codes, as those of diff


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked; return the exit code. Trouble is said in one line on standard error."""
    asked = _parser().parse_args(arguments)
    from pydantic import ValidationError

    from app.errors import CrossreadError
    from app.settings import Settings

    try:
        return int(asked.command(Settings(), asked))
    except ValidationError as error:
        wrong = error.errors()[0]
        setting = f"CROSSREAD_{'_'.join(str(part) for part in wrong['loc'])}".upper()
        return _trouble(f"{setting}: {wrong['msg']}.")
    except CrossreadError as error:
        return _trouble(error.detail)
    except KeyboardInterrupt:
        return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="crossread",
        description="Compare two articles claim by claim: what both say, what only one says, where they conflict.",
        epilog="Settings are environment variables CROSSREAD_…; docs/operations.md lists them.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    serve = commands.add_parser("serve", help="serve the site (CROSSREAD_HOST, CROSSREAD_PORT)")
    serve.set_defaults(command=_serve)
    compare = commands.add_parser(
        "compare",
        help="compare two files",
        description="Compare two files (.txt, .md, .html). Exit code: 0 no conflict, 1 conflicts, 2 trouble.",
    )
    compare.add_argument("left", type=Path, metavar="LEFT", help="a file")
    compare.add_argument("right", type=Path, metavar="RIGHT", help="another")
    compare.add_argument("--format", choices=("text", "json"), default="text", help="what is printed; default text")
    compare.set_defaults(command=_compare)
    migrate = commands.add_parser("migrate", help="bring the database to its present form, as serve does at start")
    migrate.set_defaults(command=_migrate)
    purge = commands.add_parser("purge", help="delete expired comparisons, as serve does every hour")
    purge.set_defaults(command=_purge)
    return parser


def _serve(settings: Settings, _: argparse.Namespace) -> int:
    from app.commands.listening import listen

    with listen(settings.host, settings.port) as listening:
        from app.commands.serve import serve

        serve(settings, listening, say=lambda line: print(line, flush=True))
    return OK


def _compare(settings: Settings, asked: argparse.Namespace) -> int:
    from app.commands.compare import compare_files
    from app.commands.report import report
    from app.comparison.document import to_document

    comparison = compare_files(settings, asked.left, asked.right, warn=_warn)
    if asked.format == "json":
        print(json.dumps(to_document(comparison), ensure_ascii=False))
    else:
        print(report(comparison))
    return CONFLICTS if any(link.relation == "contradiction" for link in comparison.links) else OK


def _migrate(settings: Settings, _: argparse.Namespace) -> int:
    from app.commands.upkeep import migrate

    migrate(settings)
    print("The database is in its present form.")
    return OK


def _purge(settings: Settings, _: argparse.Namespace) -> int:
    from app.clock import utc_now
    from app.commands.upkeep import purge

    print(f"{purge(settings, now=utc_now())} expired comparisons deleted.")
    return OK


def _warn(line: str) -> None:
    print(f"crossread: {line}", file=sys.stderr)


def _trouble(line: str) -> int:
    _warn(line)
    return TROUBLE


if __name__ == "__main__":
    sys.exit(main())
