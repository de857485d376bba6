"""Wires the parts: text in, `Document` out."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from attrs import evolve

from quoteattr.article import Article, article_of
from quoteattr.collector import collector_paused
from quoteattr.config import Config
from quoteattr.decide import Decision, Weights, resolve
from quoteattr.errors import OptionError
from quoteattr.lexicon import Lexicon
from quoteattr.model import INSTEAD, Document, Evidence, Medium, Quote, Speaker, Stance, Word, text_of
from quoteattr.parsing import Parser, load
from quoteattr.portions import portions
from quoteattr.reading import Reading, read, read_parse
from quoteattr.rules import FAMILIES, Family, Proposal, propose
from quoteattr.speakers import Entities, assign, link, media_of, mention_of
from quoteattr.stance import Report, judge
from quoteattr.tree import Parse
from quoteattr.unread import NOT_ENOUGH, is_out_of_memory, unread
from quoteattr.workers import Lost, work_in_processes

if TYPE_CHECKING:
    from quoteattr.context.opinion import SecondOpinion

_WORDS = 8000
"""Words of the articles that get their second opinion together: many are read faster than one."""


class QuoteAttributor:
    """Finds quotations and attributes them.

    An attributor can be pickled, and so be given to other processes, if its model can: it travels as the arguments
    that made it and loads its model anew.

    Args:
        model: None for the embedded German model; the name of an official Stanza package (`"gsd"`, `"hdt"`,
            `"combined"`); a folder; a ready `stanza.Pipeline`; or any object with the `Parser` protocol.
        config: Options.
        lexicon: Words; the German lexicon of the package if left out.
        entities: People and institutions that you know, with ids of your own; none is needed.
        weights: The linear model that decides, such as `Weights.read(path)` of one that you fitted, or the name of one
            of the package, as in `Config`.
        rules: The families of rules; all of the package if left out. Weights must know each of their rules and no
            others.
        lazy: Whether the model waits for the first text, and is not loaded here at all where other processes do the
            work (`pipe`). What is wrong with it is told then and not now.

    Raises:
        UnknownModelError: There is no such model.
        DamagedModelError: The model's files are not whole.
        FormatError: The weights do not fit the rules.
        OptionError: There are no weights of this name, or an argument is of another kind.
    """

    def __init__(
        self,
        model: Any = None,
        *,
        config: Config | None = None,
        lexicon: Lexicon | None = None,
        entities: Entities | None = None,
        weights: Weights | str | None = None,
        rules: Sequence[Family] | None = None,
        lazy: bool = False,
    ) -> None:
        _check_kind("config", config, Config)
        _check_kind("lexicon", lexicon, Lexicon)
        _check_kind("entities", entities, Entities)
        _check_kind("weights", weights, Weights, str)
        if rules is not None and (not isinstance(rules, Sequence) or isinstance(rules, str)):
            raise OptionError(f"rules is {rules!r:.40}; give a list of families, or leave it out for all.")
        self.config = config or Config()
        if isinstance(weights, str):
            self.config, weights = evolve(self.config, weights=weights), None
        self.entities = entities
        self.rules = FAMILIES if rules is None else tuple(rules)
        self._model = model
        with collector_paused():
            self.lexicon = lexicon or Lexicon.german()
            self.weights = weights or Weights.german(self.config.weights, second_opinion=self.config.second_opinion)
            self.weights.check(self.rules)
            if not lazy:
                _ = self._opinion, self.parser

    @cached_property
    def parser(self) -> Parser:
        """What makes the trees."""
        with collector_paused():
            return load(self._model, self.lexicon)

    @cached_property
    def _opinion(self) -> "SecondOpinion | None":
        """The second opinion, if it counts."""
        counts = self.config.second_opinion and self.weights.count_opinions
        with collector_paused():
            return _opinion() if counts else None

    def __reduce__(self) -> tuple[Any, ...]:
        arguments = (self._model, self.config, self.lexicon, self.entities, self.weights, self.rules)
        return _made, arguments

    @property
    def model_name(self) -> str:
        """Name and version of the parsing model."""
        return self.parser.name

    def attribute(self, text: Article | str) -> Document:
        """The quotations of one text or article. No text raises.

        Raises:
            OptionError: `text` is no string.
        """
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[Article | str], *, batch_size: int = 32, processes: int = 1) -> Iterator[Document]:
        """The documents of many texts, in order; parsing them in batches is faster than one by one.

        Args:
            texts: Texts, or articles with ids and metadata, which their documents keep; one batch is held at a time, a
                few for each process.
            batch_size: Texts that are parsed together, at least 1.
            processes: How many processes work at them, at least 1. From 2 on they are spawned, each loads the model
                and uses one thread, so a script makes this call below `if __name__ == "__main__":`. One that dies is
                replaced; the document of a text that killed two of them is empty, with a `Diagnostic` (`not-read`).
                So is, in one process too, that of a text for which memory runs out.

        Raises:
            OptionError: `texts` is one string rather than several, holds something else than strings, or
                `batch_size` or `processes` is below 1. This is told at once and not with the first document.
        """
        if isinstance(texts, str):
            raise OptionError(f"texts is one string ({texts[:30]!r}…); give a list of texts, or use attribute(text).")
        if not isinstance(texts, Iterable):
            raise OptionError(f"texts is {texts!r:.40}; give a list of texts.")
        _check_count("batch_size", batch_size)
        _check_count("processes", processes)
        batches = _batches(iter(texts), batch_size)
        return self._documents(batches) if processes == 1 else self._documents_by_workers(batches, processes)

    def _documents(self, batches: Iterator[list[Article]]) -> Iterator[Document]:
        """The documents of articles, of which one batch is held at a time."""
        return chain.from_iterable(map(self._of_batch, batches))

    def _of_batch(self, batch: Sequence[Article]) -> Iterator[Document]:
        """The documents of articles that are read together; where memory runs out, of each alone."""
        done = 0
        try:
            readings = read([article.text for article in batch], self.parser, self.lexicon)
            documents = chain.from_iterable(map(self._attribute, portions(readings, _WORDS, _words)))
            for article, document in zip(batch, documents, strict=True):
                yield article.label(document)
                done += 1
            return
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
        # Out here nothing of what was tried is held any more.
        if len(batch) == 1:
            yield batch[0].label(self._unread(Lost(batch[0].text, NOT_ENOUGH)))
        else:
            yield from chain.from_iterable(self._of_batch([article]) for article in batch[done:])

    def _attribute(self, readings: Sequence[Reading]) -> Iterator[Document]:
        """The documents of some readings, for which the second opinion is asked together."""
        for reading, proposals in zip(readings, self._propose(readings), strict=True):
            yield self.assemble(reading, proposals)

    def _propose(self, readings: Sequence[Reading]) -> list[list[Proposal]]:
        """What the rules propose in some readings, with the second opinion of it if that counts."""
        found = [list(propose(reading, self.rules)) for reading in readings]
        return found if self._opinion is None else self._opinion.of(list(zip(readings, found, strict=True)))

    def _documents_by_workers(self, batches: Iterator[list[Article]], processes: int) -> Iterator[Document]:
        """The same by several processes, which are sent the texts alone."""
        sent: deque[list[Article]] = deque()

        def texts() -> Iterator[list[str]]:
            for batch in batches:
                sent.append(batch)
                yield [article.text for article in batch]

        for results in work_in_processes(partial(_attribution, *self.__reduce__()[1]), texts(), processes):
            for article, found in zip(sent.popleft(), results, strict=True):
                yield article.label(self._unread(found) if isinstance(found, Lost) else found)

    def _unread(self, lost: Lost[str]) -> Document:
        """The document of a text that kills the processes that read it, or needs too much memory: nothing, and why."""
        return unread(lost.item, f"Each process that read this text {lost.reason}.", self.model_name)

    def attribute_parse(self, parse: Parse) -> Document:
        """The quotations of a text that was parsed before; text and offsets of `parse` must be those as given.

        Raises:
            FormatError: A sentence is no tree, or its words do not stand in the text; the message names them.
        """
        return self.attribute_reading(read_parse(parse, self.lexicon))

    def attribute_reading(self, reading: Reading) -> Document:
        """The quotations of a text that was read before (`quoteattr.reading.read`)."""
        (document,) = self._attribute([reading])
        return document

    def propose(self, reading: Reading) -> list[Proposal]:
        """What the rules propose in a text, with the second opinion of it if that counts."""
        (proposals,) = self._propose([reading])
        return proposals

    def assemble(self, reading: Reading, proposals: Iterable[Proposal]) -> Document:
        """The document that the proposals of the rules come to.

        Args:
            reading: The text.
            proposals: What `propose` found; nothing else is asked.
        """
        decisions = resolve(reading, proposals, self.weights)
        linked, reasons = link(reading, decisions, assign(reading, decisions), self.entities, self.config)
        speakers, entities, unclear = linked
        quotes = quotes_of(reading, decisions, speakers, self.config, reasons=reasons)
        diagnostics = (*reading.marks.diagnostics, *reading.parse.diagnostics, *unclear)
        words = words_in(reading.parse) if self.config.keep_words else ()
        return Document(
            reading.text, quotes, entities, diagnostics, reading.parse.model, places=reading.places, words=words
        )


def _made(
    model: Any, config: Config, lexicon: Lexicon, entities: Entities | None, weights: Weights, rules: Sequence[Family]
) -> QuoteAttributor:
    """An attributor out of its pickled arguments."""
    return QuoteAttributor(model, config=config, lexicon=lexicon, entities=entities, weights=weights, rules=rules)


def _attribution(*arguments: Any) -> Callable[[list[str]], list[Document]]:
    """What a worker does: an attributor's way from texts to documents, made out of its pickled arguments."""
    attributor = _made(*arguments)
    return lambda texts: list(attributor.pipe(texts, batch_size=max(1, len(texts))))


