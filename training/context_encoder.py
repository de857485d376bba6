"""Teaches the encoder of the second opinion to read as fine-tuned large encoders do.

    python training/context_encoder.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER \
        --fold 0 --output training/data/encoders/encoder-0.npz        # and so on for 1 to 4
    python training/context_encoder.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER \
        --output quoteattr/data/context/de/encoder.npz

Two teachers (`context_teacher.py`) learn from the annotated articles. Then they read some 1.7 million words of raw
text, and the encoder learns to give their states for every word, and their labels of it: it never sees an annotation
itself. The encoder of a fold is made without the documents of the fold, in either step, so that what is said with it
about these documents is as good or bad as elsewhere. The command needs a GPU to end within minutes: eight on an H200
with the six encoders beside each other.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from attrs import frozen
from common import SHARED
from context_teacher import DEVICE, TYPES, WORD_LABELS, Teacher, normal, papers, taught, word_labels
from fit_resolver import MODERN, material
from second_opinion import FOLDS
from torch import nn
from torch.nn import functional
from word_vectors import raw_texts

from quoteattr.context.states import LONGEST, STATE, ContextEncoder
from quoteattr.context.words import WordVectors
from quoteattr.portions import portions

TEACHERS = 2
EPOCHS = 14
BATCH = 8000
"""Words that are learned from at once."""
RATE = 3e-3
OFTEN = 2
"""How often the text of the annotated articles is read for once that other text is."""
DROPPED, MISSED = 0.15, 0.05
"""Of what goes into the last layer; of the words."""


@frozen(eq=False)
class Lesson:
    """A text with what the teachers make of it.

    Attributes:
        words: The words.
        states: Their states, those of all teachers side by side.
        labels: What each is, in probabilities.
    """

    words: Sequence[str]
    states: torch.Tensor
    labels: torch.Tensor


def lessons(texts: Sequence[Sequence[str]], teachers: Sequence[Teacher]) -> list[Lesson]:
    """What the teachers make of some texts."""
    found = []
    ordered = sorted(texts, key=len)
    for chunk in portions(ordered, 3 * BATCH, len):
        with torch.inference_mode(), torch.autocast(DEVICE, torch.bfloat16, enabled=DEVICE == "cuda"):
            seen = [teacher.states(chunk) for teacher in teachers]
            told = [word_labels(teacher, states) for teacher, states in zip(teachers, seen, strict=True)]
        states, labels = torch.cat(seen, 1).half(), torch.stack(told).mean(0).half()
        start = 0
        for words in chunk:
            end = start + len(words)
            found.append(Lesson(words, states[start:end], labels[start:end]))
            start = end
    return found


def learned(taught_texts: Sequence[Lesson], vectors: WordVectors, seed: int = 10) -> ContextEncoder:
    """An encoder that has learned to read as the teachers do."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    encoder = ContextEncoder(vectors).to(DEVICE)
    label = nn.Linear(STATE, WORD_LABELS).to(DEVICE)
    drop = nn.Dropout(DROPPED)
    weights = [*encoder.parameters(), *label.parameters()]
    optimiser = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.0)
    plan = [batch for _ in range(EPOCHS) for batch in _shuffled(taught_texts, random)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=len(plan), pct_start=0.1)
    encoder.train()
    for step, batch in enumerate(plan):
        inputs = [encoder.inputs(each.words).to(DEVICE) for each in batch]
        inputs = [rows * (torch.rand(len(rows), 1, device=DEVICE) > MISSED) for rows in inputs]
        states = torch.cat(encoder(inputs, drop))
        wanted = torch.cat([each.states for each in batch]).float()
        loss = 2 * functional.mse_loss(states, wanted) + _label_loss(label(states), batch)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        schedule.step()
        if step % 200 == 0:
            print(f"encoder: step {step} of {len(plan)}, loss {float(loss):.3f}", flush=True)
    return encoder.eval()


def _label_loss(found: torch.Tensor, batch: Sequence[Lesson]) -> torch.Tensor:
    """How far labels in log odds are from those of the teachers."""
    wanted = torch.cat([each.labels for each in batch]).float().clamp(0, 1)
    types = len(TYPES) + 1
    roles = functional.binary_cross_entropy_with_logits(found[:, types:], wanted[:, types:])
    return functional.cross_entropy(found[:, :types], wanted[:, :types]) + 2 * roles


def _shuffled(texts: Sequence[Lesson], random: np.random.Generator) -> list[list[Lesson]]:
    """Texts of like lengths together, in another order every time."""
    order = sorted(random.permutation(len(texts)), key=lambda place: len(texts[place].words) // 8)
    found = list(portions((texts[place] for place in order), BATCH, lambda each: len(each.words)))
    return [found[place] for place in random.permutation(len(found))]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="gold articles as for quoteattr evaluate")
    parser.add_argument("--parses", type=Path, required=True, help="keep parses there and use those that are there")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where the raw text is")
    parser.add_argument("--bundestag", type=int, default=1, help="read each n-th paragraph of the Bundestag")
    parser.add_argument("--vectors", type=Path, default=MODERN.parents[3] / "quoteattr/data/context/de/vectors.npz")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="leave out the documents of this fold")
    parser.add_argument("--limit", type=int, help="so many documents and raw texts only, to see whether it works")
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    corpus, modern, pieces = material(args.gold, args.parses, args.limit)
    everything = [*corpus, *modern, *pieces][: args.limit]
    seen = [pair for place, pair in enumerate(everything) if args.fold is None or place % FOLDS != args.fold]
    documents = papers(seen, lambda sample: sample.article.name != sample.article.text)  # cases are named by their text
    teachers = [taught(documents, seed) for seed in range(TEACHERS)]
    texts = [[normal(word) for word in words] for words in raw_texts(args.shared, args.bundestag)]
    raw = [words[at : at + LONGEST] for words in texts for at in range(0, len(words), LONGEST)]
    raw = raw[: args.limit]
    read = [words for document in documents for words in document.stretches]
    encoder = learned(lessons([*raw, *read * OFTEN], teachers), WordVectors.read(args.vectors))
    args.output.parent.mkdir(parents=True, exist_ok=True)
    arrays = {name: array.half().cpu().numpy() for name, array in encoder.state_dict().items()}
    np.savez_compressed(args.output, **arrays)


if __name__ == "__main__":
    main()
