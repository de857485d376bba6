"""Closed classes of function words, out of `data/de/words.tsv`."""

from quoteattr.lexicon import Lexicon


def word_class(name: str) -> frozenset[str]:
    """The words of a class of the German lexicon.

    Raises:
        LexiconError: There is no such class.

    Example:
        >>> "weil" in word_class("adverbial-conjunction")
        True
    """
    return Lexicon.german().words(name)
