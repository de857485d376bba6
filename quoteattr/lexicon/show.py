"""What the lexicon knows about a word: the lines of the tables that it belongs to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quoteattr.lexicon import schema
from quoteattr.lexicon.load import Lexicon
from quoteattr.lexicon.tables import Row, Table
from quoteattr.lexicon.verb_forms import Conjugations

_KEY_PARTS = re.compile(r"[ |:]")  # können:ii; stimmt|stimmte nicht


def entries(word: str, lexicon: Lexicon) -> Iterator[Row]:
    """The lines that a word belongs to in any of its forms or as a compound, table by table.

    Args:
        word: As it stands in a text, or several (*zu Recht*).
        lexicon: Where to look.

    Example:
        >>> [f"{row.file} {row.text('id')}" for row in entries("Testberichten", Lexicon.german())]
        ['nouns.tsv Bericht']
    """
    found = dict(_keys(word, lexicon))
    spelled = {word.lower(), *_infinitives(word.lower(), lexicon)}
    for table in schema.TABLES:
        rows = {table.key(row): row for row in table.rows(lexicon.folders)}
        if table.name in found:
            yield from (rows[key] for key in found[table.name])
            continue
        name = table.columns[table.key_columns - 1]  # the word itself, not its class
        for row in rows.values():
            if not spelled.isdisjoint(_KEY_PARTS.split(row.cells[name].lower())):
                yield row


def lines(row: Row) -> Iterator[str]:
    """A line of a table for reading: where it is, then a value a line; empty cells are left out."""
    yield f"{row.file}:{row.line}"
    width = max(map(len, row.cells))
    yield from (f"  {column:{width}}  {value}" for column, value in row.cells.items() if value != "-")


def _keys(word: str, lexicon: Lexicon) -> Mapping[str, Iterable[str]]:
    """The keys of the entries found, for the tables that the lexicon keys by forms."""
    form = word.lower()
    role = lexicon.role(word)
    found: dict[Table[Any], Any] = {
        schema.NOUNS: lexicon.noun(word),
        schema.PREPOSITIONS: lexicon.prepositions.get(form),
        schema.ADVERBS: lexicon.adverbs.get(form),
        schema.TITLES: lexicon.titles.get(form),
        schema.ORGANISATIONS: lexicon.organisation(word),
        schema.PLACES: lexicon.places.get(form),
        schema.MEDIA: lexicon.media.get(form),
        schema.GROUPS: lexicon.group(word),
        schema.FIRST_NAMES: lexicon.first_name(word),
    }
    return {
        schema.VERBS.name: dict.fromkeys(entry.sense.id for entry in lexicon.verb_forms.get(form, ())),
        schema.EVALUATIONS.name: [entry.id for entry in lexicon.evaluations.get(form, ())],
        schema.ROLES.name: [role.masculine] if role is not None else [],
        **{table.name: [entry.id] if entry is not None else [] for table, entry in found.items()},
    }


def _infinitives(form: str, lexicon: Lexicon) -> Iterator[str]:
    """The verbs outside verbs.tsv that a form can belong to."""
    conjugations = Conjugations(schema.IRREGULAR.read(lexicon.folders))
    for infinitive in (*conjugations.irregular, *schema.KONJUNKTIV.read(lexicon.folders)):
        if any(inflection.text == form for inflection in conjugations.of(infinitive)):
            yield infinitive
