"""Reports behind a colon without marks: *Der Landrat zuckte die Schultern: Alles sei sicher.* Lists of demands.

Any verb can stand before the colon, if its subject can speak and what follows stands in the Konjunktiv; a reporting
verb takes a list or a sentence of its own in the indicative, too. A sentence that has a reporting verb, before its
colon or behind, is left to `indirect`.
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.addressing import addressee_of
from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.clauses import Mood, can_be_konjunktiv, first_finite, mood_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.hearing import is_received, sender_of
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.grammar.subjects import subject_of
from quoteattr.model import Cue, CueKind, QuoteType, Span, Spans
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.rules.frame_ends import frame_comma
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.spans import body, frame_spans
from quoteattr.tree import NOMINAL, Sentence, Token

_LONGEST = 7  # words before a colon without a verb

RULES = by_id(
    Rule(
        "colon.clause",
        "a clause with a verb of any kind, a colon, and a clause in the Konjunktiv",
        "Der Landrat zuckte mit den Schultern: Die Straße sei sicher.",
        "Der Landrat kam immer zu Fuß: Er wohnte gleich nebenan.",
    ),
    Rule(
        "colon.sentence",
        "the same with the sentence behind, where the colon ends its own",
        "Die Ministerin hält das für falsch: Die Kassen müssten zahlen. Das Gesetz ist eindeutig.",
        "Der Abend begann ruhig: Es regnete. Um zehn kamen die ersten Gäste.",
    ),
    Rule(
        "colon.list",
        "a clause with a reporting verb, a colon, and the items of a list, on lines of their own or in the sentence",
        "Der Elternrat fordert:\n– kleinere Klassen\n– mehr Lehrer\n– ein warmes Essen",
        "Auf den Tisch kommen:\n– zwei Eier\n– ein Apfel\n– ein Glas Milch",
    ),
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose what stands behind a colon without marks."""
    for sentence in reading.sentences:
        colon = next((token for token in sentence.tokens if token.text == ":"), None)
        if colon is None or reading.inside_marks(colon):
            continue
        before = sentence.tokens[: colon.index]
        cue = next((cue for cue in reading.cues_in(sentence) if cue.verb in before), None)
        behind = [token for token in body(sentence) if token.index > colon.index]
        framed = cue is not None or any(_has_frame(reading, other) for other in reading.cues_in(sentence))
        if behind and cue is not None and _wants(cue) and first_finite(behind) is None:
            yield from _proposal(reading, "colon.list", sentence, colon, cue, _stretch(behind), behind)
        elif behind and not framed:
            yield from _proposal(reading, "colon.clause", sentence, colon, None, _stretch(behind), behind)
        elif not behind:
            yield from _behind_sentence(reading, sentence, colon, cue)


def _has_frame(reading: Reading, cue: VerbCue) -> bool:
    """Whether a verb opens a frame behind its content, and is not told: *Wer klage, solle sich nicht wundern*."""
    told = mood_of(cue.finite, reading.lexicon) is Mood.KONJUNKTIV_I
    return not told and frame_comma(cue.sentence, cue) is not None


def _behind_sentence(reading: Reading, sentence: Sentence, colon: Token, cue: VerbCue | None) -> Iterator[Proposal]:
    """What follows a sentence that ends with a colon: the next one of its paragraph, or a list."""
    following = reading.sentences[sentence.index + 1 : sentence.index + 2]
    if following and following[0].paragraph == sentence.paragraph:
        words = body(following[0])
        yield from _proposal(reading, "colon.sentence", sentence, colon, cue, _stretch(words), words)
    items = reading.list_behind(sentence) if cue is not None else ()
    words = [token for item in items for each in reading.parse.sentences_in(item) for token in each.between(item)]
    if cue is not None and words and (_wants(cue) or words[-1].text == "?"):
        yield from _proposal(reading, "colon.list", sentence, colon, cue, items, words)


def _wants(cue: VerbCue) -> bool:
    """Whether a verb takes a list of what is wanted, promised, refused."""
    return any(sense.attitude not in ("neutral", "unknown") and "np" in sense.governs for sense in cue.senses)


def _stretch(words: Sequence[Token]) -> Spans:
    return (Span(words[0].start, words[-1].end),) if words else ()


