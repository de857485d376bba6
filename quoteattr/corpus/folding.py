"""Texts as they are compared and searched: small letters, umlauts written out."""

import regex

_WORD = regex.compile(r"[\p{L}\p{N}]+")
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def folded(text: str) -> str:
    """A text in small letters with umlauts written out, so that *Müller*, *MÜLLER* and *Mueller* are one word.

    Example:
        >>> folded("Groß, Jürgen")
        'gross, juergen'
    """
    return text.casefold().translate(_FOLDED)


def letters(text: str) -> str:
    """The words of a text, folded, with one blank between: what spelling and punctuation leave alone.

    Example:
        >>> letters("„Nein“ – „niemals!“")
        'nein niemals'
    """
    return " ".join(_WORD.findall(folded(text)))
