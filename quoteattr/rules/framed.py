"""Frames without a verb of their own clause: *laut X*, *nach Angaben von X*, *X zufolge*, *so X*, *demnach*.

The frame is the cue and the speaker; what is left of the sentence, or of one of its clauses, is the quotation, which
the frame may split (Petersen-Frey & Biemann 2024, guidelines for Indirect).
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from quoteattr.grammar.addressing import addressee_behind
from quoteattr.grammar.clauses import main_heads, mood_of
from quoteattr.grammar.noun_phrases import MARKS, strip_punctuation
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.model import Cue, CueKind, Medium, QuoteType, Spans
from quoteattr.rules.base import Context, Proposal, body, direct_spans, region, until_main_verb
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.tree import NOMINAL, Sentence, Token, spans_of

_ADVERBS = frozenset({"demnach", "danach", "wonach", "demzufolge"})
# Behind *in*, these open an occasion (*in einem Brief*); the definite article opens a place, which is part of a name.
_OCCASION_ARTICLES = frozenset({"ein", "sein", "ihr", "dieser"})


@frozen(eq=False)
class _Frame:
    """A frame without a verb, as found in a sentence.

    Attributes:
        rule: The construction, without the name of a reading.
        index: Index of the sentence.
        sentence: The sentence.
        cue: The word that makes it a frame.
        tokens: Cue and speaker, with commas that belong to the frame.
        speaker: The phrase that names the speaker.
        medium: As far as a cue noun tells.
        addressee: The phrase behind *gegenüber*.
        features: Evidence for all readings.
    """

    rule: str
    index: int
    sentence: Sentence
    cue: Token
    tokens: Sequence[Token]
    speaker: Phrase
    features: dict[str, float]
    medium: Medium | None = None
    addressee: Phrase | None = None


def propose(context: Context) -> Iterator[Proposal]:
    """Propose indirect quotations around frames without a verb."""
    for index, sentence in enumerate(context.parse.sentences):
        for token in sentence.tokens:
            form = token.text.lower()
            if form in context.lexicon.prepositions or form == "aus":
                yield from _prepositional(context, index, sentence, token)
            elif form == "so":
                yield from _so(context, index, sentence, token)
            elif form in _ADVERBS:
                yield from _adverbial(context, index, sentence, token)


def _prepositional(context: Context, index: int, sentence: Sentence, cue: Token) -> Iterator[Proposal]:
    head = _governed(sentence, cue)
    if head is None:
        return
    noun = context.lexicon.noun(head.text)
    form = cue.text.lower()
    entry = context.lexicon.prepositions.get(form) or context.lexicon.prepositions.get(f"{form} {head.text.lower()}")
    if entry is None:
        return
    if "speaker" not in entry.complement and (noun is None or not noun.after_nach) and head.xpos != "PRELS":
        return
    speaker = phrase(index, sentence, head, context.lexicon)
    speaker = Phrase(index, tuple(token for token in speaker.tokens if token.index != cue.index), head)
    if not speaker.tokens:
        return
    features = {f"prep={form}": 1.0, f"noun={noun.id if noun else 'none'}": 1.0, "noun": float(noun is not None)}
    determiner = sentence.child(head, "det")
    features |= {
        "noun.bare": float(determiner is None),
        "noun.definite": float(
            determiner is not None and determiner.text.lower() in ("der", "dem", "den", "die", "das")
        ),
        "noun.genitive": float(any(child.feats.get("Case") == "Gen" for child in sentence.children(head, "nmod"))),
        "noun.plural": float(head.feats.get("Number") == "Plur"),
        "sentence.cue": float(bool(context.verb_cues[index])),
    }
    features |= speaker_features(context, speaker)
    medium = noun.medium if noun is not None else None
    tokens = [cue, *speaker.tokens]
    addressee = addressee_behind(index, sentence, speaker.tokens[-1], context.lexicon)
    if addressee is not None:
        tokens += sentence.tokens[speaker.tokens[-1].index + 1 : addressee.tokens[-1].index + 1]
    frame = _Frame("framed.preposition", index, sentence, cue, tokens, speaker, features, medium, addressee)
    yield from _readings(context, frame)


def _governed(sentence: Sentence, cue: Token) -> Token | None:
    """The noun that the preposition governs: its head in the tree, else the nearest noun on its side."""
    head = sentence.head(cue)
    if cue.deprel == "case" and head is not None and head.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"):
        return head
    if cue.text.lower() == "zufolge":
        before = [
            token for token in sentence.tokens[max(0, cue.index - 4) : cue.index] if token.upos in ("NOUN", "PROPN")
        ]
        return _top(sentence, before[-1], cue) if before else None
    for token in sentence.tokens[cue.index + 1 : cue.index + 6]:
        if token.upos in NOMINAL and token.relation != "det":
            return token
        if not (token.upos in ("DET", "ADJ", "ADV", "NUM") or token.text in '„“"»«'):
            return None
    return None


def _top(sentence: Sentence, token: Token, cue: Token) -> Token:
    """The noun above `token` in the phrase before a postposition (*Angaben* in *Angaben der Polizei zufolge*)."""
    head = sentence.head(token)
    while head is not None and token.relation in ("nmod", "appos", "flat") and head.index < cue.index:
        token, head = head, sentence.head(head)
    return token


def _so(context: Context, index: int, sentence: Sentence, cue: Token) -> Iterator[Proposal]:
    """`…, so X`: behind a comma, a dash or a closing mark, a noun phrase and no verb up to the next stop."""
    before = sentence.tokens[cue.index - 1] if cue.index else None
    if before is None or before.is_word:
        return
    rest = _until_stop(sentence, cue)
    nouns = [token for token in rest if token.upos in NOMINAL and token.xpos != "PRELS"]
    if not nouns:
        return
    if rest[0].upos in ("ADJ", "ADV", "VERB", "AUX", "SCONJ") and nouns[0].index != rest[0].index + 1:
        return
    if any(token.is_finite for token in rest[: nouns[0].index - cue.index]):
        return
    speaker_tokens = strip_punctuation(_phrase_run(rest))
    if not speaker_tokens:
        return
    inside = [token for token in speaker_tokens if token.upos in NOMINAL]
    head = next((t for t in inside if sentence.head(t) not in inside), inside[0]) if inside else speaker_tokens[0]
    speaker = Phrase(index, tuple(speaker_tokens), head)
    frame = [*([before] if before.text in ",–-" else []), cue, *rest]
    following = frame[-1].index + 1
    if following < len(sentence.tokens) and sentence.tokens[following].text == ",":
        frame.append(sentence.tokens[following])
    # "so auch X", "so viele wie nie", "so in Berlin" compare or give examples.
    opening = rest[0].text.lower() if rest[0].upos in ("ADV", "ADP", "PRON") else rest[0].upos
    features = {"prep=so": 1.0, f"so.next={opening}": 1.0} | speaker_features(context, speaker)
    addressee = addressee_behind(index, sentence, speaker_tokens[-1], context.lexicon)
    found = _Frame("framed.so", index, sentence, cue, frame, speaker, features, addressee=addressee)
    yield from _readings(context, found)


def _until_stop(sentence: Sentence, cue: Token) -> list[Token]:
    """The words behind `so` up to a stop that is no apposition's comma."""
    rest: list[Token] = []
    for token in sentence.tokens[cue.index + 1 :]:
        if token.text in (".", ":", ";", "!", "?", "–") or (token.is_finite and not _in_relative(sentence, token)):
            break
        rest.append(token)
    while rest and not rest[-1].is_word and rest[-1].text not in '“”"»«)':
        rest.pop()
    # A comma ends the frame if a clause with a finite verb follows.
    end = len(sentence.tokens) if not rest else rest[-1].index + 1
    if end < len(sentence.tokens) and sentence.tokens[end].is_finite:
        commas = [position for position, token in enumerate(rest) if token.text == ","]
        if commas:
            rest = rest[: commas[-1]]
    return rest


