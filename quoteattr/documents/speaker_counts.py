"""Counts speakers over documents: who is quoted how often, with how many words, in which types; and who quotes whom."""

from collections import Counter
from collections.abc import Iterable

from attrs import define, field, frozen

from quoteattr.model import Document, EntityKind, Quote, QuoteType

NOBODY = "(speaker unknown)"


@frozen
class SpeakerCount:
    """What one speaker says in all documents.

    Attributes:
        name: Name of the entity.
        kind: Its kind, None for quotations without one.
        ref: The id of the user's gazetteer.
        quotes: Number of quotations; those inside another one of the same speaker are not counted again.
        words: Words in them.
        documents: Number of documents.
        types: Number of quotations by type, only those that occur.
    """

    name: str
    kind: EntityKind | None
    ref: str | None
    quotes: int
    words: int
    documents: int
    types: dict[QuoteType, int]


@frozen
class SpeakerTables:
    """The speakers of documents.

    Attributes:
        speakers: Most quoted first.
        relations: Who quotes whom how often: the speaker of a quotation and that of one inside it.
    """

    speakers: tuple[SpeakerCount, ...]
    relations: tuple[tuple[str, str, int], ...]

    def to_dict(self) -> dict[str, object]:
        """Plain dictionaries and lists, ready for JSON."""
        return {
            "speakers": [
                {
                    "name": row.name,
                    "kind": row.kind.value if row.kind else None,
                    "ref": row.ref,
                    "quotes": row.quotes,
                    "words": row.words,
                    "documents": row.documents,
                    "types": {kind.value: count for kind, count in row.types.items()},
                }
                for row in self.speakers
            ],
            "relations": [{"quoting": outer, "quoted": inner, "count": n} for outer, inner, n in self.relations],
        }


@define
class _Tally:
    """What is counted so far for one name."""

    kind: EntityKind | None
    ref: str | None
    words: int = 0
    documents: set[int] = field(factory=set)
    types: Counter[QuoteType] = field(factory=Counter)


def count_speakers(documents: Iterable[Document]) -> SpeakerTables:
    """Count the speakers of documents; entities of the same id of yours, or of the same name, are one.

    Example:
        >>> count_speakers([Document("Es regnet.")]).speakers
        ()
    """
    tallies: dict[str, _Tally] = {}
    relations: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for number, document in enumerate(documents):
        by_id = {quote.id: quote for quote in document.quotes}
        for quote in document.quotes:
            parent = by_id.get(quote.parent or "")
            if parent is not None and _counted_as(parent, names) == _counted_as(quote, names):
                continue
            if parent is not None:
                relations[_counted_as(parent, names), _counted_as(quote, names)] += 1
            entity = quote.speaker.entity if quote.speaker else None
            tally = tallies.setdefault(
                _counted_as(quote, names), _Tally(entity.kind if entity else None, entity.ref if entity else None)
            )
            tally.words += sum(len(span.of(document.text).split()) for span in quote.spans)
            tally.documents.add(number)
            tally.types[quote.type] += 1
    rows = [
        SpeakerCount(
            name, tally.kind, tally.ref, tally.types.total(), tally.words, len(tally.documents), dict(tally.types)
        )
        for name, tally in tallies.items()
    ]
    return SpeakerTables(
        tuple(sorted(rows, key=lambda row: (row.name == NOBODY, -row.quotes, -row.words, row.name))),
        tuple((outer, inner, n) for (outer, inner), n in sorted(relations.items(), key=lambda item: (-item[1], item))),
    )


def _counted_as(quote: Quote, names: dict[str, str]) -> str:
    """The name to count under: of an id of the user's, the first one seen."""
    entity = quote.speaker.entity if quote.speaker else None
    if entity is None:
        return NOBODY
    return names.setdefault(entity.ref, entity.name) if entity.ref else entity.name
