"""Content clauses of reporting verbs: *X sagte, dass …*, *…, sagte X*, *wie X mitteilte*, *das teilte X mit*.

For every reporting verb the rule proposes each stretch that can be its content: clauses below it in the tree, the
clause that it is set into, and, against errors of the parser, what stands before or behind its comma.
"""

from collections.abc import Iterator, Sequence

from attrs import frozen

from quoteattr.grammar.addressing import addressee_of
from quoteattr.grammar.clauses import ClauseKind, Mood, has_zu, is_clause, kind_of, mood_of, opens_adverbial, words_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.noun_phrases import strip_punctuation
from quoteattr.grammar.speaking import speaker_of
from quoteattr.lexicon import Lexicon
from quoteattr.model import Cue, QuoteType, Span, Spans
from quoteattr.rules.base import Context, Proposal, body, direct_spans, frame_around, frame_spans, region
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.tree import Sentence, Token

_DEMONSTRATIVES = frozenset({"das", "dies", "dieses", "so"})
_CONTENT = ("ccomp", "csubj", "xcomp", "parataxis", "advcl", "acl", "obj", "conj", "dep", "nsubj", "obl", "advmod")
_INTRODUCED = frozenset(["dass", "daß", "ob"])


@frozen(eq=False)
class _Reading:
    """One possible content of a cue: its words, and the words of the frame."""

    name: str
    content: Sequence[Token]
    frame: Sequence[Token]
    kind: ClauseKind
    finite: Token | None


def propose(context: Context) -> Iterator[Proposal]:
    """Propose indirect quotations around reporting verbs."""
    for index, cues in enumerate(context.verb_cues):
        for cue in cues:
            if _first_word(cue) == "wie":
                yield from _wie(context, index, cue)
                continue
            readings = [*_below(cue, context.lexicon), *_above(cue), *_linear(context, index, cue)]
            seen: set[tuple[int, ...]] = set()
            for reading in readings:
                key = tuple(token.index for token in reading.content)
                if key and key not in seen:
                    seen.add(key)
                    yield from _proposal(context, index, cue, reading)
            yield from _anaphor(context, index, cue)


def _first_word(cue: VerbCue) -> str:
    words = [token for token in words_of(cue.sentence, cue.predicate) if token.is_word]
    return words[0].text.lower() if words else ""


def _below(cue: VerbCue, lexicon: Lexicon) -> Iterator[_Reading]:
    """Clauses that depend on the verb, on its correlate (*darauf*) or on a noun beside it (*die Frage, ob*)."""
    sentence = cue.sentence
    holders = [cue.predicate] + ([cue.verb] if cue.verb is not cue.predicate else [])
    holders += [
        child
        for child in sentence.children(cue.predicate, "obj", "obl", "advmod", "nsubj", "expl", "iobj")
        if child.upos in ("NOUN", "ADV", "PRON")
    ]
    found = [
        (number, child, kind)
        for number, holder in enumerate(holders)
        for child in sentence.children(holder, *_CONTENT)
        if child not in cue.tokens and child not in holders and (kind := _content_kind(sentence, child)) is not None
    ]
    row = [
        child for number, child, kind in found
        if number == 0 and kind is ClauseKind.VERB_SECOND and child.index > cue.verb.index
        and mood_of(sentence.finite(child), lexicon) is not Mood.INDICATIVE
    ]  # fmt: skip
    if len(row) > 1:
        yield from _row(cue, row)
    for number, child, kind in found:
        if len(row) < 2 or child not in row:
            yield from _ends(cue, child, kind, "below.verb" if number == 0 else "below.argument")


def _content_kind(sentence: Sentence, head: Token) -> ClauseKind | None:
    """The kind of a clause that can be a content, else None."""
    if not is_clause(sentence, head):
        return None
    kind = kind_of(sentence, head)
    if kind in (ClauseKind.RELATIVE, ClauseKind.ADVERBIAL, ClauseKind.NONE):
        return None
    return None if head.relation == "conj" and kind is not ClauseKind.VERB_SECOND else kind


