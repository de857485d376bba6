"""What the content of a quotation shows of the speaker's attitude.

Imperatives and performative verbs, modal verbs of necessity, needs, dangers, acts that the speaker announces, and
clear evaluations (`evaluations.tsv`) with their negation. In each clause the first that applies counts.
"""

from collections.abc import Iterator

from attrs import frozen

from quoteattr.grammar.clauses import clause_words
from quoteattr.grammar.modality import is_request, modal_in, modal_of, negation_in
from quoteattr.lexicon import Evaluation, VerbSense
from quoteattr.model import Attitude, Evidence, Mention
from quoteattr.stance.report import Report
from quoteattr.stance.target import mention, object_in, slot, subject_in
from quoteattr.text.letters import as_seen
from quoteattr.tree import Sentence, Token, spans_of

_FLIPPED = {Attitude.SUPPORT: Attitude.OPPOSE, Attitude.OPPOSE: Attitude.SUPPORT}
_SELF_DIRECT = frozenset({"ich", "wir"})
_SELF_INDIRECT = frozenset({"er", "sie", "man", "ich", "wir"})
_NO_TARGET = frozenset({"es", "man", "ich", "wir"})
_PREDICATIVE = ("amod", "advmod", "xcomp", "obl", "obj", "conj", "nmod", "acl")


@frozen
class Signal:
    """What one clause of the content shows."""

    attitude: Attitude
    target: Mention | None
    evidence: Evidence


def signals(report: Report) -> Iterator[Signal]:
    """What the clauses of the content show, in text order, one signal a clause."""
    if not report.has_clause:
        yield from _object_predicative(report)
        return
    for sentence in report.sentences:
        for head in _heads(report, sentence):
            words = [token for token in clause_words(sentence, head) if token.is_word and report.quotes(token)]
            if head is report.head:
                words = [*report.content, *_astray(report)]
            yield from _clause_signal(report, sentence, head, words)


def _astray(report: Report) -> Iterator[Token]:
    """Words of the content that the parser hung on the frame: *Es tut mir leid, sagte …*."""
    for token in report.sentence.tokens:
        head = report.sentence.head(token)
        lost = head is not None and not report.quotes(head) and token is not report.head
        if lost and report.quotes(token) and token.upos in ("ADJ", "ADV", "NOUN"):
            yield token


def _heads(report: Report, sentence: Sentence) -> list[Token]:
    """The main clauses of the content in a sentence."""
    if sentence is not report.sentence or report.head is None:
        return [head for head in report.reading.main_heads(sentence) if report.quotes(head)]
    beside = sentence.children(report.head, "conj", "parataxis")
    return [report.head, *(child for child in beside if report.quotes(child))]


def _clause_signal(report: Report, sentence: Sentence, head: Token, words: list[Token]) -> Iterator[Signal]:
    """The first signal that applies in a clause, if any."""
    for find in (_performed, _modal, _need, _danger, _announced, _evaluation):
        signal = find(report, sentence, head, words)
        if signal is not None:
            yield signal
            return


def _signal(
    report: Report, rule: str, tokens: list[Token], value: Attitude, goal: Token | None, where: Sentence
) -> Signal:
    """A signal with its words, towards the phrase of `goal`."""
    found = mention(report.reading, where, goal) if goal is not None else None
    return Signal(value, found, Evidence(f"attitude.{rule}", spans_of(tokens, report.reading.text), (value.value,)))


def _performed(report: Report, sentence: Sentence, head: Token, words: list[Token]) -> Signal | None:
    """Imperatives, and *wir fordern, ich bedaure*: the speaker does it by saying it."""
    if is_request(sentence, head):
        return _signal(report, "request", [head], Attitude.DEMAND, object_in(sentence, head), sentence)
    subject = sentence.child(head, "nsubj")
    if subject is None or subject.text.lower() not in _SELF_DIRECT:
        return None
    cues = report.reading.cues_in(sentence)
    cue = next(
        (cue for cue in cues if cue.predicate is head and cue.verb is not (report.verb and report.verb.verb)), None
    )
    if cue is None or cue.senses[0].attitude in (Attitude.NEUTRAL, Attitude.UNKNOWN):
        return None
    if negation_in(words, sentence, head, report.reading.lexicon) is not None:
        return None
    sense = cue.senses[0]
    goal = slot(sentence, [head], words, sense.target or "obj") or object_in(sentence, head)
    goal = goal or next((child for child in sentence.children(head, "ccomp") if report.quotes(child)), None)
    return _signal(report, "performed", list(cue.tokens), sense.attitude, goal, sentence)


