"""Teaches the encoder of the second opinion to read as fine-tuned large encoders do.

    python training/context_encoder.py --papers FOLDER/papers.pkl --raw FOLDER/raw.pkl \
        --fold 0 --output training/data/encoders/encoder-0.npz        # and so on for 1 to 4
    python training/context_encoder.py --papers FOLDER/papers.pkl --raw FOLDER/raw.pkl \
        --output quoteattr/data/context/de/encoder.npz

Two teachers (`context_teacher.py`) learn from the annotated documents. Then they read raw text, these documents and
variants of them in which other words of the same tags stand (`context_papers.py` makes all of these), and the encoder
learns to give their states and labels of every word, and to make their opinions of every proposal possible: it never
sees an annotation itself. The encoder of a fold is made without the documents of the fold, in either step, so that what
is said with it about these documents is as good or bad as elsewhere. The command needs a GPU to end within minutes.
"""

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from attrs import evolve, frozen
from context_papers import TYPES, WORD_LABELS, Paper, Words
from context_teacher import DEVICE, Opinions, Teacher, taught, word_labels
from fit_resolver import ROOT
from second_opinion import FOLDS
from torch import nn
from torch.nn import functional

from quoteattr.context import OPINIONS
from quoteattr.context.states import SHAPES, STATE, ContextEncoder
from quoteattr.context.window import PARTS
from quoteattr.context.words import SIZE, WordVectors
from quoteattr.portions import portions

TEACHERS = 2
VARIANTS = 4
"""Of each annotated document."""
EPOCHS = 12
BATCH = 12_000
"""Words that are learned from at once."""
RATE = 4e-3
DROPPED, MISSED, UNTAGGED = 0.1, 0.05, 0.1
"""Of what goes into the last layer; of the words; of their tags."""

Tensor = torch.Tensor


@frozen(eq=False)
class Lesson:
    """A document, or some behind each other, with what the teachers make of it.

    Attributes:
        paper: The document; its labels are the opinions of the teachers.
        inputs: What the encoder sees of the words of each stretch.
        states: The states of its words, those of all teachers side by side.
        labels: What each word is, in probabilities.
    """

    paper: Paper
    inputs: Sequence[Tensor]
    states: Tensor
    labels: Tensor


def lessons(papers: Sequence[Paper], teachers: Sequence[Teacher], encoder: ContextEncoder) -> list[Lesson]:
    """What the teachers make of documents, in portions that are learned from at once."""
    ordered = sorted(papers, key=lambda each: max(map(len, each.stretches)))
    return [_lesson(_joined(each), teachers, encoder) for each in portions(ordered, BATCH, lambda each: len(each.tags))]


def _lesson(paper: Paper, teachers: Sequence[Teacher], encoder: ContextEncoder) -> Lesson:
    with torch.inference_mode(), torch.autocast(DEVICE, torch.bfloat16, enabled=DEVICE == "cuda"):
        seen = [_read(teacher, paper) for teacher in teachers]
        told = [word_labels(teacher, states) for teacher, states in zip(teachers, seen, strict=True)]
        said = [teacher.said(states.float(), paper) for teacher, states in zip(teachers, seen, strict=True)]
    numbers = iter(paper.tags.numpy())
    inputs = [encoder.inputs(words, [next(numbers).nonzero()[0] for _ in words]).half() for words in paper.stretches]
    mean = torch.stack(said).float().mean(0) if len(paper.labels) else paper.labels
    on = [tensor.to(DEVICE) for tensor in inputs]
    return Lesson(_moved(evolve(paper, labels=mean)), on, torch.cat(seen, 1).half(), torch.stack(told).mean(0).half())


def _read(teacher: Teacher, paper: Paper) -> Tensor:
    """The states of a teacher, some stretches at a time."""
    return torch.cat([teacher.states(some) for some in portions(paper.stretches, BATCH, len)])


def _moved(paper: Paper) -> Paper:
    """A document on the device that learns."""
    names = ("tags", "parts", "owners", "places", "lengths", "kinds", "labels")
    return evolve(paper, **{name: getattr(paper, name).to(DEVICE) for name in names})


