"""What a sentence and a word may cost: longer ones are read in parts, whatever parser they are from.

Rules ask each word of a sentence for others, so their time grows with the square of a sentence. No sentence of a
writer has hundreds of words, but a table without stops has, a list, or what somebody sends to a public form.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.model import Diagnostic
from quoteattr.text.letters import as_seen
from quoteattr.tree import Parse, Sentence, Token

MOST_WORDS = 250
"""Of a sentence. The embedded model reads at most 200 tokens as one, which are some words more."""

MOST_WORDS_MONOTONOUS = 12
"""Of a sentence that says the same again and again: its tree is a search without a guide, which takes a parser seconds
for two hundred quotation marks, and each of its words bears on each other one."""

MOST_LETTERS = 100
"""Of a word, as what rules look up in it; where it stands stays as it is."""


def within_budget(parse: Parse) -> Parse:
    """The parse with long sentences in parts, and long words known by their first letters; with a `Diagnostic` each.

    Example:
        >>> from quoteattr.tree import Token
        >>> words = tuple(Token(i, f"a{i}", "a", "X", "", {}, head=i - 1, start=i, end=i + 1) for i in range(500))
        >>> found = within_budget(Parse("a" * 500, (Sentence(words),)))
        >>> [len(sentence.tokens) for sentence in found.sentences], [odd.code for odd in found.diagnostics]
        ([250, 250], ['long-sentence'])
    """
    if not any(_is_over(sentence, parse.text) for sentence in parse.sentences):
        return parse
    sentences: list[Sentence] = []
    odd: list[Diagnostic] = []
    for sentence in parse.sentences:
        most = _most_words(sentence)
        if len(sentence.tokens) > most:
            message = f"A sentence of {len(sentence.tokens)} words was read in parts of at most {most}."
            odd.append(Diagnostic("long-sentence", sentence.span, message))
        for part in _parts(sentence, most):
            for token in part.tokens:
                letters = _letters(token, parse.text)
                if letters > MOST_LETTERS:
                    message = f"Of a word of {letters} letters the first {MOST_LETTERS} were read."
                    odd.append(Diagnostic("long-word", token.span, message))
            sentences.append(_with_short_words(part))
    return evolve(parse, sentences=tuple(sentences), diagnostics=(*parse.diagnostics, *odd))


def _is_over(sentence: Sentence, text: str) -> bool:
    return len(sentence.tokens) > _most_words(sentence) or any(
        _letters(token, text) > MOST_LETTERS for token in sentence.tokens
    )


def _letters(token: Token, text: str) -> int:
    """How many letters a word has: more than its parser kept of it, if that cuts words itself."""
    if token.end - token.start <= MOST_LETTERS:
        return len(token.text)
    return max(len(token.text), len(as_seen(token.span.of(text))))


def _most_words(sentence: Sentence) -> int:
    """How many words of a sentence are read as one."""
    return MOST_WORDS_MONOTONOUS if is_monotonous([token.text for token in sentence.tokens]) else MOST_WORDS


def is_monotonous(words: Sequence[str]) -> bool:
    """Whether a sentence says the same again and again: each of its words four times and more.

    Example:
        >>> is_monotonous("der Mann der Frau".split()), is_monotonous("sagte , sagte , sagte , sagte , ja".split())
        (False, False)
        >>> is_monotonous(["sagte", ","] * 5)
        True
    """
    return 4 * len(set(words)) < len(words)


def _parts(sentence: Sentence, most: int) -> Iterator[Sentence]:
    """The sentence in parts; a word whose head stands in another part is a root."""
    if len(sentence.tokens) <= most:
        yield sentence
        return
    for first in range(0, len(sentence.tokens), most):
        words = sentence.tokens[first : first + most]
        inside = range(first, first + len(words))
        tokens = (
            evolve(word, index=word.index - first, head=word.head - first)
            if word.head in inside
            else evolve(word, index=word.index - first, head=-1, deprel="root")
            for word in words
        )
        yield evolve(sentence, tokens=tuple(tokens))


def _with_short_words(sentence: Sentence) -> Sentence:
    if all(len(token.text) <= MOST_LETTERS for token in sentence.tokens):
        return sentence
    tokens = (
        evolve(token, text=token.text[:MOST_LETTERS], lemma=token.lemma[:MOST_LETTERS]) for token in sentence.tokens
    )
    return evolve(sentence, tokens=tuple(tokens))
