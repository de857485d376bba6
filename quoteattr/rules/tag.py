"""Frames with a verb of any kind behind a report: *Das sei ein Schlag, ließ sich Präsident Gerber zitieren.*

The report stands in the Konjunktiv and has its verb in second place; a comma, a finite verb in the indicative and
somebody behind it can only tell who says it, whatever the verb is (Duden-Grammatik, nachgestellte Redeeinleitung).
Verbs of the lexicon are left to `indirect`.
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.clauses import Mood, first_finite, is_verb_second, mood_of
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.speaking import phrase
from quoteattr.grammar.subjects import subject_of
from quoteattr.lexicon import Lexicon
from quoteattr.model import Cue, CueKind, QuoteType, text_of
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.rules.frame_ends import frame_comma
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.spans import body, frame_spans, region
from quoteattr.tree import Sentence, Token, spans_of

RULES = by_id(
    Rule(
        "tag.verb",
        "a report in the Konjunktiv, a comma, a verb of any kind, and somebody behind it",
        "Davon könne keine Rede sein, ließ sich der Minister zitieren.",
        "Wenn er gewählt werde, freut sich der Verein.",
        binds=True,
    )
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose reports before a frame with a verb that the lexicon does not have."""
    for sentence in reading.sentences:
        if any(frame_comma(sentence, cue) is not None for cue in reading.cues_in(sentence)):
            continue
        words = body(sentence)
        for at, comma in enumerate(words[1:-1], 1):
            if comma.text == "," and words[at + 1].is_finite and _is_report(words[:at], reading.lexicon):
                yield from _proposal(reading, sentence, words[:at], words[at:])
                break


def _is_report(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether words are a main clause in the Konjunktiv; a subclause before its main clause looks alike."""
    told = mood_of(first_finite(words), lexicon) in (Mood.KONJUNKTIV_I, Mood.KONJUNKTIV_II)
    return told and is_verb_second(words) and words[0].text not in MARKS


def _proposal(
    reading: Reading, sentence: Sentence, content: Sequence[Token], frame: Sequence[Token]
) -> Iterator[Proposal]:
    """The proposal, if the verb that opens the frame stands in the indicative and somebody who can speak behind it."""
    comma, verb, *behind = frame
    subject = subject_of(sentence, sentence.clause_head(verb))
    if subject not in behind:
        subject = next((token for token in behind[:3] if token.upos in ("NOUN", "PROPN")), None)
    is_frame = reading.lexicon.konjunktiv(verb.text.lower()) is None and not any(token.is_finite for token in behind)
    if subject is None or not is_frame or not is_somebody(subject, reading.lexicon) or reading.inside_marks(verb):
        return
    quote = region(reading.text, content)
    speaker = phrase(sentence, subject, reading.lexicon)
    mood = mood_of(first_finite(content), reading.lexicon)
    spans = spans_of([verb, *sentence.children(verb, "compound")], reading.text)
    yield Proposal(
        rule=RULES["tag.verb"],
        type=QuoteType.INDIRECT,
        sentence=sentence,
        quote=quote,
        group=("cue", sentence.index, verb.index),
        cue=Cue(spans, text_of(reading.text, spans), verb.lemma, CueKind.VERB),
        frame=frame_spans(reading.text, [comma, verb, *behind], quote),
        speaker=speaker,
        features={
            **mood_features(mood),
            **size_features(reading, quote),
            **speaker_features(speaker, reading.lexicon),
        },
    )


FAMILY = Family(
    "tag",
    propose,
    RULES,
    found_by={
        "de": "Gefunden am Konjunktiv vor einem Verb und jemandem, der spricht",
        "en": "It was found by its Konjunktiv before a verb and somebody who speaks",
    },
)
"""Frames with a verb of any kind behind a report."""
