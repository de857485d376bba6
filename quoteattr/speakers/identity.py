"""Who is who: clusters the mentions of a document by name, key, role and abbreviation."""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import Factory, define

from quoteattr.lexicon import Gender, Number
from quoteattr.model import EntityKind
from quoteattr.speakers.entities import Entities, KnownEntity
from quoteattr.speakers.names import PersonName
from quoteattr.speakers.person_nouns import COLLEAGUES, same_role
from quoteattr.speakers.references import PRONOUNS, Form, Reference
from quoteattr.speakers.towns import same_town

_TOWNS = 8
"""Towns of one that are remembered; real ones have one or two."""


@define(eq=False)
class Cluster:
    """Everything in a document that is the same one; grows while the text is read.

    Attributes:
        kind: Person, organisation, …
        gender: As far as any mention tells.
        number: As far as any mention tells.
        names: Names of a person, in order of appearance.
        roles: Roles, masculine and in lower case.
        party: Party or body.
        age: In years, as digits; empty if no mention tells.
        towns: Where somebody is from or holds an office, as far as any mention tells; see `Reference.town`.
        key: Head noun or name of what is no person.
        field: What an institution is busy with.
        modifiers: What narrows the key.
        references: All mentions.
        documents: Those of them that name what somebody has written (*eine Erklärung*), and so are no name of that one.
        certain: Whether more than a bare name somewhere says that this is somebody: a role, a first name, a subject.
        owner: Whose it is (*ihr Mann*, *dessen Vorsitzende*), as far as a possessive tells.
        known: The entry of the user's gazetteer.
        members: The parts of a coordination (*Ellmann und Traynor*).
    """

    kind: EntityKind
    gender: Gender | None = None
    number: Number | None = None
    names: list[PersonName] = Factory(list)
    roles: set[str] = Factory(set)
    party: str = ""
    age: str = ""
    towns: set[str] = Factory(set)
    key: str = ""
    field: str = ""
    modifiers: frozenset[str] = frozenset()
    references: list[Reference] = Factory(list)
    documents: list[Reference] = Factory(list)
    certain: bool = False
    owner: "Cluster | None" = None
    known: KnownEntity | None = None
    members: tuple["Cluster", ...] = ()

    @property
    def fullest(self) -> PersonName | None:
        """The name with most parts, the earliest of equals; no genitive if the nominative is there as well."""
        texts = {name.text for name in self.names}
        names = [name for name in self.names if not (name.text.endswith("s") and name.text[:-1] in texts)]
        return max(names, key=lambda name: len(name.text.split()), default=None)

    @property
    def is_called(self) -> bool:
        """Whether a word that is no pronoun stands for somebody (not *er*, where the text names nobody)."""
        first = self.references[0].form if self.references else None
        return first is not None and (first not in PRONOUNS or bool(self.names or self.roles))

    def before(self, offset: int) -> int:
        """How many of the mentions, which stand in text order, begin before an offset."""
        return bisect_left(self.references, offset, key=lambda reference: reference.tokens[0].start)

    def take(self, reference: Reference) -> None:
        """Learn from one more mention."""
        self.references.append(reference)
        full = reference.name is not None and bool(reference.name.given or reference.gender)  # Herr Kern
        self.certain |= self.kind is not EntityKind.PERSON or full or bool(reference.roles) or reference.subject
        if reference.name is not None and reference.name not in self.names:
            self.names.append(reference.name)
        if reference.form in (Form.NAME, Form.ROLE, Form.PRONOUN):
            self.roles.update(reference.roles, reference.described)
            self.party = self.party or reference.party
        self.age = self.age or reference.age
        if reference.town and len(self.towns) < _TOWNS:
            self.towns.add(reference.town)
        self.gender = self.gender or reference.gender
        self.number = self.number or reference.number
        self.modifiers |= reference.modifiers

    def hand_over(self, reference: Reference, other: "Cluster", *, document: bool) -> None:
        """Give a mention to another one, whom it means; no name of that one where it is what that one has written."""
        self.references.remove(reference)
        insort(other.references, reference, key=lambda each: each.span)
        if document:
            other.documents.append(reference)

    def belong_to(self, owner: "Cluster") -> None:
        """Learn whose it is; a colleague in office holds the office as well (*sein Amtskollege*)."""
        if owner is not self:
            self.owner = self.owner or owner
            if self.roles & COLLEAGUES:
                self.roles |= {role for role in owner.roles if role not in COLLEAGUES}

    def has_role(self, role: str) -> bool:
        """Whether a role noun can take up one of its roles."""
        return any(same_role(role, other) for other in self.roles)

    def contradicts(self, reference: Reference) -> bool:
        """Whether other names narrow it (*der russische* against *der ukrainische Präsident*), another party or age.

        So does another town (*der Kaldener* against *der Borkener Bürgermeister*).
        """
        elsewhere = reference.modifiers and self.modifiers and not reference.modifiers & self.modifiers
        party = reference.party and self.party and reference.party != self.party
        town = reference.town and self.towns and not self.is_of(reference.town)
        return bool(elsewhere or party or town or (reference.age and self.age and reference.age != self.age))

    def is_of(self, town: str) -> bool:
        """Whether the text has told that somebody is from a town or holds an office there."""
        return any(same_town(town, other) for other in self.towns)

    def agrees(self, gender: Gender | None, number: Number | None) -> bool:
        """Whether nothing known contradicts a gender and number."""
        return _agree(self.gender, gender) and _agree(self.number, number)


