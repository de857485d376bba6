"""The table of cases in `cases/marks.json`; a known failure there is a strict xfail."""

import gc
import json
import time
from pathlib import Path
from typing import Any

import pytest

from quoteattr.model import Span
from quoteattr.text.marks import scan

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "marks.json").read_text("utf-8"))


def _parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else [],
        )
        for case in CASES
    ]


def test_labels_are_unique() -> None:
    labels = [case["label"] for case in CASES]
    assert len(labels) > 50
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("case", _parameters())
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    marks = scan(text)
    assert [pair.span.of(text) for pair in marks.pairs] == case["pairs"]
    assert [pair.parent for pair in marks.pairs] == case.get("parents", [None] * len(case["pairs"]))
    assert [diagnostic.code for diagnostic in marks.diagnostics] == case.get("diagnostics", [])
    if "style" in case:
        assert {pair.style for pair in marks.pairs} == {case["style"]}
    if "openers" in case:
        assert [len(pair.openers) for pair in marks.pairs] == case["openers"]


def test_inner_is_what_stands_between_the_marks() -> None:
    text = "Sie rief « Nein »."
    (pair,) = scan(text).pairs
    assert pair.inner is not None
    assert pair.inner.of(text) == "Nein"
    assert pair.closed
    assert not pair.single


def test_nothing_between_the_marks() -> None:
    (pair,) = scan("Da stand „ “ im Text.").pairs
    assert pair.inner is None


def test_openers_are_those_of_every_paragraph() -> None:
    text = "„Eins.\n\n„Zwei“"
    (pair,) = scan(text).pairs
    assert pair.openers == (Span(0, 1), Span(8, 9))


def test_diagnostics_say_where() -> None:
    text = "„Ich gehe, sagte er."
    (diagnostic,) = scan(text).diagnostics
    assert diagnostic.span == Span(0, 1)
    assert diagnostic.message == "The quotation mark „ at 0 has no closing mark."


@pytest.mark.parametrize("unit", ["„", '"', "„a ", '"a ', "'a ", "“ ", "„a“ ", "»a\n", "„a\n\n", "''", ",,a ", "›"])
def test_time_is_linear(unit: str) -> None:
    """Ten times the marks may take longer, a hundred times as long they may not."""

    def seconds(count: int) -> float:
        gc.disable()  # a collection visits what all other tests have left behind
        try:
            started = time.process_time()
            scan(unit * count)
            return time.process_time() - started
        finally:
            gc.enable()

    scan(unit)
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.005)
