"""Quotation marks: *X sagte: „…“*, *bezeichnete ihn als „…“*, quotations without a frame, titles and scare quotes.

Every outer pair of marks is proposed once for each frame it can have; half of all marked stretches are names, titles
or scare quotes, and telling them apart is left to the resolver.
"""

import math
from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.grammar.addressing import addressee_of
from quoteattr.grammar.clauses import main_heads, mood_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.speaking import Phrase, phrase, speaker_of, subject_of
from quoteattr.model import Cue, CueKind, Medium, QuoteType, Spans
from quoteattr.rules.base import Context, Proposal, body, frame_around, frame_spans
from quoteattr.rules.features import speaker_features
from quoteattr.text.marks import MarkPair
from quoteattr.tree import NOMINAL, Sentence, Token

_SOURCE_ADVERBS = frozenset({"demnach", "so"})


def propose(context: Context) -> Iterator[Proposal]:
    """Propose direct quotations: one proposal for each pair of marks and possible frame."""
    for number, pair in enumerate(context.speech_pairs):
        index = context.parse.sentence_at(pair.span.start)
        if index is None or pair.inner is None:
            continue
        features = _features(context, number, pair, index)
        group = ("mark", pair.span.start)
        yield Proposal("direct.alone", QuoteType.DIRECT, index, (pair.span,), group,
                       features=features | {"direct.frame=none": 1.0})  # fmt: skip
        sentence = context.parse.sentences[index]
        outside = [token for token in sentence.tokens if not pair.span.overlaps(token.span)]
        before = [token for token in outside if token.end <= pair.span.start]
        if before and _last_is_colon(before):
            yield from _colon(context, index, pair, before, features)
        yield from _embedded(context, index, pair, features)
        yield from _after(context, pair, features)


def _last_is_colon(before: Sequence[Token]) -> bool:
    return before[-1].text.endswith(":")


def _colon(
    context: Context, index: int, pair: MarkPair, before: Sequence[Token], features: dict[str, float]
) -> Iterator[Proposal]:
    """`X sagte: „…“` and the label `X: „…“`."""
    cues = [cue for cue in context.verb_cues[index] if cue.verb in before and not context.inside_marks(cue.verb)]
    frame = frame_spans(context.text, before, (pair.span,))
    if not cues and any(token.is_finite for token in before):
        yield _framed(index, pair, "direct.colon", None, frame, _subject(context, index, before), None, None,
                      features | {"direct.frame=colon": 1.0, "colon.cue": 0.0})  # fmt: skip
        return
    if not cues:
        label = _label(context, index, before)
        colon = Cue((before[-1].span,), ":", ":", CueKind.COLON) if label is not None else None
        yield _framed(index, pair, "direct.label", colon, frame, label, None, None,
                      features | {"direct.frame=label": 1.0, "label": float(label is not None)})  # fmt: skip
        return
    for cue in cues:
        yield _by_verb(context, index, pair, "direct.colon", cue, frame, features | {"direct.frame=colon": 1.0})


def _subject(context: Context, index: int, before: Sequence[Token]) -> Phrase | None:
    """The subject of the main clause before a colon that no reporting verb announces."""
    sentence = context.parse.sentences[index]
    for head in main_heads(sentence):
        subject = subject_of(sentence, head)
        if subject is not None and subject in before:
            return phrase(index, sentence, subject, context.lexicon)
    return None


def _label(context: Context, index: int, before: Sequence[Token]) -> Phrase | None:
    """The speaker of a label: a noun phrase and nothing else before the colon."""
    words = [token for token in before if token.is_word]
    if any(token.is_finite for token in words) or not 0 < len(words) <= 8:
        return None
    sentence = context.parse.sentences[index]
    nouns = [token for token in words if token.upos in NOMINAL]
    return phrase(index, sentence, nouns[0], context.lexicon) if nouns else None


