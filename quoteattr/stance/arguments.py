"""The arguments of a verb, as a target may be one: subject, objects, what a preposition governs.

What the parser confuses is put right by what German does not allow: an article tells the dative of a noun that is
taken for an accusative, and a genitive behind an object is a dative where the verb asks for one.
"""

from collections.abc import Sequence

from quoteattr.grammar.noun_phrases import is_date
from quoteattr.lexicon import Lexicon
from quoteattr.model import Span
from quoteattr.tree import Sentence, Token

EMPTY = frozenset("es man sich mich uns nichts niemand niemanden niemandem jemand keiner".split())
ATTRIBUTE = frozenset({"auf", "an", "über", "gegen", "für", "um", "von"})
_ANYBODY = frozenset({"niemand", "jemand", "keiner", "einer"})
_HEARERS = frozenset({"mir", "dir", "dich", "du", "euch"})  # es tut mir leid
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
_CONCERNED = ATTRIBUTE | {"mit", "vor", "hinter", "gegenüber"}
_WITH_ARTICLE = frozenset({"mit", "vor"})  # but vor Ort, mit Nachdruck


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
        named = next((child for child in others if _is_nominal(child)), None)
        taken = any(sentence.child(holder, "nsubj") is not None for holder in holders)
        # Rückendeckung erhält der Minister: the noun of the cue is taken for the subject
        return named or (slot(sentence, holders, words, "obj", speaker) if taken else None)
    for holder in holders:
        for child in sentence.children(holder, "obj", "iobj", "obl", "nsubj", "nmod"):
            if child.index not in kept or not _is_nominal(child) or child.xpos == "PRF":
                continue
            if speaker is not None and speaker.overlaps(child.span):
                continue  # Widerstand kündigte der Verband an: taken for the object
            dative = child.relation == "iobj" or is_dative(sentence, child)
            bare = sentence.child(child, "case") is None
            second = child.relation != "nsubj" or (len(subjects) > 1 and child.feats.get("Case") == "Dat")
            if name == "iobj" and dative and bare and second:
                return child
            accusative = child.relation == "obj" or (child.deprel == "obl:arg" and bare)
            if name == "obj" and (child.deprel == "nsubj:pass" or (accusative and not dative)):
                return child
    bare_ones = (child for holder in holders for child in sentence.children(holder, "obl") if child.index in kept)
    lost = [each for child in bare_ones for each in (child, *sentence.children(child, "appos")) if each.index in kept]
    for child in lost if name == "obj" else ():  # kündigte auf Instagram Protest an
        own = child.upos in ("NOUN", "PROPN") and child.feats.get("Case") not in ("Dat", "Gen")
        if own and sentence.child(child, "case") is None and not (speaker and speaker.overlaps(child.span)):
            return child
    # Parsers confuse the cases: the first bare object is the dative (droht der Klinik mit …).
    if name == "iobj":
        held = slot(sentence, holders, words, "obj", speaker)
        if held is not None and (given := _nominalised_dative(sentence, held)) is not None:
            return given
        nouns = [*found, *(child for holder in holders for child in sentence.children(holder, "obj"))]
        return held if held is not None else _lost_dative(sentence, nouns, holders)
    # Of two subjects one is the object, and so is one where the speaker is taken for something else: Die Stadt fordert
    # ein Verbot; Gerüchte dementierte er; Widerstand kündigte der Verband an.
    swapped = speaker is not None and any(
        speaker.overlaps(child.span) for holder in holders for child in sentence.children(holder, "obj", "iobj", "obl")
        if sentence.child(child, "case") is None
    )  # fmt: skip
    return others[-1] if others and (swapped or len(subjects) > 1) else None


