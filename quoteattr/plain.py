"""The text that a parser gets to see: the same length, the same words, one kind of quotation mark.

All marks of pairs become „ and “, inner ones of the other kind ‚ and ‘, so that the style of an article cannot change
its trees; what no parser has seen (lone surrogates, control characters) becomes a blank.
"""

import regex
from attrs import evolve

from quoteattr.marks import Marks
from quoteattr.syntax import Parse, Token

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
        is_inner = pair.parent is not None and marks.pairs[pair.parent].single != pair.single
        opening, closing = INNER if is_inner else OUTER
        for opener in pair.openers:
            characters[opener.start : opener.end] = opening.rjust(len(opener))
        if pair.closer is not None:
            start, end = pair.closer.start, pair.closer.end
            is_last = not text[end : end + 1].strip()  # what follows stays next to it: “, and “.
            characters[start:end] = closing.ljust(end - start) if is_last else closing.rjust(end - start)
    return "".join(characters)


def whole_marks(parse: Parse, marks: Marks) -> Parse:
    """The parse of a plain text, each mark of two signs (`,,Ja''`) one whole token as in the text as given.

    Example:
        >>> from quoteattr.marks import scan
        >>> from quoteattr.syntax import Sentence, Token
        >>> parse = Parse("''Ja", (Sentence((Token(0, "„", "„", "PUNCT", "", {}, start=1, end=2),)),))
        >>> whole_marks(parse, scan(parse.text)).sentences[0].tokens[0].start
        0
    """
    wide = {
        offset: mark
        for pair in marks.pairs
        for mark in (*pair.openers, *((pair.closer,) if pair.closer else ()))
        if len(mark) > 1
        for offset in range(mark.start, mark.end)
    }
    if not wide:
        return parse

    def whole(token: Token) -> Token:
        mark = wide.get(token.start)
        return evolve(token, start=mark.start, end=mark.end) if mark is not None else token

    sentences = (evolve(sentence, tokens=tuple(map(whole, sentence.tokens))) for sentence in parse.sentences)
    return evolve(parse, sentences=tuple(sentences))