def _modal(report: Report, sentence: Sentence, head: Token, words: list[Token]) -> Signal | None:
    """*müsse, solle, dürfe nicht*: a demand on the subject; *wolle* with the speaker as subject: an intention."""
    found = modal_in(sentence, head, report.reading.lexicon, indirect=not report.is_direct)
    if found is None or "?" in sentence.span.of(report.reading.text):
        return None
    modal, verb = found
    lexicon = report.reading.lexicon
    negation = negation_in(words, sentence, head, lexicon)
    value = modal.attitude
    if modal.id == "dürfen:permission" and negation is not None:
        forbidden = lexicon.modals.get("dürfen:negated")
        value = forbidden.attitude if forbidden is not None else Attitude.NEUTRAL
    elif modal.id.startswith("müssen") and negation is not None:
        value = Attitude.NEUTRAL
    if modal.id == "sollen:demand" and not report.is_direct and verb.text.lower() in ("soll", "sollen"):
        value = Attitude.NEUTRAL  # der Bau soll 2030 beginnen: a plan
    if value is Attitude.COMMIT:
        if not _is_speaker(report, sentence.child(head, "nsubj")):
            return None
        return _signal(report, "modal", [verb], value, object_in(sentence, head), sentence)
    if value is not Attitude.DEMAND:
        return None
    tokens = [verb, *([negation] if negation else [])]
    goal = subject_in(sentence, head) or object_in(sentence, head)
    return _signal(report, "modal", tokens, value, goal, sentence)


def _danger(report: Report, sentence: Sentence, head: Token, words: list[Token]) -> Signal | None:
    """*Es drohen X*: what threatens without threatening anybody."""
    subject = subject_in(sentence, head) or object_in(sentence, head)
    if subject is None or not head.text.lower().startswith("droh") or _is_speaker(report, subject):
        return None
    if any(token.upos == "ADP" and token.text.lower() == "mit" for token in words):
        return None
    return _signal(report, "danger", [head], Attitude.WARN, subject, sentence)


def _need(report: Report, sentence: Sentence, head: Token, words: list[Token]) -> Signal | None:
    """*Wir brauchen X*: a demand for X."""
    if not head.text.lower().startswith(("brauch", "bräuch", "benötig")):
        return None
    held = object_in(sentence, head)
    if held is None or negation_in(words, sentence, head, report.reading.lexicon) is not None:
        return None
    return _signal(report, "need", [head], Attitude.DEMAND, held, sentence)


def _announced(report: Report, sentence: Sentence, head: Token, words: list[Token]) -> Signal | None:
    """*Wir werden klagen, er werde zurücktreten*: the future of an act of the speaker's own."""
    future = next((child for child in sentence.children(head, "aux") if child.deprel != "aux:pass"
                   and child.text.lower() in ("werde", "werden", "wird", "würden", "würde")), None)  # fmt: skip
    acts = head.upos == "VERB" and head.xpos != "VVPP" and not any(modal_of(t) for t in sentence.children(head, "aux"))
    if future is None or not acts or not _is_speaker(report, sentence.child(head, "nsubj")):
        return None
    return _signal(report, "future", [future, head], Attitude.COMMIT, object_in(sentence, head), sentence)


def _is_speaker(report: Report, subject: Token | None) -> bool:
    """Whether a subject is the speaker: *ich*, in indirect speech also *er*, or a word of the speaker's phrase."""
    if subject is None:
        return False
    form = subject.text.lower()
    if form in (_SELF_DIRECT if report.is_direct else _SELF_INDIRECT):
        return True
    return report.speaker is not None and form in as_seen(report.speaker.of(report.reading.text)).lower().split()


