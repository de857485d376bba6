"""`python -m quoteattr.lexicon check [FOLDER]`: lists what is wrong with tables of the lexicon."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from quoteattr.lexicon.check import german_folder, problems
from quoteattr.lexicon.schema import TABLES


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 if nothing is wrong, 1 with a list on stdout, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m quoteattr.lexicon", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="find duplicates, impossible values and verbs that cannot be inflected")
    check.add_argument("folder", nargs="?", type=Path, help="your own tables; without it, those of quoteattr")
    options = parser.parse_args(arguments)
    folder = options.folder or german_folder()
    tables = [table.name for table in TABLES if (folder / f"{table.name}.tsv").is_file()]
    if not tables:
        print(f"{folder}: no table of the lexicon there; give a folder with verbs.tsv or the like.", file=sys.stderr)
        return 2
    found = list(problems(folder))
    for problem in found:
        print(problem)
    print(f"{len(tables)} tables, {len(found)} problems", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
