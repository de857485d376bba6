"""Tables for spreadsheets: CSV with a byte order mark, without which some read no umlauts, and without formulas.

A spreadsheet computes a cell that begins with `=` or its kin, whoever wrote it: a name or a quotation in a text of
strangers could send what stands beside it elsewhere. An apostrophe before it makes it a text. Tables for programs are
left as they are.
"""

import csv
import re
from collections.abc import Iterable
from typing import TextIO

_FORMULA = re.compile("[=+\\-@\t\r]")


def without_formula(cell: object) -> object:
    """A cell that no spreadsheet computes; numbers stay numbers.

    Example:
        >>> without_formula("=1+1"), without_formula("1+1"), without_formula(-1)
        ("'=1+1", '1+1', -1)
    """
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def write_for_spreadsheet(rows: Iterable[Iterable[object]], stream: TextIO) -> None:
    """Write rows, the first one with the names of the columns, as they come."""
    stream.write("\ufeff")
    csv.writer(stream, lineterminator="\r\n").writerows(map(without_formula, row) for row in rows)
