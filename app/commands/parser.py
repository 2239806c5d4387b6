"""What can be typed: every command with its arguments. Imports nothing of the program, so that --help is quick."""

from __future__ import annotations

import argparse
from typing import Any

FORMATS = ("text", "json", "csv", "md", "html")
SHELLS = ("bash", "zsh", "fish")
DATES = "YYYY-MM-DD, YYYY-MM or YYYY"


def parser() -> argparse.ArgumentParser:
    """The whole command line; what is parsed has the name of its `command`."""
    made = argparse.ArgumentParser(
        prog="crossread",
        description="Compare two articles claim by claim: what both say, what only one says, where they conflict.",
        epilog="Settings are environment variables CROSSREAD_…; docs/operations.md lists them.",
    )
    made.add_argument("--version", action="store_true", help="say which version this is, and end")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    _compare(commands)
    _batch(commands)
    serve = commands.add_parser("serve", help="serve the site (CROSSREAD_HOST, CROSSREAD_PORT)")
    serve.add_argument("--take-over", help=argparse.SUPPRESS)  # the server itself says so, see succeeding.py
    commands.add_parser("worker", help="compute what is queued, for servers that leave it to workers")
    commands.add_parser(
        "mcp",
        help="let an assistant compare texts (Model Context Protocol)",
        description="A server of the Model Context Protocol over standard input and output, with one tool that compares"
        " two texts. An assistant starts it; docs/command-line.md says how it is told to.",
    )
    migrate = commands.add_parser(
        "migrate",
        help="bring the database to its present form, as serve does at start; or fill it from another",
        description="Bring the database to its present form, as serve does at start. With --from, copy everything there"
        " is in another database into this one, which must be empty. Stop whoever uses the other before.",
    )
    migrate.add_argument(
        "--from", dest="source", metavar="ADDRESS", help="where the comparisons are now: sqlite:///data/crossread.db"
    )
    commands.add_parser("purge", help="delete expired comparisons, as serve does every minute")
    _facts(commands, "stats", "count what is kept by state and age, without a look at any text")
    _facts(commands, "models", "load the models; say which they are, and whether their files are whole")
    completion = commands.add_parser("completion", help="print a script that completes this command in a shell")
    completion.add_argument("shell", choices=SHELLS)
    return made


def _compare(commands: Any) -> None:
    compare = commands.add_parser(
        "compare",
        help="compare two files or web addresses",
        description="Compare two articles: files (.txt, .md, .html, .mhtml, .pdf, .docx, .odt, .rtf, .epub, .eml), web"
        " addresses (https://…), or - for standard input. Exit code: 0 no conflict, 1 conflicts, 2 trouble.",
    )
    compare.add_argument("left", metavar="LEFT", help="a file, an address, or -")
    compare.add_argument("right", metavar="RIGHT", help="another")
    compare.add_argument("--format", choices=FORMATS, default="text", help="what is printed; default text")
    compare.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour in the text; auto: on a terminal, unless NO_COLOR is set",
    )
    for side in ("left", "right"):
        compare.add_argument(f"--{side}-title", metavar="TITLE", help=f"what to call the {side} article")
        compare.add_argument(f"--{side}-published", metavar="DATE", help=f"when it was published: {DATES}")


def _batch(commands: Any) -> None:
    batch = commands.add_parser(
        "batch",
        help="compare many pairs from a list",
        description="Compare every pair of a CSV file and write one line of JSON for each. The list has a heading: left"
        " and right, and if you like id, left_title, right_title, left_published, right_published. Started again, it"
        " goes on after the last finished pair. Exit code: 0 no conflict, 1 conflicts, 2 trouble with any pair.",
    )
    batch.add_argument("pairs", metavar="PAIRS.CSV", help="the list, or - for standard input")
    batch.add_argument("--out", metavar="RESULTS.JSONL", required=True, help="where the lines go, one a pair")
    batch.add_argument("--retry", action="store_true", help="try those again that failed before")


def _facts(commands: Any, name: str, said: str) -> None:
    facts = commands.add_parser(name, help=said, description=f"{said[0].upper()}{said[1:]}.")
    facts.add_argument("--format", choices=("text", "json"), default="text", help="what is printed; default text")
