"""The teachers of the context encoder: a large encoder, fine-tuned on what is right about proposals and about words.

A teacher reads the stretches of a document as `quoteattr.context.states` does, but with multilingual-e5-small
(`encoder.py`). It learns three things at once: which opinions of each proposal are right, which set of each cluster is
best, and for each word of annotated articles whether it is in a quotation (of which type), a cue, a frame, a speaker.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import torch
from context_papers import TYPES, WORD_LABELS, Paper
from encoder import Pieces, load
from fitting import TEMPERATURE
from second_opinion import KINDS
from torch import nn
from torch.nn import functional

from quoteattr.context import OPINIONS
from quoteattr.context.tags import TAGS
from quoteattr.context.window import PARTS, PLACES
from quoteattr.portions import portions

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
STATE = 64
"""Numbers of a word in a teacher; the encoder has those of two teachers side by side."""
HIDDEN = 128
EPOCHS = 7
BATCH = 2500
"""Words of the documents that are learned from at once."""
RATE, ENCODER_RATE, DECAY = 1e-3, 5e-5, 1e-2
LONGEST = 480
"""Pieces that the encoder reads at once, beside the two that open and close."""
SHARES = (0.5, 2.0, 0.5)
"""How much words, opinions and choices count in the loss."""

Tensor = torch.Tensor


class Opinions(nn.Module):
    """A network like that of the second opinion, over the states of words.

    Args:
        state: Numbers of a state.
        outputs: Numbers that are said of each proposal.
        drops: What is dropped of the view and of the hidden layer.
    """

    def __init__(self, state: int, outputs: int, drops: tuple[float, float] = (0.2, 0.4)) -> None:
        super().__init__()
        self.hidden = nn.Linear((state + TAGS) * (PARTS + PLACES) + 1, HIDDEN)
        self.kinds = nn.EmbeddingBag(len(KINDS), HIDDEN, mode="sum")
        nn.init.normal_(self.kinds.weight, std=0.3)
        self.out = nn.Linear(HIDDEN, outputs)
        self.unseen, self.drop = (nn.Dropout(share) for share in drops)

    def forward(self, states: Tensor, each: Paper) -> Tensor:
        """What is said of all proposals of a document."""
        device = states.device
        words = torch.cat([states.float(), each.tags.to(device).float()], 1)
        nothing = torch.zeros(1, words.shape[1], device=device)
        sums = torch.cat([nothing, words.cumsum(0)])
        bounds, owners = each.parts.to(device), each.owners.to(device)
        number = len(each.labels)
        total = torch.zeros(number * PARTS, words.shape[1], device=device)
        total = total.index_add(0, owners, sums[bounds[:, 1]] - sums[bounds[:, 0]])
        size = torch.zeros(number * PARTS, device=device).index_add(0, owners, (bounds[:, 1] - bounds[:, 0]).float())
        means = (total / size.clamp(min=1)[:, None]).view(number, -1)
        places = torch.cat([words, nothing])[each.places.to(device)].view(number, -1)
        view = self.unseen(torch.cat([means, places, each.lengths.to(device)[:, None]], 1))
        said: Tensor = self.out(self.drop(torch.relu(self.hidden(view) + self.kinds(each.kinds.to(device)))))
        return said


class Teacher(nn.Module):
    """The encoder, and over it a network like that of the second opinion and a layer that labels words."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: Pieces
        self.pieces, self.encoder = load()
        for name in ("word", "position", "kind"):
            setattr(self.encoder, name, getattr(self.encoder, name).to(DEVICE))
        self.proj = nn.Linear(2 * self.encoder.hidden, STATE)
        self.opinions = Opinions(STATE, len(OPINIONS) + 1)
        self.size = nn.Parameter(torch.zeros(4))
        self.label = nn.Linear(STATE, WORD_LABELS)
        self.drop = nn.Dropout(0.1)

    def states(self, texts: Sequence[Sequence[str]]) -> Tensor:
        """The states of the words of some texts, one text behind the other."""
        rows: list[Tensor] = []
        first: list[tuple[int, int]] = []
        last: list[tuple[int, int]] = []
        for words in texts:
            for part in self._portions([self.pieces.of(word)[:12] for word in words]):
                row = [self.pieces.bos]
                for piece in part:
                    first.append((len(rows), len(row)))
                    row.extend(piece)
                    last.append((len(rows), len(row) - 1))
                rows.append(torch.tensor([*row, self.pieces.eos]))
        padded = nn.utils.rnn.pad_sequence(rows, batch_first=True, padding_value=self.pieces.pad).to(DEVICE)
        layers = self.encoder(padded, padded != self.pieces.pad)
        read = (layers[-1] + layers[-4]) / 2
        ends = [read[tuple(torch.tensor(places).T.to(DEVICE))] for places in (first, last)]
        found: Tensor = torch.tanh(self.proj(self.drop(torch.cat(ends, -1))))
        return found

    def _portions(self, pieces: Sequence[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
        """Words that the encoder reads at once: all, but for a very long stretch."""
        portion: list[tuple[int, ...]] = []
        for each in pieces:
            if sum(map(len, portion)) + len(each) > LONGEST:
                yield portion
                portion = []
            portion.append(each)
        yield portion

    def said(self, states: Tensor, each: Paper) -> Tensor:
        """Opinions of all proposals of a document, in probabilities."""
        return torch.sigmoid(self.opinions(states, each)[:, :-1])


def word_labels(teacher: Teacher, states: Tensor) -> Tensor:
    """What the words are, in probabilities."""
    found = teacher.label(states).float()
    types = len(TYPES) + 1
    return torch.cat([functional.softmax(found[:, :types], -1), torch.sigmoid(found[:, types:])], -1)


def word_loss(found: Tensor, gold: Tensor) -> Tensor:
    """How far labels of words in log odds are from the annotation."""
    types = len(TYPES) + 1
    roles = functional.binary_cross_entropy_with_logits(found[:, types:], gold[:, 1:].float())
    return functional.cross_entropy(found[:, :types], gold[:, 0]) + 2 * roles


def choice_loss(scores: Tensor, sizes: Tensor, sets: Sequence[Tensor]) -> Tensor:
    """The loss of the resolver (`fitting.py`) for sets whose scores are sums of what each member adds."""
    members, owners, clusters, rewards, stakes = (each.to(DEVICE) for each in sets)
    count = torch.bincount(owners, minlength=len(clusters)).clamp(max=3)
    total = torch.zeros(len(clusters), device=DEVICE).index_add(0, owners, scores[members]) + sizes[count]
    wanted = _log_shares(rewards / TEMPERATURE, clusters, len(stakes)).exp()
    surprise = wanted * _log_shares(total, clusters, len(stakes)) * stakes[clusters]
    return -surprise.sum() / stakes.sum()


def _log_shares(scores: Tensor, clusters: Tensor, number: int) -> Tensor:
    """The logarithm of the softmax within each cluster."""
    highest = torch.full((number,), -1e9, device=DEVICE).scatter_reduce(0, clusters, scores, "amax").detach()
    moved = scores - highest[clusters]
    return moved - torch.zeros(number, device=DEVICE).index_add(0, clusters, moved.exp()).log()[clusters]


def taught(papers: Sequence[Paper], seed: int, tell: Callable[[str], Any] = print) -> Teacher:
    """A teacher that has learned from some documents."""
    torch.manual_seed(seed)
    teacher = Teacher().to(DEVICE)
    encoder = list(teacher.encoder.parameters())
    known = {id(weight) for weight in encoder}
    rest = [weight for weight in teacher.parameters() if id(weight) not in known]
    groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": rest, "lr": RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    plan = [batch for epoch in range(EPOCHS) for batch in _batches(papers, seed * EPOCHS + epoch)]
    rates = [ENCODER_RATE, RATE]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rates, total_steps=len(plan), pct_start=0.1)
    teacher.train()
    for step, batch in enumerate(plan):
        with torch.autocast(DEVICE, torch.bfloat16, enabled=DEVICE == "cuda"):
            states = teacher.states([words for each in batch for words in each.stretches])
        terms, start = torch.zeros(len(SHARES), 2, device=DEVICE), 0
        for each in batch:
            terms = terms + _terms(teacher, states[start : start + len(each.tags)].float(), each)
            start += len(each.tags)
        loss = sum(share * total / count for share, (total, count) in zip(SHARES, terms, strict=True) if count > 0)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            tell(f"teacher {seed}: step {step} of {len(plan)}, loss {loss.item():.3f}")
    return teacher.eval()


def _terms(teacher: Teacher, states: Tensor, each: Paper) -> Tensor:
    """What is lost in a document, and how much was at stake: of its words, of opinions, of choices."""
    rows = [[torch.zeros((), device=DEVICE)] * 2] * len(SHARES)
    if each.gold is not None:
        stake = torch.tensor(each.weight * len(states), device=DEVICE)
        rows[0] = [stake * word_loss(teacher.label(states), each.gold.to(DEVICE)), stake]
    if number := len(each.labels):
        found = teacher.opinions(states, each)
        wrong = functional.binary_cross_entropy_with_logits(found[:, :-1], each.labels.to(DEVICE))
        rows[1] = [each.weight * number * wrong, torch.tensor(float(number), device=DEVICE)]
        stake = each.sets[-1].sum().to(DEVICE)
        rows[2] = [stake * choice_loss(found[:, -1], teacher.size, each.sets), stake]
    return torch.stack([torch.stack(row) for row in rows])


def _batches(papers: Sequence[Paper], seed: int) -> list[list[Paper]]:
    """Documents in a random order, some words at once."""
    order = np.random.default_rng(seed).permutation(len(papers))
    return list(portions((papers[place] for place in order), BATCH, lambda each: len(each.tags)))
