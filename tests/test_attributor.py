"""What an attributor is made of: rules, weights, a parser; how it travels; what it refuses."""

import multiprocessing
import pickle
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from casefile import CASES, cases, parsed, parses
from parsers import Stub, committed, stub
from speaking import attributed
from speaking import parses as documents

from quoteattr import (
    Config,
    Document,
    Entities,
    KnownEntity,
    Lexicon,
    OptionError,
    Parse,
    QuoteAttributor,
    QuoteType,
    UnknownModelError,
)
from quoteattr.decide import Weights
from quoteattr.rules import FAMILIES

TEXT = "Kern sagte: „Das Rathaus wird gebaut.“ Er habe Geld."


def german(**weights: float) -> Weights:
    """The weights of the package, some of them changed."""
    return evolve(Weights.german(), weights={**Weights.german().weights, **weights})


@pytest.fixture
def bridge() -> Parse:
    """A parsed document with three direct and indirect quotations by two people."""
    return documents()["bridge"]


# How it travels


def through_pickle(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))


def test_a_pickled_attributor_finds_the_same() -> None:
    travelled = through_pickle(stub())
    assert travelled is not stub()
    assert stub().attribute(TEXT).quotes
    assert travelled.attribute(TEXT) == stub().attribute(TEXT)


def test_a_pickled_attributor_keeps_all_that_it_was_made_with(tmp_path: Path) -> None:
    (tmp_path / "media.tsv").write_text("id\tkind\tmedium\nHafenbote\tpaper\twriting\n", encoding="utf-8")
    lexicon = Lexicon.german().extend(tmp_path)
    made = QuoteAttributor(
        Stub(),
        config=Config(min_confidence=0.25, types={"direct"}),
        lexicon=lexicon,
        entities=Entities([KnownEntity("Anna Kern", ("Kern",), "Q7")]),
        weights=german(**{"direct/rule=direct.colon": 1.5}),
        rules=[family for family in FAMILIES if family.name == "direct"],
    )
    travelled = through_pickle(made)
    assert travelled.config == made.config
    assert travelled.weights.weights == made.weights.weights
    assert travelled.weights.weights["direct/rule=direct.colon"] == 1.5
    assert [family.name for family in travelled.rules] == ["direct"]
    assert "hafenbote" in travelled.lexicon.media
    assert travelled.entities is not None
    assert travelled.entities.find("Kern") == KnownEntity("Anna Kern", ("Kern",), "Q7")
    assert travelled.model_name == "stub 1"


def found_elsewhere(attributor: QuoteAttributor) -> Document:
    """What another process finds."""
    return attributor.attribute(TEXT)


def test_documents_come_back_from_other_processes() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        (document,) = pool.map(found_elsewhere, [stub()])
    assert document == stub().attribute(TEXT)
    assert document.quotes


def test_documents_can_be_pickled(bridge: Parse) -> None:
    document = attributed(bridge)
    assert document.entities
    assert through_pickle(document) == document


# What it is made of


def test_a_lazy_one_loads_its_model_with_the_first_text(tmp_path: Path) -> None:
    with pytest.raises(UnknownModelError):
        QuoteAttributor(tmp_path)
    lazy = QuoteAttributor(tmp_path, lazy=True)
    with pytest.raises(UnknownModelError):
        lazy.attribute(TEXT)


def test_the_class_of_a_parser_is_no_parser() -> None:
    with pytest.raises(UnknownModelError, match="is no model"):
        QuoteAttributor(Stub)


def test_a_lazy_one_finds_the_same() -> None:
    assert QuoteAttributor(Stub(), lazy=True).attribute(TEXT) == stub().attribute(TEXT)


def test_rules_can_be_left_out(bridge: Parse) -> None:
    everything = committed().attribute_parse(bridge)
    assert {quote.type for quote in everything.quotes} >= {QuoteType.DIRECT, QuoteType.INDIRECT}
    direct = tuple(family for family in FAMILIES if family.name == "direct")
    attributor = QuoteAttributor(Stub(), rules=direct)
    assert attributor.rules == direct
    found = attributor.attribute_parse(bridge)
    assert [quote.text for quote in found.quotes] == [
        quote.text for quote in everything.quotes if quote.type is QuoteType.DIRECT
    ]
    assert all(quote.evidence[0].rule.startswith("direct.") for quote in found.quotes)
    assert QuoteAttributor(Stub(), rules=[]).attribute_parse(bridge).quotes == ()


