"""The text that a parser gets to see: the same length, the same words, one kind of quotation mark.

All marks of pairs become „ and “, inner ones of the other kind ‚ and ‘, so that the style of an article cannot change
its trees; what no parser has seen (lone surrogates, control characters) becomes a blank. A word with invisible
characters in it, such as soft hyphens of a web page, is closed up behind as many blanks.
"""

import regex
from attrs import evolve

from quoteattr.model import Span
from quoteattr.text.marks import Marks
from quoteattr.tree import Parse, Token

OUTER, INNER = ("„", "“"), ("‚", "‘")
_INVISIBLE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff"
_LETTER = r"[\p{L}\p{M}\p{N}/-]"  # a hyphen or a slash inside a word moves with it
_WORD_WITH_INVISIBLE = regex.compile(rf"(?<!{_LETTER}){_LETTER}++(?:[{_INVISIBLE}]++{_LETTER}++)++")
_STOPS = regex.compile(r"[.,;:!?)]*+")
_UNSEEN = regex.compile(r"[\p{Cs}\p{Cn}\p{Co}\p{Cf}]|[^\P{Cc}\n\r\t\v\f\x85]")


def plain(text: str, marks: Marks) -> str:
    """`text` with unified marks; every offset stays what it was.

    Example:
        >>> from quoteattr.text.marks import scan
        >>> text = "Er sagte: »Ja.«"
        >>> plain(text, scan(text))
        'Er sagte: „Ja.“'
        >>> plain("die Poli\N{SOFT HYPHEN}zei", scan(""))
        'die  Polizei'
    """
    characters = list(_UNSEEN.sub(" ", _WORD_WITH_INVISIBLE.sub(_closed_up, text)))
    for pair in marks.pairs:
        is_inner = pair.parent is not None and marks.pairs[pair.parent].single != pair.single
        opening, closing = INNER if is_inner else OUTER
        for opener in pair.openers:
            characters[opener.start : opener.end] = opening.rjust(len(opener))
        if pair.closer is not None:
            end = pair.closer.end + len(_stops_behind(text, pair.closer))
            moved = closing + "".join(characters[pair.closer.end : end])
            characters[pair.closer.start : end] = moved.ljust(end - pair.closer.start)
    return "".join(characters)


def _stops_behind(text: str, closer: Span) -> str:
    """Stops and commas right behind a closing mark: they move up to it, for no sentence ends at a blank before them."""
    found = _STOPS.match(text, closer.end)
    return found[0] if found is not None else ""


def _closed_up(found: regex.Match[str]) -> str:
    word = "".join(char for char in found[0] if char not in _INVISIBLE)
    return word.rjust(len(found[0]))


def as_given(parse: Parse, marks: Marks) -> Parse:
    """The parse of a plain text with marks of two signs (`,,Ja''`) and what moved up to them or inside words put back.

    Example:
        >>> from quoteattr.text.marks import scan
        >>> from quoteattr.tree import Sentence, Token
        >>> parse = Parse("''Ja", (Sentence((Token(0, "„", "„", "PUNCT", "", {}, start=1, end=2),)),))
        >>> as_given(parse, scan(parse.text)).sentences[0].tokens[0].start
        0
    """
    wide: dict[int, Span] = {}
    places = _places(parse.text)
    for pair in marks.pairs:
        wide |= {opener.end - 1: opener for opener in pair.openers if len(opener) > 1}
        closer = pair.closer
        if closer is not None and len(closer) > 1:
            wide[closer.start] = closer
            stops = len(_stops_behind(parse.text, closer))
            places |= {closer.start + 1 + number: closer.end + number for number in range(stops)}
    if not wide and not places:
        return parse

    def whole(token: Token) -> Token:
        mark = wide.get(token.start)
        if mark is not None:
            return evolve(token, start=mark.start, end=mark.end)
        start, last = places.get(token.start, token.start), places.get(token.end - 1, token.end - 1)
        return evolve(token, start=start, end=last + 1) if (start, last + 1) != (token.start, token.end) else token

    sentences = (evolve(sentence, tokens=tuple(map(whole, sentence.tokens))) for sentence in parse.sentences)
    return evolve(parse, sentences=tuple(sentences))


def _places(text: str) -> dict[int, int]:
    """Where the letters of the words that are closed up in a plain text stand in the text as given."""
    places: dict[int, int] = {}
    for found in _WORD_WITH_INVISIBLE.finditer(text):
        letters = [place for place in range(*found.span()) if text[place] not in _INVISIBLE]
        places.update(zip(range(found.end() - len(letters), found.end()), letters, strict=True))
    return places
