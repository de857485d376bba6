"""Options and wrong use: each message names the value, what is valid and the next step."""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from casefile import CASES, cases, parsed, parses
from parsers import NoParser

from quoteattr import Config, OptionError, Parse, QuoteAttributor, QuoteType, Span, UnknownModelError, to_table
from quoteattr.decide import Weights
from quoteattr.parsing import Parser, load
from quoteattr.rules import FAMILIES

DIRECT = CASES / "golden" / "direct.json"


@pytest.mark.parametrize("value", [-0.1, 1.1, 2, float("nan"), float("inf"), "0.5", None, 0.5j, [0.5]])
@pytest.mark.parametrize("option", ["min_confidence", "min_speaker_confidence"])
def test_confidence_outside_its_range(option: str, value: Any) -> None:
    message = f"{option} is {value!r}; give a number from 0 (everything) to 1 (nothing)."
    with pytest.raises(OptionError, match=re.escape(message)):
        Config(**{option: value})


@pytest.mark.parametrize("value", [0, 1, 0.5, Fraction(1, 3)])
def test_numbers_are_confidences(value: Any) -> None:
    assert Config(min_confidence=value).min_confidence == value


@pytest.mark.parametrize("collection", [set, list, tuple, frozenset, iter])
@pytest.mark.parametrize("kinds", [[], ["direct"], [QuoteType.DIRECT], ["direct", QuoteType.REPORTED], [*QuoteType]])
def test_types_come_in_any_collection_and_as_plain_strings(collection: Any, kinds: list[str]) -> None:
    types = Config(types=collection(kinds)).types
    assert isinstance(types, frozenset)
    assert types == set(kinds)
    assert all(isinstance(kind, QuoteType) for kind in types)


@pytest.mark.parametrize("wrong", ["dirct", "DIRECT", "", 7, None, ["direct"]], ids=repr)
def test_unknown_types(wrong: Any) -> None:
    with pytest.raises(OptionError) as caught:
        Config(types=[QuoteType.DIRECT, wrong])
    assert str(caught.value) == (
        f"types has {wrong!r}, which is no type of quotation; give a set of direct, indirect, free_indirect, "
        "indirect_free_indirect, reported, such as types={'direct'}."
    )


@pytest.mark.parametrize("wrong", ["direct", QuoteType.DIRECT, None, 7], ids=repr)
def test_types_without_a_collection(wrong: Any) -> None:
    with pytest.raises(OptionError) as caught:
        Config(types=wrong)
    assert str(caught.value).startswith(f"types is {wrong!r}; give a set of direct, indirect,")


def test_an_option_error_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="min_confidence"):
        Config(min_confidence=2)


@pytest.mark.parametrize("model", ["klingon", "GSD", 7, object()])
def test_unknown_models(model: object) -> None:
    with pytest.raises(UnknownModelError) as caught:
        load(model)
    assert repr(model)[:20] in str(caught.value)
    assert "gsd" in str(caught.value)


def test_a_folder_that_holds_no_model(tmp_path: Path) -> None:
    with pytest.raises(UnknownModelError, match=r"lacks tokenize\.pt"):
        load(tmp_path)
    with pytest.raises(UnknownModelError, match=r"lacks tokenize\.pt"):
        load(str(tmp_path))


def test_a_parser_is_taken_as_it_is() -> None:
    class Own:
        name = "own"

        def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
            return iter(())

    own = Own()
    assert isinstance(own, Parser)
    assert load(own) is own
    assert QuoteAttributor(own).model_name == "own"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_impossible_spans(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"not {start}:{end}"):
        Span(start, end)


def _found(config: Config) -> list[tuple[QuoteType, str | None]]:
    (case,) = [case for case in cases(DIRECT) if case["label"] == "partial quotation in dass"]
    parse = parsed(case, parses(DIRECT)[case["label"]])
    quotes = QuoteAttributor(NoParser(), config=config).attribute_parse(parse).quotes
    return [(quote.type, quote.parent) for quote in quotes]


def test_types_and_confidence_select() -> None:
    assert _found(Config()) == [(QuoteType.INDIRECT, None), (QuoteType.DIRECT, "q1")]
    assert _found(Config(types=frozenset({QuoteType.DIRECT}))) == [(QuoteType.DIRECT, None)]
    assert _found(Config(types={"direct"})) == [(QuoteType.DIRECT, None)]
    assert _found(Config(min_confidence=1.0)) == []


def test_open_weights_know_all_rules_and_ask_no_network() -> None:
    named, configured = (
        QuoteAttributor(NoParser(), weights="open"),
        QuoteAttributor(NoParser(), config=Config(weights="open")),
    )
    assert named.weights is configured.weights is Weights.german("open")
    assert named.config == configured.config
    named.weights.check(FAMILIES)
    assert not named.weights.count_opinions
    assert named.weights.weights != Weights.german().weights


@pytest.mark.parametrize(
    "make", [lambda name: Config(weights=name), Weights.german, lambda name: QuoteAttributor(NoParser(), weights=name)]
)
def test_weights_of_no_name(make: Callable[[str], object]) -> None:
    with pytest.raises(OptionError, match=r"'opne'.*combined.*open.*Weights\.read"):
        make("opne")


@pytest.mark.parametrize("name", ["config", "lexicon", "entities", "weights", "rules"])
@pytest.mark.parametrize("wrong", [7, {}], ids=repr)
def test_arguments_of_another_kind_are_told_at_once(name: str, wrong: Any) -> None:
    with pytest.raises(OptionError, match=f"{name} is {re.escape(repr(wrong))}; give "):
        QuoteAttributor(NoParser(), lazy=True, **{name: wrong})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"texts": None}, "texts is None; give a list"),
        ({"texts": [], "processes": "2"}, "processes is '2'; give a whole number"),
        ({"texts": [], "processes": True}, "processes is True; give a whole number"),
        ({"texts": [], "batch_size": 1.5}, "batch_size is 1.5; give a whole number"),
    ],
)
def test_wrong_calls_of_pipe_are_told_at_once(arguments: dict[str, Any], message: str) -> None:
    attributor = QuoteAttributor(NoParser(), lazy=True)
    with pytest.raises(OptionError, match=message):
        attributor.pipe(**arguments)


@pytest.mark.parametrize("wrong", [None, [1]], ids=repr)
def test_a_table_is_made_of_documents(wrong: Any) -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(OptionError, match=r"documents (is None|has 1)"):
        to_table(wrong)