def _row(cue: VerbCue, heads: Sequence[Token]) -> Iterator[_Reading]:
    """Clauses in the Konjunktiv that the parser set side by side as one content: *sie sagte, A sei b, C sei d*."""
    sentence = cue.sentence
    inside = [token.index for head in heads for token in sentence.subtree(head)]
    between = sentence.tokens[max(min(inside), cue.verb.index + 1) : max(inside) + 1]
    content = strip_punctuation([token for token in between if token not in cue.tokens])
    if content:
        frame = frame_around(sentence, cue, content)
        yield _Reading("below.verb.row", content, frame, ClauseKind.VERB_SECOND, sentence.finite(heads[0]))


def _ends(cue: VerbCue, head: Token, kind: ClauseKind, name: str) -> Iterator[_Reading]:
    """The clause as the tree has it; one of the verb itself also up to the end of the sentence or a frame behind it."""
    sentence = cue.sentence
    own = set(words_of(sentence, cue.predicate)) | set(cue.tokens)
    # The comma of the clause hangs below its head, but belongs to the frame.
    clause = strip_punctuation([token for token in sentence.subtree(head) if token not in own])
    if cue.predicate.relation == "ccomp":
        clause = _before_addition(clause, head)
    if not clause:
        return
    finite = sentence.finite(head)
    first = clause[0].index
    if first > cue.verb.index:
        yield _Reading(f"{name}.tree", clause, frame_around(sentence, cue, clause), kind, finite)
    if name == "below.argument":
        return
    if first > cue.verb.index:
        clause = [token for token in body(sentence)[first:] if token not in cue.tokens]
    elif _opens_behind_comma(sentence, cue) and cue.finite is not None:
        clause = strip_punctuation(sentence.tokens[first : cue.finite.index])
    place = "end" if first > cue.verb.index else "before"
    yield _Reading(f"{name}.{place}", clause, frame_around(sentence, cue, clause), kind, finite)


def _before_addition(clause: list[Token], head: Token) -> list[Token]:
    """A clause up to a dash behind its verb: in a report within a report, the outer speaker adds what follows."""
    for at, token in enumerate(clause[1:-1], 1):
        spaced = clause[at - 1].end < token.start and token.end < clause[at + 1].start
        if token.text in ("–", "—", "-") and spaced and token.index > head.index:
            return clause[:at]
    return clause


def _above(cue: VerbCue) -> Iterator[_Reading]:
    """The frame is set into its content: `…, sagte X, …` with the verb below the content's head."""
    sentence, predicate = cue.sentence, cue.predicate
    head = sentence.head(predicate)
    if head is None or predicate.relation not in ("parataxis", "ccomp", "advcl", "conj", "discourse", "dep"):
        return
    frame = sentence.subtree(predicate)
    if cue.finite is None or not _opens_behind_comma(sentence, cue):
        return
    end = len(body(sentence))
    content = [
        token for token in sentence.subtree(sentence.clause_head(head)) if token not in frame and token.index < end
    ]
    if content:
        finite = sentence.finite(head)
        yield _Reading("above.tree", content, _with_comma(sentence, frame), kind_of(sentence, head), finite)


