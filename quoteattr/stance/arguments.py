"""The arguments of a verb, as a target may be one: subject, objects, what a preposition governs.

What the parser confuses is put right by what German does not allow: an article tells the dative of a noun that is
taken for an accusative, and a genitive behind an object is a dative where the verb asks for one.
"""

from collections.abc import Sequence

from quoteattr.grammar.noun_phrases import is_date
from quoteattr.lexicon import Lexicon
from quoteattr.model import Span
from quoteattr.tree import Sentence, Token

EMPTY = frozenset({"es", "man", "sich", "mich", "uns", "nichts", "niemand", "jemand"})
ATTRIBUTE = frozenset({"auf", "an", "über", "gegen", "für", "um", "von"})
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
_DATIVE_ARTICLES = ("der", "dem", "den")
_FELT = ATTRIBUTE | {"vor", "in", "mit", "zu", "hinter", "gegenüber"}  # Vertrauen in X, Respekt vor X


def slot(
    sentence: Sentence, holders: Sequence[Token], words: Sequence[Token], name: str, speaker: Span | None = None
) -> Token | None:
    """The head of the phrase in a slot: `subj`, `obj`, `iobj`, `pp:von`; not the speaker, where it is taken for one."""
    if name.startswith("pp:"):
        return _prepositional(sentence, holders, words, name.removeprefix("pp:"))
    kept = {word.index for word in words}
    found = [child for holder in holders for child in sentence.children(holder, "nsubj") if child.index in kept]
    subjects = list({child.index: child for child in found}.values())
    others = [child for child in subjects if speaker is None or not speaker.overlaps(child.span)]
    if name == "subj":
        return next((child for child in others if _is_nominal(child)), None)
    for holder in holders:
        for child in sentence.children(holder, "obj", "iobj", "obl", "nsubj", "nmod"):
            if child.index not in kept or not _is_nominal(child) or child.xpos == "PRF":
                continue
            if speaker is not None and speaker.overlaps(child.span):
                continue  # Widerstand kündigte der Verband an: taken for the object
            dative = child.relation == "iobj" or child.feats.get("Case") == "Dat"
            bare = sentence.child(child, "case") is None
            if name == "iobj" and dative and bare and child.relation != "nsubj":
                return child
            accusative = child.relation == "obj" or (child.deprel == "obl:arg" and bare)
            if name == "obj" and (child.deprel == "nsubj:pass" or (accusative and not dative)):
                return child
    bare_ones = (child for holder in holders for child in sentence.children(holder, "obl") if child.index in kept)
    for child in bare_ones if name == "obj" else ():  # kündigte auf Instagram Protest an
        own = child.upos in ("NOUN", "PROPN") and child.feats.get("Case") not in ("Dat", "Gen")
        if own and sentence.child(child, "case") is None and not (speaker and speaker.overlaps(child.span)):
            return child
    # Parsers confuse the cases: the first bare object is the dative (droht der Klinik mit …).
    if name == "iobj":
        return slot(sentence, holders, words, "obj", speaker)
    # Of two subjects one is the object, and so is one where the speaker is taken for something else: Die Stadt fordert
    # ein Verbot; Gerüchte dementierte er; Widerstand kündigte der Verband an.
    swapped = speaker is not None and any(
        speaker.overlaps(child.span) for holder in holders for child in sentence.children(holder, "obj", "iobj", "obl")
        if sentence.child(child, "case") is None
    )  # fmt: skip
    return others[-1] if others and (swapped or len(subjects) > 1) else None


def _is_nominal(token: Token) -> bool:
    """Whether a word can be a complement: a noun, or a pronoun taken for an article (*wies dies zurück*)."""
    return token.upos in _NOMINAL or token.xpos in ("PDS", "PIS")


def _prepositional(
    sentence: Sentence, holders: Sequence[Token], words: Sequence[Token], preposition: str
) -> Token | None:
    """A prepositional object; not the attribute of another complement (*ein Verbot von X*)."""
    others = {child.index for holder in holders for child in sentence.children(holder, "obj", "nsubj", "iobj")}
    kept = {word.index for word in words}
    for token in words:
        head = sentence.head(token)
        if token.upos == "ADP" and token.text.lower() == preposition and head is not None and head.upos in _NOMINAL:
            # The noun of a phrase such as Kritik üben is no complement: its attribute is the cue's.
            if head.relation == "nmod" and head.head in others & kept:
                continue
            return head
    return None


def prepositional_object(lexicon: Lexicon, sentence: Sentence, head: Token) -> Token | None:
    """The noun behind a preposition that verbs govern: *dass es an Nachwuchs fehlt*."""
    for child in sentence.children(head, "obl"):
        case = sentence.child(child, "case")
        governed = case is not None and case.text.lower() in ATTRIBUTE and child.upos in ("NOUN", "PROPN")
        if governed and not is_date(child, lexicon):
            return child
    return None


def subject_in(sentence: Sentence, head: Token) -> Token | None:
    """The subject of a clause, unless it is *man* or *es*."""
    child = next((child for child in sentence.children(head, "nsubj", "csubj") if child.relation == "nsubj"), None)
    return child if child is not None and child.text.lower() not in EMPTY else None


def object_in(sentence: Sentence, head: Token) -> Token | None:
    """The direct object of a clause."""
    objects = [child for child in sentence.children(head, "obj") if child.upos in _NOMINAL and child.xpos != "PRF"]
    # Where a parser makes two objects, the second is the accusative: den Betroffenen Hilfe.
    return next((child for child in reversed(objects) if child.text.lower() not in EMPTY), None)


def first_word(sentence: Sentence, head: Token) -> str:
    """The first word of a phrase or clause in lower case."""
    return next((token.text.lower() for token in sentence.subtree(head) if token.is_word), "")
