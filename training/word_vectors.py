"""The vectors of words that the second opinion reads: what a large encoder knows of them, small enough to carry.

    python training/word_vectors.py --gold GOLD/train.jsonl --output training/work/vectors.npz

The encoder (multilingual-e5-small, ``encoder.py``) reads raw text; the mean of its states for a word, wherever that
stands, is the word's vector, and the 64 directions in which words differ most are kept. A table of character n-grams
learns to give these vectors as the mean of a word's n-grams (Bojanowski et al. 2017), so that a word that was never
seen has one as well, and no list of words is needed. ``--means`` keeps the means of the encoder for another run.
"""

import argparse
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import encoder
import numpy as np
import torch
from common import SHARED
from conllu import FORM, read
from torch import nn

from quoteattr.context.words import BUCKETS, SIZE, buckets_of
from quoteattr.documents.benchmark import read_articles

TREEBANKS = ("de_gsd-ud-test", "de_pud-ud-test", "de_hdt-excerpts")
WORD = re.compile(r"\w+(?:[-.]\w+)*|[^\w\s]")
WINDOW = 300
"""Pieces that are read at once."""
OFTEN = 50
"""A word that stands more often counts no more than this in what is fitted."""


def paragraphs(gold: Path, shared: Path, bundestag: int) -> Iterator[list[str]]:
    """The words of every paragraph: the corpus' articles (their text alone), treebanks, each n-th of the Bundestag."""
    for article in read_articles(gold):
        for paragraph in article.text.split("\n"):
            yield WORD.findall(paragraph)
    yield from raw_texts(shared, bundestag)


def raw_texts(shared: Path, bundestag: int) -> Iterator[list[str]]:
    """The words of texts without quotations marked up: treebanks, each n-th paragraph of the Bundestag."""
    for name in TREEBANKS:
        for sentence in read(shared / "data" / "ud" / f"{name}.conllu"):
            yield [word[FORM] for word in sentence.words]
    lines = (shared / "data" / "raw" / "bundestag.txt").read_text(encoding="utf-8").splitlines()
    for line in lines[::bundestag]:
        yield WORD.findall(line)


def windows(texts: Iterable[Sequence[str]], pieces: encoder.Pieces) -> Iterator[list[tuple[str, tuple[int, ...]]]]:
    """Words with their pieces, in runs that fit into the encoder."""
    window: list[tuple[str, tuple[int, ...]]] = []
    size = 0
    for words in texts:
        for word in words:
            own = pieces.of(word)[:20]
            if size + len(own) > WINDOW:
                yield window
                window, size = [], 0
            window.append((word.lower(), own))
            size += len(own)
    if window:
        yield window


def means(texts: Iterable[Sequence[str]]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Each word, how often it stands, and the mean of its states."""
    pieces, model = encoder.load()
    model.eval()
    place: dict[str, int] = {}
    sums = np.zeros((1000, model.hidden), np.float32)
    counts = np.zeros(1000, np.int64)
    begin = time.time()
    for number, window in enumerate(windows(texts, pieces)):
        flat = [pieces.bos, *(piece for _, own in window for piece in own), pieces.eos]
        owner = torch.tensor([at for at, (_, own) in enumerate(window) for _ in own])
        with torch.inference_mode():
            states = model(torch.tensor([flat]), torch.ones(1, len(flat), dtype=torch.bool))[-1][0, 1:-1]
        summed = torch.zeros(len(window), model.hidden).index_add_(0, owner, states).numpy()
        for (word, own), state in zip(window, summed, strict=True):
            at = place.setdefault(word, len(place))
            if at == len(sums):
                sums = np.concatenate([sums, np.zeros_like(sums)])
                counts = np.concatenate([counts, np.zeros_like(counts)])
            sums[at] += state / max(1, len(own))
            counts[at] += 1
        if number % 500 == 0:
            print(f"{number} windows, {len(place)} words, {time.time() - begin:.0f} s", flush=True)
    total = len(place)
    return list(place), counts[:total], sums[:total] / counts[:total, None]


def principal(vectors: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The vectors along the `SIZE` directions in which they differ most, with a spread of 1."""
    weights = np.minimum(counts, OFTEN)[:, None]
    centred = vectors - (vectors * counts[:, None]).sum(0) / counts.sum()
    _, directions = np.linalg.eigh((centred * weights).T @ centred)
    found = centred @ directions[:, ::-1][:, :SIZE]
    return np.asarray(found / found.std(), np.float32)


def fit(words: Sequence[str], counts: np.ndarray, vectors: np.ndarray, epochs: int) -> np.ndarray:
    """The table of n-grams that gives the vectors best."""
    bags = [torch.tensor(buckets_of(word)) for word in words]
    target, weight = torch.from_numpy(vectors), torch.from_numpy(np.sqrt(np.minimum(counts, OFTEN))).float()
    table = nn.EmbeddingBag(BUCKETS, SIZE, mode="mean")
    nn.init.normal_(table.weight, std=0.1)
    optimiser = torch.optim.Adam(table.parameters(), lr=0.03)
    batches = epochs * (len(bags) // 1024 + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, batches)
    for epoch in range(epochs):
        losses = []
        for batch in torch.split(torch.randperm(len(bags)), 1024):
            chosen = [bags[number] for number in batch.tolist()]
            offsets = torch.tensor([0, *(len(bag) for bag in chosen[:-1])]).cumsum(0)
            found = table(torch.cat(chosen), offsets)
            loss = (((found - target[batch]) ** 2).mean(1) * weight[batch]).sum() / weight[batch].sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            losses.append(float(loss))
        print(f"epoch {epoch}: {np.mean(losses):.4f} of {float((target**2).mean()):.4f}", flush=True)
    return table.weight.detach().numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="articles in the corpus' format; their text is read")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--bundestag", type=int, default=4, help="read each n-th paragraph of the Bundestag")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--means", type=Path, help="keep the means of the encoder there, or take those that are there")
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    torch.manual_seed(1)
    if args.means and args.means.is_file():
        kept = np.load(args.means)
        words, counts, vectors = kept["words"].tolist(), kept["counts"], kept["vectors"].astype(np.float32)
    else:
        words, counts, vectors = means(paragraphs(args.gold, args.shared, args.bundestag))
        if args.means:
            np.savez(args.means, words=np.array(words), counts=counts, vectors=vectors.astype(np.float16))
    table = fit(words, counts, principal(vectors, counts), args.epochs)
    scale = np.abs(table).max() / 127
    args.output.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(args.output, table=np.round(table / scale).astype(np.int8), scale=np.float32(scale))


if __name__ == "__main__":
    main()
