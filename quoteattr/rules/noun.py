"""Content clauses of nouns: *die Forderung des Ministers, …*, *mit dem Hinweis, …*, *der Vorwurf, X habe …*.

The noun is the cue; its genitive, possessive or agent is the speaker. The rest of the sentence is the frame.
"""

from collections.abc import Iterator

from quoteattr.grammar.addressing import addressee_of_noun
from quoteattr.grammar.clauses import ClauseKind, has_zu, is_clause, kind_of, mood_of
from quoteattr.grammar.speaking import Phrase, phrase, subject_of
from quoteattr.lexicon import NounSense
from quoteattr.model import Commitment, Cue, CueKind, QuoteType, text_of
from quoteattr.rules.base import Context, Proposal, body, direct_spans, frame_spans, region, until_main_verb
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.tree import Sentence, Token, spans_of

_KINDS = (ClauseKind.DASS, ClauseKind.OB, ClauseKind.W, ClauseKind.ZU, ClauseKind.VERB_SECOND)


def propose(context: Context) -> Iterator[Proposal]:
    """Propose indirect quotations behind cue nouns."""
    for index, sentence in enumerate(context.parse.sentences):
        for token in sentence.tokens:
            if token.upos == "NOUN":
                sense = context.lexicon.noun(token.text)
                if sense is not None:
                    yield from _by_noun(context, index, sentence, token, sense)


def _by_noun(context: Context, index: int, sentence: Sentence, noun: Token, sense: NounSense) -> Iterator[Proposal]:
    for child in sentence.children(noun, "acl", "ccomp", "xcomp", "parataxis", "advcl", "dep"):
        if child.index > noun.index and is_clause(sentence, child):
            kind = kind_of(sentence, child)
            if kind in _KINDS:
                yield from _proposal(context, index, sentence, noun, sense, "tree", kind, sentence.subtree(child))
                return
    comma = next(
        (token for token in sentence.tokens[noun.index + 1 : noun.index + 8] if token.text in (",", ":")), None
    )
    if comma is None or any(token.is_finite for token in sentence.tokens[noun.index + 1 : comma.index]):
        return
    content = until_main_verb([token for token in body(sentence) if token.index > comma.index])
    kind = _kind_by_words(context, sentence, content)
    if kind is not ClauseKind.NONE:
        yield from _proposal(context, index, sentence, noun, sense, "rest", kind, content)


def _kind_by_words(context: Context, sentence: Sentence, content: list[Token]) -> ClauseKind:
    words = [token for token in content if token.is_word]
    if not words:
        return ClauseKind.NONE
    first = words[0].text.lower()
    if first in ("dass", "daß"):
        return ClauseKind.DASS
    if first == "ob":
        return ClauseKind.OB
    finite = next((token for token in words if token.is_finite), None)
    if finite is None:
        zu = any(has_zu(sentence, token) for token in words if token.upos in ("VERB", "AUX"))
        return ClauseKind.ZU if zu else ClauseKind.NONE
    konjunktiv = mood_of(finite, context.lexicon).value.startswith("konj")
    return ClauseKind.VERB_SECOND if konjunktiv and words[0].xpos != "PRELS" else ClauseKind.NONE


def _proposal(
    context: Context,
    index: int,
    sentence: Sentence,
    noun: Token,
    sense: NounSense,
    name: str,
    kind: ClauseKind,
    content: list[Token],
) -> Iterator[Proposal]:
    text = context.text
    quote = region(text, content)
    if not quote:
        return
    direct = direct_spans(context, quote)
    quote = direct or quote
    governor = sentence.head(noun)
    denied = _is_denied(context, index, governor)
    cue_tokens = [child for child in sentence.children(noun, "det") if child.index < noun.index] + [noun]
    if noun.relation == "obj" and governor is not None and governor.upos == "VERB" and not denied:
        helpers = sentence.children(governor, "aux", "compound")
        cue_tokens = sorted({*cue_tokens, governor, *helpers}, key=lambda token: token.index)
    spans = spans_of(cue_tokens, text)
    frame = [token for token in body(sentence) if token not in content]
    speaker = _speaker(context, index, sentence, noun, denied)
    finite = next((token for token in content if token.is_finite), None)
    mood = mood_of(finite, context.lexicon)
    features = {
        f"noun={sense.id}": 1.0,
        f"complement={kind.value}": 1.0,
        "governed": float(kind.value in sense.governs),
        f"noun.relation={noun.relation}": 1.0,
        "noun.verb-cue": float(any(cue.verb is governor for cue in context.verb_cues[index])),
        "noun.cues": float(bool(context.verb_cues[index])),
        f"{kind.value}:{mood.value}": 1.0,
    }
    yield Proposal(
        rule=f"noun.{name}",
        type=QuoteType.DIRECT if direct else QuoteType.INDIRECT,
        sentence=index,
        quote=quote,
        group=("noun", index, noun.index),
        cue=Cue(spans, text_of(text, spans), sense.id, CueKind.NOUN, sense.id),
        frame=frame_spans(text, frame, quote),
        speaker=speaker,
        addressee=addressee_of_noun(index, sentence, noun, context.lexicon, quote),
        medium=sense.medium,
        features=features | mood_features(mood) | size_features(context, quote) | speaker_features(context, speaker),
    )


def _is_denied(context: Context, index: int, governor: Token | None) -> bool:
    """Whether the noun's verb denies (*wies Gerüchte zurück, …*): then its subject does not say what the noun says."""
    cues = [cue for cue in context.verb_cues[index] if cue.verb is governor]
    return any(sense.commitment is Commitment.CERTAIN_NOT for cue in cues for sense in cue.senses)


def _speaker(context: Context, index: int, sentence: Sentence, noun: Token, denied: bool) -> Phrase | None:
    """Genitive or von-phrase of the noun, else the subject of its clause (*er äußerte die Hoffnung*).

    What somebody denies has nobody but itself as its source.
    """
    for child in sentence.children(noun, "nmod"):
        case = sentence.child(child, "case")
        genitive = case is None and child.feats.get("Case") == "Gen"
        if genitive or (case is not None and case.text.lower() in ("von", "vom")):
            return phrase(index, sentence, child, context.lexicon)
    if denied:
        return phrase(index, sentence, noun, context.lexicon)
    head = sentence.head(noun)
    subject = subject_of(sentence, head) if head is not None and noun.relation != "nsubj" else None
    return phrase(index, sentence, subject, context.lexicon) if subject is not None else None
