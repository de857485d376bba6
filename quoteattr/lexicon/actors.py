"""The entries for who or what can speak, one frozen type a table."""

from enum import StrEnum

from attrs import frozen

from quoteattr.model import Medium


class Gender(StrEnum):
    """Grammatical gender; of a person noun or first name also the person's."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


class Number(StrEnum):
    """Grammatical number."""

    SINGULAR = "sg"
    PLURAL = "pl"


@frozen
class Title:
    """A word of address or degree in front of a name.

    Attributes:
        id: The title as written.
        gender: Gender of the person where the title tells.
    """

    id: str
    gender: Gender | None


@frozen
class Role:
    """A noun for a person: office, profession, part in an event, nationality.

    Attributes:
        lemma: Nominative singular, with its capital letter.
        gender: Grammatical gender, which is the person's except for neuters and nouns such as *Person*.
        number: Singular or plural where the form tells, else None.
        masculine: The masculine counterpart, the same for both genders (`Präsident` for *Präsidentin*).
        compound: Whether it is also found as the last part of a compound (*Bundespräsidentin*).
    """

    lemma: str
    gender: Gender
    number: Number | None
    masculine: str
    compound: bool


@frozen
class RoleNoun:
    """A line of the table of roles: a noun with what is needed to inflect it.

    Attributes:
        lemma: Nominative singular, masculine where there are two.
        gender: Grammatical gender of the lemma.
        declension: `s` (des Ministers), `n` (des Präsidenten), `adj` (ein Abgeordneter), `-` (der Leiterin).
        plural: Nominative plural as written, empty if none.
        feminine: Nominative singular of the feminine noun, empty if none.
        compound: Whether it is also found as the last part of a compound.
    """

    lemma: str
    gender: Gender
    declension: str
    plural: str
    feminine: str
    compound: bool


@frozen
class Epithet:
    """A noun that takes up somebody named before (*der Politiker*, *die Behörde*).

    Attributes:
        id: Nominative singular, masculine where there are two.
        kind: `person` or `organisation`.
    """

    id: str
    kind: str


@frozen
class Organisation:
    """A noun or name for an institution that can speak.

    Attributes:
        id: Nominative singular as written.
        forms: All its forms, in lower case.
        gender: Grammatical gender, None for plural names.
        kind: `noun` (also found as the last part of a compound) or `name`.
        field: `state, court, security, party, business, science, society, media, church, sport`.
    """

    id: str
    forms: tuple[str, ...]
    gender: Gender | None
    kind: str
    field: str

    @property
    def compound(self) -> bool:
        """Whether it is also found as the last part of a compound."""
        return self.kind == "noun"


@frozen
class Place:
    """A place whose name may stand for its government.

    Attributes:
        id: Name as written.
        country: The country whose government is meant.
        adjectives: Its adjectives in lower case, uninflected (`russisch`, `Moskauer`).
    """

    id: str
    country: str
    adjectives: tuple[str, ...]


@frozen
class Outlet:
    """A medium that is cited: agency, paper, broadcaster, platform, or the noun of a genre.

    Attributes:
        id: Name as written.
        kind: `agency, paper, broadcaster, platform, genre`.
        medium: The medium of what it carries.
    """

    id: str
    kind: str
    medium: Medium


@frozen
class Group:
    """A noun for speakers without a name (*Experten*, *Kreise*).

    Attributes:
        id: Nominative plural, or singular for collectives, as written.
        forms: All its forms, in lower case.
        kind: `group` or `unnamed` (sources that stay hidden on purpose).
        compound: Whether it is also found as the last part of a compound (*Regierungskreise*).
    """

    id: str
    forms: tuple[str, ...]
    kind: str
    compound: bool


@frozen
class FirstName:
    """A first name.

    Attributes:
        id: As written.
        gender: `m` or `f`, None for both.
    """

    id: str
    gender: Gender | None
