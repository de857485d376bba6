"""The noun phrases around a cue: who speaks."""

from attrs import frozen

from quoteattr.cues import VerbCue
from quoteattr.lexicon import Lexicon
from quoteattr.model import Span, Spans
from quoteattr.nounphrase import MARKS, noun_phrase
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
# Bare pronouns that stand for the content rather than for who utters it: *Das teilte X mit*.
_PRONOUN_OBJECTS = frozenset({"es", "das", "dies", "dieses", "was"})
_AGENT_PREPOSITIONS = frozenset({"von", "vom", "durch", "seitens"})
_PLACE_PREPOSITIONS = frozenset({"in", "im", "aus", "von", "vom", "bei", "beim", "auf"})
_RELATIVE = frozenset({"PRELS", "PRELAT"})


def speaker_of(index: int, cue: VerbCue, lexicon: Lexicon, outside: Spans = ()) -> Phrase | None:
    """The phrase that names who utters what `cue` announces.

    The subject of an active verb, the agent of a passive one (*wurde von X mitgeteilt*), the source of an
    impersonal one (*hieß es bei X*, *geht aus X hervor*). None for *es* and *man*.

    Args:
        index: Index of the cue's sentence.
        cue: A reporting verb.
        lexicon: The words.
        outside: Marked stretches: what stands in them is said, and cannot name who says it.
    """
    sentence = cue.sentence
    if cue.passive:
        head = _oblique(sentence, cue, _AGENT_PREPOSITIONS) or _oblique(sentence, cue, _PLACE_PREPOSITIONS)
    elif cue.impersonal or any(sense.lemma == "hervorgehen" for sense in cue.senses):
        head = _oblique(sentence, cue, _PLACE_PREPOSITIONS)
    else:
        head = subject_of(sentence, cue.predicate)
        if head is None or any(span.overlaps(head.span) for span in outside):
            head = _nearest_subject(cue)
    if head is None or head.text.lower() in _NOBODY:
        return None
    return phrase(index, sentence, head, lexicon)


def phrase(index: int, sentence: Sentence, head: Token, lexicon: Lexicon) -> Phrase:
    """The noun phrase of `head`."""
    return Phrase(index, tuple(noun_phrase(sentence, head, lexicon)) or (head,), head)


def subject_of(sentence: Sentence, predicate: Token) -> Token | None:
    """The subject of a clause, looked up in the governing clauses where its own has none (ellipsis, infinitives)."""
    seen = predicate
    while True:
        subjects = [child for child in sentence.children(seen, "nsubj") if child.text.lower() not in _PRONOUN_OBJECTS]
        if subjects:
            return _antecedent(sentence, seen, subjects[0])
        if seen.relation not in ("conj", "xcomp", "advcl", "parataxis") or seen.head < 0:
            return None
        if seen.relation == "parataxis" and sentence.finite(seen) is not None:
            return None
        seen = sentence.tokens[seen.head]


def _nearest_subject(cue: VerbCue) -> Token | None:
    """Where the tree has no subject: the bare noun phrase behind the finite verb, else the one before it."""
    sentence, finite = cue.sentence, cue.finite
    if finite is None:
        return None
    for token in sentence.tokens[finite.index + 1 : finite.index + 6]:
        if token.upos in ("PROPN", "PRON") or (token.upos == "NOUN" and token.feats.get("Case") != "Dat"):
            return token if token.xpos != "PRF" and sentence.child(token, "case") is None else None
        if token.upos not in ("DET", "ADJ", "NUM", "ADV") and token.text not in MARKS:
            break
    before = [token for token in sentence.tokens[: finite.index] if token.upos in ("NOUN", "PROPN", "PRON")]
    if before and all(token.upos not in ("VERB", "AUX", "SCONJ", "ADP") for token in sentence.tokens[: finite.index]):
        return before[0]
    return None


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
