"""Institutions by what they are, and by their people: *Verdi … die Gewerkschaft*, *Peta … die Tierschützer*."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from quoteattr.lexicon import Lexicon, remembered
from quoteattr.lexicon.compounds import last_part_starts
from quoteattr.model import EntityKind
from quoteattr.speakers.holders import is_mentioned, only_one
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.salience import Salience
from quoteattr.speakers.towns import same_town
from quoteattr.speakers.townsfolk import towns_told

_INSTITUTIONS = frozenset({EntityKind.ORGANISATION})
_NOUNS = (Form.INSTITUTION, Form.GROUP, Form.NOUN, Form.MEDIUM)


def whose_members(reference: Reference, clusters: Clusters, salience: Salience, lexicon: Lexicon) -> Cluster | None:
    """The one institution in mind that a noun for several people means, who were not spoken of as people before.

    Not where something narrows the noun (*die Richter in Ulm*) but where they are from (*die Münchner Forscher*),
    unless the institution is known to be elsewhere.
    """
    towns = towns_told(reference, lexicon) if reference.modifiers else []
    narrowed = reference.complement or len(reference.modifiers) > len(towns) or reference.owned
    narrowed = narrowed or len(reference.tokens) > 1
    if reference.form is not Form.GROUP or reference.definite is not True or narrowed or not reference.roles:
        return None
    parts = lexicon.listed("institution-of", reference.roles[0])
    if not parts or is_mentioned(reference, clusters):
        return None
    return only_one(one for one in _called(reference, parts, salience) if _can_be_in(one, towns))


def described(reference: Reference, clusters: Clusters, salience: Salience, lexicon: Lexicon) -> Cluster | None:
    """The one institution in mind, else just told of, that a noun tells what it is (*die Nato … das Bündnis*)."""
    if not describes(reference, lexicon) or is_mentioned(reference, clusters):
        return None
    parts = _parts_of_described(reference.key.casefold(), lexicon)
    told = (one for _, one in salience.told_of(reference, _INSTITUTIONS) if _is_called(one, parts))
    return only_one(_called(reference, parts, salience)) or only_one(told)


def describes(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a mention can take up an institution by what that is, with nothing that tells of another one."""
    bare = not (reference.complement or reference.modifiers or reference.owned)
    one_word = not any(left.end < right.start for left, right in pairwise(reference.tokens))  # die UN-Organisation
    alone = reference.form in _NOUNS and reference.definite is True and bare and one_word
    return alone and bool(_parts_of_described(reference.key.casefold(), lexicon))


@remembered
def _parts_of_described(key: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What the institutions are called that a noun describes; any compound is one of what has a hyphen in front."""
    ends = (f"-{key[start:]}" for start in last_part_starts(key, 1) if start)
    return next(filter(None, (lexicon.listed("describes", word) for word in (key, *ends))), ())


def firm_called(reference: Reference, salience: Salience, lexicon: Lexicon) -> Cluster | None:
    """The one firm in mind that a noun for who does its business takes up (*der Möbelhändler Kolm … der Händler*)."""
    bare = reference.definite is True and not (reference.complement or reference.modifiers or reference.owned)
    parts = lexicon.listed("firm-of", reference.roles[0]) if bare else ()
    return only_one(_called(reference, parts, salience)) if parts else None


def _called(reference: Reference, parts: tuple[str, ...], salience: Salience) -> Iterator[Cluster]:
    """The institutions in mind, of any gender and number, that are called by one of some words."""
    ranked = salience.ranked(evolve(reference, gender=None, number=None), _INSTITUTIONS)
    return (one for _, one in ranked if _is_called(one, parts))


def _can_be_in(institution: Cluster, towns: Sequence[str]) -> bool:
    """Whether an institution of which the text tells a town is in one of these."""
    told = institution.modifiers if towns else ()
    return not told or any(same_town(town, place.casefold()) for town in towns for place in told)


def _is_called(institution: Cluster, parts: tuple[str, ...]) -> bool:
    """Whether a word of an institution's name is one of the words, or begins or ends with what has a hyphen there."""
    words = " ".join((institution.key, *institution.modifiers)).casefold().split()
    return any(_fits(word, part) for word in words for part in parts)


def _fits(word: str, part: str) -> bool:
    if part.startswith("-"):
        return word.endswith(part[1:])
    return word.startswith(part[:-1]) if part.endswith("-") else word == part
