"""The probes, short texts of ten domains: are they well-formed, and do the figures on them stay above the floors?"""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from scripts import script

from quoteattr import QuoteAttributor, QuoteType

KEYS = {"type", "quote", "cue", "speaker", "optional"}
PROBES = script("benchmarks/probes.py")
CASES = {domain: json.loads((PROBES.CASES / f"{domain}.json").read_text("utf-8")) for domain in PROBES.DOMAINS}
FLOORS: dict[str, dict[str, float]] = json.loads((PROBES.CASES / "floors.json").read_text("utf-8"))["floors"]


def _quotes() -> Iterator[dict[str, Any]]:
    return (quote for cases in CASES.values() for case in cases for quote in case["quotes"])


def test_there_are_ten_domains_with_all_types() -> None:
    assert len(CASES) == 10
    assert {quote["type"] for quote in _quotes()} == {type.value for type in QuoteType}
    texts = [case["text"] for cases in CASES.values() for case in cases]
    assert len(set(texts)) == len(texts)


def test_few_quotations_are_optional() -> None:
    quotes = list(_quotes())
    assert sum(quote.get("optional", False) for quote in quotes) <= len(quotes) / 20
    assert all(set(quote) <= KEYS for quote in quotes)


@pytest.mark.parametrize("domain", CASES)
def test_domain_is_well_formed(domain: str) -> None:
    """That every part stands in its text is checked while reading."""
    probes = PROBES.read(domain)
    assert len(probes) == 20
    without = [probe for probe in probes if not probe.article.annotations]
    assert len(without) >= 3
    assert all(probe.comment for probe in without)


@pytest.mark.parametrize("domain", CASES)
def test_quotations_nest_or_stand_apart(domain: str) -> None:
    for probe in PROBES.read(domain):
        for first, second in combinations(probe.article.annotations, 2):
            one, other = (
                {offset for span in a.quote for offset in range(span.start, span.end)} for a in (first, second)
            )
            assert one <= other or other <= one or not one & other, probe.article.text


@pytest.mark.parametrize("domain", CASES)
def test_cue_stands_outside_its_quotation(domain: str) -> None:
    for probe in PROBES.read(domain):
        for annotation in probe.article.annotations:
            assert not any(cue.overlaps(quote) for cue in annotation.cue for quote in annotation.quote)
            assert (annotation.cue != ()) <= (annotation.type in (QuoteType.DIRECT, QuoteType.INDIRECT))


def test_swiss_texts_are_spelt_as_in_switzerland() -> None:
    text = "".join(case["text"] for case in CASES["swiss"])
    assert not set("ß„“") & set(text)
    assert "ss" in text
    assert "«" in text


@pytest.mark.parametrize(
    "part",
    ["Der Rat schwieg", {"text": "die", "occurrence": 3}, "die", "schwie"],
    ids=["absent", "third", "two", "half"],
)
def test_a_part_that_is_not_clear_is_refused(part: Any) -> None:
    with pytest.raises(ValueError, match="stands"):
        PROBES.span_in("Wie die Stadt und die Polizei schwiegen", part, "a text")


def test_every_domain_has_floors() -> None:
    assert FLOORS.keys() == CASES.keys()
    assert all(floor.keys() == {"recall", "precision", "speaker"} for floor in FLOORS.values())


@pytest.fixture(scope="module")
def attributor() -> QuoteAttributor:
    return QuoteAttributor()


@pytest.mark.model
@pytest.mark.parametrize("domain", CASES)
def test_figures_stay_above_the_floors(domain: str, attributor: QuoteAttributor) -> None:
    figures, errors = PROBES.measure(attributor, PROBES.read(domain))
    low = {name: figures.shares[name] for name, floor in FLOORS[domain].items() if figures.shares[name] < floor}
    assert not low, "\n".join(errors)
