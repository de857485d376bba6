"""`quoteattr formats`: what can be read and written, and which extra each format needs."""

import argparse
from collections.abc import Iterable, Mapping
from typing import Any

from quoteattr.cli.messages import show
from quoteattr.cli.options import Loader
from quoteattr.documents import readers, speaker_tables, writers
from quoteattr.documents.registry import WRITERS, Writer, readers_in, writers_in
from quoteattr.extras import install_line, missing

Row = tuple[str, str, str]
"""Name, description and extra of a format."""


EXAMPLE = "quoteattr formats"


def add_options(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def list_formats(args: argparse.Namespace, load: Loader) -> int:
    """List the formats that can be read (--reader) and written (--format), and what each needs to be installed."""
    lists: dict[str, Iterable[Row]] = {
        "read": [
            (reader.name, f"{reader.description} ({' '.join(reader.suffixes)})", reader.extra)
            for reader in readers_in(readers).values()
        ],
        "written": _rows_of_writers(writers_in(writers, WRITERS)),
        "written by quoteattr speakers": _rows_of_writers(writers_in(speaker_tables)),
    }
    show("\n\n".join("\n".join([f"{title}:", *map(_line, rows)]) for title, rows in lists.items()))
    return 0


def _rows_of_writers(known: Mapping[str, Writer[Any]]) -> list[Row]:
    return [(writer.name, writer.description, writer.extra) for writer in known.values()]


def _line(row: Row) -> str:
    name, description, extra = row
    needed = f"; needs {install_line(extra)}" if missing(extra) else f"; with [{extra}]" if extra else ""
    return f"  {name:12} {description}{needed}"
