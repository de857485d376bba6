"""Stage 2, teacher: the encoder fine-tuned on the gold into a tagger and parser.

    python training/teacher.py train --seed 1
    python training/teacher.py score training/work/gold/dev.conllu
    python training/teacher.py parse IN.conllu OUT.conllu

Every treebank has its own small embedding beside each word, so that the teacher learns each one's habits and is
asked for GSD's. FEATS has one head per feature. A checkpoint after every epoch makes training resumable.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import encoder as e5
import numpy as np
import torch
from common import WORK
from conllu import (
    AGREEMENT,
    DEPREL,
    FEATS,
    FORM,
    HEAD,
    UPOS,
    XPOS,
    Sentence,
    draw_style,
    feature_column,
    features,
    read,
    restyle,
    write,
)
from torch import nn
from torch.nn import functional

TREEBANKS = ("gsd", "pud", "hdt")
# GSD's habits are the ones asked for, so an epoch sees it twice.
REPEAT = {"gsd": 2, "pud": 1, "hdt": 1}
BATCH_PIECES = 1500
ENCODER_RATE, HEAD_RATE = 1.2e-4, 1.5e-3
WARM_UP = 0.06
# A feature this much rarer in a treebank than in GSD is one that it does not mark: no loss there.
UNMARKED = 0.3
MASKED = -100

Vocabulary = dict[str, list[str]]


class Heads(nn.Module):
    """Words from pieces, tags from words, arcs and labels from pairs of words."""

    def __init__(self, hidden: int, vocabulary: Vocabulary, arc: int = 300, label: int = 120) -> None:
        super().__init__()
        self.mix = nn.Parameter(torch.zeros(5))
        self.treebank = nn.Embedding(len(TREEBANKS), 32)
        nn.init.zeros_(self.treebank.weight)
        size = 2 * hidden + 32
        self.drop = nn.Dropout(0.2)
        self.tags = nn.ModuleDict(
            {name: nn.Linear(size, len(values)) for name, values in vocabulary.items() if name != "deprel"}
        )
        self.arc_head, self.arc_child = nn.Linear(size, arc), nn.Linear(size, arc)
        self.label_head, self.label_child = nn.Linear(size, label), nn.Linear(size, label)
        self.arc_weight = nn.Parameter(torch.zeros(arc + 1, arc))
        self.label_weight = nn.Parameter(torch.zeros(label + 1, len(vocabulary["deprel"]), label + 1))

    def words(self, states: list[torch.Tensor], first: torch.Tensor, last: torch.Tensor, bank: torch.Tensor) -> Any:
        """Vectors of words: the first and the last piece in a mix of the top layers, and the treebank."""
        mix = self.mix.softmax(0)
        mixed = sum(weight * state for weight, state in zip(mix, states[-5:], strict=True))
        assert isinstance(mixed, torch.Tensor)

        def pick(index: torch.Tensor) -> torch.Tensor:
            return mixed.gather(1, index[..., None].expand(-1, -1, mixed.shape[-1]))

        habits = self.treebank(bank)[:, None].expand(-1, first.shape[1], -1)
        return self.drop(torch.cat([pick(first), pick(last), habits], -1))

    def arcs(self, words: torch.Tensor) -> torch.Tensor:
        """Scores, sentences × children × heads."""
        child = self.drop(functional.leaky_relu(self.arc_child(words), 0.1))
        head = self.drop(functional.leaky_relu(self.arc_head(words), 0.1))
        child = functional.pad(child, (0, 1), value=1.0)
        scores: torch.Tensor = child @ self.arc_weight @ head.transpose(1, 2)
        return scores

    def labels(self, words: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Scores of labels for given heads, sentences × children × labels."""
        child = self.drop(functional.leaky_relu(self.label_child(words), 0.1))
        head = self.drop(functional.leaky_relu(self.label_head(words), 0.1))
        head = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        child, head = functional.pad(child, (0, 1), value=1.0), functional.pad(head, (0, 1), value=1.0)
        left = torch.einsum("bci,ilj->bclj", child, self.label_weight)
        return torch.einsum("bclj,bcj->bcl", left, head)


