"""What a judgement is about: the subject of its clause, what a clause below tells of, what the word names itself."""

from collections.abc import Sequence
from functools import partial

from quoteattr.grammar.animacy import is_somebody
from quoteattr.model import Attitude
from quoteattr.stance.arguments import first_word, free_relative, named_in, object_in, subject_in
from quoteattr.stance.judging_words import Judgement
from quoteattr.stance.own import is_speaker
from quoteattr.stance.report import Report
from quoteattr.tree import Sentence, Token

_POINTING = frozenset(
    {*(f"da{name}" for name in ("für", "gegen", "von", "vor")), "daran", "darauf", "darin", "darüber"}
)
_IMPERSONAL = frozenset("geben brauchen fehlen bedürfen heißen haben gehen handeln freuen ärgern regnen".split())
_NO_TARGET = frozenset({"es", "man", "ich", "wir", "nichts", "niemand"})


def judged(report: Report, sentence: Sentence, head: Token, judging: Sequence[Token] = ()) -> Token | None:
    """What a clause judges: its subject; where that is the speaker or says nothing, the object or what *von* names."""
    subjects = sentence.children(head, "nsubj", "csubj")
    subject = next((child for child in subjects if child not in judging), next(iter(subjects), None))  # Dank gilt X
    subject = subject or free_relative(sentence, head) or _lost_subject(report, sentence, head, judging)
    above = sentence.head(head) if sentence.child(head, "cc") is None else None
    first = sentence.child(above, "nsubj") if above is not None and report.quotes(above) else None
    if subject is not None and first is not None and first.text.lower() == subject.text.lower():
        subject = first  # Das sind keine Kollegen, das sind Wegelagerer
    if subject is None and head.relation == "conj" and above is None:
        shared = sentence.head(head)  # Die Stadt weiß es und vertuscht es
        subject = sentence.child(shared, "nsubj") if shared is not None and report.quotes(shared) else None
    said = subject is None or subject in judging  # Von Einzelfällen könne keine Rede sein
    empty = subject is None or subject.text.lower() in _NO_TARGET or _is_told_clause(sentence, subject)
    own = is_speaker(report, subject) and not _is_of_thing(report, sentence, head)
    it = subject is not None and report.quotes(subject) and _is_it(sentence, head, subject)
    if subject is not None and not said and (it or not (empty or own)):
        return subject
    holders = (head, *judging)
    clause = next(filter(None, map(partial(judged_clause, report, sentence), holders)), None)
    if clause is not None and (subject is None or clause is subject or subject.text.lower() == "es"):
        return about(report, sentence, clause) or (clause if clause is subject else None)
    if subject is None:
        return None
    below = (token for token in judging if token.relation == "xcomp")  # Ich finde die Idee durchdacht
    held = next(filter(None, map(partial(object_in, sentence), (head, *below))), None)
    if held is not None and held not in judging:
        return held
    if clause is not None and is_speaker(report, subject):  # Ich bin froh, dass die Schule bleibt
        return about(report, sentence, clause)
    phrases = (child for child in sentence.children(head, "obl") if report.quotes(child) and child not in judging)
    named = next((child for child in phrases if child.upos in ("NOUN", "PROPN")), None)
    beside = (named_in(report.reading.lexicon, sentence, holder) for holder in holders)
    others = (child for child in beside if child is not None and report.quotes(child) and child not in judging)
    pointing = (child for child in sentence.children(head, "advmod", "obl") if child.text.lower() in _POINTING)
    named = named or next(others, None) or next((child for child in pointing if report.quotes(child)), None)
    return named or (subject if _is_told_clause(sentence, subject) else None)


def _is_of_thing(report: Report, sentence: Sentence, head: Token) -> bool:
    """*Er sei ein wichtiges Signal*: nobody is a thing, so the pronoun stands for what was spoken of before."""
    subject = sentence.child(head, "nsubj")
    named = subject is not None and subject.text.lower() in ("er", "sie") and sentence.child(head, "det") is not None
    called = named and head.upos == "NOUN" and sentence.child(head, "cop") is not None
    return called and not is_somebody(head, report.reading.lexicon)


def _is_it(sentence: Sentence, head: Token, subject: Token) -> bool:
    """*Es weise Mängel auf, es schaffe Klarheit*: something that acts, unlike *es gebe, es brauche*."""
    acts = head.upos == "VERB" and head.lemma not in _IMPERSONAL and sentence.child(head, "obj") is not None
    return subject.text.lower() == "es" and acts and sentence.child(head, "ccomp", "csubj", "xcomp") is None


