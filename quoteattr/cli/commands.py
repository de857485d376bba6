"""The commands by what the user wants of them. Each is a module of this package, imported when it is called.

The module has a function of its own name, which runs the command and whose docstring says what it does; `add_options`,
which adds its options to a parser; and `EXAMPLE`, a line for the shell.
"""

import argparse
import textwrap
from importlib import import_module
from typing import Any

from quoteattr.cli.messages import add_message_options
from quoteattr.cli.options import CommandParser, Loader

ATTRIBUTE = "attribute"
"""The command that is meant where none is named."""

GROUPS = {
    "find quotations": {
        ATTRIBUTE: ("attribute_files", "print the quotations of texts; the word can be left out"),
        "page": ("write_page", "show them on a page of HTML"),
        "explain": ("explain_quotes", "say why each was found"),
        "speakers": ("tabulate_speakers", "say who is quoted how often"),
        "run": ("run_shards", "work through very many articles, shard by shard"),
    },
    "ask many articles": {
        "archive": ("archive_articles", "put articles into one SQLite file"),
        "search": ("search_archive", "search its quotations"),
        "ask": ("ask_archive", "count: persons, outlets, positions, new voices"),
        "variants": ("list_variants", "find quotations that several articles carry"),
    },
    "measure": {
        "evaluate": ("evaluate_gold", "against gold articles"),
        "compare": ("compare_predictions", "two files of predictions"),
    },
    "this installation": {
        "doctor": ("check_installation", "say whether all is there and whole, and how fast it is"),
        "formats": ("list_formats", "what can be read and written"),
        "model": ("show_model", "which model parses"),
        "completion": ("complete_shell", "complete commands and options in bash, zsh or fish"),
    },
}
"""Titles with the commands below them: each with its module and its job in a few words."""

COMMANDS = {name: command for group in GROUPS.values() for name, command in group.items()}


def parser_of(name: str) -> CommandParser:
    """The parser of a command's options."""
    parser = CommandParser(prog="quoteattr" if name == ATTRIBUTE else f"quoteattr {name}", **_description_of(name))
    add_options_of(parser, name)
    return parser


def add_options_of(parser: argparse.ArgumentParser, name: str) -> None:
    """Add the options of a command, and those that all commands have."""
    _module_of(name).add_options(parser)
    add_message_options(parser)


def run_command(name: str, args: argparse.Namespace, load: Loader) -> int:
    """Run a command with the options that its parser read, and give the exit code."""
    run = getattr(_module_of(name), COMMANDS[name][0])
    code: int = run(args, load)
    return code


def whole_parser() -> CommandParser:
    """One parser of everything, for what is made from it: the manual page and completion in a shell."""
    parser = CommandParser(prog="quoteattr", description=f"{PURPOSE} Without a command, {ATTRIBUTE} is meant.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (_, job) in COMMANDS.items():
        add_options_of(commands.add_parser(name, help=job, **_description_of(name)), name)
    return parser


PURPOSE = "Who says what, how, and with what stance in German news texts."


def overview() -> str:
    """What there is, on half a screen."""
    width = max(map(len, COMMANDS))
    groups = [
        "\n".join([f"{title}:", *(f"  {name:{width}}  {job}" for name, (_, job) in group.items())])
        for title, group in GROUPS.items()
    ]
    return "\n".join([
        "usage: quoteattr FILE ...    or    quoteattr COMMAND ...",
        "",
        PURPOSE,
        "",
        *groups,
        "",
        "quoteattr COMMAND --help tells the options of a command, quoteattr --version what is installed.",
        "A file with the name of a command is given as ./NAME. Example: quoteattr article.txt",
    ])  # fmt: skip


def example_of(name: str) -> str:
    """A line for the shell that calls a command."""
    example: str = _module_of(name).EXAMPLE
    return example


def _description_of(name: str) -> dict[str, Any]:
    module = _module_of(name)
    job = " ".join((getattr(module, COMMANDS[name][0]).__doc__ or "").split())
    return {
        "description": textwrap.fill(job, 79),
        "epilog": f"example:\n  {example_of(name)}",
        "formatter_class": argparse.RawDescriptionHelpFormatter,
    }


def _module_of(name: str) -> Any:
    return import_module(f"quoteattr.cli.{COMMANDS[name][0]}")
