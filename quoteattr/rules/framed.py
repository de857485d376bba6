"""Frames without a verb of their own clause: *laut X*, *nach Angaben von X*, *X zufolge*, *so X*, *demnach*.

The frame is the cue and the speaker; what is left of the sentence, or of one of its clauses, is the quotation, which
the frame may split (Petersen-Frey & Biemann 2024, guidelines for Indirect).
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import frozen

from quoteattr.grammar.addressing import addressee_behind, recipient
from quoteattr.grammar.clauses import is_contrast, mood_of
from quoteattr.grammar.frame_words import adverb_of, governed, has_source, preposition_of
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.quotative import quotative_frame
from quoteattr.grammar.side_clauses import is_behind_condition, relative_clause_behind
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.lexicon import Lexicon, NounSense
from quoteattr.model import Cue, CueKind, Medium, QuoteType, Spans
from quoteattr.reading import Reading
from quoteattr.rules.content_ends import before_other_report, own_halves
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.source_phrases import before_relative, behind_subject, names_somebody
from quoteattr.rules.spans import (
    body,
    direct_spans,
    is_marked_with_tail,
    region,
    until_main_verb,
    without_comment,
    without_label,
)
from quoteattr.tree import Sentence, Token, spans_of

RULES = by_id(
    Rule(
        "framed.preposition.sentence",
        "a preposition with speaker or cue noun reports its sentence",
        "Die Preise steigen laut Verband im kommenden Jahr weiter.",
        "Die Kinder sangen laut und fröhlich im Bus.",
        binds=True,
    ),
    Rule(
        "framed.preposition.conjunct",
        "the same reports its own main clause behind another one",
        "Die Strecke ist gesperrt, und laut Bahn dauern die Arbeiten bis Sonntag.",
        "Laut Wetterdienst bleibt es kalt, und im Osten fällt Schnee.",
        binds=True,
    ),
    Rule(
        "framed.preposition.subclause",
        "the same reports the subclause that it stands in",
        "Die Halle, die laut Gutachten einsturzgefährdet ist, wird abgerissen.",
        "Laut Polizei war der Mann, der aus Kiel stammt, bewaffnet.",
        binds=True,
    ),
    Rule(
        "framed.preposition.after",
        "the same reports only what stands behind it",
        "Zum Konzert kamen 800 Besucher, laut Veranstalter mehr als je zuvor.",
        "Die Brücke ist laut Gutachten nicht mehr sicher.",
        binds=True,
    ),
    Rule(
        "framed.so.sentence",
        "*so X* behind a stop or inside reports its sentence",
        "Die Anlage entspreche allen Vorschriften, so der Betreiber.",
        "Die Straße war glatt, so dass viele Autos liegen blieben.",
        binds=True,
    ),
    Rule(
        "framed.so.clause",
        "*so X* reports the first main clause",
        "Man habe alle Regeln beachtet, so die Firma, das Gericht sah es anders.",
        "Der Damm halte, so der Landrat, und das Wasser sinke.",
        binds=True,
    ),
    Rule(
        "framed.so.conjunct",
        "*so X* reports its own main clause behind another one",
        "Die Lok brannte aus, und die Ursache, so ein Bahnsprecher, sei noch unklar.",
        "Der Wagen brannte, und so kam die Feuerwehr.",
        binds=True,
    ),
    Rule(
        "framed.adverb.sentence",
        "*demnach* and its like report their sentence",
        "Das Gutachten liegt vor. Demnach war der Pilot gesund.",
        "Sie lernte Tischlerin. Danach zog sie nach Wien.",
    ),
    Rule(
        "framed.adverb.conjunct",
        "*demnach* and its like report their own main clause behind another one",
        "Die Firma änderte die Regeln, demnach dürfen nur noch Kunden parken.",
        "Der Rat tagte, danach wurde gefeiert.",
    ),
    Rule(
        "framed.adverb.rest",
        "*wonach* reports what stands behind it",
        "Eine Meldung, wonach der Minister erkrankt sei, ist falsch.",
        "Am Mittag regnete es, danach schien die Sonne.",
    ),
)


@frozen(eq=False)
class _Frame:
    """A frame without a verb, as found in a sentence.

    Attributes:
        rule: The construction, without the name of a reading.
        sentence: The sentence.
        cue: The word that makes it a frame.
        tokens: Cue and speaker, with commas that belong to the frame.
        speaker: The phrase that names the speaker.
        noun: The cue noun in it (*Angaben*).
        medium: As far as noun or preposition tell.
        addressee: The phrase behind *gegenüber*.
        features: Evidence for all readings.
    """

    rule: str
    sentence: Sentence
    cue: Token
    tokens: Sequence[Token]
    speaker: Phrase
    features: dict[str, float]
    noun: NounSense | None = None
    medium: Medium | None = None
    addressee: Phrase | None = None


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose indirect quotations around frames without a verb."""
    words = reading.lexicon.framing_words
    for sentence in reading.sentences:
        for token in sentence.tokens if not words.isdisjoint(sentence.forms) else ():
            form = token.text.lower()
            if form not in words:
                continue
            if form in reading.lexicon.preposition_words:
                yield from _prepositional(reading, sentence, token)
                continue
            match adverb_of(token, reading.lexicon):
                case "quotative":
                    yield from _quotative(reading, sentence, token)
                case "anaphoric":
                    yield from _readings(reading, _adverb_frame(sentence, token, (token,)))
                case "relative":
                    yield from _relative(reading, sentence, token)


