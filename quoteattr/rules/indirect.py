"""Content clauses of reporting verbs: *X sagte, dass …*, *…, sagte X*, *wie X mitteilte*, *das teilte X mit*.

For every reporting verb each stretch is proposed that can be its content; `quoteattr.rules.contents` finds them.
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.addressing import addressee_of
from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.clauses import (
    ClauseKind,
    Mood,
    can_be_konjunktiv,
    clause_words,
    first_finite,
    is_verb_second,
    mood_of,
)
from quoteattr.grammar.cues import VerbCue
from quoteattr.grammar.hearing import perceives
from quoteattr.grammar.modality import negation_in
from quoteattr.grammar.side_clauses import relative_clause_behind
from quoteattr.grammar.speaking import Phrase, source_of, speaker_of
from quoteattr.grammar.speech_acts import has_yet_to_answer
from quoteattr.grammar.subjects import subject_of
from quoteattr.lexicon import Lexicon, VerbSense
from quoteattr.model import Commitment, QuoteType, Spans
from quoteattr.reading import Reading
from quoteattr.rules.content_ends import own_part
from quoteattr.rules.contents import Content, contents_of
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import mood_features, size_features, speaker_features
from quoteattr.rules.frame_ends import frame_comma, with_comma
from quoteattr.rules.noun_clauses import belongs_to_noun
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.rules.second_reports import is_announced_by_other, is_behind_marks
from quoteattr.rules.spans import (
    body,
    direct_spans,
    frame_spans,
    is_marked_with_tail,
    own_frame,
    region,
    without_label,
)
from quoteattr.tree import Sentence, Token

RULES = by_id(
    Rule(
        "indirect.below.verb.tree",
        "a clause below the verb, as the tree has it",
        "Die Forscherin sagte, das Eis sei dünner als erwartet.",
        "Der Sturm führte dazu, dass der Fährverkehr eingestellt wurde.",
    ),
    Rule(
        "indirect.below.verb.end",
        "the same up to the end of the sentence",
        "Der Manager erklärte, der Verlust sei verkraftbar – trotz der hohen Zinsen.",
        "Die Ärztin sagte, der Patient schlafe, und verließ den Raum.",
    ),
    Rule(
        "indirect.below.verb.row",
        "clauses in the Konjunktiv side by side below the verb",
        "Die Ministerin sagte, die Lage sei ernst, der Staat werde helfen.",
        "Der Bürgermeister sagte, die Halle werde gebaut.",
    ),
    Rule(
        "indirect.below.verb.before",
        "a clause below the verb that stands before it",
        "Dass der Zug verunglückte, bestätigte am Abend auch die Bahn.",
        "Wer zu spät kommt, zahlt zehn Euro.",
    ),
    Rule(
        "indirect.below.argument.tree",
        "a clause below the correlate or a noun beside the verb",
        "Der Verband warnte davor, die Wälder weiter abzuholzen.",
        "Das Team arbeitet daran, den Fehler zu beheben.",
    ),
    Rule(
        "indirect.above.tree",
        "the clause that the frame is set into, as the tree has it",
        "Der Vertrag sei nichtig, urteilte das Gericht in Graz.",
        "Der Fahrer bremste, sagte aber kein Wort.",
        binds=True,
    ),
    Rule(
        "indirect.linear.before",
        "what stands before a frame that opens with its verb",
        "Der Verkehr stehe still, meldete der Sender am Morgen.",
        "Nachdem der Anpfiff ertönt war, schlug das Wetter um.",
        binds=True,
    ),
    Rule(
        "indirect.linear.around",
        "what stands before and behind such a frame",
        "Bis zum Herbst, versprach der Bauminister, solle die Schule fertig sein.",
        "Der Deich halte, sagte der Landrat, der seit Montag im Amt ist.",
    ),
    Rule(
        "indirect.linear.second-frame",
        "what stands between an impersonal frame and a second one",
        "Im Ministerium hieß es, der Plan sei vom Tisch, sagte ein Beamter.",
        "Aus dem Rathaus hieß es, die Straße bleibe zu.",
    ),
    Rule(
        "indirect.linear.after",
        "what follows the comma or colon behind the verb",
        "Der Polizist sagte vor Gericht aus, der Fahrer sei betrunken gewesen.",
        "Der Trainer sagte kein Wort, weil er heiser war.",
    ),
    Rule(
        "indirect.wie",
        "*wie X mitteilte* and the rest of the sentence",
        "Wie ein Sprecher sagte, brannte der Dachstuhl vollständig aus.",
        "Der Koch zeigte den Kindern, wie man Brot backt.",
        binds=True,
    ),
    Rule(
        "indirect.anaphor.previous",
        "*das teilte X mit* and the sentence before",
        "Die Brücke wird für zwei Jahre gesperrt. Das teilte das Verkehrsamt mit.",
        "Der Zug war voll. Das ärgerte viele Reisende.",
    ),
)

_IS = frozenset({"sein", "lauten"})
_IN_MARKS = {"linear.before": 1, "linear.around": 2}
_DEMONSTRATIVES = frozenset({"das", "dies", "dieses", "so"})
_ADVISED = frozenset({"dazu", "davor"})  # Wer abreist, sollte das Wasser abstellen. Dazu rät die Kammer.


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose indirect quotations around reporting verbs."""
    for sentence in reading.sentences:
        for cue in reading.cues_in(sentence):
            if has_yet_to_answer(cue, reading.lexicon):
                continue
            if _is_behind_wie(cue, reading.lexicon):
                yield from _behind_wie(reading, cue)
                continue
            seen: set[tuple[int, ...]] = set()
            for content in contents_of(reading, cue):
                key = tuple(token.index for token in content.words)
                if key and key not in seen:
                    seen.add(key)
                    yield from _proposal(reading, cue, content)
            yield from _anaphor(reading, cue)


