"""Documents as teachers and encoder see them: words, tags, where proposals stand, and what is right about them.

    python training/context_papers.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER \
        --output FOLDER/papers.pkl
    python training/context_papers.py --raw --processes 2 --output FOLDER/raw.pkl

The first command makes the documents that are learned from, the second those of raw text, which it parses: some 1.3
million words, half an hour on two cores.
"""

import argparse
import multiprocessing
import pickle
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import torch
from attrs import evolve, frozen
from common import SHARED
from conllu import read as read_treebank
from fit_resolver import material
from fitting import STAKES
from samples import Sample
from second_opinion import KINDS, proposals_of
from word_vectors import TREEBANKS

from quoteattr.context import OPINIONS
from quoteattr.context.states import shape_of, stretches
from quoteattr.context.tags import TAG_PLACES, TAGS, tags_of
from quoteattr.context.view import length_of
from quoteattr.context.window import PARTS, PLACES, Window
from quoteattr.decide.constraints import admitted
from quoteattr.model import QuoteType, Span
from quoteattr.parsing.protocol import EMBEDDED, Parser, load
from quoteattr.reading import Reading, read
from quoteattr.rules import FAMILIES, Proposal, propose

TYPES = list(QuoteType)
WORD_LABELS = len(TYPES) + 1 + 3
"""No quotation, a quotation of each type; cue, frame, speaker."""
CHANGED = 0.3
"""Of the nouns, names, adjectives, verbs and numbers in a variant of a document."""
_RELATION = [place for name, place in TAG_PLACES.items() if name.startswith("r:")]
_CONTENT = [TAG_PLACES[f"u:{tag}"] for tag in ("ADJ", "NOUN", "NUM", "PROPN", "VERB")]
_SENTENCES, _TOGETHER = 4, 20
"""Sentences of a treebank that are one paragraph, and paragraphs of raw text that are one document."""

Tensor = torch.Tensor


@frozen(eq=False)
class Paper:
    """A document; its words are numbered from 0.

    Attributes:
        stretches: The words of what is read as a whole.
        tags: The tags of each word, ones and zeros.
        parts: Bounds of words, a row each, and `owners`: which part of which proposal each is of.
        owners: See `parts`.
        places: The words that tell most about each proposal, -1 for none.
        lengths: Of the quotation of each proposal.
        kinds: Rule and type of each.
        labels: What is right about each, in probabilities; nothing known of a raw text.
        gold: Type, cue, frame and speaker of each word, nothing where the document does not tell all.
        sets: Members, the set of each, the cluster of each set, the reward of each set, the weight of each cluster.
        weight: How much the document counts.
    """

    stretches: list[list[str]]
    tags: Tensor
    parts: Tensor
    owners: Tensor
    places: Tensor
    lengths: Tensor
    kinds: Tensor
    labels: Tensor
    gold: Tensor | None = None
    sets: tuple[Tensor, ...] = ()
    weight: float = 1.0


def normal(word: str) -> str:
    """A word as encoders read it: all marks are the same sign."""
    return '"' if shape_of(word)[3] else word


def raw_paper(reading: Reading, proposals: Sequence[Proposal]) -> Paper:
    """A document of which nothing is known but its parse and what could be quotations."""
    sentences = reading.sentences
    tokens = [token for sentence in sentences for token in sentence.tokens]
    read_together = list(stretches(sentences))
    words = [[normal(token.text) for at in each for token in sentences[at].tokens] for each in read_together]
    tags = torch.zeros(len(tokens), TAGS, dtype=torch.uint8)
    for row, token in zip(tags, tokens, strict=True):
        row[tags_of(token)] = 1
    bounds, owners, places, lengths = [], [], [], []
    if proposals:
        window = Window.around(reading, sorted(proposals, key=lambda each: each.sentence.index), read_together)
        before = sum(len(sentence.tokens) for sentence in sentences[: min(window.bounds)])
        for number, proposal in enumerate(proposals):
            parts = window.parts(proposal)
            for part, ranges in enumerate(parts):
                bounds += [(before + each.start, before + each.stop) for each in ranges]
                owners += [number * PARTS + part] * len(ranges)
            places.append([place + before if place >= 0 else -1 for place in window.places(parts)])
            lengths.append(length_of(parts))
    kinds = [[KINDS.index(each.rule.id), KINDS.index(each.type.value)] for each in proposals]
    return Paper(
        words, tags, torch.tensor(bounds, dtype=torch.long).view(-1, 2), torch.tensor(owners, dtype=torch.long),
        torch.tensor(places, dtype=torch.long).view(-1, PLACES), torch.tensor(lengths),
        torch.tensor(kinds, dtype=torch.long).view(-1, 2), torch.zeros(len(proposals), len(OPINIONS)),
    )  # fmt: skip


def paper(sample: Sample, weight: float) -> Paper:
    """A document with what is right about it."""
    labels = [row for each in sample.choices for row in each.labels]
    annotated = sample.article.name != sample.article.text  # cases are named by their text, and do not tell all
    spans = [token.span for sentence in sample.reading.sentences for token in sentence.tokens]
    return evolve(
        raw_paper(sample.reading, proposals_of(sample)),
        labels=torch.tensor(labels).float().view(-1, len(OPINIONS)),
        gold=_gold(sample, spans) if annotated else None,
        sets=_sets(sample, weight),
        weight=weight,
    )


