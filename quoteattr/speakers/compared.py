"""Who of two people is meant by what they are next to each other: *die Ältere* by age, *der Nachbar* by sex."""

from itertools import islice

from quoteattr.lexicon import Gender, Lexicon
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.outcomes import Outcome
from quoteattr.speakers.references import GENDERS, Form, Reference

_OLDER = ("älter", "ältest")
_STEMS = (*_OLDER, "jünger", "jüngst")
_ENDINGS = ("e", "er", "en")
_COMPARED = frozenset(stem + ending for stem in _STEMS for ending in _ENDINGS)
_ENOUGH = 3
_LOOKED_AT = 30  # people: so that a long text takes no longer a mention


def compares_age(reference: Reference) -> bool:
    """Whether a mention calls somebody by an age next to another one's (*die Ältere*) and by nothing else."""
    bare = reference.form is Form.NOUN and reference.definite is True
    return bare and reference.key.casefold() in _COMPARED and reference.head.feats.get("Number") != "Plur"


def by_age(reference: Reference, clusters: Clusters) -> Outcome:
    """The one whom an age means next to another one's, of just two people whose ages the text has told.

    All who can be meant where it has told them of none or of more.
    """
    gender = GENDERS.get(reference.head.feats.get("Gender", ""))
    gender = gender if gender in (Gender.MASCULINE, Gender.FEMININE) else None
    named = list(islice(clusters.named_people(gender), _LOOKED_AT))
    aged = [one for one in named if one.age.isdecimal() and one.gender is gender]
    if len(aged) != 2 or aged[0].age == aged[1].age:
        return Outcome(None, tuple(named) if len(named) > 1 else ())
    older = reference.key.casefold().startswith(_OLDER)
    return Outcome(max(aged, key=_age) if older else min(aged, key=_age))


def side_of_two(reference: Reference, clusters: Clusters, lexicon: Lexicon) -> Cluster | None:
    """Who of just two people by name, a man and a woman named together, is meant by a side (*der Nachbar*)."""
    if reference.gender is None or reference.roles[0] not in lexicon.words("side"):
        return None
    two = list(islice(clusters.named_people(None), _ENOUGH))
    if len(two) != 2 or {one.gender for one in two} != {Gender.MASCULINE, Gender.FEMININE}:
        return None
    first, second = ({mention.sentence.index for mention in one.references[:_ENOUGH] if mention.name} for one in two)
    return next((one for one in two if one.gender is reference.gender), None) if first & second else None


def _age(one: Cluster) -> int:
    """How old somebody is whose age the text has told."""
    return int(one.age)
