"""What is in an archive, as compact data for its page: columns of numbers, each string once.

All strings are as they may be shown: what would steer a page is written out. So places in a text are counted anew, in
the code units of JavaScript, and the offsets of the archive stand beside them where they are others.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Any

from attrs import field, frozen

from quoteattr.corpus.archive import Archive
from quoteattr.corpus.collected_persons import slug
from quoteattr.corpus.variants import Difference, aligned
from quoteattr.documents.explain import found_by
from quoteattr.documents.printable import printable
from quoteattr.labels import Attitude, Commitment, EntityKind, Medium, QuoteType, Reporting
from quoteattr.page.cards import headline_of
from quoteattr.page.doubts import reasons_to_check
from quoteattr.page.shown_text import Shown, shown
from quoteattr.page.web_links import web_link

NOBODY = -1
DOUBTS = ("confidence", "no-speaker", "speaker-confidence")
_GAP = " … "  # between the parts of a quotation
_QUOTES = """
SELECT said.*, entities.name AS called, entities.kind, entities.gender
FROM said LEFT JOIN entities ON entities.article = said.article AND entities.id = said.entity
ORDER BY said.date DESC, said.article, said.number
"""


@frozen
class Pool:
    """Different values, each with a number."""

    numbers: dict[Any, int] = field(factory=dict)

    def number(self, value: Any) -> int:
        """The number of a value, a new one for a new value.

        Example:
            >>> pool = Pool()
            >>> [pool.number(each) for each in "abca"], pool.values()
            ([0, 1, 2, 0], ['a', 'b', 'c'])
        """
        return self.numbers.setdefault(value, len(self.numbers))

    def values(self) -> list[Any]:
        """The values in the order of their numbers."""
        return list(self.numbers)


def collection_data(archive: Archive, language: str) -> dict[str, Any]:
    """The articles, quotations, people and variants of an archive, the newest articles first.

    Args:
        archive: Where from; its persons and variants are those of the last `link`.
        language: Of the reasons why a quotation was found: `de` or `en`.
    """
    rows = archive.connection.execute(_QUOTES).fetchall()
    numbers = {(row["article"], row["id"]): number for number, row in enumerate(rows)}
    offsets: dict[str, set[int]] = {}
    for row in rows:
        offsets.setdefault(row["article"], set()).update(place for span in json.loads(row["spans"]) for place in span)
    strings, outlets = Pool(), Pool()
    articles, texts = _articles(archive, offsets, outlets)
    people, speakers = _people(archive, rows)
    quotes, reasons = _quotes(rows, numbers, texts, strings, language)
    return {
        "labels": {
            name: [each.value for each in kind]
            for name, kind in (
                ("type", QuoteType), ("medium", Medium), ("reporting", Reporting), ("commitment", Commitment),
                ("attitude", Attitude), ("kind", EntityKind), ("difference", Difference),
            )
        } | {"doubt": DOUBTS},
        "strings": strings.values(),
        "outlets": outlets.values(),
        "reasons": reasons,
        "articles": articles,
        "people": people,
        "quotes": quotes | {"person": speakers},
        "variants": _variants(archive, rows, numbers),
    }  # fmt: skip


def _articles(
    archive: Archive, offsets: Mapping[str, set[int]], outlets: Pool
) -> tuple[dict[str, list[Any]], dict[str, tuple[int, str, Shown]]]:
    """The articles by column, and by id the number, the text as it was and as it is shown."""
    columns: dict[str, list[Any]] = {
        name: [] for name in ("id", "title", "outlet", "date", "author", "url", "text", "odd")
    }
    texts = {}
    for row in archive.connection.execute("SELECT * FROM articles ORDER BY date DESC, id"):
        metadata = json.loads(row["metadata"])
        known = {name: value for name, value in metadata.items() if isinstance(value, str)}
        as_shown = shown(row["text"], offsets.get(row["id"], ()))
        texts[row["id"]] = len(columns["id"]), row["text"], as_shown
        values = {
            "id": row["id"],
            "title": known.get("title") or headline_of(row["text"]) or row["id"],
            "date": row["date"],
            "author": known.get("author", ""),
            "url": web_link(known.get("url", "")),
        }
        for name, value in values.items():
            columns[name].append(printable(value))
        columns["outlet"].append(outlets.number(printable(row["outlet"])))
        columns["text"].append(as_shown.text)
        columns["odd"].append(
            [[printable(code), printable(told)] for code, _, _, told in json.loads(row["diagnostics"])]
        )
    return columns, texts


def _people(archive: Archive, rows: Sequence[sqlite3.Row]) -> tuple[dict[str, list[Any]], list[int]]:
    """Who speaks by column, and for each quotation the number of who does.

    Somebody whom the archive links to nobody is one with all of the same name who are not, and is said to be so.
    """
    persons = {row["id"]: row for row in archive.connection.execute("SELECT * FROM persons")}
    namesakes = Counter(person["name"] for person in persons.values())
    marks = {slug(name): name for (name,) in archive.connection.execute("SELECT name FROM held WHERE what = 'party'")}
    names = {identifier: _name_among(person, namesakes, marks) for identifier, person in persons.items()}
    taken = set(names.values())
    pool, speakers = Pool(), []
    for row in rows:
        person = persons.get(row["person"])
        if person is not None:
            key = (person["id"], names[person["id"]], person["kind"], person["gender"])
        elif row["called"]:
            called = row["called"] + (" (?)" if row["called"] in taken else "")
            key = ("", called, row["kind"], row["gender"])
        else:
            speakers.append(NOBODY)
            continue
        speakers.append(pool.number(key))
    kinds = [each.value for each in EntityKind]
    columns: dict[str, list[Any]] = {
        "id": [printable(each[0]) for each in pool.values()],
        "name": [printable(each[1]) for each in pool.values()],
        "kind": [kinds.index(each[2]) for each in pool.values()],
        "gender": [each[3] for each in pool.values()],
    }
    return columns, speakers


def _name_among(person: sqlite3.Row, namesakes: Mapping[str, int], marks: Mapping[str, str]) -> str:
    """The name of a person, with what tells it from namesakes: what stands in its id, as it is written."""
    name: str = person["name"]
    if namesakes[name] < 2:
        return name
    mark = person["id"].partition("~")[2] or person["id"]
    return f"{name} ({marks.get(mark, mark.capitalize())})"


def _quotes(
    rows: Sequence[sqlite3.Row],
    numbers: Mapping[tuple[str, str], int],
    texts: Mapping[str, tuple[int, str, Shown]],
    strings: Pool,
    language: str,
) -> tuple[dict[str, Any], list[str]]:
    """The quotations by column, and in words the reasons why they were found."""
    reasons = Pool()
    columns: dict[str, Any] = {name: [] for name in _COLUMNS} | {"words": {}, "offsets": {}}
    for number, row in enumerate(rows):
        article, text, as_shown = texts[row["article"]]
        spans = json.loads(row["spans"])
        doubts = list(reasons_to_check(row["confidence"], bool(row["entity"]), row["speaker_confidence"]))
        places = [as_shown.places[place] for span in spans for place in span]
        known = row["speaker_confidence"]
        values = {
            "article": article,
            "id": printable(row["id"]),
            "spans": places,
            "type": _place(row["type"], QuoteType),
            "medium": _place(row["medium"], Medium),
            "reporting": _place(row["reporting"], Reporting),
            "commitment": _place(row["commitment"], Commitment),
            "attitude": _place(row["attitude"], Attitude),
            "confidence": round(100 * row["confidence"]),
            "sureness": NOBODY if known is None else round(100 * known),
            "parent": numbers.get((row["article"], row["parent"]), NOBODY),
            "cue": strings.number(printable(row["cue"])),
            "phrase": strings.number(printable(row["speaker"])),
            "target": strings.number(printable(row["target"])),
            "reason": reasons.number(found_by(row["rule"], language)),
            "doubts": sum(1 << DOUBTS.index(doubt) for doubt in doubts),
        }
        for name, value in values.items():
            columns[name].append(value)
        if row["text"] != _GAP.join(text[start:end] for start, end in spans):
            columns["words"][number] = printable(row["text"])
        if places != [place for span in spans for place in span]:
            columns["offsets"][number] = [place for span in spans for place in span]
    return columns, reasons.values()


_COLUMNS = (
    "article", "id", "spans", "type", "medium", "reporting", "commitment", "attitude", "confidence", "sureness",
    "parent", "cue", "phrase", "target", "reason", "doubts",
)  # fmt: skip


def _place(value: str, kind: type[StrEnum]) -> int:
    """The place of a label among its kind, that of nobody for none."""
    return [each.value for each in kind].index(value) if value else NOBODY


def _variants(
    archive: Archive, rows: Sequence[sqlite3.Row], numbers: Mapping[tuple[str, str], int]
) -> list[list[list[Any]]]:
    """Quotations that run through several articles: for each witness its number, what differs, and how.

    How: stretches of the first witness and of this one, and whether the words are others; the same ones come once.
    """
    kinds = [each.value for each in Difference]
    found: dict[int, list[list[Any]]] = {}
    for row in archive.connection.execute("SELECT * FROM variants ORDER BY quotation, place"):
        witness = numbers[row["article"], row["quote"]]
        witnesses = found.setdefault(row["quotation"], [])
        differences = [kinds.index(each) for each in json.loads(row["differences"])]
        first, own = (rows[number]["text"] for number in (witnesses[0][0] if witnesses else witness, witness))
        pieces = list(_pieces(first, own)) if first != own else []
        witnesses.append([witness, differences, pieces])
    return list(found.values())


def _pieces(one: str, other: str) -> Iterator[list[Any]]:
    """Two texts stretch by stretch: words that both have, or those of each and whether they are other words."""
    for first, own, is_other in aligned(one, other):
        if is_other:
            yield [printable(first), printable(own), 1]
            continue
        for is_same, pairs in groupby(zip(first.split(), own.split(), strict=True), lambda pair: pair[0] == pair[1]):
            both = [printable(" ".join(words)) for words in zip(*pairs, strict=True)]
            yield both[:1] if is_same else [*both, 0]
