"""The types of a result: what quoteattr says about a text.

Everything here is frozen. Offsets count Unicode code points of the text as given, the end is exclusive:
`text[span.start:span.end]` is the span. Quotations, cues and frames can be discontinuous, so they carry tuples of
spans in text order. What `repr` shows is for a person at a prompt: counts instead of lists, long texts cut.
"""

import hashlib
import reprlib
from collections.abc import Mapping, Sized
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quoteattr.invariants import check_document

# Part of the model: users find them here.
from quoteattr.labels import Attitude as Attitude
from quoteattr.labels import Commitment as Commitment
from quoteattr.labels import CueKind as CueKind
from quoteattr.labels import EntityKind as EntityKind
from quoteattr.labels import Medium as Medium
from quoteattr.labels import PlaceKind as PlaceKind
from quoteattr.labels import QuoteType as QuoteType
from quoteattr.labels import Reporting as Reporting
from quoteattr.labels import Via as Via
from quoteattr.offsets import Span as Span
from quoteattr.offsets import Spans as Spans
from quoteattr.offsets import Word as Word
from quoteattr.offsets import text_of as text_of
from quoteattr.plaindata import converter, problems_told, share
from quoteattr.spacy_spans import put_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHORTENER = reprlib.Repr()
_SHORTENER.maxstring = 50


def _shortened(text: str | None) -> str:
    return repr(None) if text is None else _SHORTENER.repr(str(text))  # str(): a label is shown as its value


def _shortened_text(phrase: "Cue | Mention | None") -> str:
    return _shortened(phrase.text if phrase is not None else None)


def _shortened_name(somebody: "Speaker | Entity | None") -> str:
    return _shortened(somebody.name if somebody is not None else None)


def _count(items: Sized) -> str:
    return str(len(items))


@frozen
class Cue:
    """The words that announce a quotation.

    Attributes:
        spans: Where they stand, in text order (*teilte … mit* has two).
        text: The same as a string.
        lemma: Dictionary form with particle and reflexive (`mitteilen`, `sich äußern`, `nach`).
        kind: Verb, noun, preposition, adverb or colon.
        sense: Identifier of the entry of the lexicon, None for a cue outside the lexicon.
    """

    spans: Spans
    text: str
    lemma: str
    kind: CueKind
    sense: str | None = None


@frozen
class Mention:
    """A phrase that names somebody or something.

    Attributes:
        spans: The phrase with its appositions, without relative clauses.
        text: The same as a string.
        head: The head word.
    """

    spans: Spans
    text: str
    head: Span


@frozen
class Entity:
    """Somebody or something that speaks in a document.

    Attributes:
        id: Identifier within the document (`e1`, `e2`, …).
        name: The fullest form in the document.
        kind: Person, organisation, place, medium, group or unnamed.
        aliases: All other forms, in order of appearance.
        mentions: Every mention that was linked, in text order.
        gender: `m`, `f` or `n` as far as the text or the user's gazetteer tells.
        number: `sg` or `pl` as far as the text tells.
        ref: The id that the user's gazetteer gives, such as a Wikidata QID.
        given: First names of a person as the text tells them, None if it tells none.
        surname: Surname of a person with its particles (`von der Leyen`), None if the text has no name.
        roles: What a person is called besides, masculine and in lower case so that they compare (`außenminister`).
        party: Party or body of a person as the text writes it, None if it names none.
    """

    id: str
    name: str = field(repr=_shortened)
    kind: EntityKind = field(repr=_shortened)
    aliases: tuple[str, ...] = field(default=(), repr=_count)
    mentions: tuple[Mention, ...] = field(default=(), repr=_count)
    gender: str | None = None
    number: str | None = None
    ref: str | None = field(default=None, repr=_shortened)
    given: str | None = field(default=None, repr=False)
    surname: str | None = field(default=None, repr=False)
    roles: tuple[str, ...] = field(default=(), repr=False)
    party: str | None = field(default=None, repr=False)


@frozen
class Speaker:
    """Who speaks: the phrase in the text and the entity behind it.

    Attributes:
        mention: The phrase that names the speaker, None where the text has none.
        entity: Who that is, None where the evidence does not decide.
        via: How it was found.
        confidence: Calibrated probability that the entity is the one who speaks, provided that the quotation is one,
            0 to 1; None where there is no entity.
    """

    mention: Mention | None = field(repr=_shortened_text)
    entity: Entity | None = field(repr=_shortened_name)
    via: Via = field(repr=_shortened)
    confidence: float | None = field(default=None, repr=False)

    @property
    def name(self) -> str | None:
        """Name of the entity, None where the evidence does not decide; the words in the text are the `mention`."""
        return self.entity.name if self.entity is not None else None


