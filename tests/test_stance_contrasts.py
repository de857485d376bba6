"""Minimal pairs: what differs by one word differs in exactly what that word does."""

from typing import Any

import pytest
from stance_cases import benchmark, parses, rows

from quoteattr.stance import judge

PAIRS = rows("contrasts.jsonl")
TEXTS = {f"{pair['id']}-{side}": pair[side]["text"] for pair in PAIRS for side in ("left", "right")}
PARSES = parses("contrasts.conllu", TEXTS)
BENCHMARK = benchmark()
DIMENSIONS = ("reporting", "commitment", "attitude")


def answers(pair: dict[str, Any], side: str) -> dict[str, str]:
    report = BENCHMARK.report_of(pair[side], PARSES[f"{pair['id']}-{side}"])
    answer = BENCHMARK.answer_of(judge(report))
    return {dimension: answer[dimension] for dimension in DIMENSIONS}


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) >= 60


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['id']} {pair['right']['text']}")
def test_a_pair_flips_exactly_what_it_should(pair: dict[str, Any]) -> None:
    left, right = answers(pair, "left"), answers(pair, "right")
    flipped = {
        dimension: [left[dimension], right[dimension]] for dimension in left if left[dimension] != right[dimension]
    }
    assert flipped == pair["flips"]
