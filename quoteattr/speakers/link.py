"""From the phrase to the person: links every speaker to an entity of the document.

One pass over the mentions in text order builds the clusters (`identity`), resolving pronouns and roles by what a
reader has in mind at that point (`coreference`). What only the quotation around it can tell – *ich*, *er* inside a
report – is decided after that pass, when every speaker is known.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from attrs import define, evolve, field

from quoteattr.config import Config
from quoteattr.decide import FREE, Decision
from quoteattr.grammar.animacy import is_person
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon, Number
from quoteattr.model import CueKind, Diagnostic, Entity, EntityKind, QuoteType, Speaker, Via
from quoteattr.reading import Reading
from quoteattr.speakers.belonging import is_mine
from quoteattr.speakers.confidence import Circumstances, circumstances_told, confidence_of, speaker_weights
from quoteattr.speakers.coreference import Discourse
from quoteattr.speakers.entities import Entities
from quoteattr.speakers.headlines import in_headline
from quoteattr.speakers.holders import named_below, spelt_out_below
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.mentions import find_mentions
from quoteattr.speakers.outcomes import Outcome
from quoteattr.speakers.pronouns import is_plural
from quoteattr.speakers.published import result_of, uncertain_speaker
from quoteattr.speakers.references import PRONOUNS, Form, Reference
from quoteattr.speakers.sources import Pointer, Source, fallback, source_of
from quoteattr.tree import Sentence

Linked = tuple[tuple[Speaker | None, ...], tuple[Entity, ...], tuple[Diagnostic, ...]]

_NOBODY = Outcome(None)
_SOURCES = frozenset({CueKind.PREPOSITION, CueKind.ADVERB})
_SOURCED = frozenset({"indirect.wie", "indirect.anaphor.previous"})
_DEFAULT = Config()


def link(
    reading: Reading,
    decisions: Sequence[Decision],
    speakers: Sequence[Speaker | None],
    knowledge: Entities | None = None,
    config: Config = _DEFAULT,
) -> Linked:
    """Give speakers their entities, and the confidence that these are the ones.

    Args:
        reading: The document.
        decisions: The accepted quotations in text order.
        speakers: The speaker phrase of each, explicit or inherited.
        knowledge: The user's gazetteer.
        config: Which weights the confidence is by, and below which one a speaker is told as uncertain.

    Returns:
        The speakers in the same order, the entities that speak in order of appearance, and a diagnostic for every
        speaker that the evidence leaves open between several or that is less sure than the options ask for.
    """
    (linked, entities, unclear), found = trace(reading, decisions, speakers, knowledge)
    weights = speaker_weights(config.weights)
    sure = tuple(
        speaker if circumstances is None or speaker is None
        else evolve(speaker, confidence=round(confidence_of(circumstances_told(circumstances), weights), 4))
        for speaker, circumstances in zip(linked, found, strict=True)
    )  # fmt: skip
    doubts = (
        uncertain_speaker(speaker, circumstances, reading)
        for speaker, circumstances in zip(sure, found, strict=True)
        if circumstances is not None and speaker is not None and config.withholds(speaker)
    )
    return sure, entities, (*unclear, *doubts)


def trace(
    reading: Reading,
    decisions: Sequence[Decision],
    speakers: Sequence[Speaker | None],
    knowledge: Entities | None = None,
) -> tuple[Linked, list[Circumstances | None]]:
    """As `link`, without a confidence: the speakers, and how each was come by, None where nobody is given."""
    if not decisions:
        return (tuple(speakers), (), ()), []
    linker = _Linker(reading, decisions, speakers, knowledge)
    linker.read()
    outcomes = [linker.outcome(number) for number in range(len(decisions))]
    linked = result_of(reading, speakers, outcomes, linker.vias())
    return linked, [linker.circumstances(number, speaker) for number, speaker in enumerate(linked[0])]


@define(eq=False)
class _Linker:
    """Reads a document once and remembers whom every mention means."""

    reading: Reading
    decisions: Sequence[Decision]
    speakers: Sequence[Speaker | None]
    knowledge: Entities | None
    mentions: dict[int, list[Reference]] = field(init=False)
    sources: dict[int, Source] = field(factory=dict)
    numbers: dict[int, int] = field(init=False)
    phrases: dict[int, int] = field(factory=dict)
    meant: dict[int, Outcome] = field(factory=dict)
    spoken: dict[int, Outcome] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.numbers = {id(decision): number for number, decision in enumerate(self.decisions)}
        self.mentions = defaultdict(list)
        for reference in find_mentions(self.reading.parse, self.reading.lexicon):
            self.mentions[reference.sentence.index].append(reference)
        for number, decision in enumerate(self.decisions):
            self._find_source(number, decision)

    def _find_source(self, number: int, decision: Decision) -> None:
        """Find what the decision's phrase points to; a word that is no mention yet becomes one."""
        phrase, speaker = decision.framing.proposal.speaker, self.speakers[number]
        if phrase is None or (speaker is not None and speaker.via is Via.INHERITED):
            return
        self.phrases.setdefault(phrase.head.start, number)
        here = self.mentions[phrase.sentence.index]
        source = source_of(phrase, here, self.reading.lexicon)
        cue, case = decision.framing.proposal.cue, phrase.sentence.child(phrase.head, "case")
        topic = cue is not None and cue.kind is CueKind.COLON  # Ärger um Parkplätze: rather a headline than a label
        place = case is not None and case.text.lower() in ("in", "an", "auf")  # hieß es in einer Chatgruppe
        surface = phrase.head.text.lower() in self.reading.lexicon.words("surface")  # stand auf einem Plakat
        if (source.is_unknown and (topic or place)) or _is_in_text(phrase) or surface:
            source = Source(Pointer.NOBODY)
        if source.pointer is Pointer.NOBODY and _is_text_that_says(decision, phrase, self.reading.lexicon):
            source = Source(Pointer.MENTION, tuple(mention for mention in here if mention.head is phrase.head)[:1])
            source = source if source.references else Source(Pointer.NOTHING)
        if source.pointer is Pointer.NOTHING:
            reference = fallback(phrase, self.reading.text, self.reading.lexicon)
            here.append(reference)
            here.sort(key=lambda mention: mention.span)
            source = Source(Pointer.MENTION, (reference,))
        self.sources[number] = source

    def read(self) -> None:
        """The one pass in text order."""
        clusters = Clusters(self.knowledge)
        discourse = Discourse(clusters, self.reading.lexicon)
        pointing: dict[int, list[int]] = defaultdict(list)
        ending: dict[int, list[int]] = defaultdict(list)
        speaking: set[int] = set()
        for number, decision in enumerate(self.decisions):
            source = self.sources.get(number)
            if source is None:
                last = self.reading.parse.sentence_at(decision.proposal.span.end - 1)
                ending[(last or decision.proposal.sentence).index].append(number)
            elif source.pointer is Pointer.LAST:
                pointing[decision.framing.proposal.sentence.index].append(number)
            elif decision.parent is None:
                speaking |= {id(reference) for reference in source.references}
        around = _QuotationAround(self.decisions)
        for sentence in self.reading.sentences:
            for number in pointing[sentence.index]:
                self.spoken[number] = Outcome(discourse.source(sentence))
            before: Reference | None = None
            for reference in self.mentions.get(sentence.index, ()):
                quotation = around.at(reference.head.start)
                owner = self._owner(before, reference)
                self._resolve_mention(discourse, reference, quotation, id(reference) in speaking, owner)
                before = reference
            for number in ending[sentence.index]:
                speaker = self._inherited(number).cluster
                if speaker is not None:
                    discourse.speak(speaker, sentence)
        self._name_headlines(clusters)

    def _name_headlines(self, clusters: Clusters) -> None:
        """Tell who is meant by the roles and institutions in headlines, which the text below names."""
        lexicon = self.reading.lexicon
        headlines = (sentence for sentence in self.reading.sentences if in_headline(self.reading, sentence))
        for reference in (mention for sentence in headlines for mention in self.mentions.get(sentence.index, ())):
            bare = reference.roles and reference.name is None and reference.definite is None and not reference.owned
            found: Cluster | None = None
            if bare and not is_plural(reference.sentence, reference.head):
                found = named_below(reference, clusters, lexicon)
            elif reference.form is Form.INSTITUTION and reference.definite is None and not reference.modifiers:
                below = dict.fromkeys(one.cluster for one in self.meant.values() if one.cluster is not None)
                found = spelt_out_below(reference, below)
            if found is not None:
                self.meant[id(reference)] = Outcome(found)

    def _owner(self, before: Reference | None, reference: Reference) -> Cluster | None:
        """Whose somebody is, as the possessive right before tells (*ihr Mann*)."""
        if before is None or before.form is not Form.POSSESSIVE or not reference.owned:
            return None
        return self.meant.get(id(before), _NOBODY).cluster

    def _resolve_mention(
        self,
        discourse: Discourse,
        reference: Reference,
        quotation: Decision | None,
        speaks: bool,
        owner: Cluster | None,
    ) -> None:
        """Resolve a mention and remember it."""
        if reference.form is Form.FIRST_PERSON:
            return
        inside = quotation is not None and quotation.proposal.type is QuoteType.DIRECT
        outcome = discourse.resolve(reference, speaks=speaks, inside=inside, owner=owner)
        self.meant[id(reference)] = outcome
        if outcome.cluster is None or (quotation is not None and reference.form in PRONOUNS):
            return
        whole = quotation is not None and quotation.proposal.type in FREE
        quoted = quotation is not None and not _is_told_as_fact(quotation, reference)
        discourse.mention(outcome.cluster, reference, quoted=quoted, whole=whole, owner=owner)
        if speaks:
            discourse.speak(outcome.cluster, reference.sentence)

    def outcome(self, number: int) -> Outcome:
        """Who speaks a decision; to be asked after the pass."""
        if number not in self.spoken:
            self.spoken[number] = _NOBODY  # a chain that leads back to itself ends here
            source = self.sources.get(number)
            self.spoken[number] = self._inherited(number) if source is None else self._from_source(number, source)
        return self.spoken[number]

    def circumstances(self, number: int, speaker: Speaker | None) -> Circumstances | None:
        """How the speaker of a decision was come by, None where nobody is given."""
        cluster = self.outcome(number).cluster
        if speaker is None or speaker.mention is None or speaker.entity is None or cluster is None:
            return None
        sentence = self.reading.parse.sentence_at(speaker.mention.head.start)
        if sentence is None:
            return None
        decision, last = self.decisions[number], self.decisions[number].proposal.sentence.index
        around = partial(self._meant_in, range(min(sentence.index, last) - 2, last + 1))
        framing = speaker.mention.head.start in self.phrases
        reference = self._reference(number, sentence, speaker.mention.head.start)
        return Circumstances(
            decision, speaker.via, speaker.mention, sentence, framing, reference, cluster, speaker.entity.name, around
        )

    def _meant_in(self, sentences: range) -> Iterator[tuple[Reference, Cluster]]:
        """Who is mentioned in some sentences, in text order."""
        for index in sentences:
            for mention in self.mentions.get(index, ()):
                outcome = self.meant.get(id(mention))
                if outcome is not None and outcome.cluster is not None:
                    yield mention, outcome.cluster

    def _reference(self, number: int, sentence: Sentence, start: int) -> Reference | None:
        """What refers to the speaker in the phrase with its head at an offset."""
        source = self.sources.get(number) or self.sources.get(self.phrases.get(start, number))
        if source is not None:
            return source.references[0] if source.references else None
        here = self.mentions.get(sentence.index, ())
        return next((mention for mention in here if any(token.start == start for token in mention.tokens)), None)

    def vias(self) -> list[Via]:
        """How each speaker was found."""
        return [self._via(number) for number in range(len(self.decisions))]

    def _via(self, number: int) -> Via:
        """How the speaker of a decision was found."""
        source = self.sources.get(number)
        if source is None:
            return Via.INHERITED
        if source.pointer in (Pointer.LAST, Pointer.SUBJECT):
            return Via.REFERENCE
        if not source.references:
            return Via.EXPLICIT
        form = source.references[0].form
        if form in (*PRONOUNS, Form.FIRST_PERSON):
            return Via.PRONOUN
        return Via.METONYM if form is Form.PLACE else Via.EXPLICIT

    def _inherited(self, number: int) -> Outcome:
        """Whom the phrase that a speaker was inherited from means; nobody for plans and hearsay.

        Who told these, a text leaves open more often than not.
        """
        speaker = self.speakers[number]
        if _is_hearsay(self.decisions[number], self.reading.lexicon):
            return _NOBODY
        if speaker is None or speaker.mention is None:
            return _NOBODY
        start = speaker.mention.head.start
        earlier = self.phrases.get(start)
        if earlier is not None and earlier < number:
            return self.outcome(earlier)
        sentence = self.reading.parse.sentence_at(start)
        here = self.mentions.get(sentence.index, []) if sentence is not None else []
        named = [mention for mention in here if any(token.start == start for token in mention.tokens)]
        return self.meant.get(id(named[0]), _NOBODY) if named else _NOBODY

    def _from_source(self, number: int, source: Source) -> Outcome:
        """Whom the source of a phrase means: the subject, the speaker around the quotation, several, or one mention."""
        decision = self.decisions[number].framing
        if source.pointer is Pointer.SUBJECT:
            return self._sentence_subject(decision)
        if source.pointer is Pointer.NOBODY:
            return _NOBODY
        around = self.outcome(self.numbers[id(decision.parent)]) if decision.parent is not None else _NOBODY
        if source.pointer is Pointer.QUOTED:
            return around
        found = [self.meant.get(id(reference), _NOBODY) for reference in source.references]
        if source.pointer is Pointer.SEVERAL:
            members = tuple(outcome.cluster for outcome in found if outcome.cluster is not None)
            return Outcome(Cluster(EntityKind.GROUP, number=Number.PLURAL, members=members)) if members else found[0]
        reference = source.references[0]
        if around.cluster is not None and found[0].cluster is not None and is_mine(reference):
            found[0].cluster.belong_to(around.cluster)
        reporter = around.cluster if reference.form in PRONOUNS else None
        if decision.parent is not None and decision.parent.proposal.type is QuoteType.DIRECT:
            return found[0] if reporter is not found[0].cluster else _NOBODY  # who speaks says ich, not er
        if reporter is not None and reporter.agrees(reference.gender, reference.number):
            return around  # er inside a report is the reporter
        return found[0]

    def _sentence_subject(self, decision: Decision) -> Outcome:
        """The subject of the sentence (*X will nach eigenen Angaben …*)."""
        here = [mention for mention in self.mentions[decision.proposal.sentence.index] if mention.subject]
        here.sort(key=lambda mention: mention.form is Form.NOUN)  # what can speak goes first
        return next((self.meant[id(mention)] for mention in here if id(mention) in self.meant), _NOBODY)


