"""An answer of an archive: columns with names, and rows."""

from collections.abc import Iterable
from typing import Any

from attrs import fields, frozen


@frozen
class Table:
    """Columns and rows.

    Attributes:
        columns: Names of the columns.
        rows: The rows, a value for each column: strings, numbers, or tuples of them.
        brief: The columns that a person wants to see, in this order; all if empty.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    brief: tuple[str, ...] = ()

    @classmethod
    def of(cls, kind: type[Any], items: Iterable[Any], brief: tuple[str, ...] = ()) -> "Table":
        """The fields of some objects of an attrs class.

        Example:
            >>> Table.of(Table, [Table(("a",), ())]).rows
            ((('a',), (), ()),)
        """
        names = tuple(field.name for field in fields(kind))
        return cls(names, tuple(tuple(getattr(item, name) for name in names) for item in items), brief)
