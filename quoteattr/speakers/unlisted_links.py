"""Whom a noun that no table has takes up: who had it in front of the name, an institution whose noun ends in it."""

from attrs import evolve

from quoteattr.grammar.animacy import is_document
from quoteattr.lexicon import Lexicon
from quoteattr.model import EntityKind
from quoteattr.speakers.holders import only_one
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.references import Reference
from quoteattr.speakers.salience import Salience
from quoteattr.tree import Token

_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.UNNAMED})
_SHORTEST = 3
"""Letters of the part in front of a noun that narrows it (*Wetterdienst … der Dienst*)."""


def holder_of_unlisted_job(reference: Reference, clusters: Clusters) -> Cluster | None:
    """The one person whose name stood behind the noun (*Hafenmeister Kern* … *der Hafenmeister*)."""
    if reference.definite is not True or reference.complement:
        return None
    job = reference.head.text
    return only_one(
        one for one in clusters.named_people(None) if any(_job_before(each) == job for each in one.references)
    )


def _job_before(reference: Reference) -> str:
    """The noun right in front of a name, empty if there is none."""
    if reference.name is None:
        return ""
    known = reference.name.text.split()
    first = next((token for token in reference.tokens if token.text in known), reference.head)
    before = reference.sentence.tokens[first.index - 1] if first.index else None
    return before.text if before is not None and _is_noun(before) else ""


def _is_noun(word: Token) -> bool:
    """Whether a word is a noun, which a parser may take for a part of a name."""
    return word.upos in ("NOUN", "PROPN") and word.text[0].isupper()


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
