"""Trees of others at the public boundary: a result, or an error that names the sentence and the word."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from parsers import committed
from scripts import script

from quoteattr import Diagnostic, FormatError, Parse, QuoteAttributor, Sentence, Span, Token
from quoteattr.invariants import cycles_in
from quoteattr.parsing.budget import MOST_LETTERS, MOST_WORDS, MOST_WORDS_MONOTONOUS, within_budget

HOSTILE = script("benchmarks/hostile_trees.py")
GOOD = {"right", "no tags", "odd tags", "a chain", "a star", "all roots", "all verbs", "all in one place"}
SOMETIMES = {"random heads", "words in another order", "no features"}


@pytest.mark.parametrize("kind", HOSTILE.KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_a_result_or_a_refusal(kind: str, seed: int) -> None:
    came = HOSTILE.outcome(committed(), HOSTILE.parse_of(seed, kind))
    assert came in ({"read"} if kind in GOOD else {"read", "refused"} if kind in SOMETIMES else {"refused"})


WORDS = (
    Token(0, "Sie", "sie", "PRON", "PPER", {}, 1, "nsubj", 0, 3),
    Token(1, "ging", "gehen", "VERB", "VVFIN", {}, -1, "root", 4, 8),
)

LISTED: Any = {"Case": ["Nom"]}
NAME, VERB = evolve(WORDS[0], head=-1), evolve(WORDS[1], index=0)


def parse(*sentences: Sequence[Token], text: str = "Sie ging", paragraphs: Sequence[int] = (0, 0)) -> Parse:
    return Parse(text, tuple(Sentence(tuple(words), n) for words, n in zip(sentences, paragraphs, strict=False)))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (parse(WORDS, ()), "Sentence 2 has no words"),
        (parse([WORDS[0], evolve(WORDS[1], head=0)]), r"Sentence 1, word \d \('\w+'\): its heads lead back to itself"),
        (parse([WORDS[0], evolve(WORDS[1], head=2)]), r"Sentence 1, word 2 \('ging'\): its head is 2 of 2 words"),
        (parse([WORDS[0], evolve(WORDS[1], end=9)]), "do not lie in the text of 8 characters"),
        (parse([NAME], [evolve(VERB, start=2)]), "Sentence 2, word 1 .* before the word in front of it"),
        (parse([NAME], [VERB], paragraphs=(1, 0)), "Sentence 2 is in paragraph 0, behind 1"),
        (parse([evolve(NAME, feats=LISTED)]), r"Sentence 1, word 1 \('Sie'\): its features are .*'Case'"),
        (Parse("Sie ging", (Sentence(5),)), "Sentence 1 is Sentence"),  # type: ignore[arg-type]
        (Parse("Sie ging", None), "The sentences of a parse are None"),  # type: ignore[arg-type]
        (Parse("Sie ging", ("Sie",)), "Sentence 1 is 'Sie'"),  # type: ignore[arg-type]
        (Parse("Sie ging", (), None), "The diagnostics of a parse are None"),  # type: ignore[arg-type]
        (Parse("Sie ging", (), ("x",)), "The diagnostics of a parse are"),  # type: ignore[arg-type]
        (Parse("Sie ging", (), (Diagnostic("x", Span(0, 9), ""),)), "a span inside the text"),
        (Parse("Sie ging", (), model=None), "The model of a parse is None"),  # type: ignore[arg-type]
    ],
)
def test_an_error_names_the_place(wrong: Parse, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        committed().attribute_parse(wrong)


class Giving:
    """A parser that gives what it is told to give, whatever it is asked."""

    name = "giving"

    def __init__(self, *parses: object) -> None:
        self.parses = parses

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        return iter(self.parses)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parses", "message"),
    [
        ([], "gave more or fewer parses than texts"),
        ([parse(WORDS), parse(WORDS)], "gave more or fewer parses than texts"),
        (["Sie ging"], "gave a str"),
        ([parse(WORDS, text="Sie ging.")], "A parse is of the text 'Sie ging.', not of 'Sie ging'"),
        ([parse([WORDS[0], evolve(WORDS[1], head=1)])], "lead back to itself"),
    ],
)
def test_any_parser_is_checked(parses: list[object], message: str) -> None:
    with pytest.raises(FormatError, match=message):
        list(QuoteAttributor(Giving(*parses)).pipe(["Sie ging"]))


def test_a_parser_that_gives_nothing() -> None:
    parser = Giving()
    parser.parse = lambda texts: None  # type: ignore[method-assign, assignment, return-value]
    with pytest.raises(FormatError, match="giving gave None instead of parses"):
        list(QuoteAttributor(parser).pipe(["Sie ging"]))


@pytest.mark.parametrize(
    ("heads", "cut"),
    [
        ([], []),
        ([-1], []),
        ([1, -1], []),
        ([0], [0]),
        ([1, 0], [1]),
        ([1, 2, 0, 2], [2]),
        ([-1, 2, 3, 1, 5, 4], [3, 5]),
    ],
)
def test_one_word_of_each_cycle_is_cut(heads: list[int], cut: list[int]) -> None:
    assert cycles_in(heads) == cut


@pytest.mark.parametrize(("forms", "parts"), [(["sagte", ","], 9), ([f"wort{n}" for n in range(100)], 1)])
def test_a_sentence_that_says_the_same_again_and_again_is_read_in_short_parts(forms: list[str], parts: int) -> None:
    words = (forms * 50)[:100]
    tokens = [Token(n, word, word, "X", "", {}, n - 1, "dep", n * 9, n * 9 + len(word)) for n, word in enumerate(words)]
    text = "".join(word.ljust(9) for word in words)
    found = within_budget(Parse(text, (Sentence(tuple(tokens)),)))
    assert len(found.sentences) == parts
    assert bool(found.diagnostics) == (parts > 1)


def test_long_sentences_and_words_are_read_in_parts_and_that_is_told() -> None:
    size = 1000
    words = [Token(n, "a" * 200, "a", "X", "", {}, n - 1, "dep", n * 201, n * 201 + 200) for n in range(size)]
    text = " ".join(word.text for word in words)
    found = committed().attribute_parse(Parse(text, (Sentence(tuple(words)),)))
    codes = [odd.code for odd in found.diagnostics]
    assert codes.count("long-sentence") == 1
    assert codes.count("long-word") == size


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("a" * 100, []),
        ("a" * 101, ["Of a word of 101 letters the first 100 were read."]),
        ("a\N{SOFT HYPHEN}" * 60, []),
    ],
)
def test_a_word_that_its_parser_has_cut_is_told(word: str, told: list[str]) -> None:
    token = Token(0, word.replace("\N{SOFT HYPHEN}", "")[:100], "a", "X", "", {}, -1, "root", 0, len(word))
    found = committed().attribute_parse(Parse(word, (Sentence((token,)),)))
    assert [odd.message for odd in found.diagnostics if odd.code == "long-word"] == told


@pytest.mark.parametrize("limit", [MOST_WORDS, MOST_WORDS_MONOTONOUS, MOST_LETTERS])
def test_limits_are_in_the_documentation(limit: int) -> None:
    page = (Path(__file__).parent.parent / "docs" / "threats.md").read_text("utf-8")
    assert re.search(rf"^\| a (word|sentence).*\b{limit}\b", page, re.MULTILINE)