def held_for(sentence: Sentence, held: Token, judging: Token) -> bool:
    """*Den Vorschlag | für einen Fehler*: whether the parser hung on what is judged what it is held for."""
    case = sentence.child(judging, "case")
    return sentence.head(judging) is held and case is not None and case.text.lower() == "für"


def _lost_subject(report: Report, sentence: Sentence, head: Token, judging: Sequence[Token]) -> Token | None:
    """*Das ist ein guter Tag, schuld sei der Boden*, where the parser hung subject and predicate on the frame each."""
    for token in (*judging, head):
        above = sentence.head(token)
        if above is None or report.quotes(above) or report.is_naming:
            continue
        own = sentence.child(token, "nsubj")
        if own is not None:
            return own
        for child in sentence.children(above, token.relation):
            nominative = child.upos in ("NOUN", "PROPN") and child.feats.get("Case") == "Nom"
            if child not in judging and child is not token and nominative and report.quotes(child):
                return child
    return None


def _is_told_clause(sentence: Sentence, subject: Token) -> bool:
    """Whether a subject is a clause that tells something; *wer, was* stand for somebody or something."""
    return subject.relation == "csubj" and first_word(sentence, subject) not in ("was", "wer", "wen", "wem")


def judged_clause(report: Report, sentence: Sentence, holder: Token) -> Token | None:
    """*Es ist falsch, dass die Stadt zahlt; den Damm zu öffnen war richtig*: the clause that is judged."""
    for child in sentence.children(holder, "csubj", "ccomp", "acl", "advcl", "xcomp"):
        told = first_word(sentence, child) in ("dass", "wie", "was", "wenn")
        infinitive = child.xpos == "VVIZU" or any(each.xpos == "PTKZU" for each in sentence.children(child))
        opened = any(each.xpos != "PTKZU" for each in sentence.children(child, "mark", "nsubj"))  # um es zu tun
        if report.quotes(child) and (told or (infinitive and not opened)):
            return child
    return None


def about(report: Report, sentence: Sentence, clause: Token) -> Token | None:
    """Who or what a clause is about: its subject, of *ich, wir, man* the object, else what it names beside them."""
    subject = subject_in(sentence, clause)
    if subject is not None and subject.text.lower() not in _NO_TARGET:
        return clause if subject.text.lower() in ("was", "wer") else subject  # was da passiert ist
    held = object_in(sentence, clause)
    if held is not None and held.text.lower() == "was":
        return clause  # was ich ihr angetan habe
    return held or named_in(report.reading.lexicon, sentence, clause)


def esteemed(sentence: Sentence, found: Judgement) -> Token | None:
    """*Großer Respekt vor der Ministerin, Danke an alle, Hände weg vom Park*: what the word or phrase names itself."""
    thanks = found.tokens[-1].xpos == "PTKANT"
    if (found.kind not in ("noun", "phrase") and not thanks) or found.attitude is Attitude.OPPOSE:
        return None
    if found.kind == "phrase" and (owned := owner(sentence, found.tokens[-1])) is not None:
        return owned  # an der Seite der Pflegekräfte
    below = (child for token in found.tokens for child in sentence.children(token, "nmod", "obl"))
    attributes = ((child, sentence.child(child, "case")) for child in below)
    fitting = (child for child, case in attributes if case is not None and _is_towards(found, case.text.lower(), child))
    return next((child for child in fitting if child not in found.tokens), None)


def _is_towards(found: Judgement, preposition: str, noun: Token) -> bool:
    """Whether a preposition opens what is meant: *Respekt vor, Vertrauen in die*; of a request *Schluss mit*."""
    if found.attitude is Attitude.SUPPORT:
        walked = found.tokens[-1].text.startswith("Schritt")  # ein Schritt in die richtige Richtung
        return preposition in ("vor", "an") or (preposition == "in" and noun.feats.get("Case") == "Acc" and not walked)
    return found.kind == "phrase" and preposition in ("von", "mit")


def owner(sentence: Sentence, judging: Token) -> Token | None:
    """*„Disziplinlosigkeit einiger weniger“*: whose fault it is stands in the genitive."""
    attributes = sentence.children(judging, "nmod") if judging.upos == "NOUN" else ()
    bare = (child for child in attributes if child.feats.get("Case") == "Gen" and sentence.child(child, "case") is None)
    return next(bare, None)
