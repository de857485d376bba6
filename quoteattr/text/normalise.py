"""The text that a parser gets to see, and the way back from its offsets to the text as given.

All marks of pairs become „ and “, inner ones of the other kind ‚ and ‘, so that the style of an article cannot change
its trees; what no parser has seen (lone surrogates, control characters) becomes a blank. A word with invisible
characters in it, such as soft hyphens of a web page, is closed up behind as many blanks. So the parser's text is as
long as the text as given, but some of its letters stand elsewhere. `Normalised.restore` puts them back; only
`quoteattr.reading` uses this module, so that the way back cannot be forgotten.
"""

from functools import cached_property

import regex
from attrs import evolve, frozen

from quoteattr.model import Span
from quoteattr.text.marks import Marks
from quoteattr.tree import Parse, Token

OUTER, INNER = ("„", "“"), ("‚", "‘")
_INVISIBLE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff"
_LETTER = r"[\p{L}\p{M}\p{N}/-]"  # a hyphen or a slash inside a word moves with it
_WORD_WITH_INVISIBLE = regex.compile(rf"(?<!{_LETTER}){_LETTER}++(?:[{_INVISIBLE}]++{_LETTER}++)++")
_STOPS = regex.compile(r"[.,;:!?)]*+")
_UNSEEN = regex.compile(r"[\p{Cs}\p{Cn}\p{Co}\p{Cf}]|[^\P{Cc}\n\r\t\v\f\x85]")


@frozen
class Normalised:
    """A text with its marks, in the form that a parser sees.

    Attributes:
        given: The text as given.
        marks: Its quotation marks.

    Example:
        >>> from quoteattr.text.marks import scan
        >>> for text in ("Er sagte: »Ja.«", "die Poli\N{SOFT HYPHEN}zei"):
        ...     print(Normalised(text, scan(text)).text)
        Er sagte: „Ja.“
        die  Polizei
    """

    given: str
    marks: Marks

    @cached_property
    def text(self) -> str:
        """What the parser sees, as long as the text as given."""
        characters = list(_UNSEEN.sub(" ", _WORD_WITH_INVISIBLE.sub(_closed_up, self.given)))
        for pair in self.marks.pairs:
            is_inner = pair.parent is not None and self.marks.pairs[pair.parent].single != pair.single
            opening, closing = INNER if is_inner else OUTER
            for opener in pair.openers:
                characters[opener.start : opener.end] = opening.rjust(len(opener))
            if pair.closer is not None:
                end = pair.closer.end + len(_stops_behind(self.given, pair.closer))
                moved = closing + "".join(characters[pair.closer.end : end])
                characters[pair.closer.start : end] = moved.ljust(end - pair.closer.start)
        return "".join(characters)

    def restore(self, parse: Parse) -> Parse:
        """The parse of `text` over the text as given: marks of two signs are whole (`,,Ja''`), letters where they were.

        Example:
            >>> from quoteattr.text.marks import scan
            >>> from quoteattr.tree import Sentence, Token
            >>> seen = Normalised("''Ja", scan("''Ja"))
            >>> mark = Token(0, "„", "„", "PUNCT", "", {}, start=1, end=2)
            >>> seen.restore(Parse(seen.text, (Sentence((mark,)),))).sentences[0].tokens[0].span
            Span(start=0, end=2)
        """
        wide: dict[int, Span] = {}
        places = _places(self.given)
        for pair in self.marks.pairs:
            wide |= {opener.end - 1: opener for opener in pair.openers if len(opener) > 1}
            closer = pair.closer
            if closer is not None and len(closer) > 1:
                wide[closer.start] = closer
                stops = len(_stops_behind(self.given, closer))
                places |= {closer.start + 1 + number: closer.end + number for number in range(stops)}
        if not wide and not places:
            return evolve(parse, text=self.given)

        def whole(token: Token) -> Token:
            mark = wide.get(token.start)
            if mark is not None:
                return evolve(token, start=mark.start, end=mark.end)
            start, end = places.get(token.start, token.start), places.get(token.end - 1, token.end - 1) + 1
            return token if (start, end) == (token.start, token.end) else evolve(token, start=start, end=end)

        sentences = (evolve(sentence, tokens=tuple(map(whole, sentence.tokens))) for sentence in parse.sentences)
        return evolve(parse, text=self.given, sentences=sentences)


def _stops_behind(text: str, closer: Span) -> str:
    """Stops and commas right behind a closing mark: they move up to it, for no sentence ends at a blank before them."""
    found = _STOPS.match(text, closer.end)
    return found[0] if found is not None else ""


def _closed_up(found: regex.Match[str]) -> str:
    """A word without its invisible characters, behind as many blanks."""
    word = "".join(char for char in found[0] if char not in _INVISIBLE)
    return word.rjust(len(found[0]))


def _places(text: str) -> dict[int, int]:
    """Where the letters of the words that are closed up stand in the text as given."""
    places: dict[int, int] = {}
    for found in _WORD_WITH_INVISIBLE.finditer(text):
        letters = [place for place in range(*found.span()) if text[place] not in _INVISIBLE]
        places.update(zip(range(found.end() - len(letters), found.end()), letters, strict=True))
    return places