def _embedded(context: Context, index: int, pair: MarkPair, features: dict[str, float]) -> Iterator[Proposal]:
    """`bezeichnete ihn als „…“`: the pair is a part of the cue's own sentence."""
    sentence = context.parse.sentences[index]
    if pair.span.end > sentence.end:
        return
    inside = [token for token in sentence.tokens if pair.span.overlaps(token.span)]
    for cue in context.verb_cues[index]:
        if cue.verb in inside or context.inside_marks(cue.verb):
            continue  # what stands between marks is said, and announces nothing outside of them
        frame = frame_spans(context.text, frame_around(sentence, cue, inside), (pair.span,))
        between = range(*sorted((cue.verb.index, inside[0].index)))
        distance = sum(sentence.tokens[position].text in ",;:" for position in between)
        extra = {
            "direct.frame=embedded": 1.0,
            "embedded.before": float(cue.verb.index < inside[0].index),
            "embedded.commas": min(distance, 3) / 3,
            "embedded.als": float(cue.governs("als")),
        }
        yield _by_verb(context, index, pair, "direct.embedded", cue, frame, features | extra)


def _after(context: Context, pair: MarkPair, features: dict[str, float]) -> Iterator[Proposal]:
    """`„…“, sagte X`: a finite verb right behind the closing mark, in the lexicon or not."""
    index = context.parse.sentence_at(pair.span.end - 1)
    if index is None:
        return
    sentence = context.parse.sentences[index]
    behind = [token for token in body(sentence) if token.start >= pair.span.end]
    words = [token for token in behind if token.is_word]
    if not words or not words[0].is_finite:
        return
    verb = words[0]
    next_pair = next((other for other in context.pairs_in(sentence.span) if other.span.start >= pair.span.end), None)
    end = next(
        (token.index for token in behind if token.text in (";", ":") or token.text in MARKS), len(sentence.tokens)
    )
    frame = frame_spans(context.text, [token for token in behind if token.index < end], (pair.span,))
    extra = {"direct.frame=after": 1.0, "after.comma": float(behind[0].text == ",")}
    goes_on = end < len(sentence.tokens) and sentence.tokens[end - 1].text == ","
    for cue in context.verb_cues[index]:
        if cue.verb is verb or cue.finite is verb:
            proposal = _by_verb(context, index, pair, "direct.after", cue, frame, features | extra)
            yield proposal
            if goes_on and next_pair is not None and next_pair.span.start < sentence.end:
                split = (pair.span, next_pair.span)
                yield evolve(proposal, rule="direct.around", quote=split, features={**proposal.features, "split": 1.0})
            return
    subject = subject_of(sentence, sentence.clause_head(verb)) or next(
        (t for t in words[1:4] if t.upos == "PROPN"), None
    )
    if subject is not None and subject.start >= pair.span.end:
        cue_found = Cue((verb.span,), verb.text, verb.lemma, CueKind.VERB)
        speaker = phrase(index, sentence, subject, context.lexicon)
        yield _framed(index, pair, "direct.after", cue_found, frame, speaker, None, None,
                      features | extra | {"after.unknown-verb": 1.0})  # fmt: skip


def _by_verb(
    context: Context,
    index: int,
    pair: MarkPair,
    rule: str,
    cue: VerbCue,
    frame: Spans,
    features: dict[str, float],
) -> Proposal:
    speaker = speaker_of(
        index,
        cue,
        context.lexicon,
        outside=tuple(other.span for other in context.pairs_in(context.parse.sentences[index].span)),
    )
    if speaker is not None and speaker.span.overlaps(pair.span):
        speaker = None
    sense = cue.sense("direct", "als", "np")
    extra = {
        "cue.direct": float(cue.governs("direct")),
        f"direct.cue={sense.id}": 1.0,
        "direct.passive": float(cue.passive),
    } | {f"direct.{name}": value for name, value in speaker_features(context, speaker).items()}
    addressee = addressee_of(index, cue, context.lexicon, speaker, (pair.span,))
    return _framed(index, pair, rule, cue.as_cue(context.text, sense), frame, speaker, addressee,
                   sense.medium, features | extra)  # fmt: skip


def _framed(
    index: int,
    pair: MarkPair,
    rule: str,
    cue: Cue | None,
    frame: Spans,
    speaker: Phrase | None,
    addressee: Phrase | None,
    medium: Medium | None,
    features: dict[str, float],
) -> Proposal:
    return Proposal(
        rule, QuoteType.DIRECT, index, (pair.span,), ("mark", pair.span.start), cue, frame, speaker, addressee,
        medium, features,
    )  # fmt: skip