INSTEAD = "instead."
"""What the id of the evidence begins with that names the runner-up."""
SPEAKER, INSTEAD_OF_SPEAKER, SPEAKER_OPEN = "speaker", "speaker.instead", "speaker.open"
"""Ids of the evidence for who speaks: for the one that is chosen, of the runner-up, of nobody as the runner-up."""


@frozen
class Evidence:
    """Why something was decided.

    Attributes:
        rule: Identifier of the rule that fired.
        spans: The stretches that made it fire.
        terms: The features that weighed most, as `name=contribution`, largest first.
    """

    rule: str
    spans: Spans = ()
    terms: tuple[str, ...] = ()


@frozen
class Stance:
    """Three questions kept apart, each allowed to stay unknown.

    Attributes:
        reporting: Stance of the article towards the quotation.
        commitment: Commitment of the speaker to the content.
        attitude: Attitude of the speaker.
        target: What the attitude is about, None if nothing is named.
        evidence: What caused the values, in order of application.
    """

    reporting: Reporting = Reporting.UNKNOWN
    commitment: Commitment = Commitment.UNKNOWN
    attitude: Attitude = Attitude.UNKNOWN
    target: Mention | None = None
    evidence: tuple[Evidence, ...] = ()


@frozen
class Quote:
    """One quotation.

    Attributes:
        id: Identifier within the document (`q1`, `q2`, … in text order).
        type: One of the five types.
        medium: Speech, thought, writing or one of the undecided pairs; None if nothing tells.
        spans: What is quoted; marks are part of a direct quotation.
        text: The same as a string.
        cue: The announcing words, None for free forms.
        frame: The reporting clause around the quotation, without it; empty if there is none.
        speaker: Who says it, None rather than a guess.
        addressee: Whom it is said to, None if not named in the frame.
        stance: How it is reported.
        parent: Id of the quotation that this one lies in, None at the top.
        confidence: Calibrated probability that this is a quotation of this type, 0 to 1.
        evidence: Why it was found: the rule with the features that decided, then, as `instead.RULE` with its type, the
            reading that would stand in its place, if there is one. Where the speaker was weighed against others follow
            `speaker`, at the phrase, with what decided for the one that is chosen, and, if it was noticeably likely,
            what came second: `speaker.instead`, where that one is named last, with `NAME=probability` and what decided
            against, or `speaker.open` with `nobody=probability`. Where nobody is chosen there is no `speaker`.
    """

    id: str
    type: QuoteType = field(repr=_shortened)
    medium: Medium | None = field(repr=False)
    spans: Spans = field(repr=_count)
    text: str = field(repr=_shortened)
    cue: Cue | None = field(default=None, repr=_shortened_text)
    frame: Spans = field(default=(), repr=False)
    speaker: Speaker | None = field(default=None, repr=_shortened_name)
    addressee: Mention | None = field(default=None, repr=False)
    stance: Stance = field(default=Stance(), repr=False)
    parent: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)

    def _repr_html_(self) -> str:
        from quoteattr.page.notebook_view import quote_in_notebook

        return quote_in_notebook(self)


@frozen
class Place:
    """A stretch of the page and what it is by its layout.

    Attributes:
        kind: Headline, byline, paragraph, caption, answer of an interview, …
        span: Where it stands.
    """

    kind: PlaceKind = field(repr=_shortened)
    span: Span


@frozen
class Diagnostic:
    """Something odd about a text.

    Attributes:
        code: Stable identifier (`unclosed-mark`, `stray-mark`, `long-sentence`, …).
        span: Where, None for the whole document.
        message: One sentence for a person.
    """

    code: str
    span: Span | None
    message: str