def _linear(context: Context, index: int, cue: VerbCue) -> Iterator[_Reading]:
    """Without the tree: what stands before `, sagte X`, and what follows the comma behind the verb."""
    sentence = cue.sentence
    whole = body(sentence)
    if _opens_behind_comma(sentence, cue) and cue.finite is not None:
        start = cue.finite.index
        end = _frame_end(context, cue)
        content = [token for token in whole if token.index < start]
        tail = [token for token in whole if token.index > end]
        frame = [token for token in whole if start - 1 <= token.index <= end]
        frame = [token for token in frame if token.is_word or token.text not in '“”"»«']
        opened = _opened_by(context.verb_cues[index], content)
        if opened:
            inner = [token for token in content if token.index > opened[-1].index]
            yield _Reading(
                "linear.second-frame", inner, [*opened, *frame], ClauseKind.VERB_SECOND, _first_finite(inner)
            )
        if content and not _is_adverbial(content):
            yield _Reading("linear.before", content, frame, ClauseKind.VERB_SECOND, _first_finite(content))
            if tail and tail[0].text == ",":
                both = [*content, *tail]
                yield _Reading("linear.around", both, [*frame, tail[0]], ClauseKind.VERB_SECOND, _first_finite(both))
        return
    for comma in sentence.tokens[cue.verb.index + 1 :]:
        if comma.text not in (",", ":"):
            continue
        content = [token for token in whole if token.index > comma.index]
        words = [token for token in content if token.is_word]
        if not words or max(token.index for token in cue.tokens) > comma.index:
            continue
        first = words[0].text.lower()
        finite = _first_finite(content)
        if opens_adverbial(words[0]):
            continue
        if first in _INTRODUCED:
            kind = ClauseKind.DASS if first != "ob" else ClauseKind.OB
        elif finite is not None and mood_of(finite, context.lexicon).value.startswith("konj"):
            kind = ClauseKind.VERB_SECOND
        elif finite is None and any(has_zu(sentence, token) for token in content if token.upos in ("VERB", "AUX")):
            kind = ClauseKind.ZU
        else:
            continue
        frame = [token for token in sentence.tokens if token.index <= comma.index]
        yield _Reading("linear.after", content, frame, kind, finite)
        return


def _is_adverbial(content: Sequence[Token]) -> bool:
    """Whether a prepositional phrase with a subclause stands before the frame: *Auf die Frage, ob er gehe, sagte X*."""
    openers = sum(token.upos == "SCONJ" or token.xpos in ("PRELS", "PWAV") for token in content)
    return content[0].upos == "ADP" and sum(token.is_finite for token in content) <= openers


def _opened_by(cues: Sequence[VerbCue], content: Sequence[Token]) -> list[Token]:
    """A first, impersonal frame before the content: *Aus dem Kreml hieß es, …, sagte X*."""
    for cue in cues:
        if cue.impersonal and cue.verb in content:
            comma = next((token for token in content if token.text == "," and token.index > cue.tokens[-1].index), None)
            if comma is not None:
                return [token for token in content if token.index <= comma.index]
    return []


def _has_later_frame(context: Context, index: int, cue: VerbCue) -> bool:
    """Whether another cue sets its frame behind this one: *Aus dem Kreml hieß es, …, sagte X*."""
    return any(
        other is not cue and other.verb.index > cue.verb.index and _opens_behind_comma(cue.sentence, other)
        for other in context.verb_cues[index]
    )


def _opens_behind_comma(sentence: Sentence, cue: VerbCue) -> bool:
    """Whether the finite verb stands right behind a comma, a dash or a closing mark."""
    finite = cue.finite
    if finite is None or finite.index == 0:
        return False
    before = sentence.tokens[finite.index - 1]
    return not before.is_word and before.text in (",", "–", "-", "“", "”", '"', "«", "»")


def _frame_end(context: Context, cue: VerbCue) -> int:
    """Index of the last word of a frame that starts at its verb: up to a comma or a conjunct with a verb."""
    sentence = cue.sentence
    last = max(token.index for token in cue.tokens)
    speaker = speaker_of(0, cue, context.lexicon)
    if speaker is not None:
        last = max(last, speaker.tokens[-1].index)
    for token in sentence.tokens[last + 1 :]:
        if token.text in (",", ";", ":", ".", "!", "?", "–", "„", "»") or token.text.lower() in ("und", "aber"):
            return token.index - 1
    return sentence.tokens[-1].index


def _first_finite(tokens: Sequence[Token]) -> Token | None:
    return next((token for token in tokens if token.is_finite), None)


def _with_comma(sentence: Sentence, frame: Sequence[Token]) -> list[Token]:
    """A frame with the comma before it and, in the middle of the sentence, behind it."""
    end = len(body(sentence))
    tokens = [token for token in frame if token.index < end]
    if not tokens:
        return []
    first, last = tokens[0].index, tokens[-1].index
    if first > 0 and sentence.tokens[first - 1].text in (",", "–", "-"):
        tokens.insert(0, sentence.tokens[first - 1])
    if last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].text == ",":
        tokens.append(sentence.tokens[last + 1])
    return tokens


