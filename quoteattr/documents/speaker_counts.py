"""Tables of speakers: who is quoted how often, with how many words, in which types; and who quotes whom."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from attrs import define, field, frozen

from quoteattr.documents.json import dumps
from quoteattr.model import Document, EntityKind, Quote, QuoteType

NOBODY = "(speaker unknown)"
_TYPES = tuple(QuoteType)


@frozen
class Row:
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
class Table:
    """The speakers of documents.

    Attributes:
        speakers: Most quoted first.
        relations: Who quotes whom how often: the speaker of a quotation and that of one inside it.
    """

    speakers: tuple[Row, ...]
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
    kind: EntityKind | None
    ref: str | None
    words: int = 0
    documents: set[int] = field(factory=set)
    types: Counter[QuoteType] = field(factory=Counter)


def table_of(documents: Iterable[Document]) -> Table:
    """Count the speakers of documents; entities of the same id of yours, or of the same name, are one.

    Example:
        >>> table_of([Document("Es regnet.")]).speakers
        ()
    """
    tallies: dict[str, _Tally] = {}
    relations: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for number, document in enumerate(documents):
        by_id = {quote.id: quote for quote in document.quotes}
        for quote in document.quotes:
            parent = by_id.get(quote.parent or "")
            if parent is not None and _name(parent, names) == _name(quote, names):
                continue
            if parent is not None:
                relations[_name(parent, names), _name(quote, names)] += 1
            entity = quote.speaker.entity if quote.speaker else None
            tally = tallies.setdefault(
                _name(quote, names), _Tally(entity.kind if entity else None, entity.ref if entity else None)
            )
            tally.words += sum(len(span.of(document.text).split()) for span in quote.spans)
            tally.documents.add(number)
            tally.types[quote.type] += 1
    rows = [
        Row(name, tally.kind, tally.ref, tally.types.total(), tally.words, len(tally.documents), dict(tally.types))
        for name, tally in tallies.items()
    ]
    return Table(
        tuple(sorted(rows, key=lambda row: (row.name == NOBODY, -row.quotes, -row.words, row.name))),
        tuple((outer, inner, n) for (outer, inner), n in sorted(relations.items(), key=lambda item: (-item[1], item))),
    )


def _name(quote: Quote, names: dict[str, str]) -> str:
    """The name to count under: the first one that was seen of an id."""
    entity = quote.speaker.entity if quote.speaker else None
    if entity is None:
        return NOBODY
    return names.setdefault(entity.ref, entity.name) if entity.ref else entity.name


def write_text(table: Table, stream: TextIO) -> None:
    """Write the tables for people."""
    header = ("speaker", "quotes", "words", "texts", "types")
    rows = [(row.name, str(row.quotes), str(row.words), str(row.documents), _types(row)) for row in table.speakers]
    _columns([header, *rows], stream)
    if table.relations:
        stream.write("\n")
        _columns([("who quotes", "whom", "times"), *((o, i, str(n)) for o, i, n in table.relations)], stream)


def write_tsv(table: Table, stream: TextIO) -> None:
    """Write the speakers, one a line, with a column for each type."""
    writer = csv.writer(stream, dialect="excel-tab", lineterminator="\n")
    writer.writerow(["speaker", "kind", "ref", "quotes", "words", "texts", *(kind.value for kind in _TYPES)])
    for row in table.speakers:
        counts = [row.types.get(kind, 0) for kind in _TYPES]
        kind = row.kind.value if row.kind else ""
        writer.writerow([row.name, kind, row.ref or "", row.quotes, row.words, row.documents, *counts])


def write_json(table: Table, stream: TextIO) -> None:
    """Write both tables as one JSON object."""
    stream.write(dumps(table.to_dict(), indent=2) + "\n")


TABLES: dict[str, Callable[[Table, TextIO], None]] = {"text": write_text, "tsv": write_tsv, "json": write_json}
"""The formats of `quoteattr speakers` by name."""


def _types(row: Row) -> str:
    return ", ".join(f"{kind.value.replace('_', ' ')} {row.types[kind]}" for kind in _TYPES if kind in row.types)


def _columns(rows: Sequence[Sequence[str]], stream: TextIO) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if cell.isdigit() else cell.ljust(width) for cell, width in zip(row, widths, strict=True)
        ]
        stream.write("  ".join(cells).rstrip() + "\n")
