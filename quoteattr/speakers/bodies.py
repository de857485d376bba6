"""Which body somebody leads: *die Grünen-Chefin* is the *Vorsitzende der Grünen* and no *Vorsitzende des Klubs*."""

from collections.abc import Iterator

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.leading import bodies_of, is_told_to_lead
from quoteattr.speakers.person_nouns import FORMER, rank_of
from quoteattr.speakers.references import Form, Reference

_FIRST = 12  # mentions of somebody that tell what they lead
_SHORTEST = 4
_PARTY = "party"
_INCUMBENT = "amtsinhaber"


def is_ruled_out(one: Cluster, reference: Reference, lexicon: Lexicon) -> bool:
    """Whether what is known of somebody contradicts a mention: another name, party, town or body that they lead.

    Who was something before is no *Amtsinhaber*.
    """
    former = reference.roles[:1] == (_INCUMBENT,) and any(rank_of(role) == FORMER for role in one.roles)
    return former or one.contradicts(reference) or leads_other_body(one, reference, lexicon)


def is_narrowed(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a complement tells more of a role than the body that any leads (not *der Rathauschef der Stadt*)."""
    behind = list(_narrowing(reference))
    bodies = bodies_of(reference.roles[0], lexicon)
    return reference.complement and not (behind and bodies and all(body in _of_all(bodies) for body in behind))


def leads_same_body(one: Cluster, reference: Reference, lexicon: Lexicon) -> bool:
    """Whether somebody was called the head of what a role names (*Vorsitzende der Grünen … die Grünen-Chefin*)."""
    fronts = _fronts(reference.roles[0], lexicon)
    known = list(_bodies(one, lexicon)) if fronts else []
    return bool(known) and all(any(_alike(front, body) for body in known) for front in fronts)


def leads_other_body(one: Cluster, reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a role names a party or its branch, and somebody is known to lead something else.

    So is an office of state where somebody leads a house (*Ute Kern, die das Krankenhaus leitet … die Landrätin*).
    """
    role = reference.roles[0] if reference.roles else ""
    if bodies_of(role, lexicon) and not any(_leads(each, lexicon) for each in one.roles):
        return any(is_told_to_lead(mention, lexicon) for mention in one.references[:_FIRST])
    fronts = _fronts(role, lexicon)
    known = list(_bodies(one, lexicon)) if fronts else []
    if not known or any(_alike(front, body) for front in fronts for body in known):
        return False
    fields = {found.field for body in known if (found := lexicon.organisation(body.capitalize())) is not None}
    if any(_is_party(front, lexicon) for front in fronts):
        return one.party not in fronts and _PARTY not in fields
    clubs = tuple(lexicon.words("no-branch"))
    kinds = [found.id.lower() for body in known if (found := lexicon.organisation(body.capitalize())) is not None]
    club = bool(kinds) and all(kind.endswith(clubs) for kind in kinds)
    return club and not lexicon.words("level").isdisjoint(fronts)


def _leads(role: str, lexicon: Lexicon) -> bool:
    """Whether a role is that of a head or an office."""
    return role.endswith(tuple(lexicon.words("head"))) or bool(bodies_of(role, lexicon))


def _is_party(front: str, lexicon: Lexicon) -> bool:
    """Whether the front of a role is a party (*SPD-Chef*)."""
    known = lexicon.organisations.get(front)
    return known is not None and known.field == _PARTY and known.kind == "name"


def _fronts(role: str, lexicon: Lexicon) -> list[str]:
    """What stands before the head in a role (*cdu-kreischef*: cdu, kreis), nothing in that of a deputy."""
    head = max((word for word in lexicon.words("head") if role.endswith(word)), key=len, default="")
    front = role.removesuffix(head) if head and not rank_of(role) else ""
    return [part for part in front.split("-") if part]


def _bodies(one: Cluster, lexicon: Lexicon) -> Iterator[str]:
    """What the mentions that call somebody a head say that they lead, in lower case."""
    for mention in one.references[:_FIRST]:
        if mention.form not in (Form.NAME, Form.ROLE):
            continue
        for role in mention.roles:
            if role.endswith(tuple(lexicon.words("head"))) and not rank_of(role):
                yield from _fronts(role, lexicon)
                if mention.complement or mention.name is not None:
                    yield from _narrowing(mention)


def _narrowing(mention: Reference) -> Iterator[str]:
    """The nouns that narrow the role in a mention (*Vorsitzender | des Schützenvereins*)."""
    for token in mention.tokens:
        if token.upos == "NOUN":
            yield from (child.text.lower() for child in mention.sentence.children(token, "nmod"))


def _alike(front: str, body: str) -> bool:
    """Whether the front of a role and a noun are words for one body (*schützen*, schützenvereins)."""
    if body.startswith(front) or front.startswith(body):
        return True
    return len(front) >= _SHORTEST and front in body


def _of_all(bodies: tuple[str, ...]) -> frozenset[str]:
    """The nouns for bodies with their genitives (*kreis, kreises*)."""
    return frozenset(body + ending for body in bodies for ending in ("", "s", "es"))