def _features(context: Context, number: int, pair: MarkPair, index: int) -> dict[str, float]:
    """What a pair shows by itself and by its neighbours."""
    assert pair.inner is not None
    text, sentence = context.text, context.parse.sentences[index]
    inner = pair.inner.of(text)
    tokens = [token for token in sentence.tokens if pair.inner.overlaps(token.span)]
    words = [token for token in tokens if token.is_word]
    count = len(inner.split())
    before = text[max(0, pair.span.start - 40) : pair.span.start].rstrip()[-1:]
    after = text[pair.span.end : pair.span.end + 40].lstrip()[:1]
    previous = next((token for token in reversed(sentence.tokens) if token.end <= pair.span.start), None)
    outside = [token for token in body(sentence) if token.is_word and not pair.span.overlaps(token.span)]
    finite = any(token.is_finite for token in words)
    before_pair = context.speech_pairs[number - 1] if number else None
    adjacent = before_pair is not None and all(
        char.isspace() or char in ",." for char in text[before_pair.span.end : pair.span.start]
    )
    repeated = context.marked_texts[inner]
    features = {
        "pair.words": math.log(1 + count) / 3,
        "pair.words=1": float(count == 1),
        "pair.words=2": float(count == 2),
        "pair.words>6": float(count > 6),
        "pair.finite": float(finite),
        "pair.capital": float(inner[:1].isupper()),
        "pair.lower": float(inner[:1].islower()),
        "pair.stop": float(inner[-1:] in ".!?…"),
        "pair.comma": float("," in inner),
        "pair.names": sum(token.upos == "PROPN" for token in words) / max(1, len(words)),
        "pair.adjectives": float(bool(words) and words[0].upos == "ADJ" and words[0].text[:1].islower()),
        "pair.whole": float(not outside),
        "pair.after-colon": float(before == ":"),
        "pair.before-comma": float(after == ","),
        "pair.in-brackets": float(before == "(" or after == ")"),
        "pair.noun-before": float(previous is not None and previous.upos in ("NOUN", "PROPN")),
        "pair.article-before": float(previous is not None and previous.upos in ("DET", "ADJ")),
        "pair.preposition-before": float(previous is not None and previous.upos == "ADP"),
        "pair.hyphen": float(text[pair.span.end : pair.span.end + 1] == "-"),
        "pair.unclosed": float(not pair.closed),
        "pair.adjacent": float(adjacent),
        "pair.goes-on": float(before_pair is not None and _goes_on(before_pair, pair, sentence)),
        "pair.repeated": float(repeated > 1),
        "pair.so-called": float(previous is not None and previous.lemma.startswith(("sogenannt", "genannt"))),
        "pair.sentences": float(pair.span.end > sentence.end),
        "pair.cue-noun": float(previous is not None and context.lexicon.noun(previous.text) is not None),
    }
    governing = next((token for token in outside if token.is_finite), None)
    features[f"sentence.mood={mood_of(governing, context.lexicon).value}"] = 1.0
    cues = [cue for cue in context.verb_cues[index] if cue.verb in outside]
    features["sentence.cues"] = min(len(cues), 2) / 2
    features["sentence.source"] = float(any(_is_source(context, token) for token in outside))
    following = next((token for token in outside if token.start >= pair.span.end), None)
    if following is not None:
        kind = "so" if following.text.lower() in ("so", "laut", "wie") else following.xpos or following.upos
        features[f"pair.next={kind}"] = 1.0
    return features | {f"pair.previous={previous.upos if previous is not None else 'none'}": 1.0}


def _goes_on(before: MarkPair, pair: MarkPair, sentence: Sentence) -> bool:
    """Whether a frame stands between two pairs: `„…“, sagte X, „…“`."""
    between = [token for token in sentence.tokens if before.span.end <= token.start and token.end <= pair.span.start]
    words = [token for token in between if token.is_word]
    return bool(words) and words[0].is_finite and between[-1].text == ","


def _is_source(context: Context, token: Token) -> bool:
    """Whether a word frames without a verb (*laut, zufolge, so*)."""
    form = token.text.lower()
    return form in _SOURCE_ADVERBS or form in context.lexicon.prepositions
