"""The golden cases: see `golden`. A known failure is a strict xfail, so that an improvement is noticed."""

from typing import Any

import pytest
from casefile import Case, cases, document, name_of, parses, rows
from golden import FILES

from quoteattr.model import QuoteType

ALL = [(name_of(file), case) for file in FILES for case in cases(file)]
PARSES = {name_of(file): parses(file) for file in FILES}


def _parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            PARSES[name].get(case["label"], ""),
            id=f"{name}: {case['label']}",
            marks=[pytest.mark.xfail(strict=True)] if "expect" in case else [],
        )
        for name, case in ALL
    ]


def test_there_are_enough_cases() -> None:
    labels = [(name, case["label"]) for name, case in ALL]
    assert len(set(labels)) == len(labels)
    positives = [quote for _, case in ALL for quote in case["quotes"]]
    assert len(positives) >= 80
    assert {quote[0] for quote in positives} == {type.value for type in QuoteType}
    assert sum(not case["quotes"] for _, case in ALL) >= 30


@pytest.mark.parametrize(("case", "parse"), _parameters())
def test_case(case: Case, parse: str) -> None:
    assert rows(document(case, parse)) == case["quotes"]
