"""The golden cases: see `golden`. A known failure is a strict xfail, so that an improvement is noticed."""

from typing import Any

import pytest
from golden import FILES, cases, document, parses, rows

from quoteattr.model import QuoteType

ALL = [(file.stem, case) for file in FILES for case in cases(file)]
PARSES = {file.stem: parses(file) for file in FILES}


def _parameters() -> list[Any]:
    return [
        pytest.param(
            case,
            PARSES[stem].get(case["label"], ""),
            id=f"{stem}: {case['label']}",
            marks=[pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else [],
        )
        for stem, case in ALL
    ]


def test_there_are_enough_cases() -> None:
    labels = [(stem, case["label"]) for stem, case in ALL]
    assert len(set(labels)) == len(labels)
    positives = [quote for _, case in ALL for quote in case["quotes"]]
    assert len(positives) >= 80
    assert {quote[0] for quote in positives} == {type.value for type in QuoteType}
    assert sum(not case["quotes"] for _, case in ALL) >= 30


def test_most_cases_are_right() -> None:
    """Failures are known one by one; a floor keeps them from becoming the rule."""
    failing = [case["label"] for _, case in ALL if case.get("expect") == "fail"]
    assert len(failing) < len(ALL) / 5


def test_every_failure_says_what_is_found_instead() -> None:
    assert all(("instead" in case) == (case.get("expect") == "fail") for _, case in ALL)


@pytest.mark.parametrize(("case", "parse"), _parameters())
def test_case(case: dict[str, Any], parse: str) -> None:
    assert rows(document(case, parse)) == case["quotes"]