def _is_behind_wie(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether *wie* makes the clause of a cue a frame: *wie X sagte*.

    It opens no comparison (*Wie Roth sagt auch Sand, …*) and nothing that somebody hears (*hörte, wie Roth sagte, …*).
    """
    wie = next((token for token in clause_words(cue.sentence, cue.predicate) if token.is_word), None)
    if wie is None or wie.text.lower() != "wie":
        return False
    above = cue.sentence.head(cue.predicate) if cue.predicate.relation == "ccomp" else None
    if above is not None and above.index < wie.index and perceives(above, lexicon):
        return False
    subject = subject_of(cue.sentence, cue.predicate)
    return wie.relation != "case" or subject is None or subject.index < cue.verb.index


def _behind_wie(reading: Reading, cue: VerbCue) -> Iterator[Proposal]:
    """*Wie X mitteilte, …* and *…, wie X mitteilte*: the rest of the sentence is the content."""
    sentence = cue.sentence
    clause = clause_words(sentence, cue.predicate)
    wie = next(token for token in clause if token.is_word)
    if _asks(sentence, wie):
        return
    last = max([token.index for token in cue.tokens] + [cue.verb.index])
    frame = [token for token in sentence.tokens if wie.index <= token.index <= last]
    frame += relative_clause_behind(sentence, last)
    frame = with_comma(sentence, frame)
    whole = body(sentence)
    content = without_label([token for token in whole if token not in frame])
    if content:
        root = next((token for token in sentence.tokens if token.head < 0), sentence.tokens[0])
        found = Content("wie", content, frame, ClauseKind.VERB_SECOND, sentence.finite(root))
        yield from _proposal(reading, cue, found, extra=[wie])


def _asks(sentence: Sentence, wie: Token) -> bool:
    """Whether the verb stands right behind *wie*, as in a question of its own: *Wie sagt man das auf Platt?*"""
    behind = sentence.tokens[wie.index + 1 : wie.index + 3]
    return len(behind) == 2 and behind[0].is_finite and behind[1].is_word


def _anaphor(reading: Reading, cue: VerbCue) -> Iterator[Proposal]:
    """*Das teilte X mit*: the content is the sentence before, with the pronoun, as in the corpus, or without it."""
    sentence = cue.sentence
    first = sentence.first_word
    previous = reading.parse.before(sentence)
    if previous is None or not _takes_up(cue, first) or _is_result_of_nothing(cue, reading):
        return
    words = own_part(body(previous), reading.lexicon)
    before = region(reading.text, words)
    if not before:
        return
    finite = first_finite(words)
    framed = any(reading.speaker_of(other) is not None for other in reading.cues_in(previous))
    around = {
        f"anaphor={first.text.lower()}": 1.0,
        "anaphor.framed": float(framed),
        "anaphor.paragraph": float(previous.paragraph == sentence.paragraph),
        "anaphor.content": float(sentence.child(cue.predicate, "ccomp") is not None),
    }
    readings = ((True, (*before, first.span)), (False, before))
    for pronoun, quote in readings if first.upos != "ADP" else readings[1:]:
        frame = [token for token in body(sentence) if token is not first or not pronoun]
        content = Content("anaphor.previous", words, frame, ClauseKind.VERB_SECOND, finite)
        for proposal in _proposal(reading, cue, content, quote=quote):
            yield proposal.with_features({"anaphor.pronoun": float(pronoun), **around})


def _takes_up(cue: VerbCue, first: Token) -> bool:
    """Whether a sentence begins with what stands for the one before: *Das sagte X*, *Zu diesem Schluss kommt X*."""
    stands_for = _DEMONSTRATIVES | {word for sense in cue.senses for word in sense.correlates if word in _ADVISED}
    if first.text.lower() in stands_for and first.upos in ("PRON", "ADV", "DET"):
        return cue.sentence.head(first) in (cue.predicate, cue.verb)
    return any(token.text.lower().startswith("diese") and token.index < 2 for token in cue.tokens)


def _is_result_of_nothing(cue: VerbCue, reading: Reading) -> bool:
    """Whether what a sentence tells is a result, but of no study and nobody: *Das ist das Ergebnis harter Arbeit*."""
    told = all(sense.lemma in reading.lexicon.words("message-subject") for sense in cue.senses)
    result = any(sense.base in _IS and sense.fixed[0].istitle() for sense in cue.senses if sense.fixed)
    return told and result and reading.speaker_of(cue) is None


def _is_among(content: Content, speaker: Phrase | None) -> bool:
    """Whether a speaker's words are part of the content."""
    return speaker is not None and any(token in content.words for token in speaker.tokens)


def _is_negated(reading: Reading, cue: VerbCue) -> bool:
    """Whether the act did not take place: *hat nicht versprochen, …*."""
    words = clause_words(cue.sentence, cue.predicate)
    return negation_in(words, cue.sentence, cue.predicate, reading.lexicon) is not None


def _shares_subject(cue: VerbCue, content: Content, lexicon: Lexicon) -> bool:
    """Whether a content is the next thing that the cue's subject does: *X begrüßt das, will aber Ausnahmen*.

    It opens with its verb in the indicative behind a comma, and so does what follows a condition (*Kommt das Gesetz,
    fällt die Steuer*). No content clause does.
    """
    first = next((token for token in content.words if token.is_word), None)
    if content.name == "wie" or first is None or not first.is_finite or first.xpos == "VVIMP":
        return False
    if first.index <= cue.verb.index:
        return False
    behind_comma = cue.sentence.tokens[first.index - 1].text == ","
    return behind_comma and mood_of(first, lexicon) is Mood.INDICATIVE and not can_be_konjunktiv(first)


def _lacks_second_half(cue: VerbCue, content: Content) -> bool:
    """Whether *sondern* goes on behind a frame: *Er sei kein Held, sagte X, sondern Arzt*."""
    before = content.words[-1].index < cue.verb.index
    behind = cue.sentence.tokens[cue.verb.index :] if before else ()
    return any(token.text.lower() == "sondern" for token in behind)


def _negation(content: Content, sense: VerbSense, speaker: Phrase | None, lexicon: Lexicon) -> str:
    """What a negation makes of an act: a denial, a question that somebody leaves open, or none that took place."""
    if sense.commitment is Commitment.CERTAIN_NOT:
        return "negated-denial"
    asked = content.kind in (ClauseKind.W, ClauseKind.OB)
    return "withheld" if asked and speaker is not None and is_somebody(speaker.head, lexicon) else "negated"


def _proposal(
    reading: Reading, cue: VerbCue, content: Content, *, extra: Sequence[Token] = (), quote: Spans | None = None
) -> Iterator[Proposal]:
    """The proposal for a content, none if only marks of punctuation are left of it.

    Args:
        reading: The document.
        cue: The reporting verb.
        content: What it announces.
        extra: Words of the cue besides the verb.
        quote: What is quoted, where it is not the content.
    """
    text, lexicon = reading.text, reading.lexicon
    quote = quote or region(text, content.words, without=[token.span for token in cue.tokens])
    if not quote:
        return
    speaker = reading.speaker_of(cue)
    if _is_among(content, speaker):  # Er sei kein Held, beteuerte der Mann: the tree may take the wrong subject
        speaker = speaker_of(cue, lexicon, tuple(token.span for token in content.words))
        speaker = None if _is_among(content, speaker) else speaker
    source = source_of(cue, speaker, lexicon)
    kind, mood = content.kind.value, mood_of(content.finite, lexicon)
    told = mood_of(cue.finite, lexicon) is Mood.KONJUNKTIV_I
    sense = cue.sense(kind)
    direct = direct_spans(reading, quote, cue.verb)
    if direct and len(direct) == _IN_MARKS.get(content.name):
        return  # a pair of marks before its frame, or one on either side: those are `direct`'s
    if _lacks_second_half(cue, content) or is_announced_by_other(reading, cue, content):
        return
    if belongs_to_noun(reading, cue, content):
        return
    if _shares_subject(cue, content, lexicon) or is_marked_with_tail(reading, quote, cue.verb):
        return
    quote = direct or quote
    around = content.frame if direct else own_frame(cue, content.frame, content.words, lexicon)
    frame = frame_spans(text, around, quote)  # the marks may hold more than the content
    features = {
        f"cue={sense.id}": 1.0,
        f"complement={kind}": 1.0,
        "governed": float(cue.governs(kind)),
        f"reading={content.name}": 1.0,
        f"cue.reporting={sense.reporting}": 1.0,
        f"cue.medium={sense.medium}": 1.0,
        "cue.passive": float(cue.passive),
        "cue.impersonal": float(cue.impersonal),
        "cue.words": min(len(cue.tokens), 4) / 4,
        "cue.inside-marks": float(reading.inside_marks(cue.verb)),
        "cue.finite": float(cue.finite is not None),
        f"{_negation(content, sense, speaker, lexicon)}={kind}": float(_is_negated(reading, cue)),
        "cue.object": float(_has_object(cue, content)),
        "frame.behind": float(_is_behind(reading, cue, content, speaker)),
        "sentence.later-frame": float(_has_later_frame(reading, cue)),
        "content.first": float(quote[0].start <= cue.sentence.start),
        f"{kind}:{mood.value}": 1.0,
        f"{content.name}:{mood.value}": 1.0,
    }
    if told:
        features |= {f"told={_tense(cue)}": 1.0, f"told={_tense(cue)}:{kind}": 1.0}
    yield Proposal(
        rule=RULES[f"indirect.{content.name}"],
        type=QuoteType.DIRECT if direct else QuoteType.INDIRECT,
        sentence=reading.parse.sentence_at(quote[0].start) or reading.sentences[0],
        quote=quote,
        group=("behind" if is_behind_marks(reading, cue, content) else "cue", cue.sentence.index, cue.verb.index),
        cue=cue.as_cue(text, sense, extra),
        verb=cue,
        sense=sense,
        frame=frame,
        told=told,
        speaker=source,
        addressee=addressee_of(cue, lexicon, source, quote),
        medium=sense.medium,
        features=features | speaker_features(speaker, lexicon) | mood_features(mood) | size_features(reading, quote),
    )


def _tense(cue: VerbCue) -> str:
    """When somebody whom another one reports said it: what was said before (*habe gewarnt*) is mostly a report."""
    finite = cue.finite
    if finite is None or finite is cue.verb or finite.xpos == "VVFIN":
        return "present"
    return "modal" if finite.xpos == "VMFIN" else "perfect"


def _is_behind(reading: Reading, cue: VerbCue, content: Content, speaker: Phrase | None) -> bool:
    """Whether a main clause is followed by verb and speaker: *Die Straße ist gesperrt, sagt die Polizei.*"""
    finite = cue.finite
    if finite is None or speaker is None or frame_comma(cue.sentence, cue) is None:
        return False
    before = [token for token in content.words if token.index < finite.index]
    named = speaker.span.start > finite.start and is_somebody(speaker.head, reading.lexicon)
    return named and bool(before) and not reading.inside_marks(before[0]) and is_verb_second(before)


def _has_object(cue: VerbCue, content: Content) -> bool:
    """Whether the verb has a noun for an object beside the content: *sagte kein Wort*, *hielt eine Rede*."""
    goal = cue.sentence.child(cue.predicate, "obj")
    return goal is not None and goal.upos in ("NOUN", "PROPN") and goal not in content.words and goal not in cue.tokens


def _has_later_frame(reading: Reading, cue: VerbCue) -> bool:
    """Whether another cue sets its frame behind this one: *Aus dem Kreml hieß es, …, sagte X*."""
    return any(
        other is not cue and other.verb.index > cue.verb.index and frame_comma(cue.sentence, other) is not None
        for other in reading.cues_in(cue.sentence)
    )


FAMILY = Family(
    "indirect",
    propose,
    RULES,
    found_by={
        "de": "Gefunden an einem Wort des Sagens oder Denkens mit seinem Inhaltssatz",
        "en": "It was found by a word of saying or thinking with its content clause",
    },
    divides=True,
)
"""Content clauses of reporting verbs."""
