"""Whether trees that others made are trees: the check at the boundary, so that every question to a tree ends.

Our own code builds nothing but trees. Another parser may give heads outside the sentence, cycles, words in a wrong
order or none at all; whoever gets such a parse is told the sentence and the word.
"""

from collections.abc import Mapping, Sequence

from quoteattr.errors import FormatError
from quoteattr.invariants import cycles_in
from quoteattr.model import Diagnostic, Span
from quoteattr.tree import Parse, Sentence, Token


def check_parse(parse: object, text: str | None = None) -> Parse:
    """The parse, if every sentence of it is one or several trees over words that stand in its text in their order.

    Args:
        parse: What a parser gave.
        text: The text that it was given; left out, that of the parse.

    Raises:
        FormatError: It is something else; the message names the sentence and the word, both counted from 1.

    Example:
        >>> check_parse(Parse("Ja", (Sentence((Token(0, "Ja", "ja", "X", "", {}, head=3, start=0, end=2),)),)))
        Traceback (most recent call last):
        ...
        quoteattr.errors.FormatError: Sentence 1, word 1 ('Ja'): its head is 3 of 1 words, from 0 on. Mend the parser \
that made this tree.
    """
    if not isinstance(parse, Parse) or not isinstance(parse.text, str):
        raise FormatError(f"A parser gave a {type(parse).__name__}. Let it give a quoteattr.Parse for each text.")
    if text is not None and parse.text != text:
        raise FormatError(f"A parse is of the text {parse.text!r:.40}, not of {text!r:.40}. Parse the texts in order.")
    if not isinstance(parse.model, str):
        raise FormatError(f"The model of a parse is {parse.model!r:.40}. Give a name, or an empty string.")
    if not isinstance(parse.diagnostics, Sequence) or not all(_fits(odd, parse.text) for odd in parse.diagnostics):
        raise FormatError(
            f"The diagnostics of a parse are {parse.diagnostics!r:.80}. Give a tuple of quoteattr.Diagnostic, each "
            "with a code, a span inside the text or None, and a message."
        )
    if not isinstance(parse.sentences, Sequence):
        raise FormatError(f"The sentences of a parse are {parse.sentences!r:.40}. Give a tuple of quoteattr.Sentence.")
    position, paragraph = 0, 0
    for number, sentence in enumerate(parse.sentences, 1):
        if not isinstance(sentence, Sentence) or not isinstance(sentence.tokens, Sequence):
            raise FormatError(
                f"Sentence {number} is {sentence!r:.40}. Give a quoteattr.Sentence with a tuple of words."
            )
        if not sentence.tokens:
            raise FormatError(f"Sentence {number} has no words. Leave out empty sentences.")
        if not isinstance(sentence.paragraph, int) or sentence.paragraph < paragraph:
            raise FormatError(f"Sentence {number} is in paragraph {sentence.paragraph!r}, behind {paragraph}.")
        paragraph = sentence.paragraph
        for index, token in enumerate(sentence.tokens):
            problem = _problem(token, index, len(sentence.tokens), position, len(parse.text))
            if problem:
                where = f"Sentence {number}, word {index + 1} ({getattr(token, 'text', token)!r:.40})"
                raise FormatError(f"{where}: {problem}. Mend the parser that made this tree.")
            position = token.start
        for index in cycles_in([token.head for token in sentence.tokens]):
            where = f"Sentence {number}, word {index + 1} ({sentence.tokens[index].text!r:.40})"
            raise FormatError(f"{where}: its heads lead back to itself. Give the root the head -1.")
        position = max(token.end for token in sentence.tokens)
    return parse


def _fits(odd: object, text: str) -> bool:
    """Whether something is a diagnostic of a text."""
    return (
        isinstance(odd, Diagnostic)
        and isinstance(odd.code, str)
        and isinstance(odd.message, str)
        and (odd.span is None or (isinstance(odd.span, Span) and odd.span.end <= len(text)))
    )


def _problem(token: object, index: int, size: int, position: int, length: int) -> str:
    """What is wrong with a word at a place of a sentence, empty if nothing is."""
    if not isinstance(token, Token):
        return f"it is a {type(token).__name__}, not a quoteattr.Token"
    numbers = (token.index, token.head, token.start, token.end)
    if any(type(number) is not int for number in numbers):
        return f"index, head, start and end are {numbers}, not four whole numbers"
    texts = (token.text, token.lemma, token.upos, token.xpos, token.deprel)
    if any(not isinstance(text, str) for text in texts) or not token.text:
        return "a word, its lemma, tags and relation are strings, and a word is not empty"
    if not isinstance(token.feats, Mapping) or any(
        type(part) is not str for item in token.feats.items() for part in item
    ):
        return f"its features are {token.feats!r:.40}, not a dictionary of strings"
    if token.index != index:
        return f"its index is {token.index}, and {index} was expected"
    if not -1 <= token.head < size:
        return f"its head is {token.head} of {size} words, from 0 on"
    if not 0 <= token.start < token.end <= length:
        return f"its offsets {token.start}:{token.end} do not lie in the text of {length} characters"
    if token.start < position:
        return f"it starts at {token.start}, before the word in front of it at {position}"
    return ""
