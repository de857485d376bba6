"""The noun phrases around a cue: who speaks, and to whom."""

from attrs import frozen

from quoteattr.clauses import noun_phrase
from quoteattr.cues import VerbCue
from quoteattr.model import Span
from quoteattr.syntax import Sentence, Token


@frozen(eq=False)
class Phrase:
    """A noun phrase in a sentence, as long as it is only proposed.

    Attributes:
        sentence: Index of the sentence.
        tokens: Its words in text order.
        head: Its head word.
    """

    sentence: int
    tokens: tuple[Token, ...]
    head: Token

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


_NOBODY = frozenset({"es", "man"})
_AGENT_PREPOSITIONS = frozenset({"von", "vom", "durch", "seitens"})
_PLACE_PREPOSITIONS = frozenset({"in", "im", "aus", "von", "vom", "bei", "beim", "auf"})
_RELATIVE = frozenset({"PRELS", "PRELAT"})


def speaker_of(index: int, cue: VerbCue) -> Phrase | None:
    """The phrase that names who utters what `cue` announces.

    The subject of an active verb, the agent of a passive one (*wurde von X mitgeteilt*), the source of an
    impersonal one (*hieß es bei X*, *geht aus X hervor*). None for *es* and *man*.

    Args:
        index: Index of the cue's sentence.
        cue: A reporting verb.
    """
    sentence = cue.sentence
    if cue.passive:
        head = _oblique(sentence, cue, _AGENT_PREPOSITIONS)
    elif cue.impersonal or any(sense.lemma in ("hervorgehen",) for sense in cue.senses):
        head = _oblique(sentence, cue, _PLACE_PREPOSITIONS)
    else:
        head = subject_of(sentence, cue.predicate)
    if head is None or head.text.lower() in _NOBODY:
        return None
    return phrase(index, sentence, head)


def phrase(index: int, sentence: Sentence, head: Token) -> Phrase:
    """The noun phrase of `head`."""
    return Phrase(index, tuple(noun_phrase(sentence, head)) or (head,), head)


def subject_of(sentence: Sentence, predicate: Token) -> Token | None:
    """The subject of a clause, looked up in the governing clauses where its own has none (ellipsis, infinitives)."""
    seen = predicate
    while True:
        subjects = [
            child
            for child in sentence.children(seen, "nsubj")
            if not (child.text.lower() == "es" and child is not seen)
        ]
        if subjects:
            return _antecedent(sentence, seen, subjects[0])
        if seen.relation not in ("conj", "xcomp", "advcl", "parataxis") or seen.head < 0:
            return None
        if seen.relation == "parataxis" and sentence.finite(seen) is not None:
            return None
        seen = sentence.tokens[seen.head]


def _antecedent(sentence: Sentence, predicate: Token, subject: Token) -> Token:
    """What a relative pronoun stands for: the noun that its clause belongs to."""
    if subject.xpos in _RELATIVE and predicate.deprel == "acl:relcl":
        head = sentence.head(predicate)
        if head is not None:
            return head
    return subject


def _oblique(sentence: Sentence, cue: VerbCue, prepositions: frozenset[str]) -> Token | None:
    for head in (cue.predicate, cue.verb):
        for child in sentence.children(head, "obl", "nmod"):
            case = sentence.child(child, "case")
            if case is not None and case.text.lower() in prepositions and child.upos in ("NOUN", "PROPN", "PRON"):
                return child
    return None


def addressee_of(index: int, cue: VerbCue) -> Phrase | None:
    """The phrase in the frame that names whom the cue's verb addresses.

    A dative object (*sagte der Zeitung*), *gegenüber X*, *an X* with verbs of appeal, the accusative of verbs that
    take a person (*forderte X auf*).
    """
    sentence = cue.sentence
    for child in sentence.children(cue.predicate, "iobj", "obj", "obl"):
        if child.upos not in ("NOUN", "PROPN", "PRON") or child.text.lower() in ("sich", "das", "dies", "es"):
            continue
        case = sentence.child(child, "case")
        if case is None and child.feats.get("Case") == "Dat" and child.relation != "nsubj":
            return phrase(index, sentence, child)
        if case is not None and case.text.lower() == "gegenüber":
            return phrase(index, sentence, child)
        if case is not None and case.text.lower() == "an" and cue.sense().base in ("appellieren", "richten"):
            return phrase(index, sentence, child)
        if case is None and child.relation == "obj" and cue.sense("zu").base in _PERSON_OBJECT and cue.governs("zu"):
            return phrase(index, sentence, child)
    return None


_PERSON_OBJECT = frozenset({"fordern", "rufen", "bitten", "warnen", "ermahnen", "drängen", "auffordern", "mahnen",
                            "ermutigen", "beschuldigen", "bezichtigen", "verdächtigen", "informieren"})  # fmt: skip