def _prepositional(reading: Reading, sentence: Sentence, cue: Token) -> Iterator[Proposal]:
    """*laut X*, *nach Angaben von X*, *X zufolge*."""
    head = governed(sentence, cue, reading.lexicon)
    entry = preposition_of(cue, head, reading.lexicon) if head is not None else None
    if head is None or entry is None:
        return
    noun = reading.lexicon.noun(head.text)
    speaker = phrase(sentence, head, reading.lexicon)
    if " " in entry.id and not names_somebody(speaker):
        return
    words = [token for token in speaker.tokens if token.index != cue.index]
    if noun is not None and noun.id == "Wort" and len(words) == 1:
        return  # Der Sieger rang nach Worten
    if cue.index > head.index:  # nothing behind zufolge is the speaker's
        words = [token for token in words if token.index < cue.index]
    if not words:
        return
    words, told = before_relative(sentence, behind_subject(words, head, reading.lexicon))
    words += sentence.tokens[words[-1].index + 1 : cue.index]  # Angaben der Polizei zufolge
    speaker = Phrase(sentence, tuple(words), head)
    said = noun if "noun" in entry.complement else None  # the one in aus Sicht is a part of the preposition
    features = {f"prep={entry.id}": 1.0, f"noun={said.id if said else 'none'}": 1.0, "noun": float(said is not None)}
    determiner = sentence.child(head, "det")
    features |= {
        "noun.bare": float(determiner is None),
        "noun.definite": float(
            determiner is not None and determiner.text.lower() in ("der", "dem", "den", "die", "das")
        ),
        "noun.genitive": float(any(child.feats.get("Case") == "Gen" for child in sentence.children(head, "nmod"))),
        "noun.plural": float(head.feats.get("Number") == "Plur"),
        "sentence.cue": float(bool(reading.cues_in(sentence))),
    }
    features |= speaker_features(speaker, reading.lexicon)
    tokens = [cue, *speaker.tokens]
    last = speaker.tokens[-1]
    addressee = addressee_behind(sentence, last, reading.lexicon) or recipient(sentence, head, last, reading.lexicon)
    if addressee is not None:
        tokens += sentence.tokens[speaker.tokens[-1].index + 1 : addressee.tokens[-1].index + 1]
    if told:
        tokens += told
    elif head.xpos == "PRELS":  # Gerüchte, nach denen X krank sei: all before it frames
        tokens = list(sentence.tokens[: max(cue.index, speaker.tokens[-1].index) + 1])
    elif relative := relative_clause_behind(sentence, max(token.index for token in tokens)):
        tokens += relative
    elif any(token.text == "," for token in speaker.tokens):  # laut X, dem Dekan,
        tokens += [token for token in sentence.tokens[tokens[-1].index + 1 :][:1] if token.text == ","]
    medium = noun.medium if noun is not None else entry.medium
    frame = _Frame("framed.preposition", sentence, cue, tokens, speaker, features, noun, medium, addressee)
    yield from _readings(reading, frame)


def _quotative(reading: Reading, sentence: Sentence, cue: Token) -> Iterator[Proposal]:
    """`…, so X`."""
    found = quotative_frame(sentence, cue, reading.lexicon)
    if found is None:
        return
    features = {f"prep={cue.text.lower()}": 1.0, f"so.next={found.opening}": 1.0}
    features |= speaker_features(found.speaker, reading.lexicon)
    addressee = addressee_behind(sentence, found.speaker.tokens[-1], reading.lexicon)
    tokens = [*found.tokens, *relative_clause_behind(sentence, _last_word(found.tokens))]
    frame = _Frame("framed.so", sentence, cue, tokens, found.speaker, features, addressee=addressee)
    yield from _readings(reading, frame)


