"""What is judged: a quotation with its cue, seen as a piece of reporting.

A cue brings its classes from the lexicon. Where a verb has several entries, the complement that carries the content
chooses one: *wies darauf hin, dass* and *wies auf X hin*, *warnte, dass* and *warnte vor*.
"""

from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from quoteattr.grammar.clauses import ClauseKind, Mood, clause_words, is_clause, kind_of, mood_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.lexicon import NounSense, VerbSense
from quoteattr.model import Cue, CueKind, QuoteType, Span, Spans
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.stance.entry import fitting, is_claim
from quoteattr.stance.scope import clauses_beside, negation
from quoteattr.tree import NOMINAL, Sentence, Token

_CLAUSAL = (ClauseKind.DASS, ClauseKind.OB, ClauseKind.W, ClauseKind.ZU, ClauseKind.VERB_SECOND)
_CONTENT = ("ccomp", "xcomp", "csubj", "acl", "advcl", "parataxis")
_NAMING = frozenset("nennen bezeichnen halten finden sprechen sehen werten betrachten einstufen".split())


@frozen(eq=False)
class Report:
    """A quotation in its context.

    Attributes:
        reading: The document.
        type: Type of the quotation.
        quote: What is quoted.
        cue: The announcing words, None for free forms.
        verb: The reporting verb: that of the cue, or the verb of a sentence that reports as a whole.
        noun: The noun of saying behind the cue (*Vorwurf*, *nach Angaben*).
        frame: The reporting clause without the quotation.
        speaker: Where the speaker is named, None if nowhere.
    """

    reading: Reading
    type: QuoteType
    quote: Spans
    cue: Cue | None = None
    verb: VerbCue | None = None
    noun: NounSense | None = None
    frame: Spans = ()
    speaker: Span | None = None

    @classmethod
    def of(cls, reading: Reading, proposal: Proposal) -> "Report":
        """The report that a proposal of the rules makes."""
        verb, quote = proposal.verb, proposal.quote
        if verb is not None and is_claim(verb) and any(span.covers(verb.verb.span) for span in quote):
            verb = None  # Er will nichts gewusst haben: what is claimed is no cue
        speaker = proposal.speaker.span if proposal.speaker else None
        noun = proposal.sense if isinstance(proposal.sense, NounSense) else None
        return cls(reading, proposal.type, quote, proposal.cue, verb, noun, proposal.frame, speaker)

    @property
    def is_direct(self) -> bool:
        """Whether the words are the speaker's own."""
        return self.type is QuoteType.DIRECT

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence where the quotation starts."""
        parse = self.reading.parse
        whole = Span(self.quote[0].start, self.quote[-1].end)
        return next(iter(parse.sentences_in(whole)), parse.sentences[0])

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences that the quotation reaches into."""
        return self.reading.parse.sentences_in(Span(self.quote[0].start, self.quote[-1].end)) or (self.sentence,)

    @cached_property
    def frame_sentence(self) -> Sentence:
        """The sentence where the cue stands."""
        if self.verb is not None:
            return self.verb.sentence
        place = self.cue.spans[0].start if self.cue else (self.frame[0].start if self.frame else self.quote[0].start)
        return self.reading.parse.sentence_at(place) or self.sentence

    @cached_property
    def reports_itself(self) -> bool:
        """Whether the cue stands inside the quotation: *Der Kreml bestätigte das Telefonat*."""
        verb = self.verb
        return verb is not None and verb.sentence is self.sentence and self.quotes(verb.verb)

    @cached_property
    def holders(self) -> tuple[Token, ...]:
        """The words that the complements of the cue can hang on: its predicate and its verb."""
        return tuple(dict.fromkeys((self.verb.predicate, self.verb.verb))) if self.verb is not None else ()

    @cached_property
    def _quoted(self) -> frozenset[int]:
        """Where the words of what is quoted start."""
        inside = (token for span in self.quote for sentence in self.sentences for token in sentence.between(span))
        return frozenset(
            token.start
            for token in inside
            if any(span.start <= token.start and token.end <= span.end for span in self.quote)
        )

    def quotes(self, token: Token) -> bool:
        """Whether a word belongs to what is quoted."""
        return token.start in self._quoted

    def quoted_in(self, sentence: Sentence) -> list[Token]:
        """The words of a sentence that belong to what is quoted, in text order."""
        return [token for span in self.quote for token in sentence.between(span) if self.quotes(token)]

    @cached_property
    def cue_clause(self) -> tuple[Token, ...]:
        """The words of the cue's clause, without the content."""
        if self.verb is None:
            return tuple(self._in_frame())
        words = [*clause_words(self.frame_sentence, self.verb.predicate), *self.verb.tokens]
        if self.verb.verb is not self.verb.predicate:
            words += clause_words(self.frame_sentence, self.verb.verb)
        if not self.reports_itself:
            # warnte vor X: a noun that is quoted is a complement of the cue and belongs to its clause.
            apart = self.has_clause and self.frame_sentence is self.sentence
            words = [token for token in words if not (apart and self.quotes(token))]
            words += self._in_frame()
        ordered = {token.index: token for token in words if token.is_word}
        return tuple(ordered[index] for index in sorted(ordered))

    def _in_frame(self) -> list[Token]:
        """The words in the cue, and without a verb in the frame: near enough to belong to the cue's clause."""
        spans = (*(self.cue.spans if self.cue else ()), *(self.frame if self.verb is None else ()))
        found = {
            token.index: token
            for span in spans
            for token in self.frame_sentence.between(span)
            if span.start <= token.start and token.end <= span.end
        }
        return [found[index] for index in sorted(found)]

    @cached_property
    def head(self) -> Token | None:
        """The head of the content: of its first clause, or its noun."""
        if self.reports_itself:
            return self._governed()
        inside = [token for token in self.quoted_in(self.sentence) if token.is_word]
        indices = {token.index for token in inside}
        tops = [token for token in inside if token.head not in indices]
        clauses = [token for token in tops if is_clause(self.sentence, token)]
        if clauses:  # Wenn alles ruhig ist, warum ist mein Telefon tot: the main clause, though both hang on the cue
            kinds = [kind_of(self.sentence, clause, self.reading.lexicon) for clause in clauses]
            main = (clause for clause, kind in zip(clauses, kinds, strict=True) if kind is not ClauseKind.ADVERBIAL)
            if kinds[0] in (ClauseKind.W, ClauseKind.OB) and ClauseKind.VERB_SECOND in kinds:
                return clauses[kinds.index(ClauseKind.VERB_SECOND)]  # Warum es brannte, müsse ein Gutachter klären
            return next(main, clauses[0])
        if not tops:
            return None
        noun = next((token for token in tops if token.upos in NOMINAL), tops[0])
        above = self.sentence.clause_head(noun)
        # Nach Angaben der Polizei kam es zu X; er will „schnell“ handeln, wie er sagte: a part of a clause is quoted,
        # the clause is the content.
        return above if is_clause(self.sentence, above) and above not in self.holders else noun

    def _governed(self) -> Token | None:
        """What the verb of a reporting sentence governs: a clause, else an object, else a prepositional object."""
        assert self.verb is not None
        sentence, holders = self.verb.sentence, self.holders
        for holder in holders:
            for child in sentence.children(holder, *_CONTENT):
                if kind_of(sentence, child, self.reading.lexicon) in _CLAUSAL:
                    return child
            for child in sentence.children(holder, "obl", "obj", "iobj"):  # appellierte an beide, Zivilisten zu schonen
                asked = sentence.child(child, "xcomp")
                if asked is not None and kind_of(sentence, asked, self.reading.lexicon) is ClauseKind.ZU:
                    return asked
        for relations in (("obj",), ("nsubj:pass",), ("obl", "iobj")):
            for holder in holders:
                for child in sentence.children(holder, *relations):
                    if child.upos in NOMINAL and child.xpos != "PRF":
                        return child
        return None

    @cached_property
    def kind(self) -> ClauseKind:
        """How the content is introduced; `NONE` for a noun phrase."""
        if self.head is None:
            return ClauseKind.NONE
        return kind_of(self.sentence, self.head, self.reading.lexicon) if self.has_clause else ClauseKind.NONE

    @cached_property
    def has_clause(self) -> bool:
        """Whether the content is a clause rather than a noun phrase."""
        return self.head is not None and is_clause(self.sentence, self.head)

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The words of the content's first clause, without the clauses below it."""
        if self.head is None:
            return ()
        words = clause_words(self.sentence, self.head) if self.has_clause else self.sentence.subtree(self.head)
        part = not self.quotes(self.head)
        cue = {token.index for token in self.verb.tokens} if self.verb and not self.reports_itself else set()
        return tuple(
            token
            for token in words
            if token.is_word and token.index not in cue and (part or self.quotes(token) or token is self.head)
        )

    @cached_property
    def main_clauses(self) -> tuple[tuple[Sentence, Token, tuple[Token, ...]], ...]:
        """The main clauses of the content: where each stands, its head and its words; none if a noun is the content."""
        found = []
        for sentence in self.sentences if self.has_clause else ():
            for head in self._main_heads(sentence):
                words = (token for token in clause_words(sentence, head) if token.is_word and self.quotes(token))
                found.append((sentence, head, (*self.content, *self._astray()) if head is self.head else (*words,)))
        return tuple(found)

    def _main_heads(self, sentence: Sentence) -> list[Token]:
        """The heads of the main clauses that are quoted of a sentence."""
        if sentence is self.sentence and self.head is not None:
            return [self.head, *filter(self.quotes, clauses_beside(sentence, self.head))]
        # „… Wer bezahlt ihn?“, fragte der Bauer: the last sentence of a quotation hangs on the cue behind it.
        return [*filter(self.quotes, self.reading.main_heads(sentence))] or self._heads_below_frame(sentence)

    def _heads_below_frame(self, sentence: Sentence) -> list[Token]:
        inside = [token for token in self.quoted_in(sentence) if token.is_word]
        indices = {token.index for token in inside}
        top = next((token for token in inside if token.head not in indices and is_clause(sentence, token)), None)
        return [] if top is None else [top, *filter(self.quotes, clauses_beside(sentence, top))]

    def _astray(self) -> Iterator[Token]:
        """Words of the content that the parser hung on the frame, with those below: *Es tut mir leid, sagte …*."""
        for token in self.quoted_in(self.sentence):
            head = self.sentence.head(token)
            lost = head is not None and not self.quotes(head) and token is not self.head
            if lost and token.upos in ("ADJ", "ADV", "NOUN"):
                below = clause_words(self.sentence, token)
                yield from (each for each in below if each.is_word and self.quotes(each) and each is not self.head)

    @cached_property
    def finite(self) -> Token | None:
        """The finite verb of the content."""
        return self.sentence.finite(self.head) if self.head is not None and self.has_clause else None

    @cached_property
    def mood(self) -> Mood:
        """Mood of the content."""
        return mood_of(self.finite, self.reading.lexicon)

    @cached_property
    def sense(self) -> VerbSense | NounSense | None:
        """The entry of the lexicon whose classes hold."""
        if self.verb is not None:
            return fitting(self.verb.senses, tuple(self._complements()), strict=self.reports_itself)
        return self.noun

    @property
    def is_naming(self) -> bool:
        """Whether the cue says of something what it is: *nannte X absurd*."""
        return isinstance(self.sense, VerbSense) and self.sense.lemma in _NAMING

    @cached_property
    def negation(self) -> Token | None:
        """The word that negates the cue: *bestätigte nicht*, *wollte nicht ausschließen*, *kein Zweifel*."""
        if self.verb is None:
            if self.cue is None or self.cue.kind is not CueKind.NOUN:
                return None
            spans = self.cue.spans
            cue = (token for token in self.frame_sentence.tokens if any(span.covers(token.span) for span in spans))
            return next((token for token in cue if token.text.lower().startswith("kein")), None)
        words = [token for token in self.cue_clause if self.reports_itself or not self.quotes(token)]
        if self.reports_itself and self.has_clause:
            inside = {token.index for token in self.content}
            words = [token for token in words if token.index not in inside]
        if isinstance(self.sense, VerbSense):  # keinen Zweifel lassen: part of the cue
            words = [token for token in words if token.text.lower() not in self.sense.fixed]
        # hat X ausgeschlossen: the verb denies, it is not denied
        words = [token for token in words if token is not self.verb.verb]
        lexicon = self.reading.lexicon
        found = (negation(words, self.verb.sentence, holder, lexicon) for holder in self.holders)
        return next((token for token in found if token is not None), None)

    def _complements(self) -> Iterator[str]:
        """The complements that the cue has here, as entries name them, the one that carries the content first."""
        assert self.verb is not None
        if self.is_direct:
            yield "direct"
        words = [token.text.lower() for token in self.cue_clause]
        if self.has_clause and not self.is_direct:
            for correlate in (word for word in words if word.startswith(("da", "hier", "dar"))):
                yield f"{correlate}+{self.kind.value}"
            yield self.kind.value
        yield from (f"pp:{token.text.lower()}" for token in self.cue_clause if token.upos == "ADP")
        yield "np"
        if "als" in words:
            yield "als"
