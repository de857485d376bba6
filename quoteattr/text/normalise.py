"""The text that a parser gets to see, and the way back from its offsets to the text as given.

All marks of pairs become „ and “, inner ones of the other kind ‚ and ‘, so that the style of an article cannot change
its trees; what no parser has seen (lone surrogates, control characters) becomes a blank. A word with invisible
characters in it, such as soft hyphens of a web page, is closed up behind as many blanks, and so is one whose letters
are written with combining marks. So the parser's text is as long as the text as given, but some of its letters stand
elsewhere. `Normalised.restore` puts them back; only
`quoteattr.reading` uses this module, so that the way back cannot be forgotten.
"""

from functools import cached_property

import regex
from attrs import evolve, frozen

from quoteattr.model import Span
from quoteattr.text.letters import UNUSUAL_WORD, as_seen, letters
from quoteattr.text.marks import Marks
from quoteattr.tree import Parse, Token

OUTER, INNER = ("„", "“"), ("‚", "‘")
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
        characters = list(_UNSEEN.sub(" ", UNUSUAL_WORD.sub(_closed_up, self.given)))
        for pair in reversed(self.marks.pairs):  # of marks that touch, the one next to the word first
            is_inner = pair.parent is not None and self.marks.pairs[pair.parent].single != pair.single
            opening, closing = INNER if is_inner else OUTER
            for opener in pair.openers:
                end = opener.end + self._shifts.get(opener.end, 0)
                characters[opener.start : end] = opening.rjust(end - opener.start)
            if pair.closer is not None:
                end = pair.closer.end + len(_stops_behind(self.given, pair.closer))
                moved = closing + "".join(characters[pair.closer.end : end])
                characters[pair.closer.start : end] = moved.ljust(end - pair.closer.start)
        return "".join(characters)

    @cached_property
    def _shifts(self) -> dict[int, int]:
        """By how much the words that are closed up begin later, by where they begin, and opening marks with them."""
        words = UNUSUAL_WORD.finditer(self.given)
        shifts = {word.start(): len(word[0]) - sum(1 for _ in letters(word[0])) for word in words}
        openers = (opener for pair in self.marks.pairs for opener in pair.openers) if shifts else ()
        for opener in sorted(openers, reverse=True):
            shifts[opener.start] = shifts.get(opener.end, 0)
        return shifts

    def restore(self, parse: Parse) -> Parse:
        """The parse of `text` over the text as given.

        Marks of two signs are whole (`,,Ja''`), letters are where they were, and the stars and underscores of Markdown
        are part of where a word stands, but not of the word.

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
            seen = ((opener.end - 1 + self._shifts.get(opener.end, 0), opener) for opener in pair.openers)
            wide |= {place: opener for place, opener in seen if place != opener.start}
            closer = pair.closer
            if closer is not None and len(closer) > 1:
                wide[closer.start] = closer
                stops = len(_stops_behind(self.given, closer))
                stands = ((closer.start + 1 + number, closer.end + number) for number in range(stops))
                places |= {seen: Span(given, given + 1) for seen, given in stands}
        stressed = "*" in self.given or "_" in self.given
        if not wide and not places and not stressed:
            return evolve(parse, text=self.given)

        def whole(token: Token) -> Token:
            mark = wide.get(token.start)
            if mark is not None:
                return evolve(token, start=mark.start, end=mark.end)
            first, last = places.get(token.start), places.get(token.end - 1)
            start = first.start if first is not None else token.start
            end = last.end if last is not None else token.end
            text = as_seen(token.text) if stressed else token.text
            if (start, end, text) == (token.start, token.end, token.text):
                return token
            return evolve(token, text=text, start=start, end=end)

        sentences = (evolve(sentence, tokens=tuple(map(whole, sentence.tokens))) for sentence in parse.sentences)
        return evolve(parse, text=self.given, sentences=sentences)


def _stops_behind(text: str, closer: Span) -> str:
    """Stops and commas right behind a closing mark: they move up to it, for no sentence ends at a blank before them."""
    found = _STOPS.match(text, closer.end)
    return found[0] if found is not None else ""


def _closed_up(found: regex.Match[str]) -> str:
    """A word as readers see it, behind as many blanks as it is shorter."""
    return "".join(letter for letter, _, _ in letters(found[0])).rjust(len(found[0]))


def _places(text: str) -> dict[int, Span]:
    """Where the letters of the words that are closed up stand in the text as given."""
    places: dict[int, Span] = {}
    for found in UNUSUAL_WORD.finditer(text):
        stands = [Span(found.start() + start, found.start() + end) for _, start, end in letters(found[0])]
        places.update(zip(range(found.end() - len(stands), found.end()), stands, strict=True))
    return places
