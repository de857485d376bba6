"""Reads the tables of the lexicon: tab separated, `#` lines tell the condition and source, then column names.

An empty cell is written `-`. Every complaint names file, line, value, valid options.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Generic, TypeVar

from attrs import frozen

from quoteattr.errors import LexiconError

Folder = Path | Traversable
Entry = TypeVar("Entry")
Member = TypeVar("Member", bound=StrEnum)


def german_folder() -> Folder:
    """Where the tables of quoteattr are."""
    return resources.files("quoteattr") / "data" / "de"


@frozen
class Row:
    """One line of a table.

    Attributes:
        file: Name of the file.
        line: Number of the line, from 1.
        cells: Value by column, as written.
    """

    file: str
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """The value, empty for `-`."""
        value = self.cells[column]
        return "" if value == "-" else value

    def items(self, column: str, separator: str = ",") -> tuple[str, ...]:
        """The value cut at a separator, empty for `-`."""
        items = [item.strip() for item in self.text(column).split(separator)]
        return tuple([item for item in items if item])

    def member(self, column: str, kind: type[Member]) -> Member:
        """The value as a member of an enumeration."""
        try:
            return kind(self.cells[column])
        except ValueError:
            return kind(self.choice(column, [member.value for member in kind]))

    def choice(self, column: str, options: list[str] | tuple[str, ...]) -> str:
        """The value, which must be one of the options."""
        value = self.cells[column]
        if value not in options:
            raise self.error(f"{column} is {value!r}; valid are {', '.join(options)}.")
        return value

    def choices(self, column: str, options: tuple[str, ...]) -> frozenset[str]:
        """The comma-separated values, which must all be options."""
        values = self.items(column)
        for value in values:
            if value not in options:
                raise self.error(f"{column} has {value!r}; valid are {', '.join(options)}.")
        return frozenset(values)

    def error(self, message: str) -> LexiconError:
        """A LexiconError that begins with the place of this row."""
        return LexiconError(f"{self.file}:{self.line}: {message}")


@frozen
class Table(Generic[Entry]):
    """A table of the lexicon and how its rows become entries.

    Attributes:
        name: Its file's name without `.tsv`.
        columns: Their names, in order.
        parse: Makes an entry of a row.
        key_columns: How many of the first columns tell an entry from all others.
    """

    name: str
    columns: tuple[str, ...]
    parse: Callable[[Row], Entry]
    key_columns: int = 1

    def key(self, row: Row) -> str:
        """What tells the entry of a row from all others."""
        return " ".join([row.cells[column] for column in self.columns[: self.key_columns]])

    def rows(self, folders: Iterable[Folder]) -> Iterator[Row]:
        """The lines of the table in all folders.

        Raises:
            LexiconError: A line is malformed.
        """
        for folder in folders:
            for row in scan_table(folder, self.name, self.columns):
                if isinstance(row, LexiconError):
                    raise row
                yield row

    def read(self, folders: Iterable[Folder]) -> dict[str, Entry]:
        """All entries by key; a later folder replaces entries of an earlier one.

        Raises:
            LexiconError: A line is malformed or impossible.

        Example:
            >>> table = Table("particles", ("particle",), lambda row: row.line)
            >>> list(table.read([german_folder()]))[:3]
            ['ab', 'an', 'auf']
        """
        return {self.key(row): self.parse(row) for row in self.rows(folders)}


def scan_table(folder: Folder, name: str, columns: tuple[str, ...]) -> Iterator[Row | LexiconError]:
    """The rows of a table with the complaints about malformed lines among them; nothing without the file."""
    path = folder / f"{name}.tsv"
    if not path.is_file():
        return
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        yield LexiconError(f"{path.name}: not UTF-8 text ({error.reason}); save it as UTF-8.")
        return
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
    header = tuple(numbered[0][1].split("\t")) if numbered else ()
    if header != columns:
        line_number = numbered[0][0] if numbered else 1
        names = " ".join(columns)
        yield LexiconError(f"{path.name}:{line_number}: the first line must name the columns {names}, tab separated.")
        return
    file = path.name
    for number, line in numbered[1:]:
        cells = line.split("\t")
        row = Row(file, number, dict(zip(columns, cells, strict=False)))
        if len(cells) != len(columns):
            names = " ".join(columns)
            yield row.error(f"{len(cells)} cells instead of {len(columns)} ({names}); write - for an empty one.")
        elif not all(map(str.strip, cells)):
            yield row.error(f"an empty cell in {line!r}; write - for it.")
        else:
            yield row
