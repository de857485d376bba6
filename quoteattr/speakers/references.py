"""A mention in a document, with all that coreference asks of it."""

from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from quoteattr.lexicon import Gender, Number
from quoteattr.model import EntityKind, Span
from quoteattr.speakers.names import PersonName
from quoteattr.tree import Sentence, Token


class Form(StrEnum):
    """What kind of expression a mention is."""

    NAME = "name"
    ROLE = "role"
    INSTITUTION = "institution"
    PLACE = "place"
    MEDIUM = "medium"
    GROUP = "group"
    NOUN = "noun"
    PRONOUN = "pronoun"
    FIRST_PERSON = "first-person"
    POSSESSIVE = "possessive"


KINDS = {
    Form.NAME: EntityKind.PERSON,
    Form.ROLE: EntityKind.PERSON,
    Form.INSTITUTION: EntityKind.ORGANISATION,
    Form.PLACE: EntityKind.PLACE,
    Form.MEDIUM: EntityKind.MEDIUM,
    Form.GROUP: EntityKind.GROUP,
}
"""Kind of entity by form; all others are unnamed."""

_DIVIDING = frozenset({":", ";"})

GENDERS: Mapping[str, Gender] = {"Masc": Gender.MASCULINE, "Fem": Gender.FEMININE, "Neut": Gender.NEUTER}
"""The genders by the feature of a parser."""

STRONG_ENDINGS: Mapping[Gender | None, str] = {Gender.MASCULINE: "er", Gender.FEMININE: "e", Gender.NEUTER: "es"}
"""Endings of the strong nominative of adjectives."""

PRONOUNS = (Form.PRONOUN, Form.POSSESSIVE)


@frozen(eq=False)
class Reference:
    """An expression that refers to somebody.

    Attributes:
        sentence: The sentence.
        tokens: Its core in text order: role, titles and name, or the noun.
        head: The word that the tree hangs on.
        form: What kind of expression it is.
        name: A person's name, None for other forms.
        key: Nominative that other forms are compared by: an institution's head noun, a place's name.
        modifiers: Names that narrow the head noun (`Köln` in *Staatsanwaltschaft Köln*).
        roles: Roles of a person, masculine and in lower case.
        party: Party or body that a person belongs to, in lower case.
        abbreviation: What stands in brackets behind an institution.
        field: What an institution is busy with (`party`, `business`), empty if no table tells.
        gender: As far as name, role and article tell.
        number: As far as form and article tell.
        age: In years, as digits; empty if it is not told.
        town: Where somebody is from or holds an office, in lower case and without *-er*; empty if it is not told.
        both: Whether *beide* stands before it (*die beiden Fraktionen*).
        definite: True after a definite article, False after an indefinite one, None without.
        owned: Whether a possessive stands in front.
        complement: Whether it is narrowed by a genitive or a preposition.
        described: Roles that its sentence says it has (*Er ist Förster*).
        subject: Whether it is a subject.
        apposed: Whether it stands behind a comma.
        initial: Whether it opens its sentence.
        behind: Whether it is a subject behind its finite verb (*„…“, sagte die Leiterin des Instituts*).
        told: Whether its clause is in Konjunktiv, part of a report itself (*Die Lehrerin habe gemeint*).
        label: What it is called, where only words before it tell (*ein anderer*); empty where its own words do.
        clause: Head of its clause, and the colons and semicolons before: what stands behind one is a clause of its own.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    head: Token
    form: Form
    name: PersonName | None = None
    key: str = ""
    modifiers: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    party: str = ""
    abbreviation: str = ""
    field: str = ""
    gender: Gender | None = None
    number: Number | None = None
    age: str = ""
    town: str = ""
    both: bool = False
    definite: bool | None = None
    owned: bool = False
    complement: bool = False
    described: tuple[str, ...] = ()
    subject: bool = False
    apposed: bool = False
    initial: bool = False
    behind: bool = False
    told: bool = False
    label: str = ""
    clause: tuple[int, int] = (-1, 0)

    @property
    def kind(self) -> EntityKind:
        """Kind of entity that it makes."""
        return KINDS.get(self.form, EntityKind.UNNAMED)

    @property
    def is_genitive(self) -> bool:
        """Whether it is a name in the genitive that is known without its ending (*Sternaus*)."""
        return self.name is not None and self.tokens[-1].text == self.name.text.split()[-1] + "s"

    @property
    def is_paper_itself(self) -> bool:
        """Whether a paper speaks of itself (*nach Informationen dieser Zeitung*)."""
        articles = self.sentence.children(self.head, "det") if self.field == "media" else ()
        return any(token.text.lower().startswith("dies") for token in articles)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(token.text for token in self.tokens)

    @property
    def top(self) -> Token:
        """The word that hangs on none of its other words."""
        return next(token for token in self.tokens if token.head not in self.indices)

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    @property
    def indices(self) -> frozenset[int]:
        """Where its words stand in the sentence."""
        return frozenset(token.index for token in self.tokens)


def clause_of(sentence: Sentence, token: Token) -> tuple[int, int]:
    """The head of a word's clause, and how many colons and semicolons stand before the word."""
    divided = not sentence.forms.isdisjoint(_DIVIDING)
    signs = sum(other.text in _DIVIDING for other in sentence.tokens[: token.index]) if divided else 0
    return sentence.clause_head(token).index, signs


def is_predicate(reference: Reference) -> bool:
    """Whether a mention says what somebody is (*Hinz war Mitglied des Bundestags*) and refers to nobody."""
    named = reference.form is Form.NAME or (reference.form is Form.INSTITUTION and bool(reference.modifiers))
    cop = reference.sentence.child(reference.head, "cop") if not named else None  # Eine ist der Versender Nordkleid
    between = reference.sentence.tokens[reference.head.index : cop.index] if cop is not None else ()
    return cop is not None and not any(token.text == ":" for token in between)  # Ein Sprecher: „Wir sind da.“
