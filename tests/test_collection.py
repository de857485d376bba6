"""The demonstration collection from raw text: people and variants against what is true about them."""

import json
from collections.abc import Iterator
from itertools import combinations

import pytest
from collection import collection

from quoteattr import QuoteAttributor
from quoteattr.corpus.archive import Archive

pytestmark = pytest.mark.model

SAID = {said.article.id: said for said in collection()}
NAMES = {
    "": None,
    "changed": "words changed",
    "speaker": "other speaker",
    "short": "shortened",
    "report": "direct and not direct",
    "spelling": "spelling or punctuation",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("collection") / "quotes.sqlite") as opened:
        done = list(opened.update((said.article for said in SAID.values()), QuoteAttributor()))
        assert len(done) == len(SAID)
        yield opened


def test_people(archive: Archive) -> None:
    """Two articles with one speaker have one person, two with different ones have two."""
    found: dict[str, set[str]] = {}
    for article, person in archive.connection.execute("SELECT article, person FROM said WHERE type != 'reported'"):
        found.setdefault(article, set()).add(person)
    assert found.keys() == SAID.keys()
    right = wrong = missed = 0
    for one, other in combinations(SAID, 2):
        same, taken = SAID[one].person == SAID[other].person, "" not in found[one] and found[one] == found[other]
        right, wrong, missed = right + (same and taken), wrong + (taken and not same), missed + (same and not taken)
    assert right / (right + wrong) >= 0.99
    assert right / (right + missed) >= 0.95


def test_every_planted_change_is_found_and_no_copy_is_accused(archive: Archive) -> None:
    rows = archive.connection.execute("SELECT article, quotation, differences FROM variants").fetchall()
    found = {row["article"]: (row["quotation"], json.loads(row["differences"])) for row in rows}
    assert found.keys() == SAID.keys()
    wrong = {
        article: (said.altered, found[article][1])
        for article, said in SAID.items()
        if found[article][1] != ([NAMES[said.altered]] if said.altered else [])
    }
    assert wrong == {}
    assert len({said.quotation for said in SAID.values()}) == len({number for number, _ in found.values()})


def test_a_second_run_does_nothing(archive: Archive) -> None:
    before = archive.connection.total_changes
    assert list(archive.update((said.article for said in SAID.values()), QuoteAttributor())) == []
    assert archive.connection.total_changes == before
