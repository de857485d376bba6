"""Minimal pairs: what differs by one word differs in exactly what that word does.

`contrasts.jsonl` has the pairs of cue, mood and target, `scope.jsonl` those of scope, evaluation and the article's own
voice. A pair that does not hold yet says why (`known`) and must fail until it is mended.
"""

from typing import Any

import pytest
from stance_cases import benchmark, parses, rows

from quoteattr.stance import judge

FILES = ("contrasts", "scope")
PAIRS = {name: rows(f"{name}.jsonl") for name in FILES}
BENCHMARK = benchmark()
DIMENSIONS = ("reporting", "commitment", "attitude")
KNOWN_FAILURES = 1  # may only fall


def texts(name: str) -> dict[str, str]:
    return {f"{pair['id']}-{side}": pair[side]["text"] for pair in PAIRS[name] for side in ("left", "right")}


PARSES = {key: parse for name in FILES for key, parse in parses(f"{name}.conllu", texts(name)).items()}


def marked(pair: dict[str, Any]) -> Any:
    known = [pytest.mark.xfail(reason=pair["known"], strict=True)] if "known" in pair else []
    return pytest.param(pair, id=f"{pair['id']} {pair['right']['text']}", marks=known)


def answers(pair: dict[str, Any], side: str) -> dict[str, str]:
    report = BENCHMARK.report_of(pair[side], PARSES[f"{pair['id']}-{side}"])
    answer = BENCHMARK.answer_of(judge(report))
    return {dimension: answer[dimension] for dimension in DIMENSIONS}


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS["contrasts"]) >= 60
    assert len(PAIRS["scope"]) >= 80
    assert sum("known" in pair for pairs in PAIRS.values() for pair in pairs) <= KNOWN_FAILURES


@pytest.mark.parametrize("pair", [marked(pair) for pairs in PAIRS.values() for pair in pairs])
def test_a_pair_flips_exactly_what_it_should(pair: dict[str, Any]) -> None:
    left, right = answers(pair, "left"), answers(pair, "right")
    flipped = {
        dimension: [left[dimension], right[dimension]] for dimension in left if left[dimension] != right[dimension]
    }
    assert flipped == pair["flips"]
