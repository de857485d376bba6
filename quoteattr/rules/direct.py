"""Quotation marks: *X sagte: „…“*, *bezeichnete ihn als „…“*, quotations without a frame, titles and scare quotes.

Every outer pair of marks is proposed once for each frame it can have; half of all marked stretches are names, titles
or scare quotes, and telling them apart is left to the resolver.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from attrs import evolve

from quoteattr.grammar.addressing import addressee_of
from quoteattr.grammar.animacy import is_name_or_person, is_somebody
from quoteattr.grammar.clauses import mood_of
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.frame_words import has_source, names_wording
from quoteattr.grammar.gapping import gapped_subject
from quoteattr.grammar.noun_phrases import MARKS
from quoteattr.grammar.quotative import quotative_frame
from quoteattr.grammar.speaking import Phrase, phrase, source_of, speaker_of
from quoteattr.grammar.speech_acts import act_of, is_called_so, is_part, role_of
from quoteattr.grammar.subjects import subject_of
from quoteattr.lexicon import Lexicon
from quoteattr.model import Cue, CueKind, QuoteType, Span, Spans
from quoteattr.reading import Reading
from quoteattr.rules.announcing import announcing, embedding, is_over, last_is_colon
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import speaker_features
from quoteattr.rules.grades import is_grade
from quoteattr.rules.label import is_topic, label_speaker, source_of_label, without_question
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.scene import bearer_in
from quoteattr.rules.signed import signer
from quoteattr.rules.spans import body, frame_around, frame_spans
from quoteattr.text.marks import MarkPair
from quoteattr.tree import Sentence, Token

RULES = by_id(
    Rule(
        "direct.alone",
        "a pair of marks without a frame: who speaks is told by what stands before, or by nobody",
        "Laut Wetterdienst wird das Wochenende „ungewöhnlich stürmisch“.",
        "Das Stadttheater zeigt am Freitag „Die Räuber“ in einer neuen Fassung.",
    ),
    Rule(
        "direct.colon",
        "a clause, a colon, a pair of marks",
        "Ein Anwohner rief den Demonstranten zu: „Geht endlich nach Hause!“",
        "Zur Auswahl standen zwei Namen: „Nordstern“ und „Südwind“.",
    ),
    Rule(
        "direct.label",
        "a noun phrase, a colon, a pair of marks",
        "Hofmann: „Wir haben das Geld ordentlich verbucht.“",
        "Neu im Kino: „Die letzte Fähre“.",
    ),
    Rule(
        "direct.embedded",
        "a pair of marks that is a part of the clause of a reporting verb",
        "Der Präsident verurteilte den Anschlag als „feige Tat“.",
        "Der Bürgermeister kündigte das Straßenfest „Bunte Meile“ für den Juni an.",
    ),
    Rule(
        "direct.after",
        "a pair of marks, then a finite verb that may be none of the lexicon",
        "„Der Motor hat einfach ausgesetzt“, berichtete der Pilot.",
        "„Seeadler“ sank vor vierzig Jahren in der Ostsee.",
    ),
    Rule(
        "direct.around",
        "two pairs of marks with their frame between them",
        "„Es ist“, sagte die Richterin, „ein Fall ohne Gewinner.“",
        "„Die Räuber“ läuft im Großen Haus, „Woyzeck“ im Studio.",
    ),
)


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose direct quotations: one proposal for each pair of marks and possible frame."""
    for number, pair in enumerate(reading.speech_pairs):
        sentence = reading.parse.sentence_at(pair.span.start)
        if sentence is None or pair.inner is None or is_grade(sentence, pair, reading.lexicon):
            continue
        features = _pair_features(reading, number, pair, sentence)
        alone = _proposal("direct.alone", sentence, pair, features | {"frame=none": 1.0})
        yield evolve(alone, speaker=signer(reading, pair))
        before = sentence.before(pair.span.start)
        if before and last_is_colon(before):
            yield from _behind_colon(reading, sentence, pair, before, features)
        yield from _embedded(reading, sentence, pair, features)
        yield from _before_verb(reading, pair, features)


def _proposal(rule: str, sentence: Sentence, pair: MarkPair, features: dict[str, float]) -> Proposal:
    """A proposal for a pair; all those of a pair exclude each other."""
    group = ("mark", pair.span.start)
    return Proposal(RULES[rule], QuoteType.DIRECT, sentence, (pair.span,), group, features=features)


