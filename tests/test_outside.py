"""Documents from outside: what is read could have been made; anything else is refused with what is wrong."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from parsers import Stub

from quoteattr import Config, Document, FormatError, QuoteAttributor
from quoteattr.jsontext import as_json

TEXT = "Anna Berg sagte: „Es sei ‚gut‘ so.“ Er sagte, es gehe. „Nein“, sagte Berlin."


MADE = QuoteAttributor(Stub(), config=Config(keep_words=True)).attribute(f"{TEXT} Berlin schwieg.\n\nFoto: Jan Kolb")


def data() -> dict[str, Any]:
    made = MADE.to_dict()
    assert len(made["quotes"]) > 1
    assert made["entities"]
    return made


def test_what_was_made_is_read() -> None:
    assert Document.from_dict(data()) == MADE


def put(*path: object) -> Callable[[Any], None]:
    """Puts the last one in the place that the others lead to."""
    *way, last, value = path

    def change(made: Any) -> None:
        for step in way:
            made = made[step]
        made[last] = copy.deepcopy(value)

    return change


def inside_itself(made: Any) -> None:
    made["quotes"][0]["parent"] = made["quotes"][0]["id"]


def inside_each_other(made: Any) -> None:
    first, second = made["quotes"][:2]
    first["parent"], second["parent"] = second["id"], first["id"]


def other_order(made: Any) -> None:
    made["quotes"].reverse()


def twice(made: Any) -> None:
    made["quotes"].insert(1, {**made["quotes"][0], "id": "q99"})


def inline(**other: object) -> Callable[[Any], None]:
    """An entity inside a speaker, which is not the one among the entities."""

    def change(made: Any) -> None:
        made["quotes"][0]["speaker"]["entity"] = {**made["entities"][0], **other}

    return change


def mentions(*which: int) -> Callable[[Any], None]:
    """Only some mentions of the first entity, by their numbers."""

    def change(made: Any) -> None:
        (entity,) = (one for one in made["entities"] if len(one["mentions"]) > 1)
        entity["mentions"] = [entity["mentions"][number] for number in which]

    return change


def nobody(made: Any) -> None:
    made["quotes"][0]["speaker"] |= {"mention": None, "entity": None, "confidence": None}


QUOTE, ENTITY = ("quotes", 0), ("entities", 0)
WRONG: dict[str, tuple[Callable[[Any], None], str]] = {
    "span outside": (put(*QUOTE, "spans", [{"start": 0, "end": 999}]), "reaches to 999"),
    "span turned": (put(*QUOTE, "spans", [{"start": 5, "end": 2}]), "0 <= start < end"),
    "spans overlap": (put(*QUOTE, "spans", [{"start": 0, "end": 5}, {"start": 3, "end": 9}]), "overlap"),
    "no spans": (put(*QUOTE, "spans", []), "has no spans"),
    "spans as pairs": (put(*QUOTE, "spans", [[0, 5]]), "no object with names and values"),
    "spans that are no list": (put(*QUOTE, "spans", {}), "is no list"),
    "another text": (put(*QUOTE, "text", "Ja"), "not what stands at its spans"),
    "text of null": (put("text", None), "None is no str"),
    "text of the quotation null": (put(*QUOTE, "text", None), "None is no str"),
    "id of null": (put(*QUOTE, "id", None), "None is no str"),
    "quotation of null": (put("quotes", 0, None), "Not a quoteattr document"),
    "empty id": (put(*QUOTE, "id", ""), "empty id"),
    "id twice": (put("quotes", 1, "id", "q1"), "second quotation"),
    "confidence of 7": (put(*QUOTE, "confidence", 7), "not from 0 to 1"),
    "confidence not a number": (put(*QUOTE, "confidence", float("nan")), "not from 0 to 1"),
    "confidence as text": (put(*QUOTE, "confidence", "0.5"), "is no float"),
    "confidence as truth": (put(*QUOTE, "confidence", True), "is no float"),
    "offset as text": (put(*QUOTE, "spans", [{"start": "0", "end": 5}]), "is no int"),
    "offset as float": (put(*QUOTE, "spans", [{"start": 0.0, "end": 5}]), "is no int"),
    "offset as truth": (put(*QUOTE, "spans", [{"start": 0, "end": True}]), "is no int"),
    "parent that is not there": (put(*QUOTE, "parent", "q99"), "no quotation before it"),
    "parent that is itself": (inside_itself, "no quotation before it"),
    "parents in a circle": (inside_each_other, "no quotation before it"),
    "parent beside it": (put("quotes", 1, "parent", "q1"), "does not lie in q1"),
    "another order": (other_order, "stands before"),
    "frame outside": (put(*QUOTE, "frame", [{"start": 0, "end": 999}]), "reaches to 999"),
    "frame over the quotation": (put(*QUOTE, "frame", [{"start": 10, "end": 18}]), "frame of q1 overlaps"),
    "evidence outside": (
        put(*QUOTE, "evidence", [{"rule": "x", "spans": [{"start": 0, "end": 999}], "terms": []}]), "reaches to 999"
    ),
    "diagnostic outside": (
        put("diagnostics", [{"code": "x", "span": {"start": 0, "end": 999}, "message": ""}]), "reaches to 999"
    ),
    "id of an entity null": (put(*ENTITY, "id", None), "None is no str"),
    "aliases that are one text": (put(*ENTITY, "aliases", "Anna"), "is no list"),
    "mention of another text": (put(*ENTITY, "mentions", 0, "text", "Otto"), "not what stands at its spans"),
    "head outside its mention": (put(*ENTITY, "mentions", 0, "head", {"start": 60, "end": 62}), "head of .* outside"),
    "an unknown kind": (put(*ENTITY, "kind", "robot"), "robot"),
    "quotation twice": (twice, "q1 and q99 are the same quotation"),
    "another entity of this id": (inline(name="Otto"), "'e1' is not that one among the entities"),
    "an entity that is not there": (inline(id="e99"), "'e99' is not that one among the entities"),
    "speaker who is nobody": (nobody, "neither a mention nor an entity"),
    "confidence in nobody": (put(*QUOTE, "speaker", "entity", None), "has a confidence, but no entity"),
    "name that is empty": (put(*ENTITY, "name", " "), "e1 has an empty name"),
    "an unknown gender": (put(*ENTITY, "gender", "q"), "gender of e1 is 'q', and not one of m, f, n or null"),
    "an unknown number": (put(*ENTITY, "number", "plural"), "number of e1 is 'plural', and not one of sg, pl"),
    "mention twice": (mentions(0, 0), "a mention of e2 stands twice"),
    "mentions in another order": (mentions(1, 0), "not in text order"),
    "places in another order": (lambda made: made["places"].reverse(), "behind one that it should precede"),
    "head that is no word": (put("words", 0, "head", 99), "head of word 1 of sentence 1 is 99"),
    "head that is itself": (put("words", 0, "head", 1), "heads of word 1 of sentence 1 lead back"),
    "words in another order": (lambda made: made["words"].reverse(), "not numbered in their order"),
    "word before the one in front": (put("words", 2, "span", {"start": 0, "end": 4}), "before the one in front"),
    "quotes that are no list": (put("quotes", {}), "is no list"),
    "quotes of null": (put("quotes", None), "None is no list"),
    "a quotation that is none": (put("quotes", [7]), "Not a quoteattr document"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG.keys())
def test_what_could_not_have_been_made(change: Callable[[Any], None], message: str) -> None:
    made = data()
    change(made)
    with pytest.raises(FormatError, match=message):
        Document.from_dict(made)


def test_an_entity_twice() -> None:
    made = data()
    made["entities"].append(made["entities"][0])
    with pytest.raises(FormatError, match="second entity"):
        Document.from_dict(made)


@pytest.mark.parametrize("data", [None, [], "x", 7, {}])
def test_what_is_no_object(data: Any) -> None:
    with pytest.raises(FormatError, match="Not a quoteattr document"):
        Document.from_dict(data)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"text": None, "occurrence": 1}, '{"text": null, "occurrence": 1}'),
        ("\ud800ü", '"\\ud800ü"'),
        (float("nan"), "NaN"),
        (["x" * 99], f'["{"x" * 57}…'),
        ([10**5000], "a value that is too large or odd to be shown"),
        ({(1, 2): 3}, "a value that is too large or odd to be shown"),
    ],
)
def test_any_value_is_shown_as_json_shows_it(value: object, shown: str) -> None:
    assert as_json(value) == shown
