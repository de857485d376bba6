"""Looks after tables of the lexicon: `check` lists what is wrong with them, `show` what they say about a word.

`python -m quoteattr.lexicon check [FOLDER]` and `python -m quoteattr.lexicon show WORD [FOLDER]`.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from quoteattr.errors import LexiconError
from quoteattr.lexicon.check import problems
from quoteattr.lexicon.load import Lexicon
from quoteattr.lexicon.schema import TABLES
from quoteattr.lexicon.show import entries, lines
from quoteattr.lexicon.tables import german_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0 if all is well, 1 if something is wrong or the word unknown, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.lexicon", description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="find duplicates, impossible values and verbs that cannot be inflected")
    check.add_argument("folder", nargs="?", type=Path, help="your own tables; without it, those of quoteattr")
    show = commands.add_parser("show", help="print the entries that a word belongs to")
    show.add_argument("word", help="in any form; several words in quotation marks")
    show.add_argument("folder", nargs="?", type=Path, help="your own tables, which extend those of quoteattr")
    options = parser.parse_args(arguments)
    try:
        return _check(options.folder) if options.command == "check" else _show(options.word, options.folder)
    except LexiconError as error:
        print(error, file=sys.stderr)
        return 2


def _check(folder: Path | None) -> int:
    """Print what is wrong with the tables of a folder; returns the exit code."""
    tables = folder or german_folder()
    names = [table.name for table in TABLES if (tables / f"{table.name}.tsv").is_file()]
    if not names:
        raise LexiconError(f"{str(tables)!r}: no table of the lexicon there; give a folder with verbs.tsv or the like.")
    found = list(problems(tables))
    for problem in found:
        print(problem)
    print(f"{len(names)} tables, {len(found)} problems", file=sys.stderr)
    return 1 if found else 0


def _show(word: str, folder: Path | None) -> int:
    """Print the lines of the tables that a word belongs to; returns the exit code."""
    lexicon = Lexicon.german().extend(folder) if folder else Lexicon.german()
    found = list(entries(word, lexicon))
    for row in found:
        print("\n".join(lines(row)))
    if not found:
        print(f"{word!r}: in no table of the lexicon.", file=sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
