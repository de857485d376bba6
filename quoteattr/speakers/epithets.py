"""Nouns that take up somebody named before: *der Forscher*, *die Behörde*, *der 52-Jährige*."""

from functools import cache
from importlib import resources

from quoteattr.lexicon.tables import Row, scan_table
from quoteattr.speakers.person_nouns import AGE
from quoteattr.speakers.references import Reference

VAGUE = frozenset({AGE, "mann", "frau"})
"""Roles that fit everybody and name nobody."""


def takes_up_person(reference: Reference) -> bool:
    """Whether a role noun can take up anybody who agrees; with a party in front its last part decides."""
    role = reference.roles[0]
    words = _epithets("person")
    return role in words or (bool(reference.party) and role.rpartition("-")[2] in words)


def takes_up_institution(key: str) -> bool:
    """Whether the noun of an institution (in lower case) can take up any institution."""
    return key in _epithets("organisation")


def names_nobody(reference: Reference) -> bool:
    """Whether a mention is no name for anybody: *die Behörde*, *die 61-Jährige*."""
    return takes_up_institution(reference.key.casefold()) or bool(VAGUE.intersection(reference.roles))


@cache
def _epithets(kind: str) -> frozenset[str]:
    table = scan_table(resources.files("quoteattr") / "data" / "de", "epithets", ("id", "kind"))
    return frozenset(row.text("id").lower() for row in table if isinstance(row, Row) and row.text("kind") == kind)
