"""Nouns that take up somebody named before: *der Forscher*, *die Behörde*, *der 52-Jährige*."""

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.person_nouns import AGE
from quoteattr.speakers.references import Reference

VAGUE = frozenset({AGE, "mann", "frau"})
"""Roles that fit everybody and name nobody."""


def takes_up_person(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a role noun can take up anybody who agrees; with a party in front its last part decides."""
    role, words = reference.roles[0], lexicon.epithets("person")
    return role in words or (bool(reference.party) and role.rpartition("-")[2] in words)


def is_said_of_person(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a role that is no epithet can still tell more of a named person (*die Keeperin, der Innungschef*)."""
    return not any(reference.roles[0].endswith(own) for own in lexicon.words("own-role"))


def takes_up_institution(key: str, lexicon: Lexicon) -> bool:
    """Whether the noun of an institution (in lower case) can take up any institution."""
    return key in lexicon.epithets("organisation")


def names_nobody(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention is no name for anybody: *die Behörde*, *die 61-Jährige*."""
    return takes_up_institution(reference.key.casefold(), lexicon) or bool(VAGUE.intersection(reference.roles))