def _gold(sample: Sample, spans: Sequence[Span]) -> Tensor:
    """What each word is in the annotations."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    gold = torch.zeros(len(spans), 4, dtype=torch.long)
    for each in sample.article.annotations:
        layers = ((each.quote, TYPES.index(each.type) + 1), (each.cue, 1), (each.frame, 1), (each.speaker, 1))
        for layer, (places, value) in enumerate(layers):
            for span in places or ():
                gold[bisect_right(ends, span.start) : bisect_left(starts, span.end), layer] = value
    return gold


def _sets(sample: Sample, weight: float) -> tuple[Tensor, ...]:
    """The sets of a document's clusters; see `Paper.sets`."""
    members: list[int] = []
    owners: list[int] = []
    clusters: list[int] = []
    rewards: list[float] = []
    stakes: list[float] = []
    before = 0
    for cluster, each in enumerate(sample.choices):
        for found in each.sets:
            members += [before + place for place in found]
            owners += [len(clusters)] * len(found)
            clusters.append(cluster)
        rewards += each.rewards
        stake = (max(each.rewards) - min(each.rewards)) / 2
        stakes.append(weight * min(max(stake, STAKES[0]), STAKES[1]))
        before += len(each.cluster)
    whole = (torch.tensor(numbers, dtype=torch.long) for numbers in (members, owners, clusters))
    return *whole, torch.tensor(rewards), torch.tensor(stakes)


class Words:
    """Words by their tags, so that one can stand for another.

    Args:
        papers: The documents whose words they are.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._alike: dict[bytes, list[str]] = defaultdict(list)
        for each in papers:
            for word, key in self._keyed(each):
                if key:
                    self._alike[key].append(word)

    def varied(self, paper: Paper, random: np.random.Generator) -> Paper:
        """A document in which other words of the same tags stand in many places, so nothing is known to be right."""
        words = [
            self._alike[key][random.integers(len(self._alike[key]))] if key and random.random() < CHANGED else word
            for word, key in self._keyed(paper)
        ]
        rest = iter(words)
        return evolve(paper, stretches=[[next(rest) for _ in each] for each in paper.stretches], gold=None)

    @staticmethod
    def _keyed(paper: Paper) -> Iterator[tuple[str, bytes]]:
        """The words with their tags but for the relation, which tells nothing of the word; none if it is no content."""
        words = (word for each in paper.stretches for word in each)
        tags = paper.tags.numpy()
        content = tags[:, _CONTENT].max(axis=1)
        for word, row, counts in zip(words, np.delete(tags, _RELATION, 1), content, strict=True):
            yield word, row.tobytes() if counts else b""


def raw_paragraphs(shared: Path) -> Iterator[str]:
    """Paragraphs without quotations marked up: some sentences of treebanks at once, and the Bundestag's."""
    for name in TREEBANKS:
        sentences = [each.text for each in read_treebank(shared / "data" / "ud" / f"{name}.conllu")]
        for at in range(0, len(sentences), _SENTENCES):
            yield " ".join(sentences[at : at + _SENTENCES])
    yield from (shared / "data" / "raw" / "bundestag.txt").read_text(encoding="utf-8").splitlines()


def raw_papers(shared: Path, processes: int, limit: int | None) -> list[Paper]:
    """Raw texts as documents: sentences of treebanks, paragraphs of the Bundestag, some together."""
    paragraphs = list(raw_paragraphs(shared))[:limit]
    texts = ["\n\n".join(paragraphs[at : at + _TOGETHER]) for at in range(0, len(paragraphs), _TOGETHER)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return [pickle.loads(each) for each in pool.imap(_parsed, texts, chunksize=4)]


def _parsed(text: str) -> bytes:
    """A raw text as a document, pickled: PyTorch would hand over each tensor as an open file."""
    torch.set_num_threads(1)
    (reading,) = read([text], _parser())
    return pickle.dumps(raw_paper(reading, list(admitted(propose(reading, FAMILIES)))))


@cache
def _parser() -> Parser:
    """The embedded parser, one in each process."""
    return load(EMBEDDED)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="gold articles as for quoteattr evaluate")
    parser.add_argument("--parses", type=Path, help="keep their parses there and use those that are there")
    parser.add_argument("--raw", action="store_true", help="raw text instead")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the raw text is")
    parser.add_argument("--processes", type=int, default=1, help="how many parse raw text")
    parser.add_argument("--limit", type=int, help="so many documents or paragraphs only, to see whether it works")
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    if args.raw:
        made = raw_papers(args.shared, args.processes, args.limit)
    else:
        corpus, modern, pieces = material(args.gold, args.parses, args.limit)
        made = [paper(*pair) for pair in [*corpus, *modern, *pieces][: args.limit]]
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_bytes(pickle.dumps(made))


if __name__ == "__main__":
    main()