def _last_word(tokens: Sequence[Token]) -> int:
    """Index of the last word among some tokens."""
    return next(token.index for token in reversed(tokens) if token.is_word)


def _adverb_frame(sentence: Sentence, cue: Token, frame: Sequence[Token]) -> _Frame:
    """*demnach, wonach*: cue and speaker at once."""
    features = {f"adverb={cue.text.lower()}": 1.0, "adverb.first": float(cue.index == 0)}
    return _Frame("framed.adverb", sentence, cue, frame, Phrase(sentence, (cue,), cue), features)


def _relative(reading: Reading, sentence: Sentence, cue: Token) -> Iterator[Proposal]:
    """*Berichte, wonach …, sind falsch*: the clause behind it is reported, and all around it frames."""
    content = until_main_verb(body(sentence)[cue.index + 1 :])
    frame = _adverb_frame(sentence, cue, [token for token in body(sentence) if token not in content])
    quote = region(reading.text, content)
    if quote:
        yield _proposal(reading, frame, "rest", quote)


def _readings(reading: Reading, frame: _Frame) -> Iterator[Proposal]:
    """One proposal for each stretch that the frame can report: the sentence, its clause, what stands behind it."""
    if _stands_in_frame(reading, frame):
        return
    own = [token.span for token in frame.tokens]
    mains = reading.main_heads(frame.sentence)
    count = f"mains={min(len(mains), 3)}"
    seen = set()
    for name, tokens in _stretches(reading, frame, mains):
        quote = region(reading.text, tokens, without=own)
        if is_marked_with_tail(reading, quote, frame.cue):
            quote = quote[:1]
        if quote and quote not in seen:
            seen.add(quote)
            proposal = _proposal(reading, frame, name, quote)
            pair = f"{frame.rule}.{name}:{count}"
            yield proposal.with_features({count: 1.0, pair: 1.0, **_place_features(frame, name)})


def _stands_in_frame(reading: Reading, frame: _Frame) -> bool:
    """Whether it only says from where a frame with a speaker of its own is known: *„…“, sagte X laut Mitteilung*."""
    clause, first = frame.sentence.clause_head(frame.cue), frame.sentence.first_word
    if not reading.inside_marks(first) or frame.rule == "framed.so":
        return False
    cues = (cue for cue in reading.cues_in(frame.sentence) if clause in (cue.verb, cue.predicate))
    return any(reading.speaker_of(cue) is not None for cue in cues)


def _place_features(frame: _Frame, name: str) -> dict[str, float]:
    """Where in the sentence the frame stands: it tells how much of the sentence the frame reports."""
    first = frame.tokens[0].index
    before = frame.sentence.tokens[first - 1] if first else None
    clause = frame.sentence.clause_head(frame.cue).deprel
    return {
        "frame.first": float(first == 0),
        f"{name}:clause={clause}": 1.0,
        f"{name}:before={before.xpos if before is not None else 'none'}": 1.0,
    }


