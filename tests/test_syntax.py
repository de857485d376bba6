"""Questions to a tree, on the parse of one sentence written by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.model import Span
from quoteattr.parsing import conllu
from quoteattr.tree import Parse, Sentence, Token, spans_of

# Die Polizei teilte zum Glück mit, dass niemand verletzt worden sei.
SOURCE = """
1	Die	der	DET	ART	_	2	det	_	_
2	Polizei	Polizei	NOUN	NN	_	3	nsubj	_	_
3	teilte	teilen	VERB	VVFIN	VerbForm=Fin	0	root	_	_
4-5	zum	_	_	_	_	_	_	_	_
4	zu	zu	ADP	APPR	_	6	case	_	_
5	dem	der	DET	ART	_	6	det	_	_
6	Glück	Glück	NOUN	NN	_	3	obl	_	_
7	mit	mit	ADP	PTKVZ	_	3	compound:prt	_	SpaceAfter=No
8	,	,	PUNCT	$,	_	11	punct	_	_
9	dass	dass	SCONJ	KOUS	_	11	mark	_	_
10	niemand	niemand	PRON	PIS	_	11	nsubj:pass	_	_
11	verletzt	verletzen	VERB	VVPP	VerbForm=Part	3	ccomp	_	_
12	worden	werden	AUX	VAPP	_	11	aux:pass	_	_
13	sei	sein	AUX	VAFIN	Mood=Sub|VerbForm=Fin	11	aux	_	SpaceAfter=No
14	.	.	PUNCT	$.	_	3	punct	_	_
"""


@pytest.fixture(scope="module")
def parse() -> Parse:
    return conllu.read(SOURCE)


@pytest.fixture(scope="module")
def words(parse: Parse) -> dict[str, Token]:
    return {token.text: token for token in parse.sentences[0].tokens}


def test_text_and_contraction(parse: Parse, words: dict[str, Token]) -> None:
    assert parse.text == "Die Polizei teilte zum Glück mit, dass niemand verletzt worden sei."
    assert words["zu"].span == words["dem"].span
    assert words["zu"].span.of(parse.text) == "zum"


def test_heads_and_children(parse: Parse, words: dict[str, Token]) -> None:
    (sentence,) = parse.sentences
    assert sentence.head(words["teilte"]) is None
    assert sentence.head(words["Polizei"]) == words["teilte"]
    assert sentence.children(words["verletzt"], "nsubj") == (words["niemand"],)
    assert sentence.children(words["verletzt"], "aux:pass") == (words["worden"],)
    assert [token.text for token in sentence.children(words["verletzt"], "aux")] == ["worden", "sei"]
    assert sentence.child(words["teilte"], "obj") is None
    assert [token.text for token in sentence.ancestors(words["niemand"])] == ["verletzt", "teilte"]


def test_subtree_and_what_is_left_out(parse: Parse, words: dict[str, Token]) -> None:
    (sentence,) = parse.sentences
    clause = sentence.subtree(words["verletzt"])
    assert spans_of(clause, parse.text)[0].of(parse.text) == ", dass niemand verletzt worden sei"
    rest = sentence.subtree(words["teilte"], without={words["verletzt"].index})
    assert [span.of(parse.text) for span in spans_of(rest, parse.text)] == ["Die Polizei teilte zum Glück mit", "."]


def test_clause_and_finite_verb(parse: Parse, words: dict[str, Token]) -> None:
    (sentence,) = parse.sentences
    assert sentence.clause_head(words["niemand"]) == words["verletzt"]
    assert sentence.clause_head(words["Glück"]) == words["teilte"]
    assert sentence.finite(words["verletzt"]) == words["sei"]
    assert sentence.finite(words["teilte"]) == words["teilte"]
    assert sentence.finite(words["Glück"]) is None


def test_words_and_punctuation(words: dict[str, Token]) -> None:
    assert words["mit"].is_word
    assert not words[","].is_word
    assert words["worden"].relation == "aux"


def test_sentence_at() -> None:
    parse = conllu.read(SOURCE.replace("\t3\tpunct\t_\t_", "\t3\tpunct\t_\tSpaceAfter=No") + "\n" + SOURCE)
    first, second = parse.sentences
    assert parse.sentence_at(0) is first
    assert parse.sentence_at(first.end) is None
    assert parse.sentence_at(second.start) is second
    assert parse.sentence_at(len(parse.text)) is None


@pytest.mark.parametrize("start", range(12))
@pytest.mark.parametrize("length", [1, 2, 5, 20])
def test_sentences_in(start: int, length: int) -> None:
    words = [Token(0, "ab", "", "X", "", {}, start=place, end=place + 2) for place in (1, 3, 7)]
    parse = Parse(" ababcc ab ", tuple(Sentence((word,)) for word in words))
    span = Span(start, start + length)
    assert parse.sentences_in(span) == tuple(item for item in parse.sentences if item.span.overlaps(span))
    assert Parse("", ()).sentences_in(span) == ()


def test_the_parse_numbers_its_sentences_whatever_a_parser_says() -> None:
    words = [Token(0, "ab", "", "X", "", {}, start=place, end=place + 2) for place in (0, 3, 6)]
    zeros = Parse("ab ab ab", tuple(Sentence((word,)) for word in words))
    assert [sentence.index for sentence in zeros.sentences] == [0, 1, 2]
    odd = Parse("ab ab ab", tuple(Sentence((word,), index=7 - number) for number, word in enumerate(words)))
    assert [sentence.index for sentence in odd.sentences] == [0, 1, 2]
    (last,) = Parse("ab ab ab", zeros.sentences[2:]).sentences
    assert (last.index, last.tokens) == (0, zeros.sentences[2].tokens)
    assert zeros.sentences[2].index == 2


def test_the_sentence_before() -> None:
    parse = conllu.read(f"{SOURCE}\n{SOURCE}")
    first, second = parse.sentences
    assert parse.before(second) is first
    assert parse.before(first) is None


def test_between(parse: Parse) -> None:
    (sentence,) = parse.sentences
    assert [token.text for token in sentence.between(Span(12, 20))] == ["teilte", "zu", "dem"]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), min_size=1, max_size=8), st.integers(0, 15))
def test_words_by_offset(places: list[tuple[int, int]], offset: int) -> None:
    """Also where words of an odd parse lie on each other."""
    words = (
        Token(n, "a", "a", "X", "", {}, start=start, end=start + size) for n, (start, size) in enumerate(sorted(places))
    )
    sentence = Sentence(tuple(words))
    span = Span(offset, offset + 2)
    assert sentence.between(span) == [token for token in sentence.tokens if token.span.overlaps(span)]
    assert sentence.behind(offset) == tuple(token for token in sentence.tokens if token.start >= offset)
    before = sentence.before(offset)
    assert before == sentence.tokens[: len(before)]
    assert all(token.end <= offset for token in before)
    assert len(before) == len(sentence.tokens) or sentence.tokens[len(before)].end > offset