def _in_relative(sentence: Sentence, token: Token) -> bool:
    chain = (token, *sentence.ancestors(token))
    return any(link.deprel == "acl:relcl" for link in chain)


def _phrase_run(rest: Sequence[Token]) -> list[Token]:
    """The noun phrase at the start of `rest`: up to a time or place adverbial or a relative clause."""
    run: list[Token] = []
    for position, token in enumerate(rest):
        if token.xpos in ("PRELS", "KOUS") or token.upos == "VERB":
            break
        following = rest[position + 1] if position + 1 < len(rest) else None
        if run and token.upos == "ADP" and following is not None and _names_occasion(token, following):
            break
        if token.text in MARKS and run and run[-1].text == ",":
            break
        if run and (token.upos == "ADV" or (token.xpos == "ADJD" and run[-1].upos in ("NOUN", "PROPN"))):
            break
        run.append(token)
    return run


def _names_occasion(preposition: Token, following: Token) -> bool:
    """Whether a prepositional phrase says where or to whom somebody speaks: *X in einem Brief*."""
    form = preposition.text.lower()
    return form in ("am", "gegenüber") or (form == "in" and following.lemma.lower() in _OCCASION_ARTICLES)


def _adverbial(context: Context, index: int, sentence: Sentence, cue: Token) -> Iterator[Proposal]:
    """*demnach, danach, wonach*: cue and speaker at once."""
    form = cue.text.lower()
    speaker = Phrase(index, (cue,), cue)
    features = {f"adverb={form}": 1.0, "adverb.first": float(cue.index == 0)}
    if form != "wonach":
        yield from _readings(context, _Frame("framed.adverb", index, sentence, cue, [cue], speaker, features))
        return
    frame = _Frame("framed.adverb", index, sentence, cue, sentence.tokens[: cue.index + 1], speaker, features)
    quote = region(context.text, until_main_verb(body(sentence)[cue.index + 1 :]))
    if quote:
        yield _proposal(context, frame, "rest", quote)