def _proposal(
    reading: Reading,
    rule: str,
    sentence: Sentence,
    colon: Token,
    cue: VerbCue | None,
    quote: Spans,
    words: Sequence[Token],
) -> Iterator[Proposal]:
    """A proposal, if somebody speaks before the colon and no marks open behind it."""
    speaker = _speaker(reading, sentence, colon, cue)
    unnamed = cue is not None and cue.passive and rule == "colon.list"  # Gefordert werden: …
    if not words or words[0].text in MARKS or (speaker is None and not unnamed):
        return
    finite = first_finite(words)
    mood = mood_of(finite, reading.lexicon)
    told = mood in (Mood.KONJUNKTIV_I, Mood.KONJUNKTIV_II) or _goes_on(reading, finite)
    if cue is None and not told:
        return
    before = [token for token in sentence.tokens if token.index <= colon.index]
    sense = cue.sense("v2", "direct", "dass") if cue is not None else None
    yield Proposal(
        rule=RULES[rule],
        type=QuoteType.INDIRECT,
        sentence=sentence,
        quote=quote,
        group=("cue", sentence.index, cue.verb.index if cue is not None else colon.index),
        cue=cue.as_cue(reading.text, sense) if cue is not None and sense is not None else _colon(colon),
        verb=cue,
        sense=sense,
        frame=frame_spans(reading.text, before, quote),
        speaker=speaker,
        addressee=addressee_of(cue, reading.lexicon, speaker, quote) if cue is not None else None,
        medium=sense.medium if sense is not None else None,
        features={
            "colon.cue": float(cue is not None),
            "colon.governs": float(cue is not None and (cue.governs("v2") or cue.governs("direct"))),
            "colon.wants": float(cue is not None and _wants(cue)),
            "colon.question": float(words[-1].text == "?"),
            "colon.plural": float(finite is not None and can_be_konjunktiv(finite)),
            "content.first-person": float(any(token.text.lower() in ("ich", "wir") for token in words)),
            **mood_features(mood),
            **size_features(reading, quote),
            **speaker_features(speaker, reading.lexicon),
        },
    )


def _goes_on(reading: Reading, finite: Token | None) -> bool:
    """Whether a plural may be a report's, as the next sentence is: *Pannen gehörten dazu. Man lerne daraus.*"""
    sentence = reading.parse.sentence_at(finite.start) if finite is not None else None
    if finite is None or sentence is None or not can_be_konjunktiv(finite):
        return False
    following = reading.sentences[sentence.index + 1 : sentence.index + 2]
    moods = (mood_of(first_finite(each.tokens), reading.lexicon) for each in following)
    return bool(following) and following[0].paragraph == sentence.paragraph and Mood.KONJUNKTIV_I in moods


def _colon(colon: Token) -> Cue:
    return Cue((colon.span,), colon.text, ":", CueKind.COLON)


def _speaker(reading: Reading, sentence: Sentence, colon: Token, cue: VerbCue | None) -> Phrase | None:
    """Who speaks: that of the cue, else the subject of the main clause, if it can."""
    if cue is not None:
        return reading.speaker_of(cue)
    for head in reading.main_heads(sentence):
        subject = subject_of(sentence, head)
        texts = [noun for noun in sentence.children(head, "obj") if is_received(sentence, noun, reading.lexicon)]
        if texts:  # bekam Post von der Kasse: …
            sender = sender_of(sentence, texts[0], reading.lexicon)
            return phrase(sentence, sender, reading.lexicon) if sender is not None else None
        if subject is not None and subject.index < colon.index:
            return phrase(sentence, subject, reading.lexicon) if is_somebody(subject, reading.lexicon) else None
    return _answering(reading, sentence, colon)


def _answering(reading: Reading, sentence: Sentence, colon: Token) -> Phrase | None:
    """Who is set against others without a verb: *Die Linke dagegen: …*, *Darauf die Linke: …*"""
    before = sentence.tokens[: colon.index]
    named = [token for token in before if token.upos in NOMINAL]
    replies = reading.lexicon.words("in-reply")
    if not 1 < len(before) <= _LONGEST or replies.isdisjoint((before[0].text.lower(), before[-1].text)):
        return None
    if any(token.is_finite or token.upos in ("ADP", "SCONJ", "PUNCT") for token in before):
        return None
    head = next((token for token in named if is_somebody(token, reading.lexicon)), None)
    return phrase(sentence, head, reading.lexicon) if head is not None else None


FAMILY = Family(
    "colon",
    propose,
    RULES,
    found_by={
        "de": "Gefunden am Doppelpunkt hinter jemandem, der etwas sagt",
        "en": "It was found by the colon behind somebody who says something",
    },
)
"""Reports behind a colon."""
