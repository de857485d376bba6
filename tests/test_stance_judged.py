"""What is judged of the quotations in small texts, from the text to the target, in cases with a committed parse.

A case of `cases/stance/judged.json` has a ``text`` and the ``stance`` of each quotation in it: reporting, commitment,
attitude and target. The parses beside it were made by the embedded model.
"""

import pytest
from casefile import CASES, Case, cases, document, parses

FILE = CASES / "stance" / "judged.json"
PARSES = parses(FILE)


@pytest.mark.parametrize("case", cases(FILE), ids=lambda case: case["label"])
def test_stance(case: Case) -> None:
    stances = [quote.stance for quote in document(case, PARSES[case["label"]]).quotes]
    found = [
        [each.reporting.value, each.commitment.value, each.attitude.value, each.target.text if each.target else None]
        for each in stances
    ]
    assert found == case["stance"]
