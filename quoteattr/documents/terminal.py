"""A terminal's colours and columns, by way of rich, which an extra brings: plain text needs none of it."""

import os
from typing import Any, TextIO

from quoteattr.extras import missing, require


def shows_colours(stream: TextIO) -> bool:
    """Whether to write colours: to a terminal that has some, unless `NO_COLOR` is set or rich is not installed."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or missing("terminal"):
        return False
    return stream.isatty()


def console_for(stream: TextIO, width: int) -> Any:
    """A console of rich that writes what it is given and finds no markup, emoji or numbers in it.

    Args:
        stream: Where it writes to.
        width: Columns, where the stream is no terminal and so has none.

    Raises:
        OptionError: rich is not installed.
    """
    require("terminal", "The table")
    from rich.console import Console

    own_width = None if stream.isatty() else width
    return Console(file=stream, width=own_width, markup=False, emoji=False, highlight=False)