def test_other_weights_decide_otherwise(bridge: Parse) -> None:
    everything = committed().attribute_parse(bridge).quotes
    expected = {quote.text for quote in everything if quote.type is not QuoteType.DIRECT}
    assert 0 < len(expected) < len(everything)
    against = german(**{f"{family.name}/type=direct": -30.0 for family in FAMILIES})
    found = QuoteAttributor(Stub(), weights=against).attribute_parse(bridge)
    assert expected <= {quote.text for quote in found.quotes}  # what is no direct quotation any more may be an act
    assert all(quote.type is not QuoteType.DIRECT for quote in found.quotes)
    empty = german(**{"pair/size=0": 60.0})
    assert QuoteAttributor(Stub(), weights=empty).attribute_parse(bridge).quotes == ()
    flat = evolve(Weights.german(), calibration=dict.fromkeys((family.name for family in FAMILIES), (0.0, 0.0)))
    unsure = QuoteAttributor(Stub(), weights=flat).attribute_parse(bridge)
    assert {quote.confidence for quote in unsure.quotes} == {0.5}


# What it refuses


@pytest.mark.parametrize("texts", ["Ein Text.", ""])
def test_one_string_is_no_list_of_texts(texts: str) -> None:
    """Told at the call, not with the first document."""
    with pytest.raises(OptionError, match=r"texts is one string \('.*'…\); give a list of texts, or use attribute"):
        stub().pipe(texts)


@pytest.mark.parametrize("size", [0, -1])
def test_an_empty_batch_is_refused_at_the_call(size: int) -> None:
    with pytest.raises(OptionError, match=f"batch_size is {size}; give a whole number from 1 on"):
        stub().pipe(["Ein Text."], batch_size=size)


@pytest.mark.parametrize("strange", [None, 7, b"Ein Text.", Path("a.txt")], ids=repr)
def test_what_is_no_string_is_no_text(strange: Any) -> None:
    message = f"A text is .*, a {type(strange).__name__}; give strings"
    with pytest.raises(OptionError, match=message):
        stub().attribute(strange)
    documents = stub().pipe(["Ein Text.", strange], batch_size=1)
    assert next(documents).text == "Ein Text."
    with pytest.raises(OptionError, match=message):
        next(documents)


def test_texts_may_come_from_anywhere_and_are_taken_batch_by_batch() -> None:
    taken: list[int] = []

    def take(number: int) -> str:
        taken.append(number)
        return f"Text {number}."

    texts = (take(number) for number in range(10))
    documents = stub().pipe(texts, batch_size=3)
    assert taken == []
    assert next(documents).text == "Text 0."
    assert taken == [0, 1, 2]
    assert [document.text for document in documents] == [f"Text {number}." for number in range(1, 10)]


# What a reported quotation carries

REPORTED = CASES / "golden" / "reported.json"
RULES = CASES / "rules" / "cases.json"


def test_a_reported_quotation_carries_the_verb_of_its_act() -> None:
    (case,) = [case for case in cases(REPORTED) if case["label"] == "bestätigen"]
    (quote,) = committed().attribute_parse(parsed(case, parses(REPORTED)[case["label"]])).quotes
    assert quote.type is QuoteType.REPORTED
    assert quote.cue is not None
    assert (quote.cue.text, quote.cue.lemma, quote.cue.kind.value) == ("bestätigte", "bestätigen", "verb")
    assert all(quote.spans[0].covers(span) for span in quote.cue.spans)
    assert quote.stance.reporting.value == "endorsing"
    (place,) = [
        span for reason in quote.stance.evidence if reason.rule.startswith("reporting.") for span in reason.spans
    ]
    assert place == quote.cue.spans[0]
