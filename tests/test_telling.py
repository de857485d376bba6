"""How something is told: whom a quotation addresses and in which medium, in sentences with a committed parse.

A case of `cases/telling` has ``text``, ``addressee`` (null is none) and ``medium``; both hold for every quotation in
it. The parses beside it were made by the embedded model.
"""

import pytest
from casefile import CASES, Case, cases, document, parses

FILE = CASES / "telling" / "cases.json"
PARSES = parses(FILE)


@pytest.mark.parametrize("case", cases(FILE), ids=lambda case: case["label"])
def test_addressee_and_medium(case: Case) -> None:
    quotes = document(case, PARSES[case["label"]]).quotes
    assert quotes
    for quote in quotes:
        assert (quote.addressee.text if quote.addressee else None) == case["addressee"]
        assert quote.medium is not None
        assert quote.medium.value == case["medium"]
