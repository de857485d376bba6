"""Whose evaluation it is: what the speaker tells of others' feelings and words, and in passing, is not his own.

*Viele Lehrer seien froh über die Ruhe; Kritiker werfen der Stadt Schlamperei vor; sie sei kein Mitglied der Partei*.
"""

from quoteattr.grammar.animacy import is_somebody
from quoteattr.model import Attitude
from quoteattr.stance.judging_words import Judgement
from quoteattr.stance.own import is_speaker
from quoteattr.stance.report import Report
from quoteattr.tree import Token

_LONG = 3
"""Sentences of a quotation from which on praise behind the first is told in passing."""

_COMMON = frozenset({"wir", "ich", "man", "alle"})
_WORDS = frozenset({"adjective", "noun", "adverb"})
_OWNING = ("sein", "ihr", "unser", "mein")


def is_own(report: Report, found: Judgement) -> bool:
    """Whether a judgement in the content is the speaker's own, rather than told of others or a plain fact."""
    if _is_not_yet(found):
        return False
    if found.kind == "label":
        return not _is_status(report, found)
    return not (_is_set_aside(found) or _is_in_passing(report, found) or _is_of_others(report, found))


def _is_not_yet(found: Judgement) -> bool:
    """*Ein gutes Quartal ist noch keine Wende*: what something is not yet is no blame."""
    first = found.tokens[0]
    before = found.sentence.tokens[first.index - 1].text.lower() if first.index else ""
    denied = first.text.lower().startswith("kein") and found.kind in ("noun", "label")
    return denied and before == "noch" and found.attitude is Attitude.OPPOSE


def _is_status(report: Report, found: Judgement) -> bool:
    """*Sie sei kein Mitglied*: what somebody is not is a fact, where it is an office or the like."""
    negated, named = found.tokens[0], found.tokens[-1]
    if report.is_naming or not negated.text.lower().startswith(("kein", "nicht", "nie")):
        return False  # nannte ihn „einen Esel“
    somebody = found.goal is not None and is_somebody(found.goal, report.reading.lexicon)
    return bool(somebody and report.reading.lexicon.role(named.text) is not None)


def _is_set_aside(found: Judgement) -> bool:
    """*Kein Versagen Einzelner, sondern ein Versagen des Systems*: what only sets off the blame is no praise."""
    denied = found.attitude is Attitude.SUPPORT and found.tokens[0].text.lower().startswith(("kein", "nicht"))
    behind = found.sentence.tokens[found.tokens[0].index :] if denied else ()
    return any(token.text.lower() == "sondern" for token in behind)


def _is_in_passing(report: Report, found: Judgement) -> bool:
    """Praise in a later sentence of a long answer: *Zwei Briefe kamen. Im ersten … Der andere hat mich gefreut*."""
    sentences = report.sentences
    return found.attitude is Attitude.SUPPORT and len(sentences) >= _LONG and found.sentence is not sentences[0]


def _is_of_others(report: Report, found: Judgement) -> bool:
    """*Die Anwohner seien enttäuscht; Kritiker werfen ihm Untätigkeit vor*: what others feel and say."""
    holder = next((head for sentence, head, words in report.main_clauses
                   if sentence is found.sentence and found.tokens[-1] in words), None)  # fmt: skip
    subject = found.sentence.child(holder, "nsubj") if holder is not None else None
    if holder is None or subject is None or not _is_another(report, subject):
        return False
    lexicon, last = report.reading.lexicon, found.tokens[-1]
    entry = lexicon.evaluation(last.text, last.upos)
    if entry is not None and entry.own:
        return lexicon.organisation(subject.text) is None  # der Verband sei enttäuscht, so sein Chef
    owner = found.sentence.child(subject, "det", "det:poss")
    if found.kind not in _WORDS or (owner is not None and owner.text.lower().startswith(_OWNING)):
        return False  # seine Mandantin weise den Vorwurf der Vertuschung zurück: he speaks for her
    cues = (cue for cue in report.reading.cues_in(found.sentence) if cue.predicate is holder and cue.senses)
    taking = (cue for cue in cues if cue.senses[0].attitude not in (Attitude.NEUTRAL, Attitude.UNKNOWN))
    return any(holder not in found.tokens and last not in cue.tokens for cue in taking)


def _is_another(report: Report, subject: Token) -> bool:
    """Whether a subject is somebody else than the speaker and those he speaks for."""
    if is_speaker(report, subject) or subject.text.lower() in _COMMON:
        return False
    return is_somebody(subject, report.reading.lexicon)
