"""Which document a noun takes up: *ein Jahresbericht*, then *der Bericht* or *das Papier*."""

from attrs import evolve

from quoteattr.lexicon import Lexicon
from quoteattr.model import EntityKind
from quoteattr.speakers.epithets import takes_up_document
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.references import Reference
from quoteattr.speakers.salience import Salience

_DOCUMENTS = frozenset({EntityKind.MEDIUM})


def document_of(reference: Reference, clusters: Clusters, salience: Salience, lexicon: Lexicon) -> Cluster | None:
    """The document that a noun takes up, the most salient one that ends alike, else the most salient one.

    Args:
        reference: The noun.
        clusters: Everybody and everything mentioned so far.
        salience: What a reader has in mind.
        lexicon: Words.
    """
    key = reference.key.casefold()
    if clusters.named(reference)[0].references or not takes_up_document(key, lexicon):
        return None
    ranked = salience.ranked(evolve(reference, gender=None, number=None), _DOCUMENTS)
    written = [one for _, one in ranked if lexicon.noun(one.key) is not None]
    alike = [one for one in written if one.key.casefold().endswith(key)]
    return next(iter(alike or written), None)