class Teacher(nn.Module):
    """Encoder and heads."""

    def __init__(self, pieces: e5.Pieces, encoder: e5.Encoder, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.pieces = pieces
        self.encoder = encoder
        self.vocabulary = vocabulary
        self.heads = Heads(encoder.hidden, vocabulary)

    def batch(self, texts: list[list[str]], banks: list[int]) -> dict[str, torch.Tensor]:
        """Tensors of a batch. Word 0 of each sentence is the root: the opening piece."""
        rows, firsts, lasts = [], [], []
        for words in texts:
            row, first, last = [self.pieces.bos], [0], [0]
            for word in words:
                first.append(len(row))
                row.extend(self.pieces.of(word)[:12] or (self.pieces.unk,))
                last.append(len(row) - 1)
            rows.append([*row[:510], self.pieces.eos])
            firsts.append([min(index, 509) for index in first])
            lasts.append([min(index, 509) for index in last])

        def padded(values: list[list[int]], fill: int) -> torch.Tensor:
            length = max(map(len, values))
            return torch.tensor([value + [fill] * (length - len(value)) for value in values])

        numbers = padded(rows, self.pieces.pad)
        return {
            "pieces": numbers,
            "mask": numbers != self.pieces.pad,
            "first": padded(firsts, 0),
            "last": padded(lasts, 0),
            "words": padded([[1] * len(first) for first in firsts], 0).bool(),
            "bank": torch.tensor(banks),
        }

    def represent(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """Vectors of the batch's words in single precision."""
        with torch.autocast("cpu", torch.bfloat16):
            states = self.encoder(batch["pieces"], batch["mask"])
        states = [state.float() for state in states[-5:]]
        vectors: torch.Tensor = self.heads.words(states, batch["first"], batch["last"], batch["bank"])
        return vectors


def learn_vocabulary(data: dict[str, list[Sentence]]) -> tuple[Vocabulary, dict[str, set[str]]]:
    """The values of every tag, and the features that each treebank does not mark."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("upos", "xpos", "deprel")}
    rates: dict[str, Counter[str]] = {}
    for bank, sentences in data.items():
        rates[bank] = Counter()
        words = 0
        for sentence in sentences:
            for word in sentence.words:
                words += 1
                counts["upos"][word[UPOS]] += 1
                counts["deprel"][word[DEPREL]] += 1
                if bank != "pud":
                    counts["xpos"][word[XPOS]] += 1
                for key, value in features(word[FEATS]).items():
                    rates[bank][key] += 1
                    if bank == "gsd":
                        counts.setdefault("feats:" + key.replace("[", "<").replace("]", ">"), Counter())[value] += 1
        for key in rates[bank]:
            rates[bank][key] /= words  # type: ignore[assignment]
    vocabulary = {
        name: ([] if name in ("upos", "xpos", "deprel") else [""]) + sorted(values) for name, values in counts.items()
    }
    unmarked = {
        bank: {key for key, rate in rates["gsd"].items() if found[key] < UNMARKED * rate}
        for bank, found in rates.items()
    }
    return vocabulary, unmarked


def encode(sentence: Sentence, bank: str, vocabulary: Vocabulary, unmarked: set[str]) -> dict[str, list[int]]:
    """The numbers of a sentence's tags, heads and labels, the root's own masked."""
    gold: dict[str, list[int]] = {name: [MASKED] for name in vocabulary}
    gold["heads"] = [MASKED]
    for word in sentence.words:
        found = features(word[FEATS])
        for name, values in vocabulary.items():
            if name.startswith("feats:"):
                key = name[6:].replace("<", "[").replace(">", "]")
                value = found.get(key, "")
                gold[name].append(MASKED if key in unmarked or value not in values else values.index(value))
            else:
                value = {"upos": word[UPOS], "xpos": word[XPOS], "deprel": word[DEPREL]}[name]
                gold[name].append(MASKED if (name, bank) == ("xpos", "pud") else values.index(value))
        gold["heads"].append(int(word[HEAD]))
    return gold


def batches(lengths: list[int], chance: random.Random | None, size: int = BATCH_PIECES) -> list[list[int]]:
    """Indices in batches of like lengths, ``size`` pieces each."""
    noise = [chance.uniform(-3, 3) if chance else 0.0 for _ in lengths]
    order = sorted(range(len(lengths)), key=lambda index: lengths[index] + noise[index])
    result: list[list[int]] = []
    longest = 0
    for index in order:
        longest = max(longest, lengths[index])
        if not result or longest * (len(result[-1]) + 1) > size:
            result.append([])
            longest = lengths[index]
        result[-1].append(index)
    if chance:
        chance.shuffle(result)
    return result


def loss_of(model: Teacher, tensors: dict[str, torch.Tensor], gold: list[dict[str, list[int]]]) -> torch.Tensor:
    """The sum of the heads' losses, each a mean over words."""
    words = model.represent(tensors)
    length = words.shape[1]

    def padded(name: str) -> torch.Tensor:
        return torch.tensor([item[name] + [MASKED] * (length - len(item[name])) for item in gold])

    heads = padded("heads")
    arcs = model.heads.arcs(words).masked_fill(~tensors["words"][:, None, :], -1e4)
    total = functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=MASKED)
    labels = model.heads.labels(words, heads.clamp(min=0))
    total = total + functional.cross_entropy(labels.flatten(0, 1), padded("deprel").flatten(), ignore_index=MASKED)
    for name, head in model.heads.tags.items():
        target = padded(name).flatten()
        if (target != MASKED).any():
            loss = functional.cross_entropy(head(words).flatten(0, 1), target, ignore_index=MASKED)
            total = total + (loss if ":" not in name else 0.5 * loss)
    return total


def train(work: Path, seed: int, epochs: int) -> None:
    """Fine-tunes a teacher; goes on from its last checkpoint if there is one."""
    torch.manual_seed(seed)
    data = {bank: list(read(work / "gold" / f"{bank}.conllu")) for bank in TREEBANKS}
    development = list(read(work / "gold" / "dev.conllu"))
    vocabulary, unmarked = learn_vocabulary(data)
    print("unmarked", {bank: sorted(keys) for bank, keys in unmarked.items()}, flush=True)
    pieces, encoder = e5.load()
    model = Teacher(pieces, encoder, vocabulary)
    numbers = {bank: number for number, bank in enumerate(TREEBANKS)}
    items = [
        ([word[FORM] for word in sentence.words], numbers[bank], encode(sentence, bank, vocabulary, unmarked[bank]))
        for bank, sentences in data.items()
        for sentence in sentences * REPEAT[bank]
        if len(sentence.words) <= 120
    ]
    lengths = [2 + sum(len(pieces.of(word)) for word in words) for words, _, _ in items]
    optimiser = torch.optim.AdamW(
        [
            {"params": model.encoder.parameters(), "lr": ENCODER_RATE},
            {"params": model.heads.parameters(), "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
        betas=(0.9, 0.98),
    )
    steps = epochs * len(batches(lengths, random.Random(seed)))

    def rate(step: int) -> float:
        return min((step + 1) / (WARM_UP * steps), max(0.0, (steps - step) / (steps * (1 - WARM_UP))))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    path = work / "teacher" / f"{seed}.pt"
    path.parent.mkdir(parents=True, exist_ok=True)
    started = 0
    if path.exists():
        state = torch.load(path, weights_only=True)
        if "optimiser" not in state:
            print("already trained")
            return
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        started = state["epoch"]
    begin = time.time()
    for epoch in range(started, epochs):
        model.train()
        chance = random.Random(f"{seed} {epoch}")
        total, count = 0.0, 0
        for indices in batches(lengths, chance):
            chosen = [items[index] for index in indices]
            texts = [restyle(words, draw_style(chance)) for words, _, _ in chosen]
            loss = loss_of(model, model.batch(texts, [bank for _, bank, _ in chosen]), [gold for _, _, gold in chosen])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
            if count % 20 == 0:
                print(f"epoch {epoch} step {count} loss {total / count:.3f} {time.time() - begin:.0f}s", flush=True)
        state = {"model": model.state_dict(), "vocabulary": vocabulary, "epoch": epoch + 1}
        if epoch + 1 < epochs:
            state |= {"optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
        torch.save(state, path)
        print(f"epoch {epoch} {time.time() - begin:.0f}s own dev {json.dumps(score([model], development))}", flush=True)


def load(path: Path) -> Teacher:
    """A trained teacher."""
    state = torch.load(path, weights_only=True)
    pieces, encoder = e5.load()
    model = Teacher(pieces, encoder, state["vocabulary"])
    model.load_state_dict(state["model"])
    return model.eval()


def best_tree(scores: np.ndarray) -> list[int]:
    """The heads of the best tree with one root: the best head of each word where that is a tree."""
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

    np.fill_diagonal(scores, -1e4)
    heads = scores.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1:
        for start in range(1, len(heads)):
            node, steps = start, 0
            while node and steps <= len(heads):
                node, steps = heads[node], steps + 1
            if node:
                break
        else:
            return [int(head) for head in heads]
    return [int(head) for head in chuliu_edmonds_one_root(scores)]


def tag_scores(name: str, model: Teacher, vectors: torch.Tensor) -> torch.Tensor:
    """The scores of one of a model's tag heads."""
    scores: torch.Tensor = model.heads.tags[name](vectors)
    return scores


@torch.no_grad()
def predict(models: list[Teacher], texts: list[list[str]]) -> Iterator[tuple[int, list[list[str]], float]]:
    """Yields the index of each text and its words' UPOS, XPOS, FEATS, HEAD and DEPREL by the models' mean scores.

    Last comes the share of words whose head and label every single model gives.
    """

    def each(scores: Callable[[Teacher, torch.Tensor], torch.Tensor]) -> torch.Tensor:
        return torch.stack(
            [scores(model, vectors).log_softmax(-1) for model, vectors in zip(models, words, strict=True)]
        )

    first = models[0]
    vocabulary = first.vocabulary
    for model in models:
        model.eval()
    lengths = [2 + sum(len(first.pieces.of(word)) for word in words) for words in texts]
    for indices in batches(lengths, None, 4 * BATCH_PIECES):
        chosen = [texts[index] for index in indices]
        tensors = first.batch(chosen, [0] * len(chosen))
        words = [model.represent(tensors) for model in models]
        filled = tensors["words"][:, None, :]
        opinions = each(lambda model, vectors: model.heads.arcs(vectors).masked_fill(~filled, -1e4))  # noqa: B023
        arcs = opinions.mean(0)
        tags = {name: each(partial(tag_scores, name)).mean(0).argmax(-1).tolist() for name in first.heads.tags}
        heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
        for row, text in enumerate(chosen):
            size = len(text) + 1
            heads[row, :size] = torch.tensor(best_tree(arcs[row, :size, :size].double().numpy().copy()))
        agreed = (opinions.argmax(-1) == heads).all(0)
        opinions = each(lambda model, vectors: model.heads.labels(vectors, heads))  # noqa: B023
        root = vocabulary["deprel"].index("root")
        opinions[..., root] = opinions[..., root].where(heads == 0, torch.tensor(-1e4))
        chosen_labels = opinions.mean(0).argmax(-1)
        agreed &= (opinions.argmax(-1) == chosen_labels).all(0)
        labels = chosen_labels.tolist()
        for row, index in enumerate(indices):
            columns = []
            for number in range(1, len(texts[index]) + 1):
                found = {
                    name[6:].replace("<", "[").replace(">", "]"): vocabulary[name][values[row][number]]
                    for name, values in tags.items()
                    if name.startswith("feats:")
                }
                head = int(heads[row, number])
                columns.append(
                    [
                        vocabulary["upos"][tags["upos"][row][number]],
                        vocabulary["xpos"][tags["xpos"][row][number]],
                        feature_column({key: value for key, value in found.items() if value}),
                        str(head),
                        "root" if head == 0 else vocabulary["deprel"][labels[row][number]],
                    ]
                )
            yield index, columns, float(agreed[row, 1 : len(columns) + 1].float().mean())


def parse(models: list[Teacher], sentences: list[Sentence]) -> None:
    """Fills the sentences' tags and trees; a comment says how far the models agree."""
    texts = [[word[FORM] for word in sentence.words] for sentence in sentences]
    for index, columns, agreement in predict(models, texts):
        if len(models) > 1:
            sentences[index].comments.append(f"{AGREEMENT}{agreement:.3f}")
        for word, (upos, xpos, feats, head, label) in zip(sentences[index].words, columns, strict=True):
            word[UPOS], word[XPOS], word[FEATS], word[HEAD], word[DEPREL] = upos, xpos, feats, head, label


def score(models: list[Teacher], gold: Iterable[Sentence]) -> dict[str, float]:
    """Accuracies on gold words, in per cent; labels without their subtypes, as CoNLL 2018 counts."""
    gold = list(gold)
    parsed = [sentence.copy() for sentence in gold]
    parse(models, parsed)
    hits: Counter[str] = Counter()
    for right, guess in zip(gold, parsed, strict=True):
        for one, two in zip(right.words, guess.words, strict=True):
            same_label = one[DEPREL].split(":")[0] == two[DEPREL].split(":")[0]
            hits.update(
                {
                    "words": 1,
                    "upos": one[UPOS] == two[UPOS],
                    "feats": one[FEATS] == two[FEATS],
                    "uas": one[HEAD] == two[HEAD],
                    "las": one[HEAD] == two[HEAD] and same_label,
                    "known": one[XPOS] != "_",
                    "xpos": one[XPOS] == two[XPOS] and one[XPOS] != "_",
                }
            )
    result = {name: round(100 * hits[name] / hits["words"], 2) for name in ("upos", "feats", "uas", "las")}
    return result | {"xpos": round(100 * hits["xpos"] / max(1, hits["known"]), 2)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("train", "score", "parse"))
    parser.add_argument("files", type=Path, nargs="*", help="score: a gold file; parse: input and output")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    if args.command == "train":
        train(args.work, args.seed, args.epochs)
        return
    models = [load(path) for path in sorted((args.work / "teacher").glob("*.pt"))]
    sentences = list(read(args.files[0]))
    if args.command == "score":
        print(json.dumps(score(models, sentences)))
        return
    parse(models, sentences)
    write(args.files[1], sentences)


if __name__ == "__main__":
    main()
