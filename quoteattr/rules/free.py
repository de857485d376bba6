"""Free forms without a frame: reported speech in the Konjunktiv (berichtete Rede) and *sollen* sentences.

A main clause in the Konjunktiv I without a reporting verb is reported speech that goes on from the sentences before
(Duden-Grammatik: berichtete Rede). *Sollen* in the indicative passes a claim or a plan on. The speaker stands in
another sentence.
"""

from collections.abc import Iterator

from quoteattr.grammar.clauses import Mood, has_zu, main_heads, mood_of
from quoteattr.model import QuoteType, Span, Spans
from quoteattr.rules.base import Context, Proposal
from quoteattr.rules.features import size_features
from quoteattr.tree import Sentence, Token

_MODALS = frozenset({"sollen", "müssen", "wollen"})
_KONJUNKTIV = (Mood.KONJUNKTIV_I, Mood.KONJUNKTIV_II)


def propose(context: Context) -> Iterator[Proposal]:
    """Propose free forms: whole sentences with their stop."""
    for index, sentence in enumerate(context.parse.sentences):
        heads = main_heads(sentence)
        finites = [finite for head in heads if (finite := sentence.finite(head)) is not None]
        outside = [finite for finite in finites if not context.inside_marks(finite)]
        if not outside:
            continue
        moods = [mood_of(finite, context.lexicon) for finite in outside]
        features = _features(context, index, sentence, heads[0], outside, moods)
        quote = _whole(sentence)
        group = ("sentence", index)
        if any(mood in _KONJUNKTIV for mood in moods):
            yield Proposal(
                "konjunktiv.sentence", QuoteType.INDIRECT_FREE_INDIRECT, index, quote, group, features=features
            )
        modal = next((finite for finite in outside if finite.lemma in _MODALS or _form_of_sollen(finite)), None)
        if modal is not None:
            extra = {f"modal={modal.lemma}": 1.0, "modal.perfect": float(_perfect_infinitive(sentence, modal))}
            yield Proposal("modal.sentence", QuoteType.FREE_INDIRECT, index, quote, group, features=features | extra)


def _whole(sentence: Sentence) -> Spans:
    return (Span(sentence.start, sentence.end),)


def _form_of_sollen(token: Token) -> bool:
    return token.text.lower() in ("soll", "sollen", "sollte", "sollten")


def _perfect_infinitive(sentence: Sentence, modal: Token) -> bool:
    """*soll … gesagt haben*: a participle with the infinitive of *haben* or *sein*."""
    return any(
        token.text.lower() in ("haben", "sein", "worden") and token.index > modal.index and not token.is_finite
        for token in sentence.tokens
    )


def _features(
    context: Context, index: int, sentence: Sentence, root: Token, finites: list[Token], moods: list[Mood]
) -> dict[str, float]:
    first = sentence.first_word
    previous = context.parse.sentences[index - 1] if index else None
    same = previous is not None and previous.paragraph == sentence.paragraph
    below = [token for token in sentence.tokens if token.is_finite and token not in finites]
    features = {
        f"free.mood={moods[0].value}": 1.0,
        "free.moods": sum(mood in _KONJUNKTIV for mood in moods) / len(moods),
        f"free.finite={finites[0].text.lower()}": 1.0,
        "free.cue": float(bool(context.verb_cues[index])),
        "free.cue-before": float(index > 0 and bool(context.verb_cues[index - 1])),
        "free.same-paragraph": float(same),
        "free.pronoun-first": float(first.upos == "PRON"),
        "free.konjunktiv-below": float(any(mood_of(token, context.lexicon) is Mood.KONJUNKTIV_I for token in below)),
        "free.konjunktiv-before": float(previous is not None and _has_konjunktiv(context, previous)),
        "free.quote-before": float(previous is not None and _is_quoted(context, previous)),
        "free.source-before": float(previous is not None and _has_source(previous)),
        "free.wenn": float(any(token.text.lower() in ("wenn", "falls") for token in sentence.tokens)),
        "free.stop": float(sentence.tokens[-1].text in ".!?"),
        "free.zu": float(has_zu(sentence, root)),
    }
    return features | size_features(context, _whole(sentence))


def _has_konjunktiv(context: Context, sentence: Sentence) -> bool:
    return any(
        mood_of(token, context.lexicon) is Mood.KONJUNKTIV_I
        for token in sentence.tokens
        if token.is_finite and not context.inside_marks(token)
    )


def _is_quoted(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence stands between quotation marks as a whole."""
    return any(pair.span.covers(sentence.span) for pair in context.pairs_in(sentence.span))


def _has_source(sentence: Sentence) -> bool:
    """Whether a frame without a verb stands in the sentence."""
    return any(token.text.lower() in ("laut", "zufolge", "demnach", "angaben", "so") for token in sentence.tokens)
