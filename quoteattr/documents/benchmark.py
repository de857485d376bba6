"""The format of the German news quotation corpus (WIKINEWS quotations, Petersen-Frey & Biemann 2024).

Gold articles are read from JSON Lines or from the corpus' own folder, one JSON file an article. Predictions
are one JSON object a line, with character offsets::

    {"documentName": "…", "annotations": [
        {"type": "Direct", "medium": "Speech", "quote": [[0, 4]], "speaker": [[12, 15]], "cue": [[6, 11]],
         "frame": [], "addressee": [], "confidence": 0.97, "rule": "direct/frame-after"}]}

`confidence` and `rule` are ours and optional: the figures on calibration and rules need them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import regex
from attrs import evolve, field, frozen, validators

from quoteattr.documents.json import dumps, loads, read_jsonl
from quoteattr.documents.json_values import choice_of, list_of, object_of, probability_of, stretch_of, text_of
from quoteattr.documents.reading_files import plain_files, read_text
from quoteattr.errors import FormatError, InputError
from quoteattr.jsontext import as_json
from quoteattr.model import Document, Medium, Quote, QuoteType, Span, Spans

COUNTED = 0.6
"""How sure a reported act must be to be counted by the corpus; see `is_counted`."""

PARTS = ("quote", "addressee", "cue", "frame", "speaker")

TYPE_NAMES = {
    QuoteType.DIRECT: "Direct",
    QuoteType.INDIRECT: "Indirect",
    QuoteType.FREE_INDIRECT: "FreeIndirect",
    QuoteType.INDIRECT_FREE_INDIRECT: "IndirectFreeIndirect",
    QuoteType.REPORTED: "Reported",
}
MEDIUM_NAMES: dict[Medium | None, str] = {
    Medium.SPEECH: "Speech",
    Medium.THOUGHT: "Thought",
    Medium.WRITING: "Writing",
    Medium.SPEECH_OR_THOUGHT: "ST",
    Medium.SPEECH_OR_WRITING: "SW",
    Medium.THOUGHT_OR_WRITING: "TW",
    None: "none",
}
_TYPES = {name: kind for kind, name in TYPE_NAMES.items()}
_MEDIA = {name: medium for medium, name in MEDIUM_NAMES.items()}
_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]")
_EXPECTED = "The module quoteattr.documents.benchmark shows the format."
_OPTIONAL_PROBABILITY = validators.optional(validators.and_(validators.ge(0), validators.le(1)))


@frozen
class Annotation:
    """One quotation, annotated or predicted, with the spans of its parts; an absent part is empty.

    Attributes:
        type: One of the five types.
        medium: The medium, None where the corpus says `none`.
        quote: What is quoted.
        addressee: Whom it is said to.
        cue: The announcing words.
        frame: The reporting clause.
        speaker: The phrase that names the speaker.
        confidence: Probability by the system, 0 to 1; None in gold data and for systems without one.
        rule: The rule that found it, None likewise.
    """

    type: QuoteType
    medium: Medium | None
    quote: Spans
    addressee: Spans = ()
    cue: Spans = ()
    frame: Spans = ()
    speaker: Spans = ()
    confidence: float | None = field(default=None, validator=_OPTIONAL_PROBABILITY)
    rule: str | None = None

    def part(self, name: str) -> Spans:
        """The spans of the part called `name`, one of `PARTS`."""
        spans: Spans = getattr(self, name)
        return spans


Predictions = dict[str, tuple[Annotation, ...]]


@frozen
class GoldArticle:
    """An article of the corpus.

    Attributes:
        name: `documentName`, its identifier.
        text: `originalText`; all offsets count in it.
        tokens: The corpus' tokens in text order, without overlap.
        annotations: The gold quotations.
    """

    name: str = field(validator=validators.instance_of(str))
    text: str = field(repr=False)
    tokens: Spans = field(repr=False)
    annotations: tuple[Annotation, ...] = field(repr=False)


def read_articles(path: str | Path) -> tuple[GoldArticle, ...]:
    """Read gold articles from a JSON Lines file or a folder of JSON files.

    Raises:
        InputError: There is nothing to read at `path`.
        FormatError: What is there is not in the corpus' format; the message names the file and the line.
    """
    if Path(path).is_dir():
        files = plain_files(path, (".json",))
        if not files:
            raise InputError(f"{path} has no .json files. Give the corpus' folder or a JSON Lines file.")
        records = [(str(file), loads(read_text(file), str(file))) for file in files]
    else:
        records = [(f"{path}, line {number}", data) for number, data in read_jsonl(path)]
    articles = {}
    for where, data in records:
        with _problems_named(where):
            article = _article_from_json(data)
        if article.name in articles:
            raise FormatError(f"{where}: a second document called {article.name!r}. Names must be unique.")
        articles[article.name] = article
    return tuple(articles.values())


def read_predictions(path: str | Path) -> Predictions:
    """Read predictions by the names of their documents.

    Raises:
        InputError: The file cannot be read.
        FormatError: A line is not in the format; the message names it.
    """
    predictions = {}
    for number, data in read_jsonl(path):
        where = f"{path}, line {number}"
        with _problems_named(where):
            name = text_of(data.get("documentName"), "documentName")
            annotations = _annotations_from_json(data.get("annotations"), _predicted_spans)
        if name in predictions:
            raise FormatError(f"{where}: a second document called {name!r}. Names must be unique.")
        predictions[name] = annotations
    return predictions


def annotations_of(document: Document) -> tuple[Annotation, ...]:
    """The quotations of a document in the terms of the corpus.

    For a reported quotation the corpus annotates neither cue nor frame, nor for a direct one right inside it, which has
    them from there; so both are left out.
    """
    types = {quote.id: quote.type for quote in document.quotes}
    return tuple(_annotation_of(quote, types.get(quote.parent or "")) for quote in document.quotes)


def is_counted(kind: QuoteType, confidence: float | None, least: float = COUNTED) -> bool:
    """Whether the corpus would count a quotation: a reported act must be sure enough, for it leaves most acts out.

    Args:
        kind: Its type.
        confidence: How sure it is; one without a confidence counts.
        least: How sure an act must be.
    """
    return kind is not QuoteType.REPORTED or confidence is None or confidence >= least


def counted_by_the_corpus(annotations: Iterable[Annotation], least: float = COUNTED) -> tuple[Annotation, ...]:
    """The annotations of a document that the corpus would count; see `is_counted`.

    Readers of today's news take more acts for quotations than the corpus does.
    """
    return tuple(each for each in annotations if is_counted(each.type, each.confidence, least))


def in_terms_of_the_corpus(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Annotations without the cues and frames that the corpus leaves out, as `annotations_of` leaves them out."""
    return tuple(
        annotation if _is_framed(annotation.type, _type_around(annotation, annotations))
        else evolve(annotation, cue=(), frame=())
        for annotation in annotations
    )  # fmt: skip


