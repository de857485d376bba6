"""How speakers are told apart by eye: initials, a colour, and a pattern of the line, so that no colour is needed."""

from collections.abc import Iterator

from attrs import frozen

from quoteattr.model import Document, Quote

COLOURS, PATTERNS = 8, 4
"""How many of each a page has; the patterns shift with each row of colours, so 32 signs pass before one returns."""


@frozen
class Sign:
    """What stands for a speaker.

    Attributes:
        initials: One to three characters; `?` for nobody.
        colour: Number of a colour, from 1; 0 is the grey of nobody.
        pattern: Number of a pattern, from 1; 0 is the dotted line of nobody.
    """

    initials: str
    colour: int
    pattern: int


NOBODY = Sign("?", 0, 0)


def signs_of(document: Document) -> dict[str, Sign]:
    """The signs of all who speak, by id of the entity, in the order in which they first speak.

    Example:
        >>> from quoteattr.model import Entity, EntityKind, QuoteType, Span, Speaker, Via
        >>> kern = Speaker(None, Entity("e1", "Anna von Kern", EntityKind.PERSON), Via.INHERITED)
        >>> quote = Quote("q1", QuoteType.DIRECT, None, (Span(0, 4),), "„Ja“", speaker=kern)
        >>> signs_of(Document("„Ja“", (quote,)))
        {'e1': Sign(initials='AK', colour=1, pattern=1)}
    """
    signs: dict[str, Sign] = {}
    taken: set[str] = set()
    for quote in document.quotes:
        entity = entity_id(quote)
        if entity is None or entity in signs:
            continue
        place = len(signs)
        initials = next(each for each in _initials(_name_of(quote)) if each not in taken)
        taken.add(initials)
        signs[entity] = Sign(initials, place % COLOURS + 1, (place + place // COLOURS) % PATTERNS + 1)
    return signs


def entity_id(quote: Quote) -> str | None:
    """The id of who speaks, None for nobody."""
    return quote.speaker.entity.id if quote.speaker and quote.speaker.entity else None


def _name_of(quote: Quote) -> str:
    return (quote.speaker.name if quote.speaker else None) or ""


def _initials(name: str) -> Iterator[str]:
    """The initials of a name, then others in case somebody else has them."""
    words = [word for word in name.split() if word[0].isalpha()] or ["–"]
    capitalised = [word for word in words if word[0].isupper()] or words
    first, last = capitalised[0], capitalised[-1]
    short = first[0] + last[0] if len(capitalised) > 1 else first[:2]
    yield short
    number = 2
    while True:
        yield f"{short}{number}"
        number += 1