def _readings(context: Context, frame: _Frame) -> Iterator[Proposal]:
    """One proposal for each stretch that the frame can report: the sentence, its clause, what stands behind it."""
    own = [token.span for token in frame.tokens]
    mains = main_heads(frame.sentence)
    count = f"mains={min(len(mains), 3)}"
    seen = set()
    for name, tokens in _stretches(frame, mains):
        quote = region(context.text, tokens, without=own)
        if quote and quote not in seen:
            seen.add(quote)
            proposal = _proposal(context, frame, name, quote)
            yield proposal.with_features(**{count: 1.0, f"{proposal.rule}:{count}": 1.0, **_place(frame, name)})


def _place(frame: _Frame, name: str) -> dict[str, float]:
    """Where in the sentence the frame stands: it tells how much of the sentence the frame reports."""
    first = frame.tokens[0].index
    before = frame.sentence.tokens[first - 1] if first else None
    clause = frame.sentence.clause_head(frame.cue).deprel
    return {
        "frame.first": float(first == 0),
        f"{name}:clause={clause}": 1.0,
        f"{name}:before={before.xpos if before is not None else 'none'}": 1.0,
    }


def _stretches(frame: _Frame, mains: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    sentence, cue = frame.sentence, frame.cue
    whole = body(sentence)
    yield "sentence", whole
    if len(mains) > 1:
        for number, main in enumerate(mains):
            if number == 0 and frame.rule != "framed.so":
                continue  # laut X and demnach in the first main clause frame those behind it as well
            tokens = sentence.subtree(main, without={other.index for other in mains if other is not main})
            if any(token is cue for token in tokens):
                yield ("clause" if number == 0 else "conjunct"), tokens
    if frame.rule != "framed.preposition":
        return  # so X and demnach never report less than a clause of their own
    clause = sentence.clause_head(cue)
    if clause.head >= 0 and clause not in mains:
        yield "subclause", sentence.subtree(clause)
    after = [token for token in whole if token.index > frame.tokens[-1].index]
    if after and frame.tokens[0].index > 0:
        yield "after", after


def _proposal(context: Context, frame: _Frame, name: str, quote: Spans) -> Proposal:
    text, cue = context.text, frame.cue
    form = cue.text.lower()
    kind = CueKind.ADVERB if form in _ADVERBS or form == "so" else CueKind.PREPOSITION
    mood = mood_of(frame.sentence.finite(main_heads(frame.sentence)[0]), context.lexicon)
    direct = direct_spans(context, quote)
    quote = direct or quote
    return Proposal(
        rule=f"{frame.rule}.{name}",
        type=QuoteType.DIRECT if direct else QuoteType.INDIRECT,
        sentence=frame.index,
        quote=quote,
        group=("cue", frame.index, cue.index),
        cue=Cue((cue.span,), cue.span.of(text), form, kind),
        frame=spans_of(frame.tokens, text),
        speaker=frame.speaker,
        addressee=frame.addressee,
        medium=frame.medium,
        features=frame.features | mood_features(mood) | size_features(context, quote),
    )
