"""Tables of results: one row a quotation, a speaker of a document, or a word, with the same columns in every format.

The columns of a table are a contract: `SCHEMA_VERSION` changes when one is renamed, removed or means something else; a
new one may come at the end. What was known of an article stands in the column `metadata` as JSON, and each of its keys
in a column of its own, called `meta_KEY`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from quoteattr.documents.json import dumps
from quoteattr.documents.quote_parts import roles_of
from quoteattr.documents.times import seconds_of
from quoteattr.documents.writable import without_surrogates
from quoteattr.errors import OptionError
from quoteattr.model import Document, Entity, Mention, Quote, Spans, Word, text_of

SCHEMA_VERSION = "1"

META = "meta_"
"""What the names of columns begin with that come from the metadata of articles."""

Row = dict[str, Any]


@frozen
class Column:
    """A column of a table.

    Attributes:
        name: Its name.
        kind: `string`, `int` or `float`; every column may be empty.
        description: What it holds, with the unit.
        value: Makes the cell of a document and what the row is about.
    """

    name: str
    kind: str
    description: str
    value: Callable[[Document, Any], Any]


@frozen
class Schema:
    """A kind of table.

    Attributes:
        name: Its name.
        columns: Its columns in order.
        rows: What the rows of a document are about.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Document], Iterable[Any]]


def written(spans: Spans) -> str | None:
    """Spans as a string, the way back is `spans_of`; None if there are none.

    Example:
        >>> from quoteattr.model import Span
        >>> written((Span(0, 5), Span(9, 12)))
        '0:5 9:12'
    """
    return " ".join(f"{span.start}:{span.end}" for span in spans) or None


def columns_of(schema: Schema, documents: Iterable[Document]) -> list[Column]:
    """The columns of a schema, and one for each key that the metadata of any of these documents has."""
    keys = dict.fromkeys(key for document in documents for key in document.metadata)
    return [*schema.columns, *map(_metadata_column, keys)]


