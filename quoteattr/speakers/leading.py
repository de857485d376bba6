"""Whom a clause tells to lead something: *Ute Kern steht an der Spitze der Stadt, Jan Roth führt den Laden*."""

from quoteattr.lexicon import Lexicon, remembered
from quoteattr.speakers.references import Reference
from quoteattr.tree import Sentence, Token

_OBJECTS = ("obj", "obl:arg", "iobj")
_NOUNS = ("NOUN", "PROPN")


def leads_as(reference: Reference, role: str, lexicon: Lexicon) -> bool:
    """Whether the clause of a mention, its subject, tells of what somebody with a role leads or works at.

    An office leads its own body alone (*Der Bürgermeister … Jan Roth leitet den Chor* are two).
    """
    if not reference.subject or reference.clause[0] < 0:
        return False
    sentence, verb = reference.sentence, reference.sentence.tokens[reference.clause[0]]
    if _is_aged(sentence, verb):
        return True
    if _verb(sentence, verb) in lexicon.words("works-at"):
        return any(token.text.lower() == "seit" for token in sentence.tokens)
    led = _led(sentence, verb, lexicon)
    if led is None:
        return False
    bodies = bodies_of(role, lexicon)
    return not bodies or led.upos == "PROPN" or led.text.lower().endswith(bodies)


@remembered
def bodies_of(role: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What the words for the body end with that somebody with a role leads, none where that can be any."""
    entries = (entry.partition("=") for entry in lexicon.words("leads-body"))
    return next((tuple(bodies.split("|")) for post, _, bodies in entries if role.endswith(post)), ())


def _verb(sentence: Sentence, verb: Token) -> str:
    """The lemma of a verb with its separable particle (*steht … vor*)."""
    particle = sentence.child(verb, "compound:prt")
    return (particle.text.lower() if particle is not None else "") + verb.lemma


def _led(sentence: Sentence, verb: Token, lexicon: Lexicon) -> Token | None:
    """What somebody leads by the verb of a clause; *Spitze* itself where nothing tells of what."""
    top = next(
        (token for token in sentence.children(verb, "obl", "obl:arg") if token.text in ("Spitze", "Ruder")), None
    )
    if top is not None:
        return next(iter(sentence.children(top, "nmod")), top)
    if _verb(sentence, verb) not in lexicon.words("leads"):
        return None
    return next((token for token in sentence.children(verb, *_OBJECTS) if token.upos in _NOUNS), None)


def _is_aged(sentence: Sentence, top: Token) -> bool:
    """Whether a clause tells how old somebody is (*Jan Roth ist 41*)."""
    return top.xpos == "CARD" and sentence.child(top, "cop") is not None and top.text.isdecimal()
