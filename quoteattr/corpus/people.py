"""Who is the same one in several articles.

Evidence is asked in the order of its strength: the id of the user's gazetteer, a full name with a role, party or
outlet that fits, a surname with a role that one person alone has, the name of an institution that is no mere noun.
Pronouns and role nouns never link. Two who have one name stay two where a party, a role or a gender tells them apart,
and an appearance that could be either stays nobody's. What comes out depends on the appearances, not on their order.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from quoteattr.corpus.appearances import Appearance, names_one_only
from quoteattr.corpus.bearers import bearers, contradict, share_role
from quoteattr.corpus.collected_persons import Person, identified, person_of
from quoteattr.corpus.edits import MERGE, SPLIT, Edits
from quoteattr.model import EntityKind

Group = tuple[Appearance, ...]


class Reason(StrEnum):
    """Why an appearance was linked to a person, or to none."""

    GAZETTEER = "id of the gazetteer"
    FULL_NAME = "full name"
    FITTING = "full name, and nothing speaks against it"
    SURNAME_AND_ROLE = "surname and role"
    NAME = "name of an institution, medium or place"
    MERGED = "merged by hand"
    SPLIT = "split by hand"
    NO_NAME = "no name"
    SURNAME_ALONE = "a surname alone"
    SEVERAL = "several persons have this name"


_BY_HAND = {MERGE: Reason.MERGED, SPLIT: Reason.SPLIT}


@frozen
class Link:
    """What became of an appearance.

    Attributes:
        article: Id of the article.
        entity: Id of the entity within it.
        person: Id of the person, empty if it was linked to none.
        reason: Why.
    """

    article: str
    entity: str
    person: str
    reason: Reason


@frozen
class People:
    """The persons, institutions and media of a collection.

    Attributes:
        persons: In the order of their ids.
        links: One for each appearance, in the order of articles and entities.
    """

    persons: tuple[Person, ...]
    links: tuple[Link, ...]


def link_people(appearances: Iterable[Appearance], edits: Edits | None = None) -> People:
    """Link the appearances of a collection.

    Args:
        appearances: All of the collection, in any order.
        edits: What the user knows better; it wins over everything.

    Raises:
        FormatError: An edit names a person or an appearance that is not there.

    Example:
        >>> one = Appearance("a1", "e1", "Anna Kern", EntityKind.PERSON, given="anna", surname="kern")
        >>> two = Appearance("a2", "e4", "Anna Kern", EntityKind.PERSON, given="anna", surname="kern")
        >>> [person.id for person in link_people([one, two]).persons]
        ['anna-kern']
    """
    everything = sorted(set(appearances), key=lambda each: (each.article, each.entity))
    reasons: dict[Appearance, Reason] = {}
    groups = [*_by_ref(everything, reasons), *_by_name(everything, reasons)]
    groups = _with_surnames(everything, groups, reasons)
    groups += _institutions(everything, reasons)
    named = identified(groups)
    if edits is not None:
        named, moved = edits.apply(named, everything)
        reasons.update({each: _BY_HAND[action] for each, action in moved.items()})
    persons = tuple(person_of(identifier, group) for identifier, group in sorted(named.items()))
    owner = {each: identifier for identifier, group in named.items() for each in group}
    links = (Link(each.article, each.entity, owner.get(each, ""), reasons[each]) for each in everything)
    return People(persons, tuple(links))


def _by_ref(everything: Sequence[Appearance], reasons: dict[Appearance, Reason]) -> Iterator[Group]:
    """One group for each id of the gazetteer."""
    for group in _grouped(everything, lambda each: each.ref):
        reasons.update(dict.fromkeys(group, Reason.GAZETTEER))
        yield group


def _by_name(everything: Sequence[Appearance], reasons: dict[Appearance, Reason]) -> Iterator[Group]:
    """The bearers of each full name; who could be any of several is none of them."""
    people = [each for each in everything if each.is_named_person and each.given and not each.ref]
    for namesakes in _grouped(people, lambda each: f"{each.given} {each.surname}"):
        found, open_ones = bearers(namesakes)
        for group in found:
            reasons.update({each: Reason.FULL_NAME if each.roles or each.party else Reason.FITTING for each in group})
            yield group
        reasons.update(dict.fromkeys(open_ones, Reason.SEVERAL))


def _with_surnames(
    everything: Sequence[Appearance], groups: Sequence[Group], reasons: dict[Appearance, Reason]
) -> list[Group]:
    """The groups with those who have a surname and a role that one of them alone has; others make new groups."""
    by_surname: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for surname in sorted({each.surname for each in group if each.surname}):
            by_surname[surname].append(number)
    profiles = [tuple({each.profile: each for each in group}.values()) for group in groups]
    grown = [list(group) for group in groups]
    left: list[Appearance] = []

    def fitting(each: Appearance) -> list[int]:
        """The groups of those who may be one with this surname and these roles."""
        return [
            number
            for number in by_surname[each.surname]
            if any(share_role(each, other) for other in profiles[number])
            and not any(contradict(each, other) for other in profiles[number])
        ]

    bare = [each for each in everything if each.is_named_person and not each.given and not each.ref]
    for alike in _grouped(bare, lambda each: repr((each.surname, sorted(each.roles), each.party, each.gender))):
        found = fitting(alike[0])
        reason = Reason.SURNAME_AND_ROLE if len(found) < 2 else Reason.SEVERAL
        reasons.update(dict.fromkeys(alike, reason if alike[0].roles else Reason.SURNAME_ALONE))
        if len(found) == 1:
            grown[found[0]] += alike
        elif not found and alike[0].roles:
            left += alike
    for namesakes in _grouped(left, lambda each: each.surname):
        persons, open_ones = bearers(namesakes)
        grown += map(list, persons)
        reasons.update(dict.fromkeys(open_ones, Reason.SEVERAL))
    return [tuple(group) for group in grown]


def _institutions(everything: Sequence[Appearance], reasons: dict[Appearance, Reason]) -> list[Group]:
    """One group for each name of an institution, medium or place that means one only."""
    kinds = (EntityKind.ORGANISATION, EntityKind.MEDIUM, EntityKind.PLACE)
    named = [each for each in everything if each.kind in kinds and not each.ref and names_one_only(each.name)]
    reasons.update(dict.fromkeys(named, Reason.NAME))
    reasons.update({each: Reason.NO_NAME for each in everything if each not in reasons})
    return list(_grouped(named, lambda each: each.name.casefold()))


def _grouped(items: Iterable[Appearance], key: Callable[[Appearance], str]) -> Iterator[Group]:
    """The items by a key, in the order of the keys, those with an empty one left out."""
    found: dict[str, list[Appearance]] = defaultdict(list)
    for item in items:
        if name := key(item):
            found[name].append(item)
    return (tuple(found[name]) for name in sorted(found))
