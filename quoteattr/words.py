"""Closed classes of function words, out of `data/de/words.tsv`."""

from functools import cache
from importlib import resources

from quoteattr.errors import LexiconError


@cache
def _table() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    source = (resources.files("quoteattr") / "data" / "de" / "words.tsv").read_text(encoding="utf-8")
    _, *rows = (line for line in source.splitlines() if line and not line.startswith("#"))  # first the header
    for row in rows:
        name, _, word = row.partition("\t")
        classes.setdefault(name, set()).add(word)
    return {name: frozenset(words) for name, words in classes.items()}


def word_class(name: str) -> frozenset[str]:
    """The words of a class.

    Raises:
        LexiconError: There is no such class.

    Example:
        >>> "weil" in word_class("adverbial-conjunction")
        True
    """
    table = _table()
    if name not in table:
        raise LexiconError(f"There is no word class {name!r}; words.tsv has {', '.join(sorted(table))}.")
    return table[name]