@frozen
class Document:
    """The result for one text.

    Attributes:
        text: The text as given.
        quotes: In text order; an outer quotation stands before those inside it.
        entities: All that speak.
        diagnostics: What was odd.
        model: Name and version of the parsing model.
        id: Identifier of the article, empty if none was given.
        metadata: What belongs to the article, as given.
        extractor: Name and version of what made the text of a page or a file, empty if nothing did.
        places: The page by its layout, in text order, a paragraph before what stands in it.
        words: The words with their trees, if `Config(keep_words=True)` asked for them.

    Example:
        >>> Document("Es regnet.", model="none")
        Document(quotes=0, entities=0, diagnostics=0, model='none')
    """

    text: str = field(repr=False)
    quotes: tuple[Quote, ...] = field(default=(), repr=_count)
    entities: tuple[Entity, ...] = field(default=(), repr=_count)
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=_count)
    model: str = field(default="", repr=_shortened)
    id: str = field(default="", repr=False)
    metadata: Mapping[str, Any] = field(factory=dict, repr=False, hash=False)
    extractor: str = field(default="", repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)
    words: tuple[Word, ...] = field(default=(), repr=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the text, in hexadecimal: offsets count in this text and in no other."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def by(self, name: str) -> tuple[Quote, ...]:
        """The quotations of a speaker, found by name, alias, whole words of them (case ignored), or your id."""
        wanted = " ".join(name.casefold().split())
        return tuple(quote for quote in self.quotes if _is_called(quote.speaker, wanted))

    def children(self, quote: Quote) -> tuple[Quote, ...]:
        """The quotations directly inside `quote`."""
        return tuple(other for other in self.quotes if other.parent == quote.id)

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries, lists and strings, ready for JSON; inside a speaker an entity is only its id.

        `sha256` is there, too, so that whoever keeps the text elsewhere can tell whether it is still the same. Between
        two lone surrogates that stand side by side is U+FFFF, which `from_dict` takes out again: JSON would make one
        character of the two.
        """
        result: dict[str, Any] = _CONVERTER.unstructure(self)
        return {**result, "sha256": self.sha256}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Document":
        """Read what `to_dict` wrote.

        Raises:
            FormatError: `data` has missing, unknown or impossible fields, its text is not the one that its `sha256` was
                made of, or it says what does not hold in its text; the message lists them.
        """
        with problems_told("quoteattr document", "Give what to_dict() returned."):
            fields = {key: value for key, value in data.items() if key != "sha256"}
            document = _CONVERTER.structure(_with_entities(fields), cls)
            if data.get("sha256", document.sha256) != document.sha256:
                raise ValueError(f"the text has changed: its SHA-256 is {document.sha256}, not {data['sha256']}")
            check_document(document)
        return document

    def to_html(self, title: str = "", language: str = "de") -> str:
        """A page of HTML to look at: the text with its quotations, who speaks, why, how sure, what to check.

        It is one file, works offline, and is what `quoteattr page` writes.

        Args:
            title: Headline; without one, the `title` of the metadata, else the first words.
            language: `de` or `en`, of the words around the article.

        Raises:
            OptionError: There are no words in this language.
        """
        from quoteattr.page.article_page import article_page

        return article_page([(title, self)], language)

    def to_spacy(self, doc: "Doc") -> "Doc":
        """Put the quotations on a spaCy document of the same text, as span groups and attributes of their spans.

        `doc.spans["quotes"]` has the spans of all quotations, `span._.quote` a quotation as a dictionary,
        `span._.speaker` the name of who speaks, `span._.cue` and `span._.addressee` the words.

        Args:
            doc: The document, which is changed and returned.

        Raises:
            OptionError: spaCy is missing, or the texts differ.
        """
        return put_quotes(self.to_dict(), doc)

    def _repr_html_(self) -> str:
        from quoteattr.page.notebook_view import document_in_notebook

        return document_in_notebook(self)


def _with_entities(data: dict[str, Any]) -> dict[str, Any]:
    """The same with entities, each made once, in the place of their ids."""
    alone = {"text": "", "entities": data.get("entities", ())}  # a document, so that errors say where they are
    entities = _CONVERTER.structure(alone, Document).entities
    by_id = {entity.id: entity for entity in entities}
    quotes = []
    for quote in _CONVERTER.structure(data.get("quotes", ()), tuple[Any, ...]):
        speaker = quote.get("speaker")
        if speaker and isinstance(speaker.get("entity"), str):
            if speaker["entity"] not in by_id:
                raise ValueError(f"no entity has the id {speaker['entity']!r}")
            quote = {**quote, "speaker": {**speaker, "entity": by_id[speaker["entity"]]}}
        quotes.append(quote)
    return {**data, "entities": entities, "quotes": quotes}


def _is_called(speaker: Speaker | None, wanted: str) -> bool:
    if speaker is None:
        return False
    names = [speaker.name or ""]
    if speaker.entity is not None:
        names += [*speaker.entity.aliases, speaker.entity.ref or ""]
    return bool(wanted) and any(f" {wanted} " in f" {name.casefold()} " for name in names)


_CONVERTER = converter()
# An entity has all its mentions: written or read with each of its quotations, it would take quadratic time and memory.
share(_CONVERTER, Entity, Speaker, "entity", lambda entity: entity.id)