def table_rows(documents: Iterable[Document], schema: Schema, columns: Sequence[Column]) -> Iterator[Row]:
    """The rows of documents.

    Lone surrogates, which neither CSV nor Parquet can hold, become U+FFFD; so all offsets stay right.
    """
    for document in documents:
        for item in schema.rows(document):
            cells = {column.name: column.value(document, item) for column in columns}
            yield {name: without_surrogates(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}


def _metadata_column(key: str) -> Column:
    def value(document: Document, _: object) -> str | None:
        cell = document.metadata.get(key)
        return cell if isinstance(cell, str | None) else dumps(cell)

    return Column(without_surrogates(f"{META}{key}"), "string", f"{key} of the article", value)


def schema_of(name: str) -> Schema:
    """A schema by its name.

    Raises:
        OptionError: There is none of that name.
    """
    if name not in SCHEMAS:
        raise OptionError(f"There is no table {name!r}. There are {', '.join(SCHEMAS)}.")
    return SCHEMAS[name]


def _mention(part: Callable[[Quote], Mention | None]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """The values of two columns: the words of a phrase and where they stand."""

    def words(_: Document, quote: Quote) -> str | None:
        mention = part(quote)
        return mention.text if mention else None

    def spans(_: Document, quote: Quote) -> str | None:
        mention = part(quote)
        return written(mention.spans) if mention else None

    return words, spans


def _entity(quote: Quote) -> Entity | None:
    return quote.speaker.entity if quote.speaker else None


def _of_entity(name: str) -> Callable[[Document, Quote], Any]:
    return lambda document, quote: getattr(_entity(quote), name, None)


def _of_speaker(name: str) -> Callable[[Document, Quote], Any]:
    return lambda document, quote: getattr(quote.speaker, name, None)


def _of_cue(name: str) -> Callable[[Document, Quote], Any]:
    return lambda document, quote: getattr(quote.cue, name, None)


def _cue_spans(_: Document, quote: Quote) -> str | None:
    return written(quote.cue.spans) if quote.cue else None


def _why(_: Document, quote: Quote) -> str | None:
    if not quote.evidence:
        return None
    first = quote.evidence[0]
    return f"{first.rule}: {', '.join(first.terms[:3])}" if first.terms else first.rule


def _frame(document: Document, quote: Quote) -> str | None:
    return text_of(document.text, quote.frame) or None


def _heard(place: int) -> Callable[[Document, Quote], float | None]:
    return lambda document, quote: (seconds_of(document, quote.spans) or (None, None))[place]


_SPEAKER, _SPEAKER_SPANS = _mention(lambda quote: quote.speaker.mention if quote.speaker else None)
_ADDRESSEE, _ADDRESSEE_SPANS = _mention(lambda quote: quote.addressee)
_TARGET, _TARGET_SPANS = _mention(lambda quote: quote.stance.target)
_PLACE = (
    "offsets in code points of the text (Python, R's stringi; Java and JavaScript count UTF-16 units), end exclusive"
)

_DOCUMENT = (
    Column("extractor", "string", "what made the text of the page or file", lambda document, _: document.extractor),
    Column("model", "string", "the parsing model", lambda document, _: document.model),
    Column("text_sha256", "string", "SHA-256 of the text that offsets count in", lambda document, _: document.sha256),
    Column("metadata", "string", "all of the article, as JSON", lambda document, _: dumps(document.metadata)),
)

QUOTES = Schema(
    "quotes",
    (
        Column("doc_id", "string", "id of the article", lambda document, _: document.id),
        Column("text", "string", "the quotation, … between its spans", lambda _, quote: quote.text),
        Column("quote_id", "string", "id of the quotation within the article", lambda _, quote: quote.id),
        Column("type", "string", "type of the quotation", lambda _, quote: quote.type.value),
        Column("start", "int", f"where it begins: {_PLACE}", lambda _, quote: min(span.start for span in quote.spans)),
        Column("end", "int", "where its last span ends", lambda _, quote: max(span.end for span in quote.spans)),
        Column("spans", "string", "its spans, as start:end, blanks between", lambda _, quote: written(quote.spans)),
        Column("cue", "string", "the announcing words", _of_cue("text")),
        Column("cue_lemma", "string", "their dictionary form", _of_cue("lemma")),
        Column("cue_kind", "string", "verb, noun, preposition, …", _of_cue("kind")),
        Column("cue_spans", "string", "where they stand", _cue_spans),
        Column("frame", "string", "the reporting clause", _frame),
        Column("frame_spans", "string", "where the reporting clause stands", lambda _, quote: written(quote.frame)),
        Column("speaker_phrase", "string", "the words that name the speaker", _SPEAKER),
        Column("speaker_spans", "string", "where they stand", _SPEAKER_SPANS),
        Column("speaker", "string", "who speaks; empty rather than a guess", _of_entity("name")),
        Column("speaker_id", "string", "id of who speaks, within the article", _of_entity("id")),
        Column("speaker_ref", "string", "id of who speaks, in your gazetteer", _of_entity("ref")),
        Column("speaker_kind", "string", "person, organisation, …", _of_entity("kind")),
        Column("speaker_via", "string", "how that was found", _of_speaker("via")),
        Column("speaker_confidence", "float", "probability that this is who speaks, 0 to 1", _of_speaker("confidence")),
        Column("addressee", "string", "the words that name whom it is said to", _ADDRESSEE),
        Column("addressee_spans", "string", "where they stand", _ADDRESSEE_SPANS),
        Column("medium", "string", "speech, thought, writing, or a pair of them", lambda _, quote: quote.medium),
        Column("reporting", "string", "stance of the article towards it", lambda _, quote: quote.stance.reporting),
        Column("commitment", "string", "how sure the speaker is", lambda _, quote: quote.stance.commitment),
        Column("attitude", "string", "what the speaker wants of the target", lambda _, quote: quote.stance.attitude),
        Column("target", "string", "the words for what the attitude is about", _TARGET),
        Column("target_spans", "string", "where they stand", _TARGET_SPANS),
        Column("parent", "string", "quote_id of the quotation that it lies in", lambda _, quote: quote.parent),
        Column("confidence", "float", "probability that it is one, 0 to 1", lambda _, quote: quote.confidence),
        Column("evidence", "string", "the rule, and what weighed most", _why),
        Column("from_seconds", "float", "from when it is heard, in subtitles", _heard(0)),
        Column("to_seconds", "float", "until when it is heard, in subtitles", _heard(1)),
        *_DOCUMENT,
    ),
    lambda document: document.quotes,
)  # fmt: skip


def _quoted(document: Document, entity: Entity) -> int:
    return sum(_entity(quote) == entity for quote in document.quotes)


SPEAKERS = Schema(
    "speakers",
    (
        Column("doc_id", "string", "id of the article", lambda document, _: document.id),
        Column("speaker_id", "string", "id of who speaks, within the article", lambda _, entity: entity.id),
        Column("name", "string", "the fullest name in the article", lambda _, entity: entity.name),
        Column("kind", "string", "person, organisation, …", lambda _, entity: entity.kind),
        Column("ref", "string", "id in your gazetteer", lambda _, entity: entity.ref),
        Column("gender", "string", "m, f or n, as far as it is known", lambda _, entity: entity.gender),
        Column("number", "string", "sg or pl, as far as it is known", lambda _, entity: entity.number),
        Column("aliases", "string", "other forms, as a JSON list", lambda _, entity: dumps(list(entity.aliases))),
        Column("mentions", "int", "how often it is mentioned", lambda _, entity: len(entity.mentions)),
        Column("quotes", "int", "how many quotations it has in the article", _quoted),
        *_DOCUMENT,
    ),
    lambda document: document.entities,
)  # fmt: skip


def _roles_at(document: Document, word: Word) -> str | None:
    """What a word is to which quotation: `q1:quote q2:cue`."""
    return " ".join(
        f"{quote.id}:{role}"
        for quote in document.quotes
        for role, spans in {"quote": quote.spans, **roles_of(quote)}.items()
        if any(span.overlaps(word.span) for span in spans)
    ) or None  # fmt: skip


TOKENS = Schema(
    "tokens",
    (
        Column("doc_id", "string", "id of the article", lambda document, _: document.id),
        Column("sentence", "int", "number of the sentence in the article, from 1", lambda _, word: word.sentence),
        Column("token_id", "int", "number of the word in the sentence, from 1", lambda _, word: word.index),
        Column("token", "string", "the word form", lambda _, word: word.text),
        Column("lemma", "string", "its dictionary form", lambda _, word: word.lemma),
        Column("upos", "string", "universal part of speech", lambda _, word: word.upos),
        Column("tag", "string", "STTS tag", lambda _, word: word.tag),
        Column("head", "int", "token_id of its head, 0 for the root", lambda _, word: word.head),
        Column("relation", "string", "universal relation to the head", lambda _, word: word.relation),
        Column("start", "int", "where it begins, in code points of the text", lambda _, word: word.span.start),
        Column("end", "int", "where it ends, exclusive", lambda _, word: word.span.end),
        Column("quotes", "string", "what it is to which quotation, as q1:quote q2:cue, blanks between", _roles_at),
    ),
    lambda document: document.words,
)

SCHEMAS: Mapping[str, Schema] = {schema.name: schema for schema in (QUOTES, SPEAKERS, TOKENS)}
