"""Trees of others, of twenty kinds: ``python benchmarks/hostile_trees.py 5000``.

Each must end in a result or a `FormatError`, within a second. Exit code 1 if one does not; it is printed with its seed.
"""

import os
import random
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from attrs import evolve

from quoteattr import Document, FormatError, Parse, QuoteAttributor, Sentence, Token

WORDS = "Anna Berg sagte , dass sie „ nicht “ komme . Laut Polizei : sei er kritisierte Der Sprecher teilte mit".split()
"""No German sentence has them in such an order, and any parser may be given one that has."""
TAGS = ("NOUN", "VERB", "PROPN", "PUNCT", "ADP", "PRON", "DET", "ADJ", "AUX", "SCONJ", "X")
RELATIONS = ("root", "nsubj", "obj", "ccomp", "parataxis", "conj", "det", "case", "punct", "advcl", "obl", "cc", "mark")
SECONDS = 1.0

Change = Callable[[random.Random, list[Token]], list[Any]]


def sentence_of(chance: random.Random, size: int) -> tuple[str, list[Token]]:
    """A text of known words and a random tree over it."""
    text, tokens = "", []
    for index in range(size):
        word = chance.choice(WORDS)
        start, text = len(text), f"{text}{word} "
        xpos = "VVFIN" if word in ("sagte", "sei", "kritisierte", "teilte", "komme") else ""
        upos = "VERB" if xpos else chance.choice(TAGS)
        head = chance.randrange(index) if index else -1
        relation = chance.choice(RELATIONS) if index else "root"
        feats = {"VerbForm": "Fin"} if xpos else {}
        tokens.append(Token(index, word, word.lower(), upos, xpos, feats, head, relation, start, start + len(word)))
    return text, tokens


def odd(chance: random.Random, *values: Any) -> Any:
    """One of several things that are not what they should be."""
    return chance.choice(values)


def one(change: Callable[[random.Random, list[Token], int], Any]) -> Change:
    """A change of one word."""

    def changed(chance: random.Random, tokens: list[Token]) -> list[Any]:
        at = chance.randrange(len(tokens))
        return [*tokens[:at], change(chance, tokens, at), *tokens[at + 1 :]]

    return changed


def every(change: Callable[[random.Random, list[Token], int], Any]) -> Change:
    """A change of all words."""
    return lambda chance, tokens: [change(chance, tokens, at) for at in range(len(tokens))]


KINDS: dict[str, Change] = {
    "right": lambda chance, tokens: tokens,
    "own head": one(lambda chance, tokens, at: evolve(tokens[at], head=at)),
    "cycle": every(lambda chance, tokens, at: evolve(tokens[at], head=(at + 1) % len(tokens))),
    "cycle beside a tree": lambda chance, tokens: [
        evolve(token, head={1: 2, 2: 3, 3: 1}.get(token.index, token.head)) for token in tokens
    ],
    "random heads": every(lambda chance, tokens, at: evolve(tokens[at], head=chance.randrange(-1, len(tokens)))),
    "head behind the end": one(lambda chance, tokens, at: evolve(tokens[at], head=len(tokens) + chance.randrange(9))),
    "head before the start": one(lambda chance, tokens, at: evolve(tokens[at], head=-2)),
    "head of another kind": one(
        lambda chance, tokens, at: evolve(tokens[at], head=odd(chance, None, "1", 1.5, True, [], 10**30))
    ),
    "no words": lambda chance, tokens: [],
    "words in another order": lambda chance, tokens: chance.sample(tokens, len(tokens)),
    "wrong index": one(lambda chance, tokens, at: evolve(tokens[at], index=at + 1)),
    "offsets outside": one(lambda chance, tokens, at: evolve(tokens[at], end=10**9)),
    "offsets turned": one(lambda chance, tokens, at: evolve(tokens[at], start=tokens[at].end, end=tokens[at].start)),
    "offsets in another order": every(
        lambda chance, tokens, at: evolve(tokens[at], start=tokens[-1 - at].start, end=tokens[-1 - at].end)
    ),
    "offsets of another kind": one(lambda chance, tokens, at: evolve(tokens[at], end=odd(chance, None, 9.0, "9"))),
    "no text": one(lambda chance, tokens, at: evolve(tokens[at], text=odd(chance, "", None, 5))),
    "no tags": every(lambda chance, tokens, at: evolve(tokens[at], upos="", xpos="", deprel="", lemma="", feats={})),
    "odd tags": every(lambda chance, tokens, at: evolve(tokens[at], upos="?" * 99, deprel=":", feats={"": ""})),
    "no features": one(lambda chance, tokens, at: evolve(tokens[at], feats=odd(chance, None, "Case=Nom", 3))),
    "no token": one(lambda chance, tokens, at: odd(chance, None, "Anna", {}, 7)),
    "a chain": every(lambda chance, tokens, at: evolve(tokens[at], head=at - 1, deprel=chance.choice(RELATIONS))),
    "a star": every(lambda chance, tokens, at: evolve(tokens[at], head=0 if at else -1)),
    "all roots": every(lambda chance, tokens, at: evolve(tokens[at], head=-1, deprel="root")),
    "all verbs": every(lambda chance, tokens, at: evolve(tokens[at], upos="VERB", xpos="VVFIN")),
    "all in one place": every(lambda chance, tokens, at: evolve(tokens[at], start=0, end=1)),
}


def parse_of(seed: int, kind: str) -> Parse:
    """A parse of a kind."""
    chance = random.Random(f"{kind} {seed}")
    text, tokens = sentence_of(chance, chance.choice([4, 12, 40, 120]))
    sentence = Sentence(tuple(KINDS[kind](chance, tokens)), chance.choice([0, 0, 0, 3]))
    return Parse(text, (sentence,))


def outcome(attributor: QuoteAttributor, parse: Parse) -> str:
    """What comes of a parse: a result that holds what a document must hold, or a refusal; anything else is raised."""
    try:
        document = attributor.attribute_parse(parse)
    except FormatError:
        return "refused"
    assert Document.from_dict(document.to_dict()) == document
    found = [(quote.type, quote.spans) for quote in document.quotes]
    assert len(set(found)) == len(found), "a quotation twice"
    return "read"


def main(count: int) -> int:
    """Run and print what came of each kind."""
    attributor = QuoteAttributor(_NoParser())
    text, tokens = sentence_of(random.Random(0), 12)
    attributor.attribute_parse(Parse(text, (Sentence(tuple(tokens)),)))  # the first one loads what all need
    bad = 0
    found: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
    slowest = 0.0
    for number in range(count):
        kind, seed = list(KINDS)[number % len(KINDS)], number // len(KINDS)
        started = process_time()
        try:
            came = outcome(attributor, parse_of(seed, kind))
        except Exception as error:  # whatever it is, it is what this is for
            came = f"{type(error).__name__}: {error}"
        slowest = max(slowest, seconds := process_time() - started)
        if came not in ("read", "refused") or seconds > SECONDS:
            bad += 1
            print(f"{kind}, seed {seed}: {came}, {seconds:.2f} s")
        found[kind][came] = found[kind].get(came, 0) + 1
    print(*(f"{kind:26} {came}" for kind, came in found.items()), sep="\n")
    print(f"{count} trees of {len(KINDS)} kinds, {bad} neither a result nor a refusal in time; slowest {slowest:.2f} s")
    return int(bad > 0)


class _NoParser:
    name = "none"

    def parse(self, texts: object) -> Any:
        raise AssertionError("nothing is parsed here")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