def _is_hearsay(decision: Decision, lexicon: Lexicon) -> bool:
    """Whether a sentence passes on plans or hearsay: *Im März soll man bauen*; *sollte* is what somebody wants."""
    sentence = decision.proposal.sentence
    finite = (token.text.lower() for token in sentence.tokens if token.is_finite)
    plans = decision.proposal.type is QuoteType.FREE_INDIRECT and any(word in ("soll", "sollen") for word in finite)
    return plans and not _asks_public(sentence, lexicon)


def _asks_public(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence opens with those whom it asks for something: *Kunden sollen …*, *Wer Beschwerden hat, soll …*.

    That is what the source of the report wants; *Überlebende sollen untergebracht werden* is a plan of others.
    """
    first, *others = sentence.tokens
    people = first.upos == "NOUN" and first.feats.get("Number") == "Plur" and is_person(first, lexicon) is not None
    asked = people and bool(others) and others[0].text.lower() == "sollen"
    passive = any(token.deprel == "aux:pass" for token in others)
    return (asked and not passive) or first.text == "Wer"


def _is_in_text(phrase: Phrase) -> bool:
    """Whether a phrase only tells where in a text something stands (*heißt es auf Seite 12*)."""
    behind = phrase.sentence.tokens[phrase.head.index + 1 :][:1]
    case = phrase.sentence.child(phrase.head, "case")
    return case is not None and case.text.lower() == "auf" and any(token.upos == "NUM" for token in behind)


def _is_text_that_says(decision: Decision, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a noun of saying is what *heißt es* says something stands in (*heißt es in dem Beschluss*)."""
    verb, case = decision.framing.proposal.verb, phrase.sentence.child(phrase.head, "case")
    stands = verb is not None and verb.impersonal and case is not None and case.text.lower() == "in"
    single = phrase.head.feats.get("Number") != "Plur"
    return stands and single and lexicon.noun(phrase.head.text) is not None


def _is_told_as_fact(quotation: Decision, reference: Reference) -> bool:
    """Whether the article tells a report as its own story: *Laut Polizei flüchtete ein Mann*, and then *Er …*.

    So it does before *Das teilte das Unternehmen mit*.
    """
    cue = quotation.proposal.cue
    source_only = quotation.proposal.rule.id in _SOURCED or (cue is not None and cue.kind in _SOURCES)
    return source_only and quotation.proposal.type is QuoteType.INDIRECT and not reference.told


class _QuotationAround:
    """The innermost quotation at an offset, asked in text order; a reported act is told in the article's own words."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        quoted = (decision for decision in decisions if decision.proposal.type is not QuoteType.REPORTED)
        self._waiting = sorted(quoted, key=lambda decision: -decision.proposal.span.start)
        self._open: list[Decision] = []

    def at(self, offset: int) -> Decision | None:
        while self._waiting and self._waiting[-1].proposal.span.start <= offset:
            self._open.append(self._waiting.pop())
        self._open = [decision for decision in self._open if decision.proposal.span.end > offset]
        inside = [
            decision for decision in self._open
            if any(span.start <= offset < span.end for span in decision.proposal.quote)
        ]  # fmt: skip
        return inside[-1] if inside else None
