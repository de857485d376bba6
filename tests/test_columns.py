"""What is lost without a column of the lexicon's tables: one small behaviour for each.

A case of `cases/columns` has a column as its label and tells about the ``last`` quotation of its text what depends on
that column. The parses beside it were made by the embedded model. `benchmarks/emptied_columns.py` empties each column
and asks whether any test notices.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import casefile
import pytest
from scripts import script

from quoteattr import Lexicon, Quote
from quoteattr.lexicon import Number
from quoteattr.lexicon.schema import TABLES
from quoteattr.lexicon.show import entries

FILE = Path(__file__).parent / "cases" / "columns" / "cases.json"
PARSES = casefile.parses(FILE)
LEXICON = Lexicon.german()


def told(quote: Quote) -> dict[str, str | None]:
    """What a quotation tells that can depend on a word."""
    speaker, stance = quote.speaker, quote.stance
    entity = speaker.entity if speaker else None
    return {
        "text": quote.text,
        "cue": quote.cue.text if quote.cue else None,
        "speaker": speaker.mention.text if speaker and speaker.mention else None,
        "name": entity.name if entity else None,
        "kind": entity.kind.value if entity else None,
        "gender": entity.gender if entity else None,
        "addressee": quote.addressee.text if quote.addressee else None,
        "medium": quote.medium.value if quote.medium else None,
        "reporting": stance.reporting.value,
        "commitment": stance.commitment.value,
        "attitude": stance.attitude.value,
        "target": stance.target.text if stance.target else None,
    }


@pytest.mark.parametrize("case", casefile.cases(FILE), ids=lambda case: case["label"])
def test_column(case: dict[str, Any]) -> None:
    quotes = casefile.document(case, PARSES[case["label"]]).quotes
    assert quotes
    assert case["last"].items() <= told(quotes[-1]).items()


@pytest.mark.parametrize(
    ("form", "sense"),
    [
        ("rät", "raten"),  # irregular.present
        ("riet", "raten"),  # preterite
        ("empfohlen", "empfehlen"),  # participle
    ],
)
def test_forms_of_irregular_verbs(form: str, sense: str) -> None:
    assert sense in {entry.sense.lemma for entry in LEXICON.verb_forms[form]}


@pytest.mark.parametrize(
    ("form", "mood"),
    [
        ("empföhle", "II"),  # irregular.konjunktiv2
        ("möchte", None),  # more: indicative, though it has the form of a Konjunktiv
        ("sei", "I"),  # konjunktiv1
        ("achte", "I"),  # konjunktiv.infinitive
        ("stattfinde", "I"),  # particles.particle
    ],
)
def test_konjunktiv_forms(form: str, mood: str | None) -> None:
    assert LEXICON.konjunktiv(form) == mood


def test_forms_of_adverbs() -> None:
    assert LEXICON.adverbs["angeblichen"].id == "angeblich"


def test_forms_and_plurals_of_nouns_for_who_speaks() -> None:
    ministry, doctors = LEXICON.organisation("Ministeriums"), LEXICON.role("Ärzten")
    assert ministry is not None
    assert ministry.id == "Ministerium"
    assert doctors is not None
    assert doctors.number is Number.PLURAL


@pytest.mark.parametrize(
    ("find", "compound", "other"),
    [
        (LEXICON.role, "Bundestrainer", "Metropole"),  # no Pole
        (LEXICON.noun, "Testbericht", "Einsatz"),  # no Satz
        (LEXICON.organisation, "Innenministerium", "Milieu"),  # no EU: a name ends no compound
        (LEXICON.group, "Fußballfans", "Halbkreise"),  # no Kreise
    ],
    ids=["roles.compound", "nouns.compound", "organisations.kind", "groups.compound"],
)
def test_last_parts_of_compounds(find: Callable[[str], object], compound: str, other: str) -> None:
    assert find(compound) is not None
    assert find(other) is None


def test_where_a_preposition_stands() -> None:
    assert LEXICON.prepositions["laut"].position == {"pre"}
    assert LEXICON.prepositions["zufolge"].position == {"post"}
    assert LEXICON.prepositions["nach"].position == {"pre", "post"}


def test_what_a_preposition_tells_of_the_medium() -> None:
    assert LEXICON.prepositions["laut"].medium == "sw"
    assert LEXICON.prepositions["aus sicht"].medium == "st"


def test_what_a_modal_verb_tells_of_the_article() -> None:
    assert LEXICON.modals["sollen:hearsay"].reporting == "uncertain"
    assert LEXICON.modals["wollen:claim"].reporting == "distancing"


def test_sources_that_stay_hidden_are_unnamed() -> None:
    kinds = {group.id: group.kind for group in LEXICON.groups.values()}
    assert kinds["Regierungskreise"] == "unnamed"
    assert kinds["Experten"] == "group"


@pytest.mark.parametrize("name", [table.name for table in TABLES if "note" in table.columns])
def test_notes_are_there_to_be_shown(name: str) -> None:
    examples = {
        "verbs": "einräumte",
        "nouns": "Äußerung",
        "prepositions": "laut",
        "adverbs": "demzufolge",
        "modals": "dürfte",
        "comments": "zutrifft",
    }
    rows = [row for row in entries(examples[name], LEXICON) if row.file == f"{name}.tsv"]
    assert any(row.text("note") for row in rows)


def test_a_column_is_emptied_and_nothing_else() -> None:
    emptied = script("benchmarks/emptied_columns.py")
    source = "# id and kind\nid\tkind\na\tx\n# more\nb\ty\nc\ty\n"
    assert emptied.filled(source, "kind", "-") == "# id and kind\nid\tkind\na\t-\n# more\nb\t-\nc\t-\n"
    assert emptied.most_frequent(source, "kind") == "y"
