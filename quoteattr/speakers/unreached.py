"""Whom nobody has reached: *Kern war am Montag nicht zu erreichen*. What follows is not in that one's words."""

from quoteattr.speakers.references import Reference
from quoteattr.tree import Sentence, Token

_REACH = "erreichen"
_REACHABLE = "erreichbar"
_UNANSWERED = frozenset({"unbeantwortet", "unerreichbar"})
_ANSWERS = frozenset({"reagieren", "antworten"})
_REQUEST = ("anfrage", "anfragen", "nachfrage", "nachfragen", "fragen", "bitte", "anruf", "anrufe", "mail", "mails")
_OTHER_TIME = frozenset("später dann schließlich erst am hatte zuletzt bereits zuvor früher".split())
_DENIES = frozenset({"nicht", "keine", "kaum"})


def is_unreached(mention: Reference) -> bool:
    """Whether a mention is the subject of a clause that tells that one got no word from whom it means."""
    if not mention.subject or mention.told or mention.clause[0] < 0:
        return False
    sentence = mention.sentence
    return _tells_no_word(sentence, sentence.tokens[mention.clause[0]])


def is_of_other_time(sentence: Sentence) -> bool:
    """Whether a sentence is about another time than the one before (*Später sagte er, …*)."""
    return not sentence.forms.isdisjoint(_OTHER_TIME)


def _tells_no_word(sentence: Sentence, head: Token) -> bool:
    """Whether a clause tells that its subject could not be reached or has not answered."""
    below = [head, *sentence.children(head)]
    if any(token.text.lower() in _UNANSWERED for token in below):
        return True
    denied = any(token.text.lower() in _DENIES for token in below)
    return denied and (_is_reached(sentence, head) or _is_answer(sentence, head))


def _is_reached(sentence: Sentence, head: Token) -> bool:
    """Whether a clause tells of reaching its subject: *ist zu erreichen, ist erreichbar, wird erreicht*."""
    if head.text.lower() == _REACHABLE:
        return True
    marked = sentence.child(head, "mark") is not None or any(
        token.deprel == "aux:pass" for token in sentence.children(head)
    )
    return head.lemma == _REACH and marked and sentence.child(head, "obj") is None


def _is_answer(sentence: Sentence, head: Token) -> bool:
    """Whether a clause tells of an answer to a request (*reagierte auf eine Anfrage, beantwortete Fragen*)."""
    asked = any(token.text.lower().endswith(_REQUEST) for token in sentence.children(head, "obl", "obj"))
    return asked and (head.lemma in _ANSWERS or head.lemma == "beantworten")
