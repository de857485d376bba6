"""Somebody in one article, with all that may tell who that is elsewhere."""

import datetime
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from attrs import frozen

from quoteattr.lexicon import Lexicon
from quoteattr.model import Document, Entity, EntityKind
from quoteattr.speakers.epithets import VAGUE

OUTLET, DATE = "outlet", "date"
"""Where the metadata of an article say who printed it, and when."""

_UNIQUE_FRONTS = ("Bundes", "EU-", "US-", "UN-")


@frozen
class Appearance:
    """An entity of one article.

    Attributes:
        article: Id of the article.
        entity: Id of the entity within it.
        name: Its name there.
        kind: Person, organisation, …
        gender: `m`, `f`, `n`, empty if unknown.
        roles: Roles of a person that say more than that it is one, masculine and in lower case.
        party: Party or body, empty if none is named.
        ref: Id from the user's gazetteer, empty if none.
        outlet: Who printed the article, empty if unknown.
        date: When, as ISO 8601 (`2025-03-17`), empty if unknown.
        given: First name, in lower case; empty if none is told.
        surname: Surname without particles, in lower case; empty if this is no person with one.
    """

    article: str
    entity: str
    name: str
    kind: EntityKind
    gender: str = ""
    roles: frozenset[str] = frozenset()
    party: str = ""
    ref: str = ""
    outlet: str = ""
    date: str = ""
    given: str = ""
    surname: str = ""

    @property
    def profile(self) -> tuple[str, frozenset[str], str, str]:
        """What tells bearers of one name from each other. Many appearances have the same: they are asked once."""
        return self.gender, self.roles, self.party, self.ref

    @property
    def is_named_person(self) -> bool:
        """Whether this is a person with a surname."""
        return self.kind is EntityKind.PERSON and bool(self.surname)


def appearances_of(document: Document) -> Iterator[Appearance]:
    """The entities of a document; its metadata say outlet (`outlet`) and date (`date`).

    Example:
        >>> list(appearances_of(Document("Es regnet.")))
        []
    """
    outlet, date = outlet_and_date(document.metadata)
    return (appearance_of(entity, document.id, outlet, date) for entity in document.entities)


def appearance_of(entity: Entity, article: str, outlet: str = "", date: str = "") -> Appearance:
    """An entity of an article as an appearance."""
    return Appearance(
        article=article,
        entity=entity.id,
        name=entity.name,
        kind=entity.kind,
        gender=entity.gender or "",
        roles=frozenset(entity.roles) - _vague_roles(),
        party=entity.party or "",
        ref=entity.ref or "",
        outlet=outlet,
        date=date,
        given=(entity.given or "").partition(" ")[0].casefold(),
        surname=(entity.surname or "").rpartition(" ")[2].casefold(),
    )


def outlet_and_date(metadata: Mapping[str, Any]) -> tuple[str, str]:
    """Who printed an article, and on which day (ISO 8601), from its metadata; empty what they do not say.

    Example:
        >>> outlet_and_date({"outlet": "Hafenbote", "date": "2031-03-02T06:30:00+01:00"})
        ('Hafenbote', '2031-03-02')
    """
    outlet, date = (_text(metadata, name) for name in (OUTLET, DATE))
    return outlet, _day(date)


def names_one_only(name: str) -> bool:
    """Whether the name of an institution, medium or place means the same one in every article.

    A noun alone does not (*Polizei*, *Regierung*): each town has one. With something that narrows it, it does.

    Example:
        >>> [names_one_only(name) for name in ("Polizei", "Kölner Polizei", "Bundesregierung", "Siemens")]
        [False, True, True, True]
    """
    organisation = Lexicon.german().organisation(name)
    is_noun = organisation is not None and organisation.kind == "noun"
    return len(name.split()) > 1 or not is_noun or name.startswith(_UNIQUE_FRONTS)


@cache
def _vague_roles() -> frozenset[str]:
    """Roles that many people have at once (*Politiker*, *Experte*): they tell nobody from anybody."""
    return VAGUE | Lexicon.german().words("vague-role")


def _text(metadata: Mapping[str, Any], name: str) -> str:
    value = metadata.get(name)
    return value.strip() if isinstance(value, str) else ""


def _day(date: str) -> str:
    """The day of a date or of a time in ISO 8601, empty for anything else."""
    try:
        return datetime.datetime.fromisoformat(date).date().isoformat()
    except ValueError:
        return ""
