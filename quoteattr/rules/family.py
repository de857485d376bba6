"""The registry: families of rules with all that others say of them.

A module of `quoteattr.rules` that has a `FAMILY` is part of it. From the registry come the table of constructions in
the documentation, the inventory of the tests, what `explain` says of a rule, and the check that weights and rules know
each other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import frozen

from quoteattr.model import PlaceKind
from quoteattr.reading import Reading
from quoteattr.rules.edges import edge_features
from quoteattr.rules.proposal import Proposal, Rule


@frozen(eq=False)
class Family:
    """The rules of one construction; they share the names of their features and the weights of these.

    Attributes:
        name: What the ids of its rules begin with.
        propose: Makes all their proposals for a document.
        rules: The rules by id.
        found_by: How `explain` says what made a quotation be found, by language (`de`, `en`).
        divides: Whether quotation and frame divide their sentence, so that rival readings differ in where they cut it;
            then every proposal has features of the cut (`edges`).
    """

    name: str
    propose: Callable[[Reading], Iterator[Proposal]]
    rules: Mapping[str, Rule]
    found_by: Mapping[str, str]
    divides: bool = False


def by_id(*rules: Rule) -> dict[str, Rule]:
    """Rules by their ids."""
    return {rule.id: rule for rule in rules}


def propose(reading: Reading, families: Iterable[Family]) -> Iterator[Proposal]:
    """All proposals for a document, family by family; who wrote the article is said by nobody (*Es berichtet X*)."""
    for family in families:
        for proposal in family.propose(reading):
            if reading.place_of(proposal.sentence) is PlaceKind.BYLINE:
                continue
            yield proposal.with_features(edge_features(reading, proposal, divides=family.divides))
