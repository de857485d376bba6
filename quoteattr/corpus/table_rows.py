"""Documents, persons and variants as rows of the tables of an archive, and back."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import regex

from quoteattr.corpus.appearances import Appearance, appearance_of, outlet_and_date
from quoteattr.corpus.collected_persons import Person
from quoteattr.corpus.folding import letters
from quoteattr.corpus.variants import Repeated, Variant, Witness
from quoteattr.errors import OptionError
from quoteattr.model import Document, Entity, EntityKind, Quote, QuoteType

Row = tuple[Any, ...]

_LONE_SURROGATE = regex.compile(r"[\ud800-\udfff]")


def article_row(document: Document, analysis: str) -> Row:
    """A row of `articles`.

    Raises:
        OptionError: The document has no id.
    """
    outlet, date = outlet_and_date(document.metadata)
    identifier, text = known_id(document.id), storable(document.text)
    outlet = storable(outlet)
    odd = [
        [each.code, *((each.span.start, each.span.end) if each.span else (None, None)), each.message]
        for each in document.diagnostics
    ]
    return identifier, document.sha256, analysis, outlet, date, as_json(document.metadata), text, as_json(odd)


def entity_row(document: Document, entity: Entity) -> Row:
    """A row of `entities`."""
    names = (entity.name, entity.kind.value, entity.gender or "", entity.given or "", entity.surname or "")
    row = (document.id, entity.id, *names, as_json(entity.roles), entity.party or "", entity.ref or "")
    return tuple(map(storable, (*row, searchable(entity.name))))


def quote_row(document: Document, quote: Quote) -> Row:
    """A row of `quotes`, without its number."""
    speaker, stance = quote.speaker, quote.stance
    words = (
        quote.cue.text if quote.cue else "",
        quote.cue.lemma if quote.cue else "",
        speaker.mention.text if speaker and speaker.mention else "",
        speaker.entity.id if speaker and speaker.entity else "",
        quote.parent or "",
    )
    judged = (stance.reporting.value, stance.commitment.value, stance.attitude.value)
    return (
        storable(document.id),
        storable(quote.id),
        quote.type.value,
        quote.medium.value if quote.medium else "",
        storable(quote.text),
        quote.spans[0].start,
        quote.spans[-1].end,
        as_json([[span.start, span.end] for span in quote.spans]),
        *map(storable, words),
        quote.confidence,
        *judged,
        storable(stance.target.text) if stance.target else "",
        storable(quote.evidence[0].rule) if quote.evidence else "",
        speaker.confidence if speaker else None,
    )


def person_row(person: Person) -> Row:
    """A row of `persons`."""
    names = searchable(person.name, *person.aliases)
    return person.id, person.name, person.kind.value, person.gender, person.ref, as_json(person.aliases), names


def held_rows(person: Person) -> Iterator[Row]:
    """The rows of `held`: roles and parties with their times."""
    for what, held in (("role", person.roles), ("party", person.parties)):
        for each in held:
            yield person.id, what, each.name, each.since, each.until, each.articles


def variant_rows(number: int, repeated: Repeated) -> Iterator[Row]:
    """The rows of `variants`: one for each witness of a quotation."""
    for place, variant in enumerate((Variant(repeated.first), *repeated.others)):
        witness, differences = variant.witness, [each.value for each in variant.differences]
        yield number, witness.article, witness.quote, place, as_json(differences), as_json(variant.changed)


def appearance_in(row: sqlite3.Row) -> Appearance:
    """The appearance in a row of `entities` with outlet and date."""
    entity = Entity(
        id=row["id"],
        name=row["name"],
        kind=EntityKind(row["kind"]),
        gender=row["gender"],
        ref=row["ref"],
        given=row["given"],
        surname=row["surname"],
        roles=tuple(json.loads(row["roles"])),
        party=row["party"],
    )
    return appearance_of(entity, row["article"], row["outlet"], row["date"])


def witness_in(row: sqlite3.Row) -> Witness:
    """The witness in a row of the view `said`."""
    kind, person = QuoteType(row["type"]), row["person"] or ""
    return Witness(row["article"], row["id"], row["text"], kind, person, row["outlet"], row["date"])


def known_id(identifier: str) -> str:
    """The id of an article, as an archive holds it.

    Raises:
        OptionError: It is empty.
    """
    if not identifier:
        raise OptionError("An article has no id. Give Article(id, text): an archive tells its articles apart by them.")
    return storable(identifier)


def storable(text: str) -> str:
    r"""A text that UTF-8 can hold; a lone surrogate becomes the replacement character, so that all offsets stay.

    Example:
        >>> storable("a\ud800b") == "a\N{REPLACEMENT CHARACTER}b"
        True
    """
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def searchable(*names: str) -> str:
    """Names as they are searched: the words of each between blanks, names between bars.

    Example:
        >>> searchable("Jürgen Groß", "Groß")
        ' juergen gross | gross '
    """
    return "|".join(f" {letters(name)} " for name in names)


def as_json(value: Any) -> str:
    """A value as JSON, the same for the same value."""
    return storable(json.dumps(value, ensure_ascii=False, sort_keys=True))