def is_dative(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is a dative, by its own case or by that of its article: *bot | den Familien | Hilfe an*."""
    determiner = sentence.child(noun, "det") if noun.relation != "obj" else None
    return "Dat" in (noun.feats.get("Case"), determiner.feats.get("Case") if determiner is not None else None)


def _lost_dative(sentence: Sentence, nouns: Sequence[Token], holders: Sequence[Token]) -> Token | None:
    """*widmete das Tor | seiner Schwester, gratulierte Hansen | der Siegerin*: taken for a genitive of these nouns."""
    for noun in nouns:
        for child in sentence.children(noun, "nmod"):
            determiner = sentence.child(child, "det")
            ending = determiner.text.lower()[-2:] if determiner is not None else ""
            behind = noun.index < child.index and any(holder.index < noun.index for holder in holders)
            if behind and sentence.child(child, "case") is None and ending in ("er", "em", "en"):
                return child
    return None


def _nominalised_dative(sentence: Sentence, noun: Token) -> Token | None:
    """*wirft | dem Vorsitzenden | Betrug vor*: taken for an attribute of an accusative."""
    for child in sentence.children(noun, "amod"):
        before = sentence.tokens[max(0, child.index - 1)].text.lower()
        dative = child.feats.get("Case") == "Dat" or (before in ("den", "dem") and child.text.endswith("en"))
        if dative and 0 < child.index < noun.index and child.text[:1].isupper():
            return child
        given = (below for below in sentence.children(child, "nmod") if sentence.child(below, "case") is None)
        lost = next((each for each in given if each.feats.get("Case") == "Dat" and each.index < child.index), None)
        if lost is not None:
            return lost  # warf | dem 40-Jährigen | schweren Diebstahl vor
    return None


def _is_nominal(token: Token) -> bool:
    """Whether a word can be a complement: a noun, or a pronoun taken for an article (*wies dies zurück*)."""
    return token.upos in _NOMINAL or token.xpos in ("PDS", "PIS")


def _prepositional(
    sentence: Sentence, holders: Sequence[Token], words: Sequence[Token], preposition: str
) -> Token | None:
    """A prepositional object; not the attribute of another complement (*ein Verbot von X*)."""
    others = {child.index for holder in holders for child in sentence.children(holder, "obj", "nsubj", "iobj")}
    kept = {word.index for word in words}
    governed: list[Token] = []
    for token in words:
        head = sentence.head(token)
        if head is not None and head.upos == "NUM" and token.index == head.index - 1 and head.relation == "nummod":
            head = sentence.head(head)  # freut sich über 41 neue Kinder: taken for *more than*
        elif token.upos != "ADP":
            continue
        if token.text.lower() == preposition and head is not None and head.upos in _NOMINAL:
            # The noun of a phrase such as Kritik üben is no complement: its attribute is the cue's.
            if head.relation == "nmod" and head.head in others & kept:
                continue
            governed.append(head)
    # Vor dem Spiel warnte er vor X: what comes later is what the verb governs, unless it is an attribute.
    indices = {head.index for head in governed}
    free = [head for head in governed if not (head.relation in ("nmod", "conj") and head.head in indices)]
    return free[-1] if free else None


def prepositional_object(lexicon: Lexicon, sentence: Sentence, head: Token) -> Token | None:
    """The noun behind a preposition that verbs govern: *dass es an Nachwuchs fehlt*."""
    for child in sentence.children(head, "obl"):
        case = sentence.child(child, "case")
        governed = case is not None and case.text.lower() in ATTRIBUTE and child.upos in ("NOUN", "PROPN")
        if governed and not is_date(child, lexicon):
            return child
    return None


def named_in(lexicon: Lexicon, sentence: Sentence, head: Token) -> Token | None:
    """What a clause names beside subject and object: a dative, or a noun behind a preposition of no time or place.

    *dass mit den Anwohnern gesprochen wird; auf den Schulden sitzen zu bleiben; stolz auf das Orchester*
    """
    for holder in (head, *_bare_infinitives(sentence, head)):
        governed = prepositional_object(lexicon, sentence, holder)
        if governed is not None:
            return governed
        for child in sentence.children(holder, "obl", "nmod", "iobj"):
            case = sentence.child(child, "case")
            personal = child.upos == "PRON" and child.xpos != "PRF" and child.text.lower() not in _HEARERS
            noun = child.upos in ("NOUN", "PROPN") or personal
            bare = case is None and is_dative(sentence, child) and child.relation != "nmod"
            preposition = case.text.lower() if case is not None else ""
            plain = preposition in _WITH_ARTICLE and sentence.child(child, "det") is None
            concerned = bare or (preposition in _CONCERNED and not plain)
            if noun and concerned and child.text.lower() not in EMPTY and not is_date(child, lexicon):
                return child
    return None


def without(sentence: Sentence, head: Token) -> Token | None:
    """*Ohne die Helfer wäre es eng geworden*: what would be missed."""
    for child in sentence.children(head, "obl", "nmod"):
        first = sentence.subtree(child)[0]
        before = sentence.tokens[max(0, first.index - 1)]  # taken for a conjunction
        if child.upos in _NOMINAL and "ohne" in (first.text.lower(), before.text.lower()):
            return child
    return None


def _bare_infinitives(sentence: Sentence, head: Token) -> list[Token]:
    """*sitzen bleiben, untersuchen lassen*: the verbs that share their arguments with `head`."""
    below = sentence.children(head, "xcomp")
    return [child for child in below if child.xpos == "VVINF" and _is_bare(sentence, child, head)]


def _is_bare(sentence: Sentence, infinitive: Token, above: Token) -> bool:
    """Whether *zu* stands by the verb above rather than by the infinitive: *sitzen zu bleiben*."""
    marks = [child for child in sentence.children(infinitive) if child.xpos == "PTKZU"]
    return all(mark.index > infinitive.index for mark in marks) and above.upos in ("VERB", "AUX")


def subject_in(sentence: Sentence, head: Token) -> Token | None:
    """The subject of a clause, unless it is *man* or *es*, or a *du* that means anybody (*So etwas darfst du nie*)."""
    child = next((child for child in sentence.children(head, "nsubj", "csubj") if child.relation == "nsubj"), None)
    if child is not None and child.text.lower() == "du" and fronted_object(sentence, head) is not None:
        return None
    if child is not None and _is_told_to(sentence, head, child):
        return None
    return child if child is not None and child.text.lower() not in EMPTY else None


def doer_in(sentence: Sentence, head: Token) -> Token | None:
    """*Niemand solle voreilig urteilen; jemand müsse zahlen*: who does it, though nobody is named."""
    subject = sentence.child(head, "nsubj")
    return subject if subject is not None and subject.text.lower() in _ANYBODY else None


def _is_told_to(sentence: Sentence, head: Token, subject: Token) -> bool:
    """*Lassen Sie niemanden herein*: a polite order, whose subject is whom it is said to."""
    finite = sentence.finite(head)
    behind = finite is not None and finite.index == subject.index - 1
    before = sentence.tokens[finite.index - 1] if finite is not None and finite.index else None
    first = finite is not None and (before is None or not before.is_word or before.text.lower() == "bitte")
    return subject.text == "Sie" and behind and first and all(token.text != "?" for token in sentence.tokens[-2:])


def fronted_object(sentence: Sentence, head: Token) -> Token | None:
    """The object that stands before the finite verb: *Diesen Vertrag unterschreibe ich nicht*."""
    held, finite = object_in(sentence, head), sentence.finite(head)
    return held if held is not None and finite is not None and held.index < finite.index else None


def object_in(sentence: Sentence, head: Token) -> Token | None:
    """The direct object of a clause."""
    for holder in (head, *_bare_infinitives(sentence, head)):
        objects = [child for child in sentence.children(holder, "obj") if child.upos in _NOMINAL]
        named = [child for child in objects if child.xpos != "PRF" and child.text.lower() not in EMPTY]
        if named:  # Where a parser makes two objects, the second is the accusative: den Betroffenen Hilfe.
            return named[-1]
    return None


def threatening(sentence: Sentence, head: Token) -> Token | None:
    """The subject; an object behind it is what threatens, and the one before it whom: *Der Stadt droht eine Klage*."""
    subject, held = subject_in(sentence, head), object_in(sentence, head)
    others = (child for child in sentence.children(head, "nsubj") if not _has_dative_article(sentence, child))
    if subject is not None and _has_dative_article(sentence, subject):
        return next(others, held)
    if subject is None or held is None or held.index < subject.index:
        return subject or held
    return subject if _has_dative_article(sentence, held) else held


def _has_dative_article(sentence: Sentence, noun: Token) -> bool:
    """*Dem Verein, den Vereinen*, whatever the parser takes the noun for."""
    determiner = sentence.child(noun, "det")
    return determiner is not None and determiner.text.lower().endswith(("em", "en"))


def pointing_adverb(words: Sequence[Token], name: str | None) -> Token | None:
    """*Davon halte ich nichts*: the adverb that stands for the phrase in a slot `pp:von`."""
    forms = (f"da{name[3:]}", f"dar{name[3:]}") if name is not None and name.startswith("pp:") else ()
    return next((token for token in words if token.xpos == "PAV" and token.text.lower() in forms), None)


def free_relative(sentence: Sentence, head: Token) -> Token | None:
    """*Was hier geschieht, ist unverantwortlich*: a clause as the subject, whatever the parser calls it."""
    before = (child for child in sentence.children(head, "advcl", "acl", "csubj") if child.index < head.index)
    return next((child for child in before if first_word(sentence, child) in ("was", "wer")), None)


def first_word(sentence: Sentence, head: Token) -> str:
    """The first word of a phrase or clause in lower case."""
    return next((token.text.lower() for token in sentence.subtree(head) if token.is_word), "")
