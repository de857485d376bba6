"""What the speaker says that he is for or against, and whom he could not have done without.

*Wir sind gegen den Verkauf; ich kämpfe für das Bad; ohne die Helfer hätten wir das nie geschafft*.
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.noun_phrases import is_date
from quoteattr.model import Attitude
from quoteattr.stance.arguments import without
from quoteattr.stance.challenge import is_asked
from quoteattr.stance.content import Signal, is_own_group, shown
from quoteattr.stance.own import is_speaker
from quoteattr.stance.report import Report
from quoteattr.stance.scope import negation
from quoteattr.tree import Sentence, Token

_SIDES = {"für": Attitude.SUPPORT, "gegen": Attitude.OPPOSE}
_TAKING = frozenset({"sein", "kämpfen", "streiten"})
_DONE = frozenset({"schaffen", "gelingen", "überleben", "möglich", "denkbar", "gehen", "hinbekommen", "hinkriegen"})


def sidings(report: Report) -> Iterator[Signal]:
    """The sides that the main clauses of a content take, one a clause; a question takes none."""
    for sentence, head, words in report.main_clauses:
        if report.is_direct and is_asked(report, sentence):
            continue
        for find in (_side, _needed):
            signal = find(report, sentence, head, words)
            if signal is not None:
                yield signal
                break


def _side(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Wir sind gegen den Verkauf*; not *nicht gegen*, nor where somebody is (*er sei für die Grünen im Rat*)."""
    subject = sentence.child(head, "nsubj")
    own = subject is not None and (is_speaker(report, subject) or is_own_group(report, sentence, subject))
    if not own or head.lemma not in _TAKING or negation(words, sentence, head, report.reading.lexicon) is not None:
        return None
    above = sentence.head(head)  # sei für eine Umgehungsstraße, | sagte er: the parser may hang it on the frame
    lost = [child for child in sentence.children(above, "obl") if report.quotes(child)] if above is not None else []
    beside = [*sentence.children(head, "obl", "xcomp", "ccomp"), *lost]
    if head.lemma == "sein" and len(beside) != 1:
        return None
    joined = (other for noun in beside for other in sentence.children(noun, "conj"))
    for noun in (*beside, *joined):  # nicht gegen das Auto, sondern für den Bus
        case = sentence.child(noun, "case")
        side = _SIDES.get(case.text.lower()) if case is not None else None
        if case is not None and sentence.tokens[max(0, case.index - 1)].text.lower() == "nicht":
            continue
        if side is None or noun.upos not in ("NOUN", "PROPN") or is_date(noun, report.reading.lexicon):
            continue
        if head.lemma != "sein" or not is_somebody(noun, report.reading.lexicon):
            return shown(report, "side", [head], side, noun, sentence)
    return None


def _needed(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Ohne die Helfer hätten wir das nie geschafft*: who is thanked for what came about."""
    missed = without(sentence, head)
    if missed is None or head.lemma not in _DONE or not words or words[0] is not sentence.first_word:
        return None
    somebody = missed.upos == "PRON" or is_somebody(missed, report.reading.lexicon)
    if not somebody or negation(words, sentence, head, report.reading.lexicon) is None:
        return None
    return shown(report, "needed", [head], Attitude.SUPPORT, missed, sentence)
