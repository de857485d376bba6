"""Features that several rules share: named numbers that the resolver weighs."""

import math

from quoteattr.grammar.clauses import Mood
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import Span
from quoteattr.rules.base import Context
from quoteattr.tree import Token


def mood_features(mood: Mood) -> dict[str, float]:
    """Mood of the finite verb of the content."""
    return {f"mood={mood.value}": 1.0}


def size_features(context: Context, quote: tuple[Span, ...]) -> dict[str, float]:
    """How long the content is, whether it is discontinuous, how much of it stands between marks."""
    words = sum(len(span.of(context.text).split()) for span in quote)
    outer = Span(quote[0].start, quote[-1].end)
    marked = sum(len(pair.span) for pair in context.pairs_in(outer) if outer.covers(pair.span))
    share = marked / sum(map(len, quote))
    return {
        "words.log": math.log(1 + words) / 3,
        "words<3": float(words < 3),
        "split": float(len(quote) > 1),
        "marked.all": float(share > 0.9),
        "marked.some": float(0 < share <= 0.9),
        "question": float(context.text[outer.end : outer.end + 1] == "?"),
    }


def can_speak(lexicon: Lexicon, head: Token) -> bool:
    """Whether a noun names a role, an institution, a group, a medium or a place that stands for its government."""
    finds = (lexicon.role, lexicon.organisation, lexicon.group)
    return any(find(head.text) is not None for find in finds) or any(
        form in table for table in (lexicon.places, lexicon.media) for form in (head.text.lower(), head.lemma.lower())
    )


def speaker_features(context: Context, speaker: Phrase | None) -> dict[str, float]:
    """What the phrase says about whether it can speak."""
    if speaker is None:
        return {"speaker=none": 1.0}
    head = speaker.head
    lexicon = context.lexicon
    if head.upos == "PRON":
        kind = (
            "relative" if head.xpos == "PRELS" else "first-person" if head.text.lower() in ("ich", "wir") else "pronoun"
        )
    elif head.upos == "PROPN":
        kind = "name"
    elif can_speak(lexicon, head):
        kind = "speaking-noun"
    elif lexicon.noun(head.text) is not None:
        kind = "cue-noun"
    else:
        kind = "noun"
    return {f"speaker={kind}": 1.0}
