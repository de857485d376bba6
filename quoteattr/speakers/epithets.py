"""Nouns that take up somebody named before: *der Forscher*, *die Behörde*, *der 52-Jährige*."""

from collections.abc import Collection

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.person_nouns import AGE, rank_of, same_role
from quoteattr.speakers.references import Reference

VAGUE = frozenset({AGE, "mann", "frau", "herr", "dame"})
"""Roles that fit everybody and name nobody."""


def takes_up_person(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a role noun can take up anybody who agrees; with a party in front its last part decides."""
    role, words = reference.roles[0], lexicon.epithets("person")
    return role in words or (bool(reference.party) and role.rpartition("-")[2] in words)


def is_said_of_person(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a role that is no epithet can still tell more of a named person (*die Keeperin, der Innungschef*)."""
    role = reference.roles[0]
    return not any(role.endswith(own) for own in lexicon.words("own-role") | lexicon.words("office"))


def holds_other_office(reference: Reference, roles: Collection[str], lexicon: Lexicon) -> bool:
    """Whether a role is an office (*der Minister*) and somebody with these roles is known to hold another."""
    named = reference.roles[0]
    held = [role for role in roles if _office(role, lexicon)]
    return bool(_office(named, lexicon) and held) and not any(
        same_role(named, role) or _lead_alike(named, role, lexicon) for role in held
    )


def _lead_alike(role: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two roles are words for the head of a government (*der Premier* for a Ministerpräsident)."""
    heads = lexicon.words("head-of-government")
    return all(any(each.endswith(head) for head in heads) for each in (role, other))


def _office(role: str, lexicon: Lexicon) -> str:
    """The office that a role is a kind of, empty if none; a deputy and a former holder may have another as well."""
    if rank_of(role):
        return ""
    return next((office for office in lexicon.words("office") if role.endswith(office)), "")


def takes_up_institution(key: str, lexicon: Lexicon) -> bool:
    """Whether the noun of an institution (in lower case) can take up any institution."""
    return key in lexicon.epithets("organisation")


def names_nobody(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention is no name for anybody: *die Behörde*, *die 61-Jährige*."""
    return takes_up_institution(reference.key.casefold(), lexicon) or bool(VAGUE.intersection(reference.roles))
