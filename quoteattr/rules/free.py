"""What the free forms share: whole sentences without a frame, whose speaker stands in another sentence.

They go on from the sentences before. What is looked at is the same for those in the Konjunktiv (`konjunktiv`) and those
with a modal verb (`modal`).
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from quoteattr.grammar.clauses import Mood, asks_indirectly, has_zu, mood_of
from quoteattr.grammar.frame_words import has_source
from quoteattr.model import Span, Spans
from quoteattr.reading import Reading
from quoteattr.rules.features import size_features
from quoteattr.rules.spans import without_label
from quoteattr.tree import Sentence, Token

KONJUNKTIV = (Mood.KONJUNKTIV_I, Mood.KONJUNKTIV_II)


@frozen(eq=False)
class FreeSentence:
    """A sentence that may be a free form.

    Attributes:
        sentence: The sentence.
        root: Head of its first main clause.
        finites: The finite verbs of its main clauses outside quotation marks; at least one.
        moods: Their moods.
    """

    sentence: Sentence
    root: Token
    finites: tuple[Token, ...]
    moods: tuple[Mood, ...]

    @property
    def quote(self) -> Spans:
        """The sentence with its stop, without a noun that tells before a colon what it is: *Ihr Ziel: …*."""
        told = without_label(list(self.sentence.tokens))
        label = self.sentence.tokens[: told[0].index]
        named = any(token.upos == "NOUN" for token in label) and label[0].xpos in ("PPOSAT", "ART")
        return (Span(told[0].start if named else self.sentence.start, self.sentence.end),)

    @property
    def group(self) -> tuple[str, int]:
        """A sentence has one reading as a free form."""
        return ("sentence", self.sentence.index)


def free_sentences(reading: Reading) -> Iterator[FreeSentence]:
    """The sentences with a finite verb of a main clause outside quotation marks."""
    for sentence in reading.sentences:
        heads = _behind_answer(sentence, reading.main_heads(sentence))
        finites = (finite for head in heads if (finite := sentence.finite(head)) is not None)
        outside = tuple(finite for finite in finites if not reading.inside_marks(finite))
        if outside:
            moods = tuple(mood_of(finite, reading.lexicon) for finite in outside)
            yield FreeSentence(sentence, heads[0], outside, moods)


def _behind_answer(sentence: Sentence, heads: Sequence[Token]) -> Sequence[Token]:
    """The heads of the main clauses, where a tree takes *Nein* for the head of what follows: *Nein, er habe …*."""
    if len(heads) != 1 or heads[0].xpos != "PTKANT":
        return heads
    finite = next((token for token in sentence.tokens if token.is_finite), None)
    above = sentence.head(finite) if finite is not None and finite.relation in ("aux", "cop") else None
    return [above or finite] if finite is not None else heads


def free_features(reading: Reading, free: FreeSentence) -> dict[str, float]:
    """What tells reported speech that goes on from a wish, a plan or a condition."""
    sentence, finites, moods = free.sentence, free.finites, free.moods
    first = sentence.first_word
    previous = reading.parse.before(sentence)
    same = previous is not None and previous.paragraph == sentence.paragraph
    below = [token for token in sentence.tokens if token.is_finite and token not in finites]
    moods_below = [mood_of(token, reading.lexicon) for token in below]
    features = {
        f"mood={moods[0].value}": 1.0,
        "moods.konjunktiv": sum(mood in KONJUNKTIV for mood in moods) / len(moods),
        f"finite={finites[0].text.lower()}": 1.0,
        "sentence.cue": float(bool(reading.cues_in(sentence))),
        "before.cue": float(previous is not None and bool(reading.cues_in(previous))),
        "before.same-paragraph": float(same),
        "sentence.pronoun-first": float(first.upos == "PRON"),
        "sentence.konjunktiv-below": float(Mood.KONJUNKTIV_I in moods_below),
        "before.konjunktiv": float(previous is not None and _has_konjunktiv1(reading, previous)),
        "before.quoted": float(previous is not None and _is_quoted(reading, previous)),
        "before.source": float(previous is not None and has_source(previous, previous.tokens, reading.lexicon)),
        "sentence.wenn": float(any(token.text.lower() in ("wenn", "falls") for token in sentence.tokens)),
        "sentence.stop": float(sentence.tokens[-1].text in ".!?"),
        "sentence.asked": float(asks_indirectly(sentence, reading.lexicon)),
        "sentence.zu": float(has_zu(sentence, free.root)),
    }
    return features | size_features(reading, free.quote)


def _has_konjunktiv1(reading: Reading, sentence: Sentence) -> bool:
    return any(
        mood_of(token, reading.lexicon) is Mood.KONJUNKTIV_I
        for token in sentence.tokens
        if token.is_finite and not reading.inside_marks(token)
    )


def _is_quoted(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence stands between quotation marks as a whole."""
    return any(pair.span.covers(sentence.span) for pair in reading.pairs_in(sentence.span))