def _wie(context: Context, index: int, cue: VerbCue) -> Iterator[Proposal]:
    """*Wie X mitteilte, …* and *…, wie X mitteilte*: the rest of the sentence is the content."""
    sentence = cue.sentence
    clause = words_of(sentence, cue.predicate)
    wie = next(token for token in clause if token.is_word)
    last = max([token.index for token in cue.tokens] + [cue.verb.index])
    frame = [token for token in sentence.tokens if wie.index <= token.index <= last]
    frame = _with_comma(sentence, frame)
    whole = body(sentence)
    content = [token for token in whole if token not in frame]
    if content:
        root = next((token for token in sentence.tokens if token.head < 0), sentence.tokens[0])
        reading = _Reading("wie", content, frame, ClauseKind.VERB_SECOND, sentence.finite(root))
        yield from _proposal(context, index, cue, reading, extra=[wie])


def _anaphor(context: Context, index: int, cue: VerbCue) -> Iterator[Proposal]:
    """*Das teilte X mit*: the content is the sentence before and the pronoun."""
    sentence = cue.sentence
    first = sentence.first_word
    if index == 0 or first.text.lower() not in _DEMONSTRATIVES or first.upos not in ("PRON", "ADV", "DET"):
        return
    if sentence.head(first) not in (cue.predicate, cue.verb):
        return
    previous = context.parse.sentences[index - 1]
    before = region(context.text, body(previous))
    if not before:
        return
    frame = [token for token in body(sentence) if token is not first]
    finite = _first_finite(previous.tokens)
    reading = _Reading("anaphor.previous", list(previous.tokens), frame, ClauseKind.VERB_SECOND, finite)
    yield from _proposal(context, index, cue, reading, quote=(*before, first.span))


def _proposal(
    context: Context,
    index: int,
    cue: VerbCue,
    reading: _Reading,
    *,
    extra: Sequence[Token] = (),
    quote: Spans | None = None,
) -> Iterator[Proposal]:
    text = context.text
    content = quote or region(text, reading.content, without=[token.span for token in cue.tokens])
    if not content:
        return
    speaker = speaker_of(index, cue, context.lexicon)
    if speaker is not None and any(token in reading.content for token in speaker.tokens):
        speaker = None
    sense = cue.sense(reading.kind.value)
    frame = frame_spans(text, reading.frame, content)
    found: Cue = cue.as_cue(text, sense, extra)
    direct = direct_spans(context, content)
    content = direct or content
    outer = Span(content[0].start, content[-1].end)
    features = {
        f"cue={sense.id}": 1.0,
        f"complement={reading.kind.value}": 1.0,
        "governed": float(cue.governs(reading.kind.value)),
        f"reading={reading.name}": 1.0,
        f"sense.reporting={sense.reporting}": 1.0,
        f"sense.medium={sense.medium}": 1.0,
        "cue.passive": float(cue.passive),
        "cue.impersonal": float(cue.impersonal),
        "cue.words": min(len(cue.tokens), 4) / 4,
        "cue.inside-marks": float(context.inside_marks(cue.verb)),
        "cue.finite": float(cue.finite is not None),
        "sentence.later-frame": float(_has_later_frame(context, index, cue)),
        "content.first": float(outer.start <= cue.sentence.start),
    }
    features |= speaker_features(context, speaker)
    mood = mood_of(reading.finite, context.lexicon)
    features |= mood_features(mood)
    features[f"{reading.kind.value}:{mood.value}"] = 1.0
    features[f"{reading.name}:{mood.value}"] = 1.0
    yield Proposal(
        rule=f"indirect.{reading.name}",
        type=QuoteType.DIRECT if direct else QuoteType.INDIRECT,
        sentence=context.parse.sentence_at(content[0].start) or 0,
        quote=content,
        group=("cue", index, cue.verb.index),
        cue=found,
        frame=frame,
        speaker=speaker,
        addressee=addressee_of(index, cue, context.lexicon, speaker, content),
        medium=sense.medium,
        features=features | size_features(context, content),
    )
