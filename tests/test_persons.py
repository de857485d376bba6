"""Who is found to speak, from the text to the person, in cases with a committed parse.

A case of `cases/speakers/persons.json` has a ``text``, a ``quote`` that is found in it, and its ``speaker``: the name
of the entity, null where the text leaves it open. One with ``fails`` is not reached yet, and tells when it is. The
parses beside it were made by the embedded model.
"""

import pytest
from casefile import CASES, Case, cases, document, parses

FILE = CASES / "speakers" / "persons.json"
PARSES = parses(FILE)


@pytest.mark.parametrize("case", cases(FILE), ids=lambda case: case["label"])
def test_person(case: Case) -> None:
    found = {quote.text: quote.speaker for quote in document(case, PARSES[case["label"]]).quotes}
    assert case["quote"] in found
    speaker = found[case["quote"]]
    holds = (speaker.name if speaker else None) == case["speaker"]
    assert holds is not case.get("fails", False), speaker