def _evaluation(report: Report, sentence: Sentence, head: Token, words: list[Token]) -> Signal | None:
    """*Das ist ein Fehler, sei nicht richtig*: a judgement on the subject."""
    lexicon = report.reading.lexicon
    for token in words:
        entry = _judgement(report, token)
        if entry is None or not _is_predicate(report, sentence, token, head):
            continue
        value = entry.attitude
        finite = sentence.finite(head)
        if value is Attitude.DEMAND and finite is not None and finite.feats.get("Tense") == "Past":
            continue  # was necessary once is no demand
        negation = negation_in(words, sentence, head, lexicon) or _downtoner(sentence, token)
        if negation is not None:
            value = _FLIPPED.get(value, Attitude.NEUTRAL)
        if value is Attitude.NEUTRAL:
            continue
        tokens = [token, *([negation] if negation else [])]
        return _signal(report, "evaluation", tokens, value, _judged(sentence, token, head), sentence)
    return None


def _judgement(report: Report, token: Token) -> Evaluation | None:
    """The entry of a word that judges; nouns only as nouns (*Erfolgen* is no *erfolgen*)."""
    entry = report.reading.lexicon.evaluations.get(token.text.lower())
    if entry is None or (token.upos == "NOUN") != entry.id[0].isupper():
        return None
    return entry if not token.is_finite else None


def _downtoner(sentence: Sentence, token: Token) -> Token | None:
    """*wenig hilfreich, weniger gut*: as good as a negation."""
    before = sentence.tokens[token.index - 1] if token.index else None
    return before if before is not None and before.text.lower() in ("wenig", "weniger", "kaum") else None


def _judged(sentence: Sentence, token: Token, head: Token) -> Token | None:
    """What is judged: the subject; the head, where the parser took the subject for the predicate."""
    subject = sentence.child(head, "nsubj", "csubj") or _free_relative(sentence, head)
    if subject is None and token is not head and sentence.child(head, "cop") is not None:
        subject = head
    return None if subject is token or (subject and subject.text.lower() in _NO_TARGET) else subject


def _free_relative(sentence: Sentence, head: Token) -> Token | None:
    """*Was hier geschieht, ist unverantwortlich*: a clause as the subject, whatever the parser calls it."""
    before = (child for child in sentence.children(head, "advcl", "acl") if child.index < head.index)
    return next((child for child in before if _first_word(sentence, child) in ("was", "wer")), None)


def _first_word(sentence: Sentence, head: Token) -> str:
    return next((token.text.lower() for token in sentence.subtree(head) if token.is_word), "")


def _is_predicate(report: Report, sentence: Sentence, token: Token, head: Token) -> bool:
    """Whether a word is the predicate, its attribute or an adverb of it, rather than part of an argument."""
    if token is head:
        return True
    holder = sentence.head(token)
    if holder is head:
        argument = token.upos == "NOUN" and token.relation not in ("conj", "xcomp")
        return token.relation in _PREDICATIVE and sentence.child(token, "case") is None and not argument
    if holder is not None and not report.quotes(holder):
        return True  # the parser hung it on the frame
    # ein Glücksfall für die Region: the predicate may hang below a copula that the parser took as a verb
    return (
        holder is not None and sentence.head(holder) is head and token.relation == "amod" and holder.relation == "obj"
    )


def _object_predicative(report: Report) -> Iterator[Signal]:
    """*nannte X absurd, bezeichnete X als Erfolg, findet X gut*: the judgement stands beside the object."""
    sense = report.sense
    if report.verb is None or not isinstance(sense, VerbSense):
        return
    sentence, predicate = report.verb.sentence, report.verb.predicate
    words = [token for token in sentence.tokens if token in report.cue_clause or report.quotes(token)]
    lexicon = report.reading.lexicon
    goal = slot(sentence, [predicate, report.verb.verb], words, "obj")
    for token in words:
        entry = _judgement(report, token)
        if entry is None or token.relation == "amod" or token is goal:
            continue
        negation = negation_in(words, sentence, predicate, lexicon)
        value = _FLIPPED.get(entry.attitude, Attitude.NEUTRAL) if negation is not None else entry.attitude
        yield _signal(report, "evaluation", [token, *([negation] if negation else [])], value, goal, sentence)
        return