_Profile = tuple[EntityKind, Gender | None, Number | None, bool]
"""Kind, gender and number of a cluster, and whether it is surely somebody known by name."""


class Clusters:
    """The clusters of a document, looked up by what mentions say.

    Args:
        known: The user's gazetteer.
    """

    def __init__(self, known: Entities | None = None) -> None:
        self._known = known
        self._by_word: dict[str, list[Cluster]] = {}
        self._by_entry: dict[int, Cluster] = {}
        self._narrowed: dict[str, dict[Cluster, None]] = {}
        self._by_ending: dict[str, dict[Cluster, None]] = {}
        self._alike: dict[_Profile, dict[Cluster, None]] = {}
        self._profiles: dict[Cluster, _Profile] = {}

    def named(self, reference: Reference) -> Sequence[Cluster]:
        """The clusters that a name, institution, place, medium or group can belong to; a new one if there is none."""
        entry = self._known_entity(reference)
        if entry is not None and id(entry) in self._by_entry:
            return [self._by_entry[id(entry)]]
        initialled = self._by_word.get(_initials_key(reference.text), ())
        if len(initialled) == 1:  # LK: for Leyla Kılıç
            return initialled
        found = (
            self._people_named(reference, reference.name)
            if reference.name is not None
            else self._non_persons_named(reference)
        )
        if entry is not None:
            found = [cluster for cluster in found if cluster.known in (None, entry)]
        return found or [self.new(reference)]

    def new(self, reference: Reference) -> Cluster:
        """A cluster of its own for a mention."""
        cluster = Cluster(
            reference.kind,
            number=reference.number,
            key=reference.key,
            field=reference.field,
        )
        return cluster

    def take(self, cluster: Cluster, reference: Reference, owner: Cluster | None = None) -> None:
        """Add a mention to a cluster, with whose it is, and remember the words that find it."""
        cluster.take(reference)
        if cluster.kind is EntityKind.ORGANISATION:
            self._by_ending.setdefault(_ending(cluster.key), {})[cluster] = None
        if cluster.kind is EntityKind.ORGANISATION and (cluster.modifiers or " " in cluster.key):
            self._narrowed.setdefault(cluster.field, {})[cluster] = None
        if owner is not None:
            cluster.belong_to(owner)
        entry = self._known_entity(reference)
        if entry is not None and cluster.known is None:
            cluster.known = entry
            cluster.gender = entry.gender or cluster.gender
            self._by_entry[id(entry)] = cluster
        for word in (*_lookup_words(reference), *map(_role_key, cluster.roles)):
            clusters = self._by_word.setdefault(word, [])
            if cluster not in clusters:
                clusters.append(cluster)
            self._profiles.setdefault(cluster, _profile_of(cluster))
        if cluster in self._profiles:  # what has no word of its own, such as a lone pronoun, is nobody who was named
            self._put_among_alike(cluster)

    def tell_gender(self, cluster: Cluster, gender: Gender) -> None:
        """Learn the gender of somebody whose first name does not tell it."""
        cluster.gender = cluster.gender or gender
        if cluster in self._profiles:
            self._put_among_alike(cluster)

    def with_role(self, role: str) -> list[Cluster]:
        """The people who were called by a role that ends alike."""
        return list(self._by_word.get(_role_key(role), ()))

    def aged(self, reference: Reference) -> list[Cluster]:
        """The people of just the age that a mention tells."""
        found = self._by_word.get(_age_key(reference.age), ()) if reference.age else ()
        return [cluster for cluster in found if cluster.agrees(reference.gender, None)]

    def any_that(self, reference: Reference, kinds: Collection[EntityKind]) -> bool:
        """Whether anybody of these kinds was named so far who agrees with a reference."""
        return any(
            group and kind in kinds and _agree(gender, reference.gender) and _agree(number, reference.number)
            for (kind, gender, number, _), group in self._alike.items()
        )

    def institutions(self, fields: Collection[str]) -> Iterator[Cluster]:
        """The institutions of some fields that were named so far with more than a noun."""
        return (one for field in fields for one in self._narrowed.get(field, ()))

    def institutions_called(self, noun: str) -> Iterator[Cluster]:
        """The institutions named so far by a noun or a compound that ends in it (*Wasserverband* for *Verband*)."""
        end = noun.casefold()
        return (one for one in self._by_ending.get(_ending(noun), ()) if one.key.casefold().endswith(end))

    def named_people(self, gender: Gender | None) -> Iterator[Cluster]:
        """The people known by name who are of a gender, or of none that is known."""
        groups = (group for (_, own, _, is_named), group in self._alike.items() if is_named and _agree(own, gender))
        return (one for group in groups for one in group)

    def _put_among_alike(self, cluster: Cluster) -> None:
        """Move a cluster to those that agree with the same references, which are then found without looking at each."""
        old, new = self._profiles[cluster], _profile_of(cluster)
        self._alike.get(old, {}).pop(cluster, None)
        self._alike.setdefault(new, {})[cluster] = None
        self._profiles[cluster] = new

    def _known_entity(self, reference: Reference) -> KnownEntity | None:
        """The gazetteer's entry for a mention, by name, key or abbreviation."""
        if self._known is None:
            return None
        forms = (
            reference.name.text if reference.name else "",
            reference.key,
            reference.abbreviation,
        )
        return next(
            (entry for form in forms if form and (entry := self._known.find(form))),
            None,
        )

    def _people_named(self, reference: Reference, name: PersonName) -> list[Cluster]:
        """The people whom a name can mean; a surname, the same name or a role before it narrows them down."""
        near = [cluster for key in _name_keys(name) for cluster in self._by_word.get(key, ())]
        found = [
            cluster
            for cluster in dict.fromkeys(near)
            if cluster.names
            and cluster.agrees(reference.gender, Number.SINGULAR)
            and any(_same_person(name, other) for other in cluster.names)
            and not any(_is_namesake(name, other) for other in cluster.names)
        ]
        if not found and name.given and name.surname:  # ihr Mann Uwe, then Uwe Sand
            by_first = self._by_word.get(name.given[0].casefold(), ())
            bare = [one for one in by_first if one.names and not any(other.surname for other in one.names)]
            return [one for one in bare if one.agrees(reference.gender, Number.SINGULAR)]
        if not name.given or not name.surname:
            by_surname = [one for one in found if any(other.surname and other.key == name.key for other in one.names)]
            found = by_surname or found
        if len(found) > 1:
            exact = [cluster for cluster in found if name in cluster.names]
            found = exact if len(exact) == 1 else found
        if len(found) > 1 and reference.roles:
            fitting = [cluster for cluster in found if any(cluster.has_role(role) for role in reference.roles)]
            found = fitting if len(fitting) == 1 else found
        return found

    def _non_persons_named(self, reference: Reference) -> list[Cluster]:
        """The institutions, places, media or groups that a mention can mean, by abbreviation, then by key."""
        words = [word for word in (reference.abbreviation, reference.key) if word]
        for word in words:
            found = [
                cluster
                for cluster in self._by_word.get(word.casefold(), ())
                if not cluster.names and _narrowed_alike(reference.modifiers, cluster.modifiers)
            ]
            if found:
                return found if len(found) == 1 or not reference.modifiers else found[-1:]
        return self._firm_of_name(reference)

    def _firm_of_name(self, reference: Reference) -> list[Cluster]:
        """The firm of the same name, called by another noun or by none (*Kolb & Sohn*, *die Reederei Kolb & Sohn*)."""
        named = reference.modifiers if reference.field == "business" and "&" in reference.modifiers else None
        return [one for one in self._narrowed.get(reference.field, ()) if one.modifiers == named]


