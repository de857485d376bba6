"""A gazetteer makes nothing out of nothing: what has no id shares none."""

import json
import re
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


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("null", "a JSON list of entities is needed, not null"),
        ("[null]", "entry 1 is null. Give an object"),
        ('[{"name": null}]', "has no name, but null"),
        ('[{"name": true}]', "has no name, but true"),
        ('[{"name": "A", "gender": true}]', "has the gender true. Genders are m, f, n"),
        ('[{"name": "A", "kind": false}]', "is of the kind false. The kinds are"),
        ('[{"name": "A", "aliases": [null]}]', "The aliases are [null], not"),
        ('[{"name": "A", "name": "B"}]', 'the key "name" stands twice'),
    ],
)
def test_a_file_is_told_in_its_own_words(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "people.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"people\.json: .*{re.escape(message)}"):
        Entities.from_file(tmp_path / "people.json")


def test_one_id_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="entries 1 and 3 have the same id 'Q1'"):
        gazetteer(tmp_path, {"name": "A", "id": "Q1"}, {"name": "B", "id": "Q2"}, {"name": "C", "id": "Q1"})
    with pytest.raises(OptionError, match="entries 1 and 2 have the same id 'Q1'"):
        Entities([KnownEntity("A", id="Q1"), KnownEntity("B", id="Q1")])


def test_labels_may_be_given_as_texts() -> None:
    assert KnownEntity("A", gender="f", kind="group") == KnownEntity("A", (), "", Gender.FEMININE, EntityKind.GROUP)


ARTICLE = {"id": "a", "genre": "news", "text": "„Ja“, sagte sie.", "quotes": []}


def quoted(**parts: object) -> dict[str, object]:
    return {**ARTICLE, "quotes": [{"type": "direct", "quote": ["Ja"], **parts}]}


@pytest.mark.parametrize(
    ("articles", "message"),
    [
        ([{**ARTICLE, "id": None}], "gold.json, article 1: id is missing or null, and not a text"),
        ([{**ARTICLE, "text": None}], "text is missing or null, and not a text"),
        ([{**ARTICLE, "text": ["a"]}], "and not a text"),
        ([{**ARTICLE, "genre": None}], "genre is missing or null, and not a text"),
        ([{**ARTICLE, "quotes": None}], "quotes is missing or null, and not a list"),
        ([{**ARTICLE, "quotes": [None]}], "quotation 1 is missing or null, and not an object"),
        ([quoted(type="parody")], 'type of quotation 1 is "parody", and not one of direct, '),
        ([quoted(quote=[])], "quote of quotation 1 is empty"),
        ([quoted(quote="Ja")], 'quote of quotation 1 is "Ja", and not a list'),
        ([quoted(quote=[7])], "quote of quotation 1 is 7, and neither words nor "),
        ([quoted(quote=[{"text": "Ja", "occurrence": True}])], "and neither words nor "),
        ([quoted(cue=["Nein"])], "cue of quotation 1 has 'Nein', which stands 0 times in the text"),
        ([quoted(speaker={"text": "s", "occurrence": 9})], "speaker of quotation 1 .* an occurrence from 1 to 2"),
        ([quoted(quote=[{"text": None, "occurrence": 1}])], '"text": null, "occurrence": 1}, and neither words'),
        ([None], "gold.json, article 1: it is missing or null, and not an object"),
        ([ARTICLE, ARTICLE], "2 articles have the id 'a'"),
        ({"a": 1}, 'gold.json is {"a": 1}, and not a list of articles'),
    ],
)
def test_what_is_no_gold_article(tmp_path: Path, articles: object, message: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(articles), encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        read_quoted(path)