def _stretches(reading: Reading, frame: _Frame, mains: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """What a frame can report, with the name of each reading: the sentence, its own clause, what stands behind it."""
    sentence, cue, lexicon = frame.sentence, frame.cue, reading.lexicon
    whole = body(sentence)
    aside = _in_brackets(whole, frame)
    if aside:
        yield "after", aside
        return
    if frame.rule == "framed.so":
        whole = own_halves(_before_marks(whole, frame), frame.tokens, lexicon)
    elif frame.rule == "framed.preposition":
        whole = _before_other_source(whole, frame, mains, lexicon)
        own = before_other_report(reading, whole)
        whole = own if own[-1].index >= frame.tokens[-1].index else whole
    yield "sentence", without_comment(sentence, without_label(whole), lexicon)
    contrast = {child.index for child in sentence.children(mains[0], "advcl") if is_contrast(sentence, child)}
    own = sentence.subtree(mains[0], without=contrast) if contrast else []
    if any(token is cue for token in own):
        yield "conjunct", [token for token in own if token in whole]
    indices = {main.index for main in mains}
    main = next((token for token in (cue, *sentence.ancestors(cue)) if token.index in indices), None)
    # laut X and demnach in the first main clause frame those behind it as well
    if main is not None and len(mains) > 1 and (main is not mains[0] or frame.rule == "framed.so"):
        tokens = sentence.subtree(main, without=indices - {main.index})
        if not is_behind_condition(sentence, tokens):
            yield ("clause" if main is mains[0] else "conjunct"), tokens
    if frame.rule != "framed.preposition":
        return  # so X and demnach never report less than a clause of their own
    clause = sentence.clause_head(cue)
    if clause.head >= 0 and clause not in mains:
        yield "subclause", sentence.subtree(clause)
    after = [token for token in whole if token.index > frame.tokens[-1].index]
    if after and _is_set_off(sentence, min(token.index for token in frame.tokens)):
        yield "after", after


def _in_brackets(whole: Sequence[Token], frame: _Frame) -> list[Token]:
    """What stands behind a frame in the brackets that it opens: *Der Brunnen (laut Stadt „marode“) bleibt zu*."""
    first, last = frame.tokens[0].index, max(token.index for token in frame.tokens)
    opens = frame.rule == "framed.preposition" and first > 0 and frame.sentence.tokens[first - 1].text == "("
    behind = [token for token in whole if token.index > last] if opens else []
    inside = list(takewhile(lambda token: token.text != ")", behind))
    return inside if len(inside) < len(behind) and any(token.is_word for token in inside) else []


def _before_other_source(whole: list[Token], frame: _Frame, mains: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """A sentence up to a main clause with a source of its own in front: *Laut X fehlt Geld, laut Y ist genug da.*"""
    sentence = frame.sentence
    for at, main in enumerate(mains):
        clause = sentence.subtree(main, without={other.index for other in (*mains[:at], *mains[at + 1 :])})
        before = takewhile(lambda token: not token.is_finite, clause)
        front = [token for token in before if token.text.lower() in lexicon.preposition_words]
        if clause[0].index > frame.tokens[-1].index and has_source(sentence, front, lexicon):
            return [token for token in whole if token.index < clause[0].index]
    return whole


def _is_set_off(sentence: Sentence, start: int) -> bool:
    """Whether a comma, a dash or *und* stands before a frame, at most with an adverb between (*…, damit laut X …*)."""
    before = list(sentence.tokens[:start][-2:])
    if before and before[-1].upos == "ADV":
        before.pop()
        if not before:  # Auch laut X …
            return True
    return bool(before) and (not before[-1].is_word or before[-1].upos == "CCONJ")


def _before_marks(whole: list[Token], frame: _Frame) -> list[Token]:
    """A sentence up to a frame behind which a colon opens marks: *…, so X: „…“*, for these are quoted apart."""
    end = frame.tokens[-1].index
    behind = [token for token in whole if token.index > end][:2]
    marked = len(behind) == 2 and behind[0].text == ":" and behind[1].text in MARKS
    return [token for token in whole if token.index <= end] if marked else whole


def _proposal(reading: Reading, frame: _Frame, name: str, quote: Spans) -> Proposal:
    """The proposal of one reading of a frame."""
    text, cue = reading.text, frame.cue
    form = cue.text.lower()
    kind = CueKind.PREPOSITION if frame.rule == "framed.preposition" else CueKind.ADVERB
    mood = mood_of(frame.sentence.finite(reading.main_heads(frame.sentence)[0]), reading.lexicon)
    direct = direct_spans(reading, quote, cue)
    quote = direct or quote
    around = [token for token in frame.tokens if not any(map(token.overlaps, quote))]  # marks may hold more than it
    return Proposal(
        rule=RULES[f"{frame.rule}.{name}"],
        type=QuoteType.DIRECT if direct else QuoteType.INDIRECT,
        sentence=frame.sentence,
        quote=quote,
        group=("cue", frame.sentence.index, cue.index),
        cue=Cue((cue.span,), cue.span.of(text), form, kind),
        sense=frame.noun if frame.noun is not None and frame.noun.after_nach else None,
        frame=spans_of(around, text),
        speaker=frame.speaker,
        addressee=frame.addressee,
        medium=frame.medium,
        features=frame.features | mood_features(mood) | size_features(reading, quote),
    )


FAMILY = Family(
    "framed",
    propose,
    RULES,
    found_by={
        "de": "Gefunden an einer Wendung wie „laut X“ oder „nach Angaben von X“",
        "en": 'It was found by a phrase such as "laut X" or "nach Angaben von X"',
    },
    divides=True,
)
"""Frames without a verb."""