def _profile_of(cluster: Cluster) -> _Profile:
    """What decides which references can mean a cluster at all."""
    return cluster.kind, cluster.gender, cluster.number, bool(cluster.names) and cluster.certain


def _agree(first: Gender | Number | None, second: Gender | Number | None) -> bool:
    """Whether two genders or two numbers do not contradict each other."""
    return first is None or second is None or first == second


def _lookup_words(reference: Reference) -> Iterable[str]:
    """The words by which later mentions find a cluster with this one."""
    if reference.name is not None:
        yield from dict.fromkeys((reference.name.key, _first_part(reference.name.key)))
        for given in reference.name.given:
            yield given.casefold()
        if reference.name.given and reference.name.surname:
            initials = reference.name.given[0][0] + reference.name.surname.split()[-1][0]
            yield _initials_key(initials.upper())
    elif reference.form not in (Form.PRONOUN, Form.ROLE, Form.POSSESSIVE):
        yield reference.key.casefold()
        firm = reference.text.partition(" ")[2].casefold() if reference.field == "business" else ""
        if firm:
            yield firm  # Reko for Firma Reko
    if reference.abbreviation:
        yield reference.abbreviation.casefold()
    if reference.age:
        yield _age_key(reference.age)


def _initials_key(initials: str) -> str:
    """What a person is looked up by who is called by two initials alone, as in the labels of an interview."""
    return "initials " + initials