def _behind_colon(
    reading: Reading, sentence: Sentence, pair: MarkPair, before: Sequence[Token], features: dict[str, float]
) -> Iterator[Proposal]:
    """`X sagte: „…“` and the label `X: „…“`."""
    before = _behind_answer(reading, sentence, pair, before)
    before = without_question(_behind_dash(_behind_bracket(before), reading.lexicon))
    inside = sentence.between(pair.span)
    cues = [cue for cue in announcing(reading, sentence, before) if cue.verb in before]
    cues = [cue for cue in cues if not inside or not is_over(cue, inside[0])]
    frame = frame_spans(reading.text, before, (pair.span,))
    for cue in cues:
        yield _by_verb("direct.colon", reading, pair, cue, frame, features | {"frame=colon": 1.0})
    if cues:
        return
    if any(token.is_finite for token in before):
        found = _proposal("direct.colon", sentence, pair, features | {"frame=colon": 1.0})
        by_so = _so_before(reading, sentence, before)
        if by_so is None:
            yield evolve(found, frame=frame, speaker=bearer_in(reading, sentence, before))
        else:
            yield evolve(found, cue=by_so[0], frame=frame, speaker=by_so[1]).with_features({"colon.so": 1.0})
        return
    label = label_speaker(reading, sentence, before)
    found = _proposal(
        "direct.label", sentence, pair, features | {"frame=label": 1.0, "label": float(label is not None)}
    )
    colon = Cue((before[-1].span,), ":", ":", CueKind.COLON) if label is not None else None
    words = [token for token in before if token.is_word and not reading.inside_marks(token)]
    nobody = names_wording(words, reading.lexicon) or is_topic(words, reading.lexicon)
    person = label is not None and is_name_or_person(label.head, reading.lexicon)
    by = source_of_label(reading, sentence, words)
    speaker = by or (None if nobody else (not person and signer(reading, pair)) or label)
    yield evolve(found, cue=colon, frame=frame, speaker=speaker)


def _behind_answer(reading: Reading, sentence: Sentence, pair: MarkPair, before: Sequence[Token]) -> Sequence[Token]:
    """What stands behind whole sentences between marks that a parser takes for one: *Sand: „Wer?“ | Kern: „…“*."""
    earlier = (other for other in reading.pairs_in(sentence.span) if other.span.end <= pair.span.start)
    ends = [other.span.end for other in earlier if other.span.of(reading.text)[:-1].endswith((".", "!", "?", "…"))]
    behind = [token for token in before if ends and token.start >= ends[-1]]
    return behind if len(behind) > 1 and behind[0].is_word and behind[0].text[0].isupper() else before


def _behind_bracket(before: Sequence[Token]) -> Sequence[Token]:
    """What stands behind a whole sentence in brackets: *(Er schwieg lange.) Kern: „…“*."""
    closed = next((at for at, token in enumerate(before) if token.text == ")"), 0)
    whole = closed > 1 and before[0].text == "(" and before[closed - 1].text in ".!?"
    return before[closed + 1 :] if whole and closed + 2 < len(before) else before


def _behind_dash(before: Sequence[Token], lexicon: Lexicon) -> Sequence[Token]:
    """Who is named behind the clause of a headline: *Stadt streicht Busse – Landrätin Roth: „…“*."""
    dash = next((at for at, token in enumerate(before) if token.text in ("–", "—")), 0)
    label = before[dash + 1 : -1] if dash else ()
    told = all(token.is_word and not token.is_finite and token.upos != "ADP" for token in label)
    named = told and any(is_somebody(token, lexicon) for token in label)
    return before[dash + 1 :] if named and any(token.is_finite for token in before[:dash]) else before


def _so_before(reading: Reading, sentence: Sentence, before: Sequence[Token]) -> tuple[Cue, Phrase] | None:
    """`Die Lage sei ernst, so X: „…“`: what is said behind the colon is X's as well."""
    so = next((token for token in reversed(before) if token.text.lower() == "so"), None)
    frame = quotative_frame(sentence, so, reading.lexicon) if so is not None else None
    if so is None or frame is None or frame.tokens[-1].index + 1 != before[-1].index:
        return None
    return Cue((so.span,), so.text, "so", CueKind.ADVERB), frame.speaker


def _embedded(reading: Reading, sentence: Sentence, pair: MarkPair, features: dict[str, float]) -> Iterator[Proposal]:
    """`bezeichnete ihn als „…“`: the pair is a part of the cue's own sentence."""
    inside = sentence.between(pair.span)
    if pair.span.end > sentence.end or not inside:  # a parser may leave words out
        return
    for cue in embedding(reading, sentence, pair):
        if _opens_clause_behind(cue, inside[-1]):
            continue
        frame = frame_spans(reading.text, frame_around(sentence, cue, inside), (pair.span,))
        between = range(*sorted((cue.verb.index, inside[0].index)))
        role = role_of(cue, inside)
        distance = sum(sentence.tokens[position].text in ",;:" for position in between)
        extra = {
            "frame=embedded": 1.0,
            "embedded.before": float(cue.verb.index < inside[0].index),
            "embedded.commas": min(distance, 3) / 3,
            "embedded.als": float(cue.governs("als")),
            f"embedded.role={role}": 1.0,
            f"embedded.role={role}:part": float(is_part(cue, inside)),
            f"embedded.act={act_of(cue, reading.lexicon)}:{role}": 1.0,
        }
        found = _by_verb("direct.embedded", reading, pair, cue, frame, features | extra)
        yield _in_second_half(reading, cue, pair, found)


