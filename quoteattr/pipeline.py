"""Wires the parts: text in, `Document` out."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from quoteattr.config import Config
from quoteattr.decide.resolve import Decision, Weights, resolve
from quoteattr.lexicon import Lexicon
from quoteattr.model import Document, Evidence, Medium, Quote, Speaker, text_of
from quoteattr.parsing import Parser, load
from quoteattr.rules import Context, Proposal, propose
from quoteattr.speakers import Entities, assign, link, mention_of, roles_of
from quoteattr.speakers.medium import media_of
from quoteattr.stance import Report, judge
from quoteattr.text.marks import Marks, scan
from quoteattr.text.normalise import as_given, plain
from quoteattr.tree import Parse


class QuoteAttributor:
    """Finds quotations and attributes them.

    Args:
        model: None for the embedded German model; the name of an official Stanza package (`"gsd"`, `"hdt"`,
            `"combined"`); a folder; a ready `stanza.Pipeline`; or any object with the `Parser` protocol.
        config: Options.
        lexicon: Words; the German lexicon of the package if left out.
        entities: People and institutions that you know, with ids of your own; none is needed.

    Raises:
        UnknownModelError: There is no such model.
        DamagedModelError: The model's files are not whole.
    """

    def __init__(
        self,
        model: Any = None,
        *,
        config: Config | None = None,
        lexicon: Lexicon | None = None,
        entities: Entities | None = None,
    ) -> None:
        self.config = config or Config()
        self.lexicon = lexicon or Lexicon.german()
        self.entities = entities
        self._parser: Parser = load(model)
        self._weights = Weights.german()

    @property
    def model_name(self) -> str:
        """Name and version of the parsing model."""
        return self._parser.name

    def attribute(self, text: str) -> Document:
        """The quotations of one text. No text raises."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str], *, batch_size: int = 32) -> Iterator[Document]:
        """The documents of many texts, in order; parsing them in batches is faster than one by one."""
        waiting = iter(texts)
        while batch := list(islice(waiting, batch_size)):
            marks = [scan(text) for text in batch]
            parses = self._parser.parse([plain(text, found) for text, found in zip(batch, marks, strict=True)])
            for text, found, parse in zip(batch, marks, parses, strict=True):
                yield self._attribute(as_given(parse.with_text(text), found), found)

    def attribute_parse(self, parse: Parse) -> Document:
        """The quotations of a text that was parsed before; text and offsets of `parse` must be those as given."""
        return self._attribute(parse, scan(parse.text))

    def _attribute(self, parse: Parse, marks: Marks) -> Document:
        context = Context(parse, marks, self.lexicon)
        return assemble(context, propose(context), self._weights, self.config, self.entities)


def assemble(
    context: Context,
    proposals: Iterable[Proposal],
    weights: Weights,
    config: Config | None = None,
    knowledge: Entities | None = None,
) -> Document:
    """The document that the proposals of the rules come to."""
    decisions = resolve(context, proposals, weights)
    speakers, entities, unclear = link(context, decisions, assign(context, decisions), knowledge)
    quotes = _quotes(context, decisions, speakers, config or Config())
    parse = context.parse
    diagnostics = (*context.marks.diagnostics, *parse.diagnostics, *unclear)
    return Document(parse.text, quotes, entities, diagnostics, parse.model)


@cache
def _embedded() -> QuoteAttributor:
    return QuoteAttributor()


def attribute(text: str) -> Document:
    """The quotations of a German text, with the embedded model.

    Args:
        text: Any text; it never raises.

    Raises:
        DamagedModelError: The embedded model is not whole.
    """
    return _embedded().attribute(text)


def _quotes(
    context: Context, decisions: list[Decision], speakers: Sequence[Speaker | None], config: Config
) -> tuple[Quote, ...]:
    told = [
        (decision.framing.proposal, speaker.mention if speaker is not None else None)
        for decision, speaker in zip(decisions, speakers, strict=True)
    ]
    kept = [
        (decision, speaker, medium)
        for decision, speaker, medium in zip(decisions, speakers, media_of(context, told), strict=True)
        if decision.confidence >= config.min_confidence and decision.proposal.type in config.types
    ]
    ids = {id(decision): f"q{number}" for number, (decision, _, _) in enumerate(kept, 1)}
    return tuple(_quote(context, decision, speaker, medium, ids) for decision, speaker, medium in kept)


def _quote(context: Context, decision: Decision, speaker: Speaker | None, medium: Medium, ids: dict[int, str]) -> Quote:
    text = context.text
    proposal = decision.proposal
    source = decision.framing.proposal
    spans = (*(source.cue.spans if source.cue else ()), *source.frame)
    return Quote(
        id=ids[id(decision)],
        type=proposal.type,
        medium=medium,
        spans=proposal.quote,
        text=text_of(text, proposal.quote),
        cue=source.cue,
        frame=source.frame,
        speaker=speaker,
        addressee=mention_of(context, source.addressee),
        stance=judge(Report.of(context, roles_of(decision).proposal)),
        parent=_parent(decision, ids),
        confidence=round(decision.confidence, 4),
        evidence=(Evidence(proposal.rule, spans or proposal.quote, decision.terms),),
    )


def _parent(decision: Decision, ids: dict[int, str]) -> str | None:
    """The nearest enclosing quotation that was kept."""
    parent = decision.parent
    while parent is not None and id(parent) not in ids:
        parent = parent.parent
    return ids[id(parent)] if parent is not None else None
