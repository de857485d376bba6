"""Which columns of the lexicon no test would miss: ``python benchmarks/emptied_columns.py [TABLE | TABLE.COLUMN …]``.

Each column in turn is emptied in a copy of the package (``-`` in each row), and the tests that need no model run
against the copy. Where an empty cell is impossible, the lexicon no longer loads and the loss is noticed. With
``--level`` such a column has its most frequent value in each row instead, which is a harder question: then only a test
can notice. Prints a line a column, the survivors last; exit code 1 if there are any.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import quoteattr
from quoteattr import Lexicon, LexiconError
from quoteattr.lexicon.check import problems
from quoteattr.lexicon.schema import TABLES
from quoteattr.lexicon.tables import Table

TESTS = Path(__file__).parent.parent / "tests"
# All of them read the lexicon and need no model; what takes longest runs only if nothing before it noticed.
RUNS = [
    ["test_columns"],
    "test_speaker_phrases test_telling test_stance_contrasts test_speakers test_golden test_lexicon".split(),
    "test_rules test_stance_page test_stance_classes".split(),
]


def main(arguments: Sequence[str] | None = None) -> int:
    """Empty each column, print what notices."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="tables, or columns as TABLE.COLUMN; all without any")
    parser.add_argument("--level", action="store_true", help="one value in each row where no cell can be empty")
    options = parser.parse_args(arguments)
    survivors = []
    with TemporaryDirectory() as folder:
        package = Path(folder, "quoteattr")
        shutil.copytree(Path(quoteattr.__file__).parent, package, ignore=shutil.ignore_patterns("model", "__pycache__"))
        failed = failing_test(package)
        if failed is not None:
            print(f"Nothing is emptied yet, and {failed} fails.", file=sys.stderr)
            return 2
        for table, column in columns(options.names):
            name = f"{table.name}.{column}"
            noticed = noticed_by(table, column, package, level=options.level)
            if noticed is None:
                survivors.append(name)
            else:
                print(f"{name}: {noticed}", flush=True)
    print(f"survivors: {', '.join(survivors) or 'none'}")
    return 1 if survivors else 0


def columns(names: Sequence[str]) -> Iterator[tuple[Table[Any], str]]:
    """The columns to empty, in the order of the schema."""
    for table in TABLES:
        for column in table.columns:
            if not names or table.name in names or f"{table.name}.{column}" in names:
                yield table, column


def noticed_by(table: Table[Any], column: str, package: Path, *, level: bool) -> str | None:
    """What notices that a column is gone from the copy of the package; None if nothing does."""
    path = package / "data" / "de" / f"{table.name}.tsv"
    whole = path.read_text("utf-8")
    try:
        path.write_text(filled(whole, column, "-"), "utf-8")
        impossible = complaint(path.parent)
        if impossible is None:
            return failing_test(package)
        if not level:
            return impossible
        path.write_text(filled(whole, column, most_frequent(whole, column)), "utf-8")
        return complaint(path.parent) or failing_test(package)
    finally:
        path.write_text(whole, "utf-8")


def filled(source: str, column: str, value: str) -> str:
    """A table with one value in each row of a column."""
    at, rows = None, []
    for line in source.split("\n"):
        cells = line.split("\t")
        if line and not line.startswith("#"):
            if at is None:
                at = cells.index(column)
            else:
                cells[at] = value
        rows.append("\t".join(cells))
    return "\n".join(rows)


def most_frequent(source: str, column: str) -> str:
    """The value that most rows of a table have in a column."""
    header, *rows = [line.split("\t") for line in source.split("\n") if line and not line.startswith("#")]
    [(value, _)] = Counter(row[header.index(column)] for row in rows).most_common(1)
    return value


def complaint(folder: Path) -> str | None:
    """Why the lexicon does not load, or what its check finds: cheaper than any test."""
    try:
        Lexicon.from_folder(folder)
    except LexiconError as error:
        return f"does not load: {error}"
    found = next(problems(folder), None)
    return f"the check: {found}" if found is not None else None


def failing_test(package: Path) -> str | None:
    """The first test that fails with this copy of the package."""
    # In the folder of the copy: Python looks there first, and what the tests leave behind goes with it.
    environment = os.environ | {"PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-m", "not model", "-p", "no:cacheprovider"]
    for names in RUNS:
        files = [str(TESTS / f"{name}.py") for name in names]
        done = subprocess.run(
            [*command, *files], cwd=package.parent, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode != 0:
            found = re.search(r"^(?:FAILED|ERROR) \S*?(test_\w+\.py.*?)(?: - |$)", done.stdout, re.MULTILINE)
            return found[1] if found else f"pytest, which exits with {done.returncode}"
    return None


if __name__ == "__main__":
    sys.exit(main())