def _joined(papers: Sequence[Paper]) -> Paper:
    """Documents as one, the words of each behind those of the one before."""
    words = np.cumsum([0, *(len(each.tags) for each in papers)]).tolist()
    numbers = np.cumsum([0, *(len(each.labels) for each in papers)]).tolist()
    pairs = list(zip(papers, words, strict=False))
    return Paper(
        [stretch for each in papers for stretch in each.stretches],
        torch.cat([each.tags for each in papers]),
        torch.cat([each.parts + before for each, before in pairs]),
        torch.cat([each.owners + PARTS * before for each, before in zip(papers, numbers, strict=False)]),
        torch.cat([torch.where(each.places >= 0, each.places + before, -1) for each, before in pairs]),
        torch.cat([each.lengths for each in papers]),
        torch.cat([each.kinds for each in papers]),
        torch.cat([each.labels for each in papers]),
    )


class Learner(nn.Module):
    """The encoder with what judges its states while it learns."""

    def __init__(self, encoder: ContextEncoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.label = nn.Linear(STATE, WORD_LABELS)
        self.opinions = Opinions(STATE, len(OPINIONS), drops=(0.1, 0.2))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, lesson: Lesson) -> Tensor:
        """The states of the words of a lesson."""
        return torch.cat(self.encoder([self._missed(rows.float()) for rows in lesson.inputs], self.drop))

    def loss(self, lesson: Lesson) -> tuple[Tensor, ...]:
        """How far states, labels and opinions are from those of the teachers."""
        states, paper = self(lesson), lesson.paper
        told = functional.binary_cross_entropy_with_logits(self.opinions(states, paper), paper.labels)
        return functional.mse_loss(states, lesson.states.float()), _label_loss(self.label(states), lesson.labels), told

    def _missed(self, rows: Tensor) -> Tensor:
        """What is seen of words when some are not seen, or without their tags."""
        if not self.training:
            return rows
        word = torch.rand(len(rows), 1, device=rows.device) > MISSED
        tags = torch.rand(len(rows), 1, device=rows.device) > UNTAGGED
        own = SIZE + SHAPES
        return torch.cat([rows[:, :own] * word, rows[:, own:] * tags], 1)


SHARES = (2.0, 1.0, 2.0)
"""How much states, labels and opinions count."""


def learned(seen: Sequence[Lesson], encoder: ContextEncoder, seed: int = 10) -> Learner:
    """An encoder that has learned to read as the teachers do."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    learner = Learner(encoder).to(DEVICE)
    optimiser = torch.optim.AdamW(learner.parameters(), lr=RATE, weight_decay=1e-4)
    steps = EPOCHS * len(seen)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.1)
    learner.train()
    for step in range(steps):
        if step % len(seen) == 0:
            order = random.permutation(len(seen))
        terms = learner.loss(seen[order[step % len(seen)]])
        loss = torch.stack(terms) @ torch.tensor(SHARES, device=DEVICE)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 200 == 0:
            print(f"encoder: step {step} of {steps}, losses {[round(term.item(), 4) for term in terms]}", flush=True)
    return learner.eval()


def _label_loss(found: Tensor, labels: Tensor) -> Tensor:
    """How far labels in log odds are from those of the teachers."""
    wanted = labels.float().clamp(0, 1)
    types = len(TYPES) + 1
    roles = functional.binary_cross_entropy_with_logits(found[:, types:], wanted[:, types:])
    return functional.cross_entropy(found[:, :types], wanted[:, :types]) + 2 * roles


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=Path, required=True, help="annotated documents, of context_papers.py")
    parser.add_argument("--raw", type=Path, required=True, help="raw text, of context_papers.py --raw")
    parser.add_argument("--vectors", type=Path, default=ROOT / "quoteattr/data/context/de/vectors.npz")
    parser.add_argument("--fold", type=int, choices=range(FOLDS), help="leave out the documents of this fold")
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    everything: list[Paper] = pickle.loads(args.papers.read_bytes())
    papers = [each for place, each in enumerate(everything) if args.fold is None or place % FOLDS != args.fold]
    papers = [each for each in papers if len(each.tags)]
    teachers = [taught(papers, seed) for seed in range(TEACHERS)]
    raw: list[Paper] = pickle.loads(args.raw.read_bytes())
    words, random = Words([*papers, *raw]), np.random.default_rng(0)
    variants = [words.varied(each, random) for each in papers for _ in range(VARIANTS)]
    encoder = ContextEncoder(WordVectors.read(args.vectors))
    learner = learned(lessons([*raw, *papers, *variants], teachers, encoder), encoder)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    arrays = {name: array.half().cpu().numpy() for name, array in learner.encoder.state_dict().items()}
    np.savez_compressed(args.output, **arrays)


if __name__ == "__main__":
    main()
