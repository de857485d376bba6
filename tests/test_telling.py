"""How something is told: whom a quotation addresses and in which medium, in sentences with a committed parse.

A case of `cases/telling` has ``text``, ``addressee`` (null is none) and ``medium``; both hold for every quotation in
it. The parses beside it were made by the embedded model.
"""

from pathlib import Path
from typing import Any

import golden
import pytest

FILE = Path(__file__).parent / "cases" / "telling" / "cases.json"
PARSES = golden.parses(FILE)


@pytest.mark.parametrize("case", golden.cases(FILE), ids=lambda case: case["label"])
def test_addressee_and_medium(case: dict[str, Any]) -> None:
    quotes = golden.document(case, PARSES[case["label"]]).quotes
    assert quotes
    for quote in quotes:
        assert (quote.addressee.text if quote.addressee else None) == case["addressee"]
        assert quote.medium.value == case["medium"]