def words_of(text: str) -> Spans:
    """The tokens that a text is measured in where its gold has none: runs of letters and digits, other signs alone.

    Example:
        >>> words_of("„Ja“")
        (Span(start=0, end=1), Span(start=1, end=3), Span(start=3, end=4))
    """
    return tuple(Span(*found.span()) for found in _TOKEN.finditer(text))


def write_prediction(name: str, annotations: Iterable[Annotation]) -> str:
    """One line of a predictions file, without the newline.

    Args:
        name: `documentName` of the article.
        annotations: What was predicted for it.

    Example:
        >>> line = write_prediction("a", [Annotation(QuoteType.DIRECT, None, quote=(Span(0, 4),))])
        >>> line[:83]
        '{"documentName": "a", "annotations": [{"type": "Direct", "medium": "none", "quote":'
    """
    return dumps({"documentName": name, "annotations": [_annotation_to_json(annotation) for annotation in annotations]})


def _annotation_of(quote: Quote, parent: QuoteType | None) -> Annotation:
    mention = quote.speaker.mention if quote.speaker else None
    is_framed = _is_framed(quote.type, parent)
    return Annotation(
        type=quote.type,
        medium=quote.medium,
        quote=quote.spans,
        addressee=quote.addressee.spans if quote.addressee else (),
        cue=quote.cue.spans if quote.cue and is_framed else (),
        frame=quote.frame if is_framed else (),
        speaker=mention.spans if mention else (),
        confidence=quote.confidence,
        rule=quote.evidence[0].rule if quote.evidence else None,
    )


def _is_framed(kind: QuoteType, parent: QuoteType | None) -> bool:
    """Whether the corpus annotates cue and frame for a quotation inside one of the type `parent`."""
    source = parent if kind is QuoteType.DIRECT and parent is not None else kind
    return source is not QuoteType.REPORTED


