"""Features that several rules share: named numbers that the resolver weighs.

A family weighs its features apart from those of others, so a name needs no prefix of the family. The name of a choice
has an equals sign (`speaker=name`), that of a pair a colon (`dass:indicative`), that of a number neither
(`words.log`). What one thing is asked about stands before the full stop: `cue.passive`, `pair.words`, `sentence.cues`.
`edge.…`, `frame.…`, `rest.…` and `halves…` are of every proposal (`edges`).
"""

import math

from quoteattr.grammar.animacy import can_speak
from quoteattr.grammar.clauses import Mood
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import Span, Spans
from quoteattr.reading import Reading


def mood_features(mood: Mood) -> dict[str, float]:
    """Mood of the finite verb of the content."""
    return {f"mood={mood.value}": 1.0}


def size_features(reading: Reading, quote: Spans) -> dict[str, float]:
    """How long the content is, whether it is discontinuous, how much of it stands between marks."""
    words = sum(len(span.of(reading.text).split()) for span in quote)
    outer = Span(quote[0].start, quote[-1].end)
    marked = sum(len(pair.span) for pair in reading.pairs_in(outer) if outer.covers(pair.span))
    share = marked / sum(map(len, quote))
    return {
        "words.log": math.log(1 + words) / 3,
        "words<3": float(words < 3),
        "split": float(len(quote) > 1),
        "marked.all": float(share > 0.9),
        "marked.some": float(0 < share <= 0.9),
        "question": float(reading.text[outer.end : outer.end + 1] == "?"),
    }


def speaker_features(speaker: Phrase | None, lexicon: Lexicon) -> dict[str, float]:
    """What the phrase says about whether it can speak."""
    if speaker is None:
        return {"speaker=none": 1.0}
    head = speaker.head
    if speaker.tokens[0].text.lower().startswith("kein"):
        kind = "nobody"
    elif head.upos == "PRON":
        kind = (
            "relative" if head.xpos == "PRELS" else "first-person" if head.text.lower() in ("ich", "wir") else "pronoun"
        )
    elif head.upos == "PROPN":
        kind = "name"
    elif can_speak(head, lexicon):
        kind = "speaking-noun"
    elif lexicon.noun(head.text) is not None:
        kind = "cue-noun"
    else:
        kind = "noun"
    return {f"speaker={kind}": 1.0}