def _batches(texts: Iterator[Article | str], size: int) -> Iterator[list[Article]]:
    """The articles in lists of `size`."""
    while batch := [article_of(item) for item in islice(texts, size)]:
        yield batch


def _check_kind(name: str, value: object, *kinds: type) -> None:
    """Refuse an argument that would fail only with the first text."""
    if value is not None and not isinstance(value, kinds):
        wanted = " or ".join(kind.__name__ for kind in kinds)
        raise OptionError(f"{name} is {value!r:.40}; give {wanted}, or leave it out.")


def _check_count(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise OptionError(f"{name} is {value!r:.40}; give a whole number from 1 on.")


def _words(reading: Reading) -> int:
    """How many words a reading has."""
    return sum(len(sentence.tokens) for sentence in reading.sentences)


def _opinion() -> "SecondOpinion":
    """The network of the package; only now, for importing NumPy takes time."""
    from quoteattr.context.opinion import SecondOpinion

    return SecondOpinion.german()


@cache
def _embedded() -> QuoteAttributor:
    """The attributor with the embedded model, made once."""
    return QuoteAttributor()


def attribute(text: Article | str) -> Document:
    """The quotations of a German text, with the embedded model.

    Args:
        text: Any text, or an `Article` with id and metadata; it never raises.

    Raises:
        DamagedModelError: The embedded model is not whole.
        OptionError: `text` is no string.
    """
    return _embedded().attribute(text)


def words_in(parse: Parse) -> tuple[Word, ...]:
    """The public form of the words of a parse."""
    return tuple(
        Word(
            number, token.index + 1, token.text, token.lemma, token.upos, token.xpos, token.head + 1, token.deprel,
            token.span,
        )
        for number, sentence in enumerate(parse.sentences, 1)
        for token in sentence.tokens
    )  # fmt: skip


def quotes_of(
    reading: Reading,
    decisions: Sequence[Decision],
    speakers: Sequence[Speaker | None],
    config: Config | None = None,
    *,
    reasons: Sequence[tuple[Evidence, ...]] | None = None,
    with_stance: bool = True,
) -> tuple[Quote, ...]:
    """The public form of what was decided: the quotations that the options keep, numbered.

    Args:
        reading: The document.
        decisions: The accepted quotations in text order.
        speakers: Who speaks each.
        config: The options.
        reasons: The evidence for each speaker.
        with_stance: Whether their stance is judged; else it stays unknown.
    """
    config = config or Config()
    told = [
        (decision.framing.proposal, speaker.mention if speaker is not None else None)
        for decision, speaker in zip(decisions, speakers, strict=True)
    ]
    kept = [
        (decision, speaker, medium)
        for decision, speaker, medium in zip(decisions, speakers, media_of(reading, told), strict=True)
        if decision.confidence >= config.min_confidence and decision.proposal.type in config.types
    ]
    ids = {id(decision): f"q{number}" for number, (decision, _, _) in enumerate(kept, 1)}
    # A part of a quotation is judged with the whole: once for both.
    statements = {id(decision.statement): decision.statement.proposal for decision, _, _ in kept}
    stances = {key: judge(Report.of(reading, proposal)) for key, proposal in statements.items()} if with_stance else {}
    whys = dict(zip(map(id, decisions), reasons or (), strict=reasons is not None))
    given = [
        (decision, None if speaker and config.withholds(speaker) else speaker, medium)
        for decision, speaker, medium in kept
    ]
    return tuple(_quote(reading, *each, whys.get(id(each[0]), ()), ids, stances) for each in given)


def _quote(
    reading: Reading,
    decision: Decision,
    speaker: Speaker | None,
    medium: Medium,
    why: tuple[Evidence, ...],
    ids: dict[int, str],
    stances: Mapping[int, Stance],
) -> Quote:
    """The public form of a decision."""
    text = reading.text
    proposal = decision.proposal
    source = decision.framing.proposal
    spans = (*(source.cue.spans if source.cue else ()), *source.frame)
    return Quote(
        id=ids[id(decision)],
        type=proposal.type,
        medium=medium,
        spans=proposal.quote,
        text=text_of(text, proposal.quote),
        # a parser may have seen a word otherwise than it stands in the text
        cue=evolve(source.cue, text=text_of(text, source.cue.spans)) if source.cue else None,
        frame=source.frame,
        speaker=speaker,
        addressee=mention_of(text, source.addressee),
        stance=stances.get(id(decision.statement), Stance()),
        parent=_parent(decision, ids),
        confidence=round(decision.confidence, 4),
        evidence=(Evidence(proposal.rule.id, spans or proposal.quote, decision.terms), *_rival(decision), *why),
    )


def _rival(decision: Decision) -> tuple[Evidence, ...]:
    """What would stand there instead, as evidence; nothing if nothing would."""
    rival = decision.rival
    return () if rival is None else (Evidence(f"{INSTEAD}{rival.rule.id}", rival.quote, (rival.type.value,)),)


def _parent(decision: Decision, ids: dict[int, str]) -> str | None:
    """The nearest enclosing quotation that was kept."""
    parent = decision.parent
    while parent is not None and id(parent) not in ids:
        parent = parent.parent
    return ids[id(parent)] if parent is not None else None
