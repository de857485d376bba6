"""Which institution a noun that no table has takes up: one whose noun ends in it (*der Wetterdienst … der Dienst*)."""

from attrs import evolve

from quoteattr.grammar.animacy import is_document
from quoteattr.lexicon import Lexicon
from quoteattr.model import EntityKind
from quoteattr.speakers.holders import only_one
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.references import Reference
from quoteattr.speakers.salience import Salience

_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.UNNAMED})
_SHORTEST = 3
"""Letters of the part in front of a noun that narrows it (*Wetterdienst … der Dienst*)."""


def institution_that_ends_so(reference: Reference, salience: Salience, lexicon: Lexicon) -> Cluster | None:
    """The institution in mind whose noun ends in the one that speaks (*der Wetterdienst* … *der Dienst*), no text."""
    if is_document(reference.key, lexicon) or reference.key.casefold() in lexicon.words("rule-text"):
        return None
    if reference.definite is not True or reference.complement or reference.modifiers:
        return None
    end = reference.key.casefold()
    in_mind = salience.ranked(evolve(reference, gender=None, number=None), _BODIES)
    return only_one(one for _, one in in_mind if _narrows(one.key.casefold(), end))


def _narrows(noun: str, end: str) -> bool:
    """Whether a noun is a compound that ends in another."""
    return noun.endswith(end) and len(noun) - len(end) >= _SHORTEST
