"""Where somebody belongs, as nouns tell: to a party (*der Christdemokrat*), a country (*der Italiener*), a town."""

from collections.abc import Collection

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.person_nouns import INHABITANT, job_of_no_table
from quoteattr.speakers.references import Reference

_CLASSES = ("party-member", "national")
"""The classes of `words.tsv` that tell of nouns what their bearers belong to."""


def belongs(reference: Reference, one: Cluster, lexicon: Lexicon) -> bool | None:
    """Whether somebody is of the party, the country and the town that a role tells; None if the text tells of none."""
    named_so = INHABITANT in reference.roles and job_of_no_table(reference.key.casefold()) in one.roles
    told = [True] if named_so else []  # die Ulmerin Ute Sand … die Ulmerin
    if reference.party and one.party:
        told.append(reference.party == one.party)
    if reference.town and one.towns:
        told.append(one.is_of(reference.town))
    for name in _CLASSES:
        mine = _groups(reference.roles, (reference.party, *reference.modifiers), name, lexicon)
        theirs = _groups(one.roles, (one.party, *one.modifiers), name, lexicon)
        if mine and theirs:
            told.append(not mine.isdisjoint(theirs))
    return all(told) if told else None


def _groups(roles: Collection[str], names: Collection[str], name: str, lexicon: Lexicon) -> set[str]:
    """What the roles of somebody, and the names that tell more of them, say that they belong to."""
    found: set[str] = set()
    own = {each.casefold() for each in names}
    for entry in lexicon.words(name):
        role, _, groups = entry.partition("=")
        listed = groups.split("|")
        found.update(listed if role in roles else own.intersection(listed))
    return found