def _opens_clause_behind(cue: VerbCue, last: Token) -> bool:
    """Whether a comma and the subject stand between some words and the verb: *„mutig“, | die Grünen fanden es …*."""
    sentence = cue.sentence
    between = sentence.tokens[last.index + 1 : cue.verb.index] if cue.verb.is_finite else ()
    comma = next((at for at, token in enumerate(between) if token.text == ","), None)
    subject = sentence.child(cue.predicate, "nsubj")
    if comma is None or subject is None or subject not in between[comma:]:
        return False
    whole = sentence.subtree(subject)
    return all(token in whole for token in between[comma + 1 :])


def _in_second_half(reading: Reading, cue: VerbCue, pair: MarkPair, found: Proposal) -> Proposal:
    """`X sprach von „…“, Y von „…“`: behind another pair, somebody else can be the subject of the same verb."""
    sentence, verb = cue.sentence, cue.verb
    pairs = reading.pairs_in(sentence.span)
    earlier = [other.span for other in pairs if verb.end <= other.span.start and other.span.end <= pair.span.start]
    if not earlier:
        return found
    first = [token for token in sentence.behind(verb.end) if token.end <= earlier[-1].start]
    between = [token for token in sentence.behind(earlier[-1].end) if token.end <= pair.span.start]
    speaker = gapped_subject(sentence, first, between, found.speaker, reading.lexicon)
    if speaker is None:
        return found
    own = [token for token in between if token.start >= speaker.span.start]
    return evolve(found, speaker=speaker, frame=frame_spans(reading.text, own, (pair.span,)), addressee=None)


def _before_verb(reading: Reading, pair: MarkPair, features: dict[str, float]) -> Iterator[Proposal]:
    """`„…“, sagte X`: a finite verb right behind the closing mark, in the lexicon or not."""
    sentence = reading.parse.sentence_at(pair.span.end - 1)
    if sentence is None:
        return
    words = list(islice((token for token in sentence.behind(pair.span.end) if token.is_word), 4))
    if not words or not words[0].is_finite:
        return
    verb = words[0]
    behind = [token for token in body(sentence) if token.start >= pair.span.end]
    next_pair = next((other for other in reading.pairs_in(sentence.span) if other.span.start >= pair.span.end), None)
    end = next((token.index for token in behind if _ends_frame(sentence, token)), len(sentence.tokens))
    frame = frame_spans(reading.text, [token for token in behind if token.index < end], (pair.span,))
    subject = subject_of(sentence, sentence.clause_head(verb)) or next(
        (token for token in words[1:4] if token.upos == "PROPN"), None
    )
    if subject is not None and subject.start < pair.span.end:
        subject = None
    says = behind[0].text == "," and subject is not None and is_somebody(subject, reading.lexicon)
    extra = {"frame=after": 1.0, "after.comma": float(behind[0].text == ","), "after.somebody": float(says)}
    cue = next((cue for cue in reading.cues_in(sentence) if verb in (cue.verb, cue.finite)), None)
    if cue is not None:
        found = _by_verb("direct.after", reading, pair, cue, frame, features | extra)
    elif subject is not None:
        found = _proposal("direct.after", sentence, pair, features | extra | {"after.unknown-verb": 1.0})
        cue_found = Cue((verb.span,), verb.text, verb.lemma, CueKind.VERB)
        found = evolve(found, cue=cue_found, frame=frame, speaker=phrase(sentence, subject, reading.lexicon))
    else:
        return
    if next_pair is not None and _is_second_half(sentence, next_pair, end):
        around = evolve(found, rule=RULES["direct.around"], quote=(pair.span, next_pair.span))
        yield around.with_features({"split": 1.0})
    else:
        yield found


def _ends_frame(sentence: Sentence, token: Token) -> bool:
    """Whether a frame behind its pair ends before a token: a stop inside the sentence, or marks behind a comma.

    Other marks belong to it: *„…“, zitiert die „Tagespost“ den Minister*.
    """
    return token.text in (";", ":") or (token.text in MARKS and sentence.tokens[token.index - 1].text == ",")


def _is_second_half(sentence: Sentence, pair: MarkPair, end: int) -> bool:
    """Whether what was said goes on in the pair behind the frame: *„…“, sagte X, „…“*."""
    opens = end < len(sentence.tokens) and sentence.tokens[end].start == pair.span.start
    return opens and sentence.tokens[end - 1].text == ","


