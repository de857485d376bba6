"""A person of a collection, made of its appearances."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import regex
from attrs import frozen

from quoteattr.corpus.appearances import Appearance
from quoteattr.corpus.folding import folded
from quoteattr.model import EntityKind

_NO_LETTER = regex.compile(r"[^\p{L}\p{N}]+")


@frozen
class Held:
    """A role or a party over time.

    Attributes:
        name: The role (masculine, in lower case) or the party.
        since: Date of the first article that tells it, empty if no article with it has a date.
        until: Date of the last one.
        articles: In how many articles.
    """

    name: str
    since: str
    until: str
    articles: int


@frozen
class Person:
    """Somebody, or an institution, medium or place, in all articles of a collection.

    Attributes:
        id: Id of the user's gazetteer, else made of the name; two of one name are told apart by party, role or number.
        name: The fullest of the most frequent names.
        kind: Person, organisation, …
        gender: As far as an article or the gazetteer tells.
        ref: Id of the gazetteer, empty if none.
        aliases: All other names, the most frequent first.
        roles: Roles with the time in which articles tell them.
        parties: Parties or bodies, likewise.
        appearances: Article and entity of each appearance.
    """

    id: str
    name: str
    kind: EntityKind
    gender: str
    ref: str
    aliases: tuple[str, ...]
    roles: tuple[Held, ...]
    parties: tuple[Held, ...]
    appearances: tuple[tuple[str, str], ...]


def person_of(identifier: str, group: Sequence[Appearance]) -> Person:
    """The person that some appearances are; the id is given."""
    names = _by_frequency(each.name for each in group)
    name = _name_of(group)
    return Person(
        id=identifier,
        name=name,
        kind=Counter(each.kind for each in group).most_common(1)[0][0],
        gender=next(iter(_by_frequency(each.gender for each in group if each.gender)), ""),
        ref=next((each.ref for each in group if each.ref), ""),
        aliases=tuple(other for other in names if other != name),
        roles=tuple(_held((role, each) for each in group for role in each.roles)),
        parties=tuple(_held((each.party, each) for each in group if each.party)),
        appearances=tuple(sorted((each.article, each.entity) for each in group)),
    )


def identified(groups: Iterable[Sequence[Appearance]]) -> dict[str, tuple[Appearance, ...]]:
    """Groups of appearances by the ids of their persons.

    Example:
        >>> identified([[Appearance("a", "e1", "Jürgen von Au", EntityKind.PERSON)]]).keys()
        dict_keys(['juergen-von-au'])
    """
    by_slug: dict[str, list[tuple[Appearance, ...]]] = defaultdict(list)
    for group in groups:
        ref = next((each.ref for each in group if each.ref), "")
        by_slug[ref or slug(_name_of(group))].append(tuple(group))
    return {
        identifier: group
        for name, namesakes in by_slug.items()
        for identifier, group in zip(_told_apart(name, namesakes), namesakes, strict=True)
    }


def slug(name: str) -> str:
    """A name as a part of an id: small letters of the Latin alphabet, digits and hyphens where they will do.

    Example:
        >>> slug("Ingrid Müller-Łoś")
        'ingrid-mueller-łos'
    """
    plain = unicodedata.normalize("NFKD", folded(name))
    return _NO_LETTER.sub("-", "".join(sign for sign in plain if not unicodedata.combining(sign))).strip("-") or "-"


def _told_apart(name: str, namesakes: Sequence[Sequence[Appearance]]) -> Iterator[str]:
    """An id for each of some persons of one name: by party, else by role, else by number."""
    if len(namesakes) == 1:
        yield name
        return
    marks = [_mark(group) for group in namesakes]
    seen: Counter[str] = Counter()
    for mark in marks:
        seen[mark] += 1
        number = f"-{seen[mark]}" if not mark or seen[mark] > 1 else ""
        yield f"{name}~{slug(mark) if mark else ''}{number}".replace("~-", "~")


def _mark(group: Sequence[Appearance]) -> str:
    """What tells a person from namesakes: the most frequent party, else role; of equals, the first by the alphabet."""
    parties = _by_frequency(each.party for each in group if each.party)
    roles = _by_frequency(role for each in group for role in each.roles)
    return next(iter((*parties, *roles)), "")


def _name_of(group: Sequence[Appearance]) -> str:
    """The most frequent of the names with most words."""
    longest = max(len(each.name.split()) for each in group)
    return _by_frequency(each.name for each in group if len(each.name.split()) == longest)[0]


def _by_frequency(items: Iterable[str]) -> list[str]:
    """Different items, the most frequent first, equals by the alphabet."""
    return [item for item, _ in sorted(Counter(items).items(), key=lambda pair: (-pair[1], pair[0]))]


def _held(told: Iterable[tuple[str, Appearance]]) -> Iterator[Held]:
    """What is told of a person, each with the time in which it is."""
    articles: Mapping[str, set[tuple[str, str]]] = defaultdict(set)
    for name, each in told:
        articles[name].add((each.article, each.date))
    for name, found in sorted(articles.items()):
        dates = sorted(date for _, date in found if date)
        yield Held(name, dates[0] if dates else "", dates[-1] if dates else "", len(found))
