"""CoNLL-U in and out."""

from pathlib import Path

import pytest
from casefile import cases, parses
from golden import FILES

from quoteattr.errors import FormatError
from quoteattr.parsing import conllu


def row(number: object, form: str, head: object = 0, misc: str = "_", deprel: str = "dep") -> str:
    return f"{number}\t{form}\t{form}\tX\t_\t_\t{head}\t{deprel}\t_\t{misc}\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_round_trip(file: Path) -> None:
    texts = {case["label"]: case["text"] for case in cases(file)}
    for label, source in parses(file).items():
        first = conllu.read(source, texts[label])
        again = conllu.read(conllu.write(first), texts[label])
        assert [sentence.tokens for sentence in again.sentences] == [sentence.tokens for sentence in first.sentences]
        assert [sentence.paragraph for sentence in again.sentences] == [s.paragraph for s in first.sentences]


def test_offsets_of_other_tools() -> None:
    parse = conllu.read(row(1, "Ja", misc="TokenRange=3:5"), "…  Ja")
    assert parse.sentences[0].tokens[0].span.of(parse.text) == "Ja"


def test_offsets_that_are_no_numbers_are_none() -> None:
    parse = conllu.read(row(1, "Ja", misc=f"start_char=0|end_char={'9' * 5000}"), "Ja")
    assert parse.sentences[0].tokens[0].end == 2


def test_without_offsets_words_are_looked_up_in_order() -> None:
    parse = conllu.read(row(1, "so") + row(2, "so", 1), "also so")
    assert [token.start for token in parse.sentences[0].tokens] == [2, 5]


def test_paragraphs_of_a_text_that_is_put_together() -> None:
    parse = conllu.read(f"# newpar\n{row(1, 'Ja')}\n# newpar\n{row(1, 'Nein')}")
    assert parse.text == "Ja\n\nNein"
    assert [sentence.paragraph for sentence in parse.sentences] == [0, 1]


def test_empty_nodes_and_comments_are_passed_over() -> None:
    source = "# text = x\n" + row(1, "Ja") + row("1.1", "leer")
    assert len(conllu.read(source).sentences[0].tokens) == 1


def test_nothing() -> None:
    assert conllu.read("").sentences == ()
    assert conllu.write(conllu.read("")) == ""


def test_a_cycle_is_cut() -> None:
    parse = conllu.read(row(1, "a", 2) + row(2, "b", 1))
    assert sum(token.head < 0 for token in parse.sentences[0].tokens) == 1
    (sentence,) = parse.sentences
    assert all(len(list(sentence.ancestors(token))) < 2 for token in sentence.tokens)


@pytest.mark.parametrize(
    ("source", "text", "message"),
    [
        ("1\tJa\n", None, "Line 1 has 2 columns"),
        (row(1, "Ja") + row(3, "Nein"), None, "Line 2: word 3 where 2 was expected"),
        (row("x", "Ja"), None, "'x' stands where a number is needed"),
        (row("9" * 5000, "Ja"), None, "stands where a number is needed"),
        (row(1, "Ja", "9" * 5000), None, "stands where a number is needed"),
        (row("1-2", "zum"), None, "Line 1: a sentence without words"),
        (row(1, "Ja", 5), None, "head 5 of a sentence of 1 words"),
        (row(1, "Ja", 1), None, "head 1"),
        (row(1, "Ja"), "Nein", "the word 'Ja' is not in the text"),
        (row(1, "Ja", misc="start_char=0|end_char=9"), "Ja", "lie outside the text"),
    ],
)
def test_what_is_no_conllu(source: str, text: str | None, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        conllu.read(source, text)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_a_byte_order_mark_line_endings_and_other_separators(ending: str) -> None:
    source = ("\ufeff# text = a\u2028b\n" + row(1, "a\u2028b") + row(2, "c\x85d", 1)).replace("\n", ending)
    parse = conllu.read(source)
    assert [token.text for token in parse.sentences[0].tokens] == ["a\u2028b", "c\x85d"]


def test_a_chain_of_heads_takes_linear_time() -> None:
    """Each head is looked at once: a sentence of a hundred thousand words is read at once, not in hours."""
    size = 100_000
    source = "".join(row(number, "a", number % size + 1) for number in range(1, size + 1))
    (sentence,) = conllu.read(source).sentences
    assert [token.index for token in sentence.tokens if token.head < 0] == [size - 1]