def _type_around(annotation: Annotation, others: Iterable[Annotation]) -> QuoteType | None:
    """The type of the shortest other annotation that has all spans of this one in one of its own.

    Of several with the same words a reported one, so that their order does not matter.
    """
    around = [
        other for other in others
        if other is not annotation
        and other.quote != annotation.quote
        and all(any(outer.covers(span) for outer in other.quote) for span in annotation.quote)
    ]  # fmt: skip
    ranked = ((sum(map(len, other.quote)), other.type is not QuoteType.REPORTED, other.type) for other in around)
    return min(ranked, default=(0, True, None))[2]


def _annotation_to_json(annotation: Annotation) -> dict[str, Any]:
    data: dict[str, Any] = {
        "type": TYPE_NAMES[annotation.type],
        "medium": MEDIUM_NAMES[annotation.medium],
    }
    for part in PARTS:
        data[part] = [[span.start, span.end] for span in annotation.part(part)]
    if annotation.confidence is not None:
        data["confidence"] = annotation.confidence
    if annotation.rule is not None:
        data["rule"] = annotation.rule
    return data


@contextmanager
def _problems_named(where: str) -> Iterator[None]:
    """Turn what goes wrong while reading a record into a message that says where."""
    try:
        yield
    except ValueError as error:
        raise FormatError(f"{where}: {error}. {_EXPECTED}") from None


def _article_from_json(data: dict[str, Any]) -> GoldArticle:
    article = GoldArticle(
        name=text_of(data.get("documentName"), "documentName"),
        text=text_of(data.get("originalText"), "originalText"),
        tokens=tuple(_span_from_json(token, "tokens") for token in list_of(data.get("tokens"), "tokens")),
        annotations=_annotations_from_json(data.get("annotations"), _gold_spans),
    )
    _check_inside("tokens", article.tokens, article.text)
    check_annotations(article.annotations, article.text)
    return article


def check_annotations(annotations: Iterable[Annotation], text: str) -> None:
    """Refuse annotations of another text.

    Raises:
        ValueError: A part of one reaches beyond the text; the message names it.
    """
    for number, annotation in enumerate(annotations, 1):
        for part in PARTS:
            _check_inside(f"{part} of annotation {number}", annotation.part(part), text)


def _check_inside(what: str, spans: Spans, text: str) -> None:
    end = max((span.end for span in spans), default=0)
    if end > len(text):
        raise ValueError(f"{what} reaches to {end}, the text only to {len(text)}")


def _annotations_from_json(value: Any, spans: Callable[[Any, str], Spans]) -> tuple[Annotation, ...]:
    items = enumerate(list_of(value, "annotations"), 1)
    return tuple(_annotation_from_json(item, spans, f"annotation {number}") for number, item in items)


def _annotation_from_json(value: Any, spans: Callable[[Any, str], Spans], where: str) -> Annotation:
    data = object_of(value, where)
    # What is absent is empty; a quotation is not absent.
    given: dict[str, Any] = {
        part: [] if data.get(part) is None and part != "quote" else data.get(part) for part in PARTS
    }
    parts = {part: spans(given[part], f"{part} of {where}") for part in PARTS}
    if not parts["quote"]:
        raise ValueError(f"quote of {where} is empty")
    return Annotation(
        type=choice_of(data.get("type"), f"type of {where}", _TYPES),
        medium=choice_of(data.get("medium"), f"medium of {where}", _MEDIA),
        quote=parts["quote"],
        addressee=parts["addressee"],
        cue=parts["cue"],
        frame=parts["frame"],
        speaker=parts["speaker"],
        confidence=probability_of(data.get("confidence"), f"confidence of {where}"),
        rule=None if data.get("rule") is None else text_of(data["rule"], f"rule of {where}"),
    )


def _gold_spans(part: Any, what: str) -> Spans:
    spans = [] if part == [] else list_of(object_of(part, what).get("spans"), f"spans in {what}")
    return tuple(_span_from_json(span, what) for span in spans)


def _span_from_json(value: Any, what: str) -> Span:
    data = object_of(value, f"a span in {what}")
    return stretch_of(data.get("charBegin"), data.get("charEnd"), what)


def _predicted_spans(part: Any, what: str) -> Spans:
    pairs = list_of(part, what)
    for pair in pairs:
        if not isinstance(pair, list) or len(pair) != 2:
            raise ValueError(f"{what} has {as_json(pair)}, and not [start, end]")
    return tuple(stretch_of(start, end, what) for start, end in pairs)
