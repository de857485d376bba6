"""The text that a parser gets to see: the same length, the same words, one kind of quotation mark.

All marks of pairs become „ and “, so that the style of an article cannot change its trees; what no parser has
seen (lone surrogates, control characters) becomes a blank.
"""

import regex

from quoteattr.marks import Marks

OPEN, CLOSE = "„", "“"
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
        if pair.single:
            continue
        for opener in pair.openers:
            characters[opener.start : opener.end] = OPEN.rjust(len(opener))
        if pair.closed:
            start = pair.inner.end if pair.inner is not None else pair.openers[-1].end
            end = pair.span.end
            closing = text[start:end].lstrip()
            characters[end - len(closing) : end] = CLOSE.ljust(len(closing))
    return "".join(characters)
