"""A gazetteer makes nothing out of nothing: what has no id shares none."""

import json
from pathlib import Path
from typing import Any

import pytest

from quoteattr import Entities, InputError, KnownEntity, OptionError
from quoteattr.documents.quoted_gold import read_quoted
from quoteattr.errors import FormatError
from quoteattr.lexicon import Gender
from quoteattr.model import EntityKind


def gazetteer(tmp_path: Path, *entries: object) -> Entities:
    path = tmp_path / "people.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return Entities.from_file(path)


def test_null_is_no_id(tmp_path: Path) -> None:
    people = [{"name": name, "id": None, "gender": None, "kind": None, "aliases": None} for name in ("Merz", "Scholz")]
    known = gazetteer(tmp_path, *people)
    assert [(entity.name, entity.id) for name in ("Merz", "Scholz") if (entity := known.find(name))] == [
        ("Merz", ""),
        ("Scholz", ""),
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"name": None}, "has no name"),
        ({"name": 7}, "has no name"),
        ({"name": "A", "id": 7}, "the id 7, which is no text"),
        ({"name": "A", "id": ["Q1"]}, "which is no text"),
        ({"name": "A", "id": False}, "which is no text"),
        ({"name": "A", "aliases": "B"}, "not a list of strings"),
        ({"name": "A", "aliases": [None]}, "not a list of strings"),
        ({"name": "A", "aliases": 0}, "not a list of strings"),
        ({"name": "A", "gender": 0}, "Genders are"),
        ({"name": "A", "kind": []}, "kinds are"),
    ],
)
def test_what_is_no_entry(tmp_path: Path, entry: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=f"people.json: entry 1: .*{message}"):
        gazetteer(tmp_path, entry)
    if None not in entry.values():
        with pytest.raises(OptionError, match=message):
            KnownEntity(**entry)


def test_one_id_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="entries 1 and 3 have the same id 'Q1'"):
        gazetteer(tmp_path, {"name": "A", "id": "Q1"}, {"name": "B", "id": "Q2"}, {"name": "C", "id": "Q1"})
    with pytest.raises(OptionError, match="entries 1 and 2 have the same id 'Q1'"):
        Entities([KnownEntity("A", id="Q1"), KnownEntity("B", id="Q1")])


def test_labels_may_be_given_as_texts() -> None:
    assert KnownEntity("A", gender="f", kind="group") == KnownEntity("A", (), "", Gender.FEMININE, EntityKind.GROUP)


ARTICLE = {"id": "a", "genre": "news", "text": "„Ja“, sagte sie.", "quotes": []}


@pytest.mark.parametrize(
    ("articles", "message"),
    [
        ([{**ARTICLE, "id": None}], "id is None, and not a text"),
        ([{**ARTICLE, "text": None}], "text is None, and not a text"),
        ([{**ARTICLE, "text": ["a"]}], "not a text"),
        ([{**ARTICLE, "genre": None}], "genre is None, and not a text"),
        ([{**ARTICLE, "quotes": None}], "article 1"),
        ([{**ARTICLE, "quotes": [None]}], "article 1"),
        ([None], "article 1"),
        ([ARTICLE, ARTICLE], "2 articles have the id 'a'"),
        ({"a": 1}, "where a list of articles should be"),
    ],
)
def test_what_is_no_gold_article(tmp_path: Path, articles: object, message: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(articles), encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        read_quoted(path)
