"""How far a content reaches: where the article, another act of the speaker or the main clause goes on.

A clause of the tree, or what stands before or behind a frame, may hold more than what is reported.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from quoteattr.grammar.clauses import Mood, can_be_konjunktiv, first_finite, mood_of
from quoteattr.grammar.noun_phrases import MARKS, strip_punctuation
from quoteattr.lexicon import Lexicon
from quoteattr.reading import Reading
from quoteattr.rules.spans import until_main_verb
from quoteattr.tree import NOMINAL, Sentence, Token

_DASHES = frozenset("–—-")
_REST = 4
"""Words with which a main clause ends behind a content inside it."""


def before_main_clause(clause: list[Token], lexicon: Lexicon) -> list[Token]:
    """A content up to a comma behind which a main clause goes on with its verb, in the indicative.

    An infinitive has no finite verb of its own, so that it may be in any mood: *…, Geld zu leihen, könnte scheitern*.
    """
    kept = until_main_verb(clause)
    infinitive = first_finite(kept) is None and any(token.xpos in ("VVIZU", "PTKZU") for token in kept)
    is_main = mood_of(first_finite(clause[len(kept) :]), lexicon) is Mood.INDICATIVE or infinitive
    return kept if is_main else clause


def before_marks_behind_colon(content: list[Token], verbs: Collection[Token]) -> list[Token]:
    """A content up to a colon behind which its speaker is quoted in marks: *sagte, das Team sei reif: „Wir sind da.“*

    Not where the content itself announces what is in the marks: *Er habe gesagt: „Wir sind da.“*

    Args:
        content: Its words.
        verbs: The verbs that can announce direct speech.
    """
    for at, (colon, mark) in enumerate(pairwise(content)):
        if colon.text == ":" and mark.text in MARKS:
            comma = max((place for place, token in enumerate(content[:at]) if token.text == ","), default=0)
            return content if at == 0 or any(token in verbs for token in content[comma:at]) else content[:at]
    return content


def before_aside(sentence: Sentence, content: list[Token], lexicon: Lexicon) -> list[Token]:
    """An infinitive without a clause behind it in which the article takes all of it up: *…, Geld zu haben, was stimmt*.

    The infinitive has its object already, and that is no word that *was* may go with (*alles, was er weiß*).
    """
    at = next((place for place, token in enumerate(content) if token.text == "," and place), None)
    if at is None or at + 1 >= len(content) or content[at + 1].text.lower() != "was":
        return content
    before, behind = content[:at], content[at:]
    taken = [child for token in before if token.upos == "VERB" for child in sentence.children(token, "obj")]
    served = any(child.upos in NOMINAL and child in before for child in taken)
    open_to = any(token.upos != "DET" and token.text.lower() in lexicon.words("goes-with-was") for token in before)
    finite = next((token for token in reversed(behind) if token.is_finite), None)
    told = mood_of(finite, lexicon) is not Mood.INDICATIVE
    return content if first_finite(before) is not None or not served or open_to or told else before


def before_rest(clause: list[Token]) -> list[Token]:
    """A content inside a main clause up to the comma behind which that one ends, without a verb.

    *Sie reagierte auf den Vorwurf, sie habe gelogen, mit Spott*, *nannte den Vorwurf, sie habe gelogen, „absurd“*.
    """
    comma = max((at for at, token in enumerate(clause) if token.text == ","), default=0)
    words = [token for token in clause[comma + 1 :] if token.is_word]
    if not comma or clause[comma - 1].upos not in ("VERB", "AUX") or not 0 < len(words) <= _REST:
        return clause
    marked = clause[comma + 1].text in MARKS and clause[-1].text in MARKS
    single = len(words) == 1 and words[0].upos in ("ADJ", "ADV")
    phrase = words[0].upos == "ADP" and words[-1].upos in ("NOUN", "PROPN")
    ends = marked or single or phrase or words[-1].xpos == "PTKVZ"
    return clause[:comma] if ends and not any(token.upos in ("VERB", "AUX") for token in words) else clause


def own_part(content: list[Token], lexicon: Lexicon, tail: Sequence[Token] = ()) -> list[Token]:
    """A content before its frame from its last colon on: what stands before is the article's.

    So is what stands in the indicative before a semicolon or a dash, with the Konjunktiv behind it.

    Args:
        content: The words before the frame.
        lexicon: The lexicon.
        tail: What stands behind a frame set into the content: *Das Wasser läuft; gesperrt, sagt X, bleibe der Brunnen*.
    """
    start = 0
    for at, token in enumerate(content[:-1]):
        if token.text == ":" and at > 0:
            start = at + 1
        elif token.text == ";" or (token.text in _DASHES and content[at - 1].end < token.start):
            before, behind = first_finite(content[start:at]), first_finite([*content[at:], *tail])
            told = behind is not None and (mood_of(behind, lexicon) is not Mood.INDICATIVE or can_be_konjunktiv(behind))
            if told and mood_of(before, lexicon) is Mood.INDICATIVE:
                start = at + 1
    return content[start:]


def own_halves(content: list[Token], frame: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """A content around a frame that is set into it, without what is the article's before it."""
    first = frame[0].index if frame else 0
    before = [token for token in content if token.index < first]
    tail = [token for token in content if token.index >= first]
    return [*own_part(before, lexicon, tail), *tail]


