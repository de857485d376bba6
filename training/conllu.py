"""CoNLL-U sentences, read and written as they stand, and the rewriting of their quotation marks."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC = range(10)
UNIVERSAL_TAGS = frozenset("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
OPEN, CLOSE = "„", "“"
# The comment with the share of words on which all teachers agree.
AGREEMENT = "# agreement = "
# Opening and closing marks by style; the first one is what the pipeline's files are written in.
STYLES = (
    ("„", "“"), ('"', '"'), ("»", "«"), ("«", "»"), ("“", "”"), ("„", "”"), ("‚", "‘"), ("›", "‹"),
    ("‹", "›"), ("‘", "’"), ("'", "'"), ("''", "''"), ("„", '"'), (",,", "''"), ("``", "''"), ("”", "”"),
)  # fmt: skip
# How often each style is drawn: the German, ASCII and guillemet styles lead, the mistaken ones stay rare.
STYLE_WEIGHTS = (30, 25, 10, 6, 8, 5, 5, 2, 2, 2, 2, 1, 2, 1, 1, 1)


@dataclass
class Sentence:
    """A sentence: its comments, its words (ten columns each) and its contractions.

    Attributes:
        comments: The lines before the words, with their ``#``.
        words: The words in order, heads as text.
        ranges: Contractions: first word -> (last word, form, misc).
    """

    comments: list[str] = field(default_factory=list)
    words: list[list[str]] = field(default_factory=list)
    ranges: dict[int, tuple[int, str, str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence as it was written, from its tokens and their ``SpaceAfter``."""
        return "".join(form + ("" if "SpaceAfter=No" in misc else " ") for form, misc in self.tokens()).rstrip()

    def tokens(self) -> Iterator[tuple[str, str]]:
        """Yields form and misc of each surface token."""
        for number in self.token_starts():
            if number in self.ranges:
                yield self.ranges[number][1:]
            else:
                yield self.words[number - 1][FORM], self.words[number - 1][MISC]

    def token_starts(self) -> Iterator[int]:
        """Yields the number of each surface token's first word."""
        last = 0
        for number in range(1, len(self.words) + 1):
            if number > last:
                last = self.ranges[number][0] if number in self.ranges else number
                yield number

    def is_tree(self) -> bool:
        """Whether the heads make one tree with one root and every tag is a universal one."""
        heads = [int(word[HEAD]) if word[HEAD].isdigit() else -1 for word in self.words]
        if heads.count(0) != 1 or any(not 0 <= head <= len(heads) for head in heads):
            return False
        for start in range(1, len(heads) + 1):
            node, steps = start, 0
            while node and steps <= len(heads):
                node, steps = heads[node - 1], steps + 1
            if node:
                return False
        return all(word[UPOS] in UNIVERSAL_TAGS for word in self.words)

    @property
    def agreement(self) -> float:
        """The share of words whose head and label all teachers give; 1 for gold."""
        found = [line for line in self.comments if line.startswith(AGREEMENT)]
        return float(found[-1].removeprefix(AGREEMENT)) if found else 1.0

    def copy(self) -> "Sentence":
        """A copy that may be changed."""
        return Sentence(list(self.comments), [list(word) for word in self.words], dict(self.ranges))

    def __str__(self) -> str:
        lines = [line for line in self.comments if not line.startswith("# text =")]
        lines.append(f"# text = {self.text}")
        for number, word in enumerate(self.words, 1):
            if number in self.ranges:
                end, form, misc = self.ranges[number]
                lines.append("\t".join([f"{number}-{end}", form, *["_"] * 7, misc]))
            lines.append("\t".join(word))
        return "\n".join(lines) + "\n"


def read(path: Path) -> Iterator[Sentence]:
    """Yields the sentences of a CoNLL-U file; empty nodes are skipped."""
    sentence = Sentence()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if sentence.words:
                    yield sentence
                sentence = Sentence()
            elif line.startswith("#"):
                sentence.comments.append(line)
            else:
                columns = line.split("\t")
                if "-" in columns[ID]:
                    start, end = map(int, columns[ID].split("-"))
                    sentence.ranges[start] = (end, columns[FORM], columns[MISC])
                elif "." not in columns[ID]:
                    sentence.words.append(columns)
    if sentence.words:
        yield sentence


def write(path: Path, sentences: Iterable[Sentence]) -> None:
    """Writes sentences to a CoNLL-U file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lines:
        for sentence in sentences:
            lines.write(f"{sentence}\n")


def features(column: str) -> dict[str, str]:
    """The FEATS column as a mapping."""
    return {} if column == "_" else dict(part.split("=", 1) for part in column.split("|"))


def feature_column(values: dict[str, str]) -> str:
    """The FEATS column for a mapping."""
    return "|".join(f"{key}={values[key]}" for key in sorted(values, key=str.lower)) or "_"


def draw_style(chance: random.Random) -> tuple[str, str]:
    """Draws a style of quotation marks."""
    return chance.choices(STYLES, STYLE_WEIGHTS)[0]


def restyle(forms: list[str], style: tuple[str, str]) -> list[str]:
    """Rewrites the pipeline's own marks („ and “) into another style."""
    swap = {OPEN: style[0], CLOSE: style[1]}
    return [swap.get(form, form) for form in forms]