def _role_key(role: str) -> str:
    """What a role is looked up by: its end, which *Außenminister* and *Minister*, *Kinderarzt* and *Arzt* share."""
    return "role " + role[-3:]


def _ending(noun: str) -> str:
    """What compounds with the same last part share."""
    return noun.casefold()[-3:]


def _age_key(age: str) -> str:
    """What an age is looked up by."""
    return "age " + age


def _name_keys(name: PersonName) -> tuple[str, ...]:
    """What a name can be found by: a bare surname may stand in the genitive, here or before."""
    if name.given:
        return (name.key,)
    return (name.key, name.key.removesuffix("s"), name.key + "s")


def _same_person(name: PersonName, other: PersonName) -> bool:
    """Whether two names can be one person: no part contradicts, and a bare first name or surname is in the other.

    A bare surname may be half of a double one, or stand first in the other (*Jäggi* for Jäggi-Bühler, *Bui* for Bui
    Van Thanh).
    """
    if name.surname and other.surname:
        if other.key not in _name_keys(name) and name.key not in _name_keys(other):
            bare, full = (name, other) if not name.given else (other, name)
            firsts = (_first_part(full.key), *(given.casefold() for given in full.given))
            return not bare.given and bare.key in firsts
        return not (name.given and other.given) or _same_first_name(name.given[0], other.given[0])
    single, full = (name, other) if not name.surname or not name.given else (other, name)
    word = single.key
    return word in (full.key, *(given.casefold() for given in full.given))


def _is_namesake(name: PersonName, other: PersonName) -> bool:
    """Whether two full names share the surname alone, though one of them was called by the bare surname since."""
    full = name.given and other.given and name.surname and name.key == other.key
    return bool(full) and not any(_same_first_name(one, two) for one in name.given for two in other.given)


def _first_part(key: str) -> str:
    """The first half of a double surname, any other as it is."""
    return key.partition("-")[0] or key


def _same_first_name(first: str, second: str) -> bool:
    """Whether two first names are the same; an initial stands for any that begins so."""
    if first.endswith(".") or second.endswith("."):
        return first[0] == second[0]
    return first.casefold() == second.casefold()


def _narrowed_alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether what narrows one of two nouns narrows the other as well (*Staatsanwaltschaft*, then with *Köln*)."""
    return first <= second or second <= first
