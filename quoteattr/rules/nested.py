"""Quotations inside quotations: *„Er hat gesagt: ‚Ich komme‘, und dann ging er“, erzählt sie.*

Who is quoted quotes others. A pair of marks inside another pair is proposed where that speech announces it, with a verb
or with a colon. Names and titles stand in such marks, too; they have neither.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.grammar.addressing import addressee_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.model import QuoteType
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import speaker_features
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.spans import frame_spans
from quoteattr.text.marks import MarkPair
from quoteattr.tree import Token

RULES = by_id(
    Rule(
        "nested.framed",
        "a pair of marks inside another pair, with a verb or a colon of that speech before it",
        "„Der Fahrer hat gerufen: ‚Alle aussteigen!‘, und dann brannte es“, berichtete eine Frau.",
        "„Er hat mir das Buch ‚Der kalte Fluss‘ geschenkt“, sagte sie.",
    )
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose the pairs of marks inside another pair that its speech announces."""
    for pair in reading.marks.pairs:
        if pair.parent is None or pair.inner is None or not pair.closed:
            continue
        sentence = reading.parse.sentence_at(pair.span.start)
        outer = reading.marks.pairs[pair.parent].inner
        if sentence is None or outer is None:
            continue
        beside = [token for token in sentence.between(outer) if not token.overlaps(pair.span)]
        found = Proposal(
            RULES["nested.framed"],
            QuoteType.DIRECT,
            sentence,
            (pair.span,),
            group=("mark", pair.span.start),
            features=_features(reading, pair, beside),
        )
        announcing = [
            cue for cue in reading.cues_in(sentence)
            if cue.verb in beside and (cue.governs("direct") or cue.governs("als"))
        ]  # fmt: skip
        yield from (_by_verb(reading, found, cue, beside) for cue in announcing)
        before = _side(beside, pair.span.start, behind=False)
        if not announcing and before and before[-1].text == ":":
            yield evolve(found, frame=frame_spans(reading.text, before, found.quote))


def _side(beside: Sequence[Token], start: int, *, behind: bool) -> list[Token]:
    """The words of the outer speech's sentence before or behind the pair that starts at an offset, without marks."""
    return [token for token in beside if (token.start > start) == behind and token.text not in MARKS]


def _by_verb(reading: Reading, found: Proposal, cue: VerbCue, beside: Sequence[Token]) -> Proposal:
    """The proposal with a verb as its cue: the frame is what stands on the side of the verb."""
    behind = cue.verb.start > found.span.start
    side = _side(beside, found.span.start, behind=behind)
    speaker = reading.speaker_of(cue)
    sense = cue.sense("direct", "als")
    features = {
        f"cue={sense.id}": 1.0,
        "cue.governs-direct": float(cue.governs("direct")),
        "nested.behind": float(behind),
        "nested.commas": float(any(token.text == "," for token in side if token.index > cue.verb.index)),
    }
    return evolve(
        found.with_features(features | speaker_features(speaker, reading.lexicon)),
        cue=cue.as_cue(reading.text, sense),
        verb=cue,
        sense=sense,
        frame=frame_spans(reading.text, side, found.quote),
        speaker=speaker,
        addressee=addressee_of(cue, reading.lexicon, speaker, found.quote),
        medium=sense.medium,
    )


def _features(reading: Reading, pair: MarkPair, beside: Sequence[Token]) -> dict[str, float]:
    """What tells the words of somebody from a name or a title."""
    assert pair.inner is not None
    inner = pair.inner.of(reading.text)
    words = [token for sentence in reading.parse.sentences_in(pair.inner) for token in sentence.between(pair.inner)]
    before = _side(beside, pair.span.start, behind=False)
    return {
        "pair.finite": float(any(token.is_finite for token in words)),
        "pair.capital": float(inner[:1].isupper()),
        "pair.stop": float(inner[-1:] in ".!?…"),
        "pair.words<4": float(len(inner.split()) < 4),
        "pair.after-colon": float(bool(before) and before[-1].text == ":"),
        "pair.names": sum(token.upos == "PROPN" for token in words) / max(1, len(words)),
        "pair.noun-before": float(bool(before) and before[-1].upos in ("NOUN", "PROPN")),
    }


FAMILY = Family(
    "nested",
    propose,
    RULES,
    found_by={
        "de": "Gefunden an Anführungszeichen innerhalb von Anführungszeichen",
        "en": "It was found by quotation marks inside quotation marks",
    },
)
"""Quotations inside quotations."""
