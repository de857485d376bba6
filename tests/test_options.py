"""Options and wrong use: each message names the value, what is valid and the next step."""

import pytest

from quoteattr import Config, OptionError, QuoteAttributor, QuoteType, Span, UnknownModelError
from quoteattr.parsing import Parser, load


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan")])
def test_confidence_outside_its_range(value: float) -> None:
    with pytest.raises(OptionError, match=rf"min_confidence is {value}; give a number from 0"):
        Config(min_confidence=value)


def test_an_option_error_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="min_confidence"):
        Config(min_confidence=2)


@pytest.mark.parametrize("model", ["klingon", "GSD", 7, object()])
def test_unknown_models(model: object) -> None:
    with pytest.raises(UnknownModelError) as caught:
        load(model)
    assert repr(model)[:20] in str(caught.value)
    assert "gsd" in str(caught.value)


def test_a_folder_that_holds_no_model(tmp_path) -> None:
    with pytest.raises(UnknownModelError, match=r"lacks tokenize\.pt"):
        load(tmp_path)
    with pytest.raises(UnknownModelError, match=r"lacks tokenize\.pt"):
        load(str(tmp_path))


def test_a_parser_is_taken_as_it_is() -> None:
    class Own:
        name = "own"

        def parse(self, texts):
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
    import golden

    from quoteattr.parsing import conllu

    (file,) = [file for file in golden.FILES if file.stem == "direct"]
    (case,) = [case for case in golden.cases(file) if case["label"] == "partial quotation in dass"]
    parse = conllu.read(golden.parses(file)[case["label"]], case["text"])
    quotes = QuoteAttributor(golden.NoParser(), config=config).attribute_parse(parse).quotes
    return [(quote.type, quote.parent) for quote in quotes]


def test_types_and_confidence_select() -> None:
    assert _found(Config()) == [(QuoteType.INDIRECT, None), (QuoteType.DIRECT, "q1")]
    assert _found(Config(types=frozenset({QuoteType.DIRECT}))) == [(QuoteType.DIRECT, None)]
    assert _found(Config(min_confidence=1.0)) == []
