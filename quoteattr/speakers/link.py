"""From the phrase to the person: links every speaker to an entity of the document.

One pass over the mentions in text order builds the clusters (`identity`), resolving pronouns and roles by what a
reader has in mind at that point (`coreference`). What only the quotation around it can tell – *ich*, *er* inside a
report – is decided after that pass, when every speaker is known.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

from attrs import define, evolve, field

from quoteattr.config import Config
from quoteattr.decide import FREE, Decision
from quoteattr.lexicon import Number
from quoteattr.model import Diagnostic, Entity, EntityKind, Evidence, QuoteType, Speaker, Via
from quoteattr.reading import Reading
from quoteattr.rules.spans import last_sentence
from quoteattr.speakers.around import QuotationAround, is_told_as_fact
from quoteattr.speakers.assign import Assigned
from quoteattr.speakers.belonging import take_home, tells_owner
from quoteattr.speakers.candidates import Question, Turn, Turns
from quoteattr.speakers.coreference import Discourse
from quoteattr.speakers.entities import Entities
from quoteattr.speakers.headlines import in_headline
from quoteattr.speakers.holders import named_below, spelt_out_below
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.interviewee import interviewee
from quoteattr.speakers.mentions import find_mentions
from quoteattr.speakers.one_of import OneOf
from quoteattr.speakers.outcomes import Outcome
from quoteattr.speakers.own_words import owners_of_words
from quoteattr.speakers.plans import is_plan
from quoteattr.speakers.pronouns import DEMONSTRATIVES, is_plural
from quoteattr.speakers.published import inherited_from, result_of, uncertain_speaker, via_of
from quoteattr.speakers.ranking import PersonWeights, Ranked, rank, with_first
from quoteattr.speakers.reasons import reasons_of
from quoteattr.speakers.references import PRONOUNS, Form, Reference
from quoteattr.speakers.sources import (
    Pointer,
    Source,
    is_first_person,
    is_named,
    is_no_source,
    is_text_that_says,
    source_of,
)
from quoteattr.speakers.unlisted import as_surname, fallback

Choose = Callable[[Question], Sequence[Ranked]]
Linked = tuple[tuple[Speaker | None, ...], tuple[Entity, ...], tuple[Diagnostic, ...]]

_NOBODY, _DEFAULT = Outcome(None), Config()
_REACH = 40
"""Sentences around a quotation in which those are named who can speak it."""
_ENOUGH = 20
"""Of those named around a quotation; the nearest are asked."""
_OPEN = 0.1
"""Probability from which on a diagnostic tells who can be meant where nobody is chosen."""


def link(
    reading: Reading,
    decisions: Sequence[Decision],
    assigned: Sequence[Assigned],
    knowledge: Entities | None = None,
    config: Config = _DEFAULT,
) -> tuple[Linked, Sequence[tuple[Evidence, ...]]]:
    """Give speakers their entities, and the confidence that these are the ones.

    Args:
        reading: The document.
        decisions: The accepted quotations in text order.
        assigned: The speaker phrase of each, explicit or inherited.
        knowledge: The user's gazetteer.
        config: Which weights the confidence is by, and below which one a speaker is told as uncertain.

    Returns:
        The speakers in the same order, the entities that speak in order of appearance, and a diagnostic for every
        speaker that the evidence leaves open between several or that is less sure than the options ask for. Beside
        them, for each decision why this speaker was chosen and who came second.
    """
    linked, found = trace(reading, decisions, assigned, partial(rank, weights=PersonWeights.german()), knowledge)
    sure = tuple(
        speaker if speaker is None or speaker.entity is None
        else evolve(speaker, confidence=round(ranked[0].probability, 4))
        for speaker, ranked in zip(linked[0], found, strict=True)
    )  # fmt: skip
    doubts = (
        uncertain_speaker(speaker, decision, ranked, reading)
        for speaker, decision, ranked in zip(sure, decisions, found, strict=True)
        if speaker is not None and config.withholds(speaker)
    )
    return (sure, linked[1], (*linked[2], *doubts)), reasons_of(found, sure, decisions, reading)


def trace(
    reading: Reading,
    decisions: Sequence[Decision],
    assigned: Sequence[Assigned],
    choose: Choose,
    knowledge: Entities | None = None,
) -> tuple[Linked, list[Sequence[Ranked]]]:
    """As `link`, by any choice of the person and without a confidence.

    Args:
        reading: The document.
        decisions: The accepted quotations in text order.
        assigned: The speaker phrase of each.
        choose: Ranks nobody and the candidates for a quotation, the likeliest first; asked in text order.
        knowledge: The user's gazetteer.

    Returns:
        The speakers, entities and diagnostics, and how the candidates for each decision were ranked.
    """
    if not decisions:
        return ((), (), ()), []
    linker = _Linker(reading, decisions, assigned, knowledge)
    linker.read()
    ranked = linker.choose(choose)
    outcomes = [linker.outcome(number) for number in range(len(decisions))]
    return result_of(
        reading, linker.speakers, outcomes, [via_of(linker.sources.get(number)) for number in range(len(decisions))]
    ), ranked


@define(eq=False)
class _Linker:
    """Reads a document once and remembers whom every mention means."""

    reading: Reading
    decisions: Sequence[Decision]
    assigned: Sequence[Assigned]
    knowledge: Entities | None
    speakers: list[Speaker | None] = field(init=False)
    mentions: dict[int, list[Reference]] = field(init=False)
    sources: dict[int, Source] = field(factory=dict)
    numbers: dict[int, int] = field(init=False)
    ones: OneOf = field(init=False)
    phrases: dict[int, int] = field(factory=dict)
    meant: dict[int, Outcome] = field(factory=dict)
    spoken: dict[int, Outcome] = field(factory=dict)
    quoted: set[int] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self.speakers = [each.speaker for each in self.assigned]
        self.numbers = {id(decision): number for number, decision in enumerate(self.decisions)}
        self.mentions = defaultdict(list)
        headings = {each.index for each in self.reading.sentences if in_headline(self.reading, each)}
        for reference in find_mentions(self.reading.parse, self.reading.lexicon, headings):
            self.mentions[reference.sentence.index].append(reference)
        self.ones = OneOf(self.reading, self.mentions, self.decisions, self.sources)
        for number, decision in enumerate(self.decisions):
            self._find_source(number, decision)

    def _find_source(self, number: int, decision: Decision) -> None:
        """Find what the decision's phrase points to; a word that is no mention yet becomes one."""
        phrase, speaker = decision.framing.proposal.speaker, self.speakers[number]
        if phrase is None or (speaker is not None and speaker.via is Via.INHERITED):
            return
        self.phrases.setdefault(phrase.head.start, number)
        here = self.mentions[phrase.sentence.index]
        cue = decision.framing.proposal.cue
        source = source_of(phrase, here, cue, self.reading.lexicon)
        if is_no_source(source, phrase, cue, self.reading.lexicon):
            source = Source(Pointer.NOBODY)
        source = source if is_named(source) else self.ones.source(phrase, number) or source
        if source.pointer is Pointer.NOBODY and is_text_that_says(decision, phrase, self.reading.lexicon):
            source = Source(Pointer.MENTION, tuple(mention for mention in here if mention.head is phrase.head)[:1])
            source = source if source.references else Source(Pointer.NOTHING)
        if source.pointer is Pointer.NOTHING:
            source = Source(Pointer.MENTION, (fallback(phrase, self.reading.text, self.reading.lexicon),))
        if new := [reference for reference in source.references if reference not in here]:
            here[:] = sorted([*here, *new], key=lambda mention: mention.span)
        surname = as_surname(phrase, source.references[0], cue) if len(source.references) == 1 else None
        if surname is not None:
            here[here.index(source.references[0])] = surname
            source = Source(Pointer.MENTION, (surname,))
        self.sources[number] = source

    def read(self) -> None:
        """The one pass in text order."""
        clusters = Clusters(self.knowledge)
        discourse = Discourse(clusters, self.reading.lexicon, interviewee(self.reading))
        pointing: dict[int, list[int]] = defaultdict(list)
        ending: dict[int, list[int]] = defaultdict(list)
        speaking: set[int] = set()
        for number, decision in enumerate(self.decisions):
            source = self.sources.get(number)
            if self.assigned[number].cited:
                continue  # who cites them goes on speaking
            if source is None:
                last = self.reading.parse.sentence_at(decision.proposal.span.end - 1)
                ending[(last or decision.proposal.sentence).index].append(number)
            elif source.pointer is Pointer.LAST:
                pointing[decision.framing.proposal.sentence.index].append(number)
            elif decision.parent is None:
                speaking |= {id(reference) for reference in source.references}
        around = QuotationAround(self.decisions)
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
        """Whose somebody is, as the possessive or the name in the genitive right before tells (*ihr Mann*)."""
        if before is None or not tells_owner(before, reference, self.reading.lexicon):
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
        if quotation is not None:
            self.quoted.add(id(reference))
        if outcome.cluster is None or (quotation is not None and reference.form in PRONOUNS):
            return
        whole = quotation is not None and quotation.proposal.type in FREE
        quoted = quotation is not None and not (speaks or is_told_as_fact(quotation, reference))
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

    def choose(self, choose: Choose) -> list[Sequence[Ranked]]:
        """Let a choice that knows what the rules say tell who speaks each decision; to be asked after the pass."""
        pointing = {number for number, source in self.sources.items() if source.pointer is Pointer.LAST}
        self.spoken = {number: told for number, told in self.spoken.items() if number in pointing}
        turns = Turns()
        found: list[Sequence[Ranked]] = []
        for number, decision in enumerate(self.decisions):
            framing = self.numbers.get(id(decision.framing), number)
            answer, source = self.outcome(number), self.sources.get(number)
            if framing < number:  # two parts of one statement have one speaker
                ranked = found[framing]
            else:
                question = self._question(number, answer, turns)
                ranked = choose(question)
                plan = answer.cluster is None and is_plan(decision, self.reading)
                told = answer.cluster is not None and question.via not in (None, Via.INHERITED)
                alone = ranked[0].cluster is None and not (question.has_rivals or question.is_forbidden)
                sure = told and (is_named(source) or alone)
                if plan or sure or self.assigned[number].settled or is_first_person(source):
                    ranked = with_first(answer.cluster, ranked)
            found.append(ranked)
            best = ranked[0].cluster
            if best is not answer.cluster:
                self._overrule(number, answer.cluster, ranked)
            if best is not None and decision.parent is None and not self.assigned[number].cited:
                last = last_sentence(self.reading, decision.framing.proposal)
                turns.take(Turn(best, last, self.reading.sentences[last].paragraph))
        return found

    def _question(self, number: int, answer: Outcome, turns: Turns) -> Question:
        """Whose words a decision is."""
        decision, source = self.decisions[number], self.sources.get(number)
        via = via_of(self.sources.get(number)) if self.speakers[number] is not None else None
        around = self.outcome(self.numbers[id(decision.parent)]).cluster if decision.parent is not None else None
        at = source.references[0].sentence if source is not None and source.references else decision.proposal.sentence
        below = _REACH if in_headline(self.reading, at) else 1
        near = self._named_around(range(at.index + below - 1, at.index - _REACH, -1))
        return Question(decision, source, via, answer, around, turns, near, self.quoted, self.reading.lexicon)

    def _named_around(self, sentences: range) -> Sequence[Cluster]:
        """Those whom some sentences name, until there are more than enough."""
        found: dict[Cluster, None] = {}
        for index in sentences:
            for mention in self.mentions.get(index, ()):
                cluster = self.meant.get(id(mention), _NOBODY).cluster
                if cluster is not None and cluster.references:
                    found[cluster] = None
            if len(found) >= _ENOUGH:
                break
        return tuple(found)

    def _overrule(self, number: int, answer: Cluster | None, ranked: Sequence[Ranked]) -> None:
        """Give a decision to another one than the rules; what they took for a new person by its noun is that one."""
        one, source, speaker = ranked[0].cluster, self.sources.get(number), self.speakers[number]
        open_to = tuple(
            other.cluster for other in ranked[1:]
            if other.cluster is not None and other.probability >= _OPEN
            and other.cluster.is_called
        )  # fmt: skip
        self.spoken[number] = Outcome(one, () if one is not None else open_to)
        if one is None:
            return
        if one.references and (source is None or speaker is None):
            self.speakers[number] = inherited_from(one, self.decisions[number], self.reading)
        reference = source.references[0] if source is not None and len(source.references) == 1 else None
        if reference is not None and answer is not None and reference in answer.references:
            new = not answer.names and answer.references[0] is reference
            for moved in list(answer.references) if new else [reference]:
                answer.hand_over(moved, one, document=self.reading.lexicon.noun(moved.head.text) is not None)
                self.meant[id(moved)] = Outcome(one)

    def _inherited(self, number: int) -> Outcome:
        """Whom the phrase that a speaker was inherited from means; nobody for plans and hearsay.

        Who told these, a text leaves open more often than not.
        """
        speaker = self.speakers[number]
        if is_plan(self.decisions[number], self.reading):
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
        take_home(found[0].cluster, around.cluster, decision)
        reporter = around.cluster if reference.form in PRONOUNS else None
        if decision.parent is not None and decision.parent.proposal.type is QuoteType.DIRECT:
            own = (reporter is not None or reference.form is Form.ROLE) and found[0].cluster is around.cluster
            return _NOBODY if own else found[0]  # who speaks says ich, not er or die Ministerin
        agrees = reporter is not None and reporter.agrees(reference.gender, reference.number)
        if agrees and reference.head.text.lower() not in DEMONSTRATIVES:
            return around  # er inside a report is the reporter, der is not
        if reference.form is Form.POSSESSIVE and found[0] == _NOBODY:
            subject = self._sentence_subject(decision)  # Die Bahn hat ihren Angaben nach …
            fits = subject.cluster is not None and subject.cluster.agrees(reference.gender, reference.number)
            return subject if fits and self._can_own_words(subject.cluster, reference) else _NOBODY
        return found[0]

    def _can_own_words(self, cluster: Cluster | None, possessive: Reference) -> bool:
        """Whether a possessive can be that of a subject: a noun that no table has stands in front of it."""
        for one in cluster.references if cluster is not None else ():
            if one.form is not Form.NOUN:
                return True
            if one.span < possessive.span and self.reading.lexicon.noun(one.head.text) is None:
                return True
        return False

    def _sentence_subject(self, decision: Decision) -> Outcome:
        """The subject of the sentence (*X will nach eigenen Angaben …*), or whom it tells of."""
        here = owners_of_words(self.mentions[decision.proposal.sentence.index])
        return next((self.meant[id(mention)] for mention in here if id(mention) in self.meant), _NOBODY)
