"""Reproaches that no word of blame carries: what could have been done, what is done instead, whoever acts so.

*Man hätte uns fragen können; die Stadt redet nur, statt zu handeln; wer so rechnet, spart an der falschen Stelle*.
"""

from collections.abc import Iterator, Sequence

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.modality import condition_in, modal_of
from quoteattr.model import Attitude, QuoteType
from quoteattr.stance.arguments import first_word, object_in, subject_in
from quoteattr.stance.challenge import is_asked
from quoteattr.stance.content import Signal, shown, whoever
from quoteattr.stance.own import is_speaker
from quoteattr.stance.report import Report
from quoteattr.stance.scope import negation
from quoteattr.tree import Sentence, Token

_ONLY = frozenset({"nur", "lieber", "bloß", "bloss", "weiter", "weiterhin"})
_SO = frozenset({"so", "derart"})
_RESUMING = frozenset({"der", "dem", "den"})


def reproaches(report: Report) -> Iterator[Signal]:
    """The reproaches in the main clauses of a content, one a clause; a plan (*soll …*) has none."""
    if report.type is QuoteType.FREE_INDIRECT:
        return
    for sentence, head, words in report.main_clauses:
        if report.is_direct and is_asked(report, sentence):
            continue
        for find in (_left_undone, _instead, _whoever_so):
            signal = find(report, sentence, head, words)
            if signal is not None:
                yield signal
                break


def _left_undone(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Man hätte uns fragen können, das hätte verhindert werden können*: what others could have done and did not.

    In indirect speech the plural *hätten* stands for *haben*, which only tells (*sie hätten nicht kommen können*).
    """
    helpers = sentence.children(head, "aux")
    unreal = next((each for each in helpers if each.text.lower() == "hätte" or (
        report.is_direct and each.text.lower() == "hätten")), None)  # fmt: skip
    able = next((each for each in helpers if modal_of(each) == "können" and not each.is_finite), None)
    subject = sentence.child(head, "nsubj")
    if unreal is None or able is None or subject is None:
        return None
    done = sentence.child(head, "aux:pass") is not None  # das hätte verhindert werden können
    other = is_somebody(subject, report.reading.lexicon) and not is_speaker(report, subject)
    anybody = subject.text.lower() == "man" or other
    if not (done or anybody) or negation(words, sentence, head, report.reading.lexicon) is not None:
        return None
    if condition_in(sentence, head, words) is not None:
        return None  # Wenn es geregnet hätte, hätte man absagen können
    goal = object_in(sentence, head) if subject.text.lower() == "man" else subject_in(sentence, head)
    return shown(report, "undone", [unreal, able], Attitude.OPPOSE, goal, sentence)


def _instead(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Die Stadt verwaltet lieber den Mangel, statt ihn zu beheben*: what somebody only does, and ought not to."""
    subject = sentence.child(head, "nsubj")
    finite = sentence.finite(head)
    only = next((token for token in words if token.text.lower() in _ONLY), None)
    if subject is None or only is None or finite is not head or head.feats.get("Tense") == "Past":
        return None
    if is_speaker(report, subject) or not is_somebody(subject, report.reading.lexicon):
        return None
    clauses = sentence.children(head, "advcl", "xcomp", "acl", "ccomp")
    instead = any(first_word(sentence, each) in ("statt", "anstatt") for each in clauses)
    return shown(report, "instead", [only, head], Attitude.OPPOSE, subject, sentence) if instead else None


def _whoever_so(report: Report, sentence: Sentence, head: Token, words: Sequence[Token]) -> Signal | None:
    """*Wer so handelt, nimmt Tote in Kauf; wer dreimal lügt, der will lügen*: whoever acts like that is blamed."""
    inside = [token for token in sentence.tokens if report.quotes(token) and token.is_word]
    if len(inside) < 3 or inside[0].text.lower() != "wer":
        return None
    like = inside[1] if inside[1].text.lower() in _SO and inside[2].upos not in ("ADJ", "ADV", "DET") else None
    resuming = next((token for token in inside[2:] if report.is_direct and _is_resuming(sentence, token)), None)
    found = like or resuming
    if found is None:
        return None
    return shown(report, "whoever", [inside[0], found], Attitude.OPPOSE, whoever(sentence, head), sentence)


def _is_resuming(sentence: Sentence, token: Token) -> bool:
    """*Wer so rechnet, der will streichen*; but not *will zu jemandem, der es kann*, where no finite verb follows."""
    if token.text.lower() not in _RESUMING or token.index + 1 >= len(sentence.tokens):
        return False
    return sentence.tokens[token.index - 1].text == "," and sentence.tokens[token.index + 1].is_finite