def _by_verb(
    rule: str, reading: Reading, pair: MarkPair, cue: VerbCue, frame: Spans, features: dict[str, float]
) -> Proposal:
    """A proposal for a pair that a reporting verb frames."""
    lexicon = reading.lexicon
    outside = tuple(other.span for other in reading.pairs_in(cue.sentence.span))
    speaker = speaker_of(cue, lexicon, outside)
    if speaker is not None and is_called_so(cue, cue.sentence.between(pair.span)):
        own = tuple(token for token in speaker.tokens if token.end <= pair.span.start)
        speaker = evolve(speaker, tokens=own) if speaker.head in own else speaker
    if speaker is not None:
        speaker = None if speaker.span.overlaps(pair.span) else _before_second_half(speaker)
    source = source_of(cue, speaker, lexicon)
    sense = cue.sense("direct", "als", "np")
    extra = {
        f"cue={sense.id}": 1.0,
        "cue.governs-direct": float(cue.governs("direct")),
        "cue.passive": float(cue.passive),
    }
    return evolve(
        _proposal(rule, cue.sentence, pair, features | extra | speaker_features(speaker, lexicon)),
        cue=cue.as_cue(reading.text, sense),
        verb=cue,
        sense=sense,
        frame=frame,
        speaker=source,
        addressee=addressee_of(cue, lexicon, source, (pair.span,)),
        medium=sense.medium,
    )


def _before_second_half(speaker: Phrase) -> Phrase:
    """A speaker without the second half of the quotation, which a tree may hang on it: *sagte ein Gast, „und …“*."""
    ends = (at for at, (token, mark) in enumerate(pairwise(speaker.tokens)) if token.text == "," and mark.text in MARKS)
    end = next(ends, 0)
    return evolve(speaker, tokens=speaker.tokens[:end]) if end else speaker


def _pair_features(reading: Reading, number: int, pair: MarkPair, sentence: Sentence) -> dict[str, float]:
    """What a pair shows by itself and by its neighbours."""
    assert pair.inner is not None
    text = reading.text
    inner = pair.inner.of(text)
    tokens = sentence.between(pair.inner)
    words = [token for token in tokens if token.is_word]
    count = len(inner.split())
    before = reading.sign_before(pair.span.start)
    after = text[pair.span.end : pair.span.end + 40].lstrip()[:1]
    previous = next(reversed(sentence.before(pair.span.start)), None)
    around = (*sentence.before(pair.span.start), *sentence.behind(pair.span.end))
    outside = [token for token in around if token.is_word]
    finite = any(token.is_finite for token in words)
    before_pair = reading.speech_pairs[number - 1] if number else None
    adjacent = before_pair is not None and all(
        char.isspace() or char in ",." for char in text[before_pair.span.end : pair.span.start]
    )
    repeated = reading.marked_texts[inner]
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
        "pair.goes-on": float(before_pair is not None and _has_frame_between(before_pair, pair, sentence)),
        "pair.repeated": float(repeated > 1),
        "pair.so-called": float(previous is not None and previous.lemma.startswith(("sogenannt", "genannt"))),
        "pair.sentences": float(pair.span.end > sentence.end),
        "pair.cue-noun": float(previous is not None and reading.lexicon.noun(previous.text) is not None),
    }
    governing = next((token for token in outside if token.is_finite), None)
    features[f"sentence.mood={mood_of(governing, reading.lexicon).value}"] = 1.0
    cues = [cue for cue in reading.cues_in(sentence) if cue.verb in outside]
    features["sentence.cues"] = min(len(cues), 2) / 2
    features["sentence.source"] = float(has_source(sentence, outside, reading.lexicon))
    following = next((token for token in outside if token.start >= pair.span.end), None)
    if following is not None:
        kind = "so" if following.text.lower() in ("so", "laut", "wie") else following.xpos or following.upos
        features[f"pair.next={kind}"] = 1.0
    return features | {f"pair.previous={previous.upos if previous is not None else 'none'}": 1.0}


def _has_frame_between(before: MarkPair, pair: MarkPair, sentence: Sentence) -> bool:
    """Whether a frame stands between two pairs: `„…“, sagte X, „…“`."""
    between = sentence.between(Span(before.span.end, pair.span.start)) if before.span.end < pair.span.start else []
    words = [token for token in between if token.is_word]
    return bool(words) and words[0].is_finite and between[-1].text == ","


FAMILY = Family(
    "direct",
    propose,
    RULES,
    found_by={
        "de": "Gefunden an den Anführungszeichen",
        "en": "It was found by its quotation marks",
    },
)
"""Direct quotations."""
