"""Asking an archive for quotations: by words, speaker, subject, stance, time, outlet.

What is asked for is data: words become quoted terms of the full-text search and values are bound, so no sign in them is
ever read as SQL or as an operator.
"""

import json
from collections.abc import Iterator
from typing import Any

import regex
from attrs import frozen

from quoteattr.corpus.archive import Archive
from quoteattr.corpus.dates import check_date
from quoteattr.corpus.folding import letters
from quoteattr.corpus.table_rows import storable
from quoteattr.errors import OptionError
from quoteattr.model import Attitude, Commitment, QuoteType, Reporting

_TERM = regex.compile(r'"([^"]*)"|(\S+)')
_STANCES = (("reporting", Reporting), ("commitment", Commitment), ("attitude", Attitude))


@frozen
class Found:
    """A quotation of an archive.

    Attributes:
        article: Id of the article.
        quote: Id of the quotation within it.
        outlet: Who printed it.
        date: When.
        type: Direct, indirect, …
        text: The quotation.
        speaker: Name of the person, else of the entity in the article, else the phrase in the text.
        person: Id of the person, empty if it is nobody in the collection.
        reporting: Stance of the article.
        commitment: Commitment of the speaker.
        attitude: Attitude of the speaker.
        target: What the attitude is about.
        confidence: That this is a quotation.
        spans: Where it stands in the text of the article, start and end.
    """

    article: str
    quote: str
    outlet: str
    date: str
    type: str
    text: str
    speaker: str
    person: str
    reporting: str
    commitment: str
    attitude: str
    target: str
    confidence: float
    spans: tuple[tuple[int, int], ...]


@frozen
class Question:
    """What is asked for; what is empty is not asked.

    Attributes:
        words: Words of the quotation; all must be there, those between `"` beside each other. A `*` ends the beginning
            of a word.
        speaker: Name, words of a name, or id of a person.
        about: Words of the quotation or of what the speaker's attitude is about.
        stance: A value of `Reporting`, `Commitment` or `Attitude`.
        type: A type of quotation.
        since: First day (`2031-03-02`), month (`2031-03`) or year.
        until: Last one.
        outlet: Who printed it.
        confidence: The least confidence, 0 to 1.

    Raises:
        OptionError: A value is none of those that there are.
    """

    words: str = ""
    speaker: str = ""
    about: str = ""
    stance: str = ""
    type: str = ""
    since: str = ""
    until: str = ""
    outlet: str = ""
    confidence: float = 0.0

    def __attrs_post_init__(self) -> None:
        stances = [value.value for _, kind in _STANCES for value in kind]
        for name, value, valid in (("stance", self.stance, stances), ("type", self.type, list(QuoteType))):
            if value and value not in valid:
                raise OptionError(f"{name} is {value!r}; give one of {', '.join(dict.fromkeys(valid))}.")
        check_date("since", self.since)
        check_date("until", self.until)
        if not 0 <= self.confidence <= 1:  # NaN is neither
            raise OptionError(f"confidence is {self.confidence}; give a number from 0 (everything) to 1.")


def search(archive: Archive, question: Question, limit: int = 100) -> list[Found]:
    """The quotations that a question asks for, the newest first.

    Args:
        archive: Where.
        question: What.
        limit: How many at most.

    Raises:
        OptionError: The limit is below 1.
    """
    if limit < 1:
        raise OptionError(f"limit is {limit}; give a whole number from 1 on.")
    conditions = list(_conditions(question))
    where = " AND ".join(condition for condition, _ in conditions) or "1"
    rows = archive.connection.execute(
        f"SELECT said.*, entities.name AS called FROM said LEFT JOIN entities"
        f" ON entities.article = said.article AND entities.id = said.entity"
        f" WHERE {where} ORDER BY said.date DESC, said.article, said.number LIMIT ?",
        [*(_bound(value) for _, values in conditions for value in values), limit],
    )
    return [_found(row) for row in rows]


def _conditions(question: Question) -> Iterator[tuple[str, list[Any]]]:
    """Conditions in SQL with the values that are bound in them."""
    for column, words in (("{text}", question.words), ("{text target}", question.about)):
        terms = _terms(words)
        if terms:
            yield "said.number IN (SELECT rowid FROM quotes_text WHERE quotes_text MATCH ?)", [f"{column} : ({terms})"]
        elif words.strip():
            yield "0", []  # marks alone are words of nothing
    if question.speaker:
        yield (
            "(said.person IN (SELECT id FROM persons WHERE id = ? OR instr(searched, ?))"
            " OR (said.article, said.entity) IN (SELECT article, id FROM entities WHERE instr(searched, ?)))",
            [question.speaker, *2 * [f" {letters(question.speaker)} "]],
        )
    if question.stance:
        columns = [column for column, kind in _STANCES if question.stance in list(kind)]
        yield f"({' OR '.join(f'said.{column} = ?' for column in columns)})", len(columns) * [question.stance]
    if question.type:
        yield "said.type = ?", [question.type]
    if question.since:
        yield "said.date >= ?", [question.since]
    if question.until:
        yield "said.date != '' AND substr(said.date, 1, ?) <= ?", [len(question.until), question.until]
    if question.outlet:
        yield "said.outlet = ?", [question.outlet]
    if question.confidence:
        yield "said.confidence >= ?", [question.confidence]


def _bound(value: Any) -> Any:
    """A value as the archive holds it."""
    return storable(value) if isinstance(value, str) else value


def _terms(words: str) -> str:
    """Words as a query of FTS5: each a string, so that nothing in it is an operator."""
    terms = []
    for phrase, word in _TERM.findall(words):
        if term := letters(phrase or word):
            terms.append(f'"{term}"' + ("*" if word.endswith("*") else ""))
    return " AND ".join(terms)


def _found(row: Any) -> Found:
    """The quotation of a row."""
    speaker = row["name"] or row["called"] or row["speaker"]
    spans = tuple((start, end) for start, end in json.loads(row["spans"]))
    stance = (row["reporting"], row["commitment"], row["attitude"], row["target"])
    return Found(
        row["article"], row["id"], row["outlet"], row["date"], row["type"], row["text"],
        speaker, row["person"] or "", *stance, row["confidence"], spans,
    )  # fmt: skip
