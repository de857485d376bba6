"""Who wrote what somebody cites, who issued it, and who only has ordered it."""

import re
from collections.abc import Sequence

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.references import Form, Reference
from quoteattr.tree import Sentence, Token

_SIGNED = "unterschr|unterzeichne"
_ISSUED = re.compile(
    rf"(?:{_SIGNED}|erstell|verbreite|veröffentlich|publizier|verschick|verfass|schrieb|geschrieben|vorleg|vorgeleg|vorstell|vorgestell|präsentier|herausg|verteil|versand|hinterleg|abgegeben|abgab|eingereich)"
)
_READ_OUT = re.compile(rf"(?:{_SIGNED}|verl[aäie]s|vorgelesen)")
_STEMS = ("stamm", "komm", "kam")


def issuers(sentence: Sentence, noun: Token, references: Sequence[Reference]) -> list[Reference]:
    """Who has issued what a noun of saying names (*ein Aufruf, den das Bündnis verbreitete*); not who has seen it."""
    clauses = [child for child in sentence.children(noun, "acl") if _ISSUED.search(child.text.lower())]
    return [one for one in references if one.subject and any(one.head.head == verb.index for verb in clauses)]


def is_read_out(verb: Token) -> bool:
    """Whether a verb makes the words of a text somebody's own (*verlas eine Erklärung*)."""
    return _READ_OUT.search(verb.text.lower()) is not None


def authors(sentence: Sentence, noun: Token, references: Sequence[Reference]) -> list[Reference]:
    """From whom a sentence says that words are (*Von ihm stammt der Satz: …*, *Die Antwort kam von ihm: …*)."""
    verb = sentence.head(noun)
    stems = verb is not None and verb.text.lower().startswith(_STEMS)
    return [one for one in references if stems and one.head.head == noun.head and preposition_of(one) in ("von", "vom")]


def writer_of(document: Reference, references: Sequence[Reference], lexicon: Lexicon) -> Reference | None:
    """The person who wrote a document that is no noun of saying: *aus einem Papier von Ute Sand*."""
    key = document.key.casefold()
    if document.form is not Form.MEDIUM or not key.endswith(tuple(lexicon.epithets("document"))):
        return None
    below = (one for one in references if one.form is Form.NAME and one.top.head in document.indices)
    return next((one for one in below if preposition_of(one) == "von"), None)


def has_ordered(reference: Reference) -> bool:
    """Whether others wrote what somebody only has ordered: *Studie im Auftrag von X*, *von X in Auftrag gegeben*."""
    sentence, above = reference.sentence, reference.sentence.head(reference.head)
    beside = sentence.children(above) if above is not None and above.upos in ("ADJ", "VERB") else ()
    return any(token is not None and token.text == "Auftrag" for token in (above, *beside))


def preposition_of(reference: Reference) -> str:
    """The preposition of a mention in lower case, empty if it has none."""
    case = reference.sentence.child(reference.head, "case")
    return case.text.lower() if case is not None else ""
