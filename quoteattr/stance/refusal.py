"""What the speaker refuses to do, and whoever does what is not to be done.

*Wir unterschreiben das nicht; man lasse sich nicht erpressen; wer das vorschlägt, hat nichts verstanden.*
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.modality import modal_of
from quoteattr.model import Attitude
from quoteattr.stance.arguments import named_in, object_in, prepositional_object
from quoteattr.stance.content import Signal, shown, whoever
from quoteattr.stance.own import is_speaker
from quoteattr.stance.report import Report
from quoteattr.stance.scope import negation
from quoteattr.tree import Sentence, Token

_KNOWN = frozenset({"weiß", "wisse", "wissen", "wusste", "bekannt", "klar"})  # Wer das war, weiß ich nicht
_SILENT = frozenset({"kommentieren"})  # Man kommentiere das Urteil nicht: an act of saying that is refused
_STATES = frozenset({"haben", "sein", "kennen", "sehen", "hören", "spüren", "fühlen", "verstehen", "wohnen", "leben",
                     "vergessen", "interessieren", "schaffen"})  # fmt: skip


def refusals(report: Report) -> Iterator[Signal]:
    """*Wir unterschreiben das nicht; man lasse sich nicht erpressen*: what the speaker says that he does not do.

    So is whoever does it: *Wer das vorschlägt, hat nichts verstanden*.

    Only acts upon something, and in the present: *wir haben nichts gesehen* is told. What he does not know or expect
    (*ich weiß es nicht*) is no refusal.
    """
    for sentence, head, words in report.main_clauses:
        excluded = _excluded(report, sentence, head, words)
        if excluded is not None:
            yield excluded
            continue
        if not is_speaker(report, sentence.child(head, "nsubj")) or not _is_act(report, sentence, head):
            continue
        lexicon = report.reading.lexicon
        negated = negation(words, sentence, head, lexicon)
        if negated is None or negated.text.lower().startswith(("kaum", "kein")):
            continue  # Wir essen kein Brot: a habit
        held = object_in(sentence, head) or prepositional_object(lexicon, sentence, head)
        let = head.lemma == "lassen" or sentence.finite(head) is not head  # lasse sich nicht erpressen
        upon = held is not None or let or negated.relation in ("obj", "iobj")
        if upon:
            held = held or named_in(lexicon, sentence, head)  # Mit Tricks | lassen wir uns nicht abspeisen
            yield shown(report, "refusal", [negated, head], Attitude.OPPOSE, held, sentence)


def _is_act(report: Report, sentence: Sentence, head: Token) -> bool:
    """Whether a clause tells in the present what somebody does or lets be done, rather than knows, says or is."""
    finite = sentence.finite(head)
    if finite is None or finite.feats.get("Tense") == "Past" or head.upos != "VERB" or head.lemma in _STATES:
        return False
    alone = finite is head or finite.text.lower().startswith(("lass", "läss"))
    silent = head.lemma in _SILENT or (head.lemma == "geben" and _particle(sentence, head) == "preis")
    told = any(cue.predicate is head for cue in report.reading.cues_in(sentence))
    return alone and not modal_of(head) and (silent or not told)


def _particle(sentence: Sentence, head: Token) -> str:
    """The separable particle of a verb, empty without one."""
    particle = sentence.child(head, "compound:prt")
    return particle.text.lower() if particle is not None else ""


def _excluded(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Wer das vorschlägt, hat nichts verstanden*: whoever does it is said not to do or be something."""
    negated = negation(words, sentence, head, report.reading.lexicon)
    doer = whoever(sentence, head)
    if negated is None or doer is None or not report.quotes(doer) or head.text.lower() in _KNOWN:
        return None
    finite = sentence.finite(head)
    judged = head.lemma == "wundern" or (finite is not None and finite.lemma == "haben")
    return None if not judged else shown(report, "excluded", [negated], Attitude.OPPOSE, doer, sentence)
