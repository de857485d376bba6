"""The text that a parser gets to see: the same length, the same words, one kind of quotation mark.

All marks of pairs become „ and “, and single ones inside others ‚ and ‘, so that the style of an article cannot change
its trees; what no parser has seen (lone surrogates, control characters) becomes a blank.
"""

import regex

from quoteattr.marks import Marks

OUTER, INNER = ("„", "“"), ("‚", "‘")
_UNSEEN = regex.compile(r"[\p{Cs}\p{Cn}\p{Co}\p{Cf}]|[^\P{Cc}\n\r\t\v\f\x85]")


def plain(text: str, marks: Marks) -> str:
    """`text` with unified marks; every offset stays what it was.

    Example:
        >>> from quoteattr.marks import scan
        >>> text = "Er sagte: »Ja.«"
        >>> plain(text, scan(text))
        'Er sagte: „Ja.“'
    """
    characters = list(_UNSEEN.sub(" ", text))
    for pair in marks.pairs:
        opening, closing = INNER if pair.single and pair.parent is not None else OUTER
        for opener in pair.openers:
            characters[opener.start : opener.end] = opening.rjust(len(opener))
        if pair.closer is not None:
            characters[pair.closer.start : pair.closer.end] = closing.ljust(len(pair.closer))
    return "".join(characters)
