"""Whom a clause tells to lead something: *Ute Kern steht an der Spitze der Stadt, Jan Roth führt den Laden*."""

from collections.abc import Iterator
from itertools import takewhile

from quoteattr.lexicon import Lexicon, remembered
from quoteattr.speakers.epithets import are_one_office
from quoteattr.speakers.person_nouns import rank_of, role_of
from quoteattr.speakers.references import Reference
from quoteattr.tree import Sentence, Token

_OBJECTS = ("obj", "obl:arg", "iobj")
_NOUNS = ("NOUN", "PROPN")
_IN_OFFICE = ("Amt", "Dienst")
_LONGEST = 9  # words of an aside
_PUBLIC = ("", "state", "party", "media")


def leads_as(reference: Reference, role: str, lexicon: Lexicon) -> bool:
    """Whether the clause of a mention, its subject, tells of what somebody with a role leads or works at.

    An office leads its own body alone (*Der Bürgermeister … Jan Roth leitet den Chor* are two).
    """
    if _is_in_office(reference):
        return True
    if not reference.subject or reference.clause[0] < 0:
        return False
    sentence, verb = reference.sentence, reference.sentence.tokens[reference.clause[0]]
    if _tells_of_life(sentence, verb, lexicon) or any(
        _is_that(post, role, lexicon) for post in _posts(sentence, verb, lexicon)
    ):
        return True
    if _verb(sentence, verb) in lexicon.words("works-at"):
        return any(token.text.lower() == "seit" for token in sentence.tokens)
    led = _led(sentence, verb, lexicon)
    if led is None:
        return False
    bodies = bodies_of(role, lexicon)
    return not bodies or led.upos == "PROPN" or led.text.lower().endswith(bodies)


def by_deeds(reference: Reference, lexicon: Lexicon) -> tuple[str, ...]:
    """The roles that what somebody does gives them (*Jan Roth, der den SV Au trainiert*: trainer)."""
    sentence = reference.sentence
    acting = [child for child in sentence.children(reference.top, "acl") if is_relative(sentence, child)]
    acting += [sentence.tokens[reference.clause[0]]] if reference.subject and reference.clause[0] >= 0 else []
    told = (verb for verb in acting if verb.is_finite and not is_denied(sentence, verb))
    upon = (verb for verb in told if sentence.child(verb, "obj") is not None)
    return tuple(role for verb in upon for role in lexicon.listed("does", verb.lemma))


def is_denied(sentence: Sentence, verb: Token) -> bool:
    """Whether *nicht* or *nie* stands with a verb."""
    return any(child.text.lower() in ("nicht", "nie") for child in sentence.children(verb, "advmod"))


def is_told_to_lead(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention, or a relative clause behind it, tells that somebody leads a house or a firm."""
    sentence = reference.sentence
    heads = [sentence.tokens[reference.clause[0]]] if reference.subject and reference.clause[0] >= 0 else []
    heads += [child for child in sentence.children(reference.top, "acl") if is_relative(sentence, child)]
    led = (_led(sentence, head, lexicon) for head in heads)
    known = (lexicon.organisation(token.text) for token in led if token is not None and sentence.child(token, "det"))
    return any(found is not None and found.field not in _PUBLIC for found in known)


def is_relative(sentence: Sentence, verb: Token) -> bool:
    """Whether the subject of a verb is a relative pronoun."""
    subject = sentence.child(verb, "nsubj")
    return subject is not None and subject.xpos == "PRELS"


def is_told_of(one: Reference, verb: Token) -> bool:
    """Whether somebody is the subject of a verb or a predicate, or a relative clause with it stands behind them."""
    behind = verb.relation == "acl" and verb.head in one.indices
    return (one.subject and one.top.head == verb.index) or (behind and is_relative(one.sentence, verb))


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


def _posts(sentence: Sentence, verb: Token, lexicon: Lexicon) -> Iterator[str]:
    """The posts that a clause tells somebody to take (*wird Direktorin, wurde zur Präsidentin gewählt, ist Chefin*)."""
    copula = sentence.child(verb, "cop") is not None
    below = [verb] if copula else sentence.children(verb, "xcomp", "obl", "obl:arg", "nmod")
    for token in below:
        case = sentence.child(token, "case")
        found = role_of(token.text, lexicon) if token.upos == "NOUN" else None
        if found is not None and (case is None or case.text.lower() in ("zu", "zum", "zur", "als")):
            yield found.role


def _is_that(post: str, role: str, lexicon: Lexicon) -> bool:
    """Whether a post is what a role says, or any head's where the role tells no more (*die Leiterin … Direktorin*)."""
    if not post.endswith((*lexicon.words("head"), *lexicon.words("sole-post"))) or rank_of(post) != rank_of(role):
        return False
    return role in lexicon.words("any-head") or post == role or are_one_office(role, post, lexicon)


def _tells_of_life(sentence: Sentence, top: Token, lexicon: Lexicon) -> bool:
    """Whether a clause tells somebody's age, job or time in office (*Jan Roth ist 41, war Lehrer, ist im Amt*)."""
    if sentence.child(top, "cop") is None:
        return False
    job = top.upos == "NOUN" and sentence.child(top, "det") is None and role_of(top.text, lexicon) is not None
    return job or top.text in _IN_OFFICE or (top.xpos == "CARD" and top.text.isdecimal())


def _is_in_office(reference: Reference) -> bool:
    """Whether words between commas behind a name tell of its time in office (*Jan Roth, seit Mai im Amt, …*)."""
    behind = reference.sentence.tokens[reference.tokens[-1].index + 1 :][:_LONGEST]
    if not behind or behind[0].text != ",":
        return False
    aside = takewhile(lambda token: token.text != ",", behind[1:])
    return any(token.text in _IN_OFFICE for token in aside)
