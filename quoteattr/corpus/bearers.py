"""Who bears one name: one person, or several."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

from quoteattr.corpus.appearances import Appearance
from quoteattr.speakers.person_nouns import same_role

Group = tuple[Appearance, ...]


def share_role(one: Appearance, other: Appearance) -> bool:
    """Whether a role of one can be a role of the other (*Minister*, *Außenministerin*)."""
    return any(same_role(role, another) for role in one.roles for another in other.roles)


def contradict(one: Appearance, other: Appearance) -> bool:
    """Whether two of the same name cannot be one: another gender, party or id."""
    pairs = ((one.gender, other.gender), (one.party, other.party), (one.ref, other.ref))
    return any(first and second and first != second for first, second in pairs)


def bearers(namesakes: Sequence[Appearance]) -> tuple[list[Group], list[Appearance]]:
    """The persons behind appearances of one name, and the appearances that may be any of several.

    Those with a role or a party come first: they are one if they share one, directly or through others
    (*Außenministerin Kern (SPD)* and *die Abgeordnete Kern (SPD)*), and nothing contradicts. Those of whom only the
    name is known are the one bearer if there is just one, else the one that their outlet writes about; else nobody
    knows.

    Args:
        namesakes: The appearances of one name, in a fixed order.

    Example:
        >>> from quoteattr.model import EntityKind
        >>> def berger(article, *roles):
        ...     return Appearance(article, "e1", "Tom Berger", EntityKind.PERSON, roles=frozenset(roles))
        >>> found, left = bearers([berger("a", "trainer"), berger("b", "bürgermeister"), berger("c")])
        >>> len(found), [each.article for each in left]
        (2, ['c'])
    """
    alike: dict[Any, list[Appearance]] = defaultdict(list)
    for each in namesakes:
        alike[each.profile].append(each)
    told = [group[0] for group in alike.values() if _is_told(group[0])]
    persons = _joined(told) or _by_gender([group[0] for group in alike.values()])
    members = [[each for one in person for each in alike[one.profile]] for person in persons]
    outlets = [{each.outlet for each in group} for group in members]
    for each in namesakes:
        if not told or _is_told(each):
            continue
        fitting = [number for number, person in enumerate(persons) if not any(contradict(each, one) for one in person)]
        if len(fitting) > 1 and each.outlet:
            fitting = [number for number in fitting if each.outlet in outlets[number]]
        if len(fitting) == 1:
            members[fitting[0]].append(each)
    placed = {each for group in members for each in group}
    return [tuple(group) for group in members], [each for each in namesakes if each not in placed]


def _is_told(each: Appearance) -> bool:
    """Whether more than a name is known."""
    return bool(each.roles or each.party)


def _joined(told: Sequence[Appearance]) -> list[Group]:
    """Those who share a party, and those who share a role; who could be one with either of two is nobody's.

    No two that contradict each other come together.
    """
    anchors = _linked([each for each in told if each.party], lambda one, other: one.party == other.party)
    found = [list(anchor) for anchor in anchors]
    for group in _linked([each for each in told if not each.party], share_role):
        fitting = [
            number
            for number, anchor in enumerate(anchors)
            if any(share_role(each, other) for each in group for other in anchor)
            and not any(contradict(each, other) for each in group for other in anchor)
        ]
        if len(fitting) == 1:
            found[fitting[0]] += group
        elif not fitting:
            found.append(list(group))
    return [tuple(group) for group in found]


def _linked(told: Sequence[Appearance], alike: Callable[[Appearance, Appearance], bool]) -> list[Group]:
    """The groups that pairs make, directly or through others, without two that contradict each other."""
    groups = {number: [number] for number in range(len(told))}
    owner = {number: number for number in groups}
    for one, other in combinations(range(len(told)), 2):
        first, second = sorted((owner[one], owner[other]))
        if first == second or not alike(told[one], told[other]):
            continue
        if not any(contradict(told[left], told[right]) for left in groups[first] for right in groups[second]):
            owner.update(dict.fromkeys(groups[second], first))
            groups[first] += groups.pop(second)
    return [tuple(told[number] for number in sorted(group)) for group in groups.values()]


def _by_gender(bare: Sequence[Appearance]) -> list[Group]:
    """Of whom nothing but the name is known: one person, unless two genders are told."""
    genders = sorted({each.gender for each in bare if each.gender})
    if len(genders) < 2:
        return [tuple(bare)]
    return [tuple(each for each in bare if each.gender == gender) for gender in genders]