def before_addition(clause: list[Token], head: Token) -> list[Token]:
    """A clause up to a dash behind its verb: in a report within a report, the outer speaker adds what follows."""
    for at, token in enumerate(clause[1:-1], 1):
        spaced = clause[at - 1].end < token.start and token.end < clause[at + 1].start
        if token.text in _DASHES and spaced and token.index > head.index:
            return clause[:at]
    return clause


def before_second_act(clause: list[Token], lexicon: Lexicon) -> list[Token]:
    """A report in the Konjunktiv up to what else its speaker did: *sagte, es sei zu spät, und verwies auf den Lärm*.

    Behind *und*, or a comma that ends no subclause, the verb comes first, in the indicative; within the report it would
    stand in the Konjunktiv, too.
    """
    if mood_of(first_finite(clause), lexicon) is not Mood.KONJUNKTIV_I:
        return clause
    for at, (joint, verb) in enumerate(pairwise(clause)):
        joins = joint.text.lower() in ("und", "sowie") or (joint.text == "," and not any(map(_opens, clause[:at])))
        if joins and verb.is_finite and mood_of(verb, lexicon) is Mood.INDICATIVE:
            return clause if can_be_konjunktiv(verb) else strip_punctuation(clause[:at])
    return clause


def before_other_report(reading: Reading, content: list[Token]) -> list[Token]:
    """A content up to a main clause in which somebody else speaks: *es sei voll, doch die Polizei spricht von Ruhe*."""
    sentence = reading.parse.sentence_at(content[0].start) if content else None
    for cue in reading.cues_in(sentence) if sentence is not None else ():
        finite, speaker = cue.finite, reading.speaker_of(cue)
        if finite is None or speaker is None or speaker.head.upos == "PRON" or speaker.head.index > finite.index:
            continue
        if any(child.text.lower() == "sich" and child not in cue.tokens for child in cue.sentence.children(cue.verb)):
            continue  # Tausende befinden sich auf der Flucht
        at = next((place for place, token in enumerate(content) if token is finite), 0)
        comma = max((place for place, token in enumerate(content[:at]) if token.text == ","), default=0)
        names = {token.index for token in speaker.tokens}
        front = [token for token in content[comma + 1 : at] if token.index not in names]
        is_main = comma > 0 and names and len(front) + len(names) == at - comma - 1
        if is_main and all(token.upos == "CCONJ" or token.xpos == "ADV" for token in front):
            return content[:comma] if mood_of(finite, reading.lexicon) is Mood.INDICATIVE else content
    return content


def goes_on(content: Sequence[Token], tail: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a report goes on behind its frame: *…, sagte X, und …*; *Das gehe nicht, sagte X: Man habe kein Geld.*

    Behind a colon or a semicolon it does so in the Konjunktiv alone.
    """
    if not tail or tail[0].text not in ",;:":
        return False
    if tail[0].text == "," and _leaves_out(tail, lexicon):
        return False
    if tail[0].text != "," and _opens(content[0]):
        return False  # Ob es reiche, wisse er nicht; …
    moods = [mood_of(first_finite(half), lexicon) for half in (content, tail)]
    told = not any(token.text in MARKS for token in tail[1:2]) and not {Mood.INDICATIVE, Mood.NONE}.intersection(moods)
    return tail[0].text == "," or told


def _leaves_out(tail: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether what stands behind a frame tells what its speaker does not: *…, sagte X, ohne Einzelheiten zu nennen*."""
    words = [token.text.lower() for token in tail if token.is_word]
    return words[:1] == ["ohne"] and first_finite(tail) is None and not lexicon.words("detail").isdisjoint(words)


def is_another_report(reading: Reading, content: Sequence[Token], tail: Sequence[Token]) -> bool:
    """Whether a report in the Konjunktiv stands behind words in marks: *„Er hat recht“, sagt sie, man sei müde.*"""
    said, behind = [token for token in content if token.is_word], tail[1:]
    marked = bool(said) and all(map(reading.inside_marks, said)) and first_finite(said) is not None
    if not marked or not behind or tail[0].text != "," or behind[0].is_finite or behind[0].upos == "CCONJ":
        return False
    told = mood_of(first_finite(behind), reading.lexicon) in (Mood.KONJUNKTIV_I, Mood.KONJUNKTIV_II)
    return told and not any(map(reading.inside_marks, behind))


def has_only_subclauses(content: Sequence[Token]) -> bool:
    """Whether what stands before a verb is no clause of its own: *Auf die Frage, ob er gehe*, *Wenn es regnet*."""
    openers = sum(token.upos == "SCONJ" or token.xpos in ("PRELS", "PWAV") for token in content)
    return sum(token.is_finite for token in content) <= openers


def waits_for_verb(content: Sequence[Token]) -> bool:
    """Whether words end with an auxiliary in second place: their clause goes on (*Die Kasse sei, sagte X, leer*)."""
    words = [token for token in content if token.is_word]
    is_helper = bool(words) and words[-1].xpos in ("VAFIN", "VMFIN")
    return is_helper and not any(token.upos == "SCONJ" or token.xpos in ("PRELS", "PWAV", "PWS") for token in words)


def _opens(token: Token) -> bool:
    """Whether a word opens a subclause."""
    return token.upos == "SCONJ" or token.xpos.startswith(("PREL", "PW"))
