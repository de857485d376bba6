"""What opens a paragraph and is no part of its first sentence.

The dateline (*BERLIN (dpa) –*), the time of a ticker (*18.20 Uhr –*, *+++ 17:20 +++*, *+++ 17:20 Uhr: … +++*,
*+++ 17:20 … +++*) or of what was added later (*Update, 14.05 Uhr:*), the dash or number of a list item, the run-in head
of a short item, in bold and with a stop of its own, the sign of a caption or a teaser (*Foto:*, *Lesen Sie auch:*).
"""

from collections.abc import Iterator

import regex

from quoteattr.labels import PlaceKind
from quoteattr.model import Span

_BEHIND = r"\s++(?=\S)"
_TIME = regex.compile(
    r"(?:\+{2,3}\s*+\d{1,2}[.:]\d\d(?: Uhr)?+(?:\s*+(?:\+{2,3}|[:–—|-]))?+|"
    r"\d{1,2}[.:]\d\d(?: Uhr:| Uhr [–—|-]|:| [–—|-]))" + _BEHIND
)
_CLOCK = r"\d{1,2}[.:]\d\d(?: Uhr)?+"
_ADDED = rf"(?:Update|Nachtrag|Eilmeldung)(?: (?:vom|um)(?: [\p{{Lu}}\d][\w.]*+,?)*?)?(?:,? {_CLOCK})?"
_UPDATE = regex.compile(
    rf"(?P<bold>\*{{0,2}}|_{{0,2}})(?:{_ADDED}|(?<=[*_]){_CLOCK})(?::(?P=bold)|(?P=bold):)" + _BEHIND
)
_BULLET = regex.compile(r"(?:[-–—•·*‣◦▪►]|>(?: >)*+)" + _BEHIND)
_NUMBER = regex.compile(r"(\d{1,2})[.)]" + _BEHIND)
_RUN_IN = regex.compile(r"(\*\*|__)(?=\S)[^*_\n]{2,80}+(?<=[.!?])\1" + _BEHIND)

_CAPTION = regex.compile(r"(?:(?:Symbol|Archiv|Titel)?(?:[Bb]ild|[Ff]oto)(?:unterschrift|text|s)?|Grafik):" + _BEHIND)
_TEASER = regex.compile(
    r"(?:(?:Lesen|Hören|Sehen|Schauen) Sie (?:auch|dazu|hier|mehr|weiter)\b[^:.!?„“”\"»«\n]{0,40}|"
    r"Mehr (?:zum Thema|dazu)|Zum Thema|Auch interessant|Siehe auch|Lesetipp):" + _BEHIND
)

# A place in capitals, or whatever stands before an agency or a paper's own sign, is one anywhere; a place in small
# letters only where the story begins, for *Nein. Das geht nicht* looks alike.
_AGENCY = (
    r"\((?:dpa|AFP|AP|Reuters|rtr|epd|KNA|APA|sda|SDA|SID|ddp|dapd|[eE]igener Bericht|Eigenbericht|\p{Ll}{2,4}+)"
    r"(?:/[\w.-]++)?\)"
)
_PLACE = r"\p{Lu}[\p{L}.-]*+(?:[ /]\p{Lu}[\p{L}.-]*+){0,3}+"
_DAY = r"(?:, [\p{L}\d. ]{3,25}?)?"
_DATELINE = regex.compile(
    r"(?:date \d{4}-\d\d(?:-\d\d)?"
    rf"|{_PLACE}{_DAY} ?{_AGENCY}(?: ?[-–—:·]|\.)"
    rf"|\p{{Lu}}{{3,}}+(?:[ /-]\p{{Lu}}{{3,}}+){{0,2}}+(?:\.|{_DAY} [–—·-]))" + _BEHIND
)
_STORY = regex.compile(
    r"(?!(?:Herr|Frau|Dr|Prof)\b)\p{Lu}\p{Ll}++(?:[ /-]\p{Lu}\p{Ll}++){0,2}+"
    rf"(?:(?<=\p{{Ll}}{{3}})(?<!Prof)\.|{_DAY} [–—-]){_BEHIND}" + r"""(?=[\p{Lu}„»«"“])"""
)


def openings(line: str, *, is_first: bool, is_counted: bool) -> Iterator[tuple[PlaceKind, Span]]:
    """What opens a line, from left to right.

    Args:
        line: The first line of a paragraph.
        is_first: Whether the story begins here.
        is_counted: Whether the number that the line may begin with is one of a row.

    Yields:
        The kind, and where it stands in the line, without the blanks behind it.

    Example:
        >>> line = "KÖLN (ots) – Der Verband warnt."
        >>> [(kind.value, span.of(line)) for kind, span in openings(line, is_first=True, is_counted=False)]
        [('dateline', 'KÖLN (ots) –')]
    """
    patterns = [
        (PlaceKind.MARKER, _BULLET),
        (PlaceKind.TIME, _TIME),
        (PlaceKind.TIME, _UPDATE),
        *([(PlaceKind.MARKER, _NUMBER)] if is_counted else []),
        (PlaceKind.SUBHEAD, _RUN_IN),
        (PlaceKind.DATELINE, _DATELINE),
        *([(PlaceKind.DATELINE, _STORY)] if is_first else []),
        (PlaceKind.CAPTION, _CAPTION),
        (PlaceKind.TEASER, _TEASER),
    ]
    position = 0
    for kind, pattern in patterns:
        found = pattern.match(line, position)
        if found is not None:
            yield kind, Span(position, position + len(found[0].rstrip()))
            position = found.end()


def number_of(line: str) -> int | None:
    """The number that a line begins with like an item of a list.

    Example:
        >>> number_of("2. Laut Betriebsrat fehlen 20 Leute."), number_of("2 Leute fehlen.")
        (2, None)
    """
    found = _NUMBER.match(line)
    return int(found[1]) if found is not None else None
