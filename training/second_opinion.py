"""Trains the network of the second opinion (`quoteattr.context`) on what is right about proposals.

`fit_resolver.py --network` asks for it: the weights are fitted on opinions of networks that have not seen the document,
and the network that is shipped has seen all. The same holds for the encoders under them (`context_encoder.py`): the
teachers of that of a fold have not seen the documents of the fold.
"""

import datetime
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attrs import evolve
from samples import Choosable, Sample, Weighed
from torch import nn

from quoteattr.context import OPINIONS
from quoteattr.context.opinion import FILES, SecondOpinion, features_of
from quoteattr.context.states import ContextEncoder
from quoteattr.context.view import VIEW, views
from quoteattr.model import QuoteType
from quoteattr.rules import FAMILIES, Proposal

ENCODERS = Path(__file__).parent / "data" / "encoders"
FOLDS = 5
HIDDEN = 96
SEEDS = 3
"""Networks whose mean is taken; being of one hidden layer, they are one network."""
EPOCHS = 7
BATCH = 256
RATE = 2e-3
DECAY = 0.5
DROPPED = 0.5
"""Of the hidden layer; of the view, `UNSEEN` are dropped."""
UNSEEN = 0.2
LEAST_SPREAD = 0.05
"""So that a number that hardly ever differs in what was seen cannot decide alone elsewhere."""
KINDS = [*(rule for family in FAMILIES for rule in family.rules), *(kind.value for kind in QuoteType)]

Tensor = torch.Tensor


class Network(nn.Module):
    """One hidden layer over the view, and what rule and type add to it: as many networks as `SEEDS`, side by side."""

    def __init__(self, mean: Tensor, spread: Tensor) -> None:
        super().__init__()
        self.mean, self.spread = mean, spread
        self.hidden = nn.Linear(VIEW, SEEDS * HIDDEN)
        self.kinds = nn.EmbeddingBag(len(KINDS), SEEDS * HIDDEN, mode="sum")
        nn.init.normal_(self.kinds.weight, std=0.3)
        self.outs = [nn.Linear(HIDDEN, len(OPINIONS)) for _ in range(SEEDS)]
        self.all_outs = nn.ModuleList(self.outs)  # so that PyTorch knows their weights
        self.unseen, self.drop = nn.Dropout(UNSEEN), nn.Dropout(DROPPED)

    def forward(self, view: Tensor, kinds: Tensor) -> Tensor:
        """The opinions of each network: networks × proposals × opinions."""
        seen = self.unseen((view.float() - self.mean) / self.spread)
        hidden = self.drop(torch.relu(self.hidden(seen) + self.kinds(kinds)))
        return torch.stack([out(part) for out, part in zip(self.outs, hidden.split(HIDDEN, 1), strict=True)])


class Data:
    """The proposals of samples as tensors, in the order of samples, clusters and places."""

    def __init__(self, data: Weighed, encoder: ContextEncoder) -> None:
        rows, self.owner = (
            [],
            torch.tensor([place for place, (sample, _) in enumerate(data) for _ in proposals_of(sample)]),
        )
        for sample, _ in data:
            proposals = proposals_of(sample)
            view = np.zeros((len(proposals), VIEW), np.float16)
            for _, places, found in views([(sample.reading, proposals)], encoder):
                view[places] = found
            rows.append(view)
        proposals = [proposal for sample, _ in data for proposal in proposals_of(sample)]
        self.view = torch.from_numpy(np.concatenate(rows))
        self.kinds = torch.tensor([[KINDS.index(each.rule.id), KINDS.index(each.type.value)] for each in proposals])
        self.labels = torch.tensor(
            [row for sample, _ in data for each in sample.choices for row in each.labels]
        ).float()
        self.weights = torch.tensor([weight for _, weight in data])[self.owner]


def proposals_of(sample: Sample) -> list[Proposal]:
    """All proposals of a sample."""
    return [proposal for each in sample.choices for proposal in each.cluster]


def train(data: Data, chosen: Tensor) -> Network:
    """Networks that have seen the chosen proposals."""
    torch.manual_seed(1)
    seen = data.view[chosen].float()
    network = Network(seen.mean(0), seen.std(0) + LEAST_SPREAD)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(chosen) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for batch in torch.split(chosen[torch.randperm(len(chosen))], BATCH):
            found = network(data.view[batch], data.kinds[batch])
            labels = data.labels[batch].expand_as(found)
            losses = nn.functional.binary_cross_entropy_with_logits(found, labels, reduction="none")
            loss = (losses.mean(2) * data.weights[batch]).mean(1).sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    network.eval()
    return network


def fold_encoder(vectors: Path, fold: int) -> ContextEncoder:
    """The encoder whose teachers have not seen the documents of a fold."""
    return ContextEncoder.read(vectors, ENCODERS / f"encoder-{fold}.npz")


def unseen_opinions(data: Weighed, vectors: Path) -> list[tuple[Sample, float]]:
    """The samples, each with the opinions of networks that have not seen it."""
    opinions = torch.zeros(sum(len(proposals_of(sample)) for sample, _ in data), len(OPINIONS))
    for fold in range(FOLDS):
        found = Data(data, fold_encoder(vectors, fold))
        kept = torch.nonzero(found.owner % FOLDS == fold).flatten()
        chosen = torch.nonzero(found.owner % FOLDS != fold).flatten()
        network = train(found, chosen)
        with torch.inference_mode():
            opinions[kept] = network(found.view[kept], found.kinds[kept]).mean(0)
    rows = iter(opinions.tolist())
    return [
        (evolve(sample, choices=tuple(_with(each, rows) for each in sample.choices)), weight) for sample, weight in data
    ]


def _with(choosable: Choosable, rows: Any) -> Choosable:
    """A cluster with the next opinions among the features of its proposals."""
    return evolve(choosable, cluster=tuple(each.with_features(features_of(next(rows))) for each in choosable.cluster))


def final(found: Data, encoder: ContextEncoder) -> SecondOpinion:
    """The network that has seen everything; its opinion is the mean of those of the networks in it."""
    network = train(found, torch.arange(len(found.owner)))
    scaled = network.hidden.weight / network.spread
    out = torch.cat([out.weight.T / SEEDS for out in network.outs])
    out_shift = torch.stack([out.bias for out in network.outs]).mean(0)
    shift = network.hidden.bias - scaled @ network.mean
    layers = [each.detach().numpy() for each in (scaled.T, network.kinds.weight, shift, out, out_shift)]
    return SecondOpinion(encoder, layers[0], dict(zip(KINDS, layers[1], strict=True)), *layers[2:])


def write(folder: Path, opinion: SecondOpinion, source: Path, version: str) -> None:
    """The files that `SecondOpinion.read` reads; vectors and encoder are those of another such folder, or its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES[:2]:
        if source.resolve() != folder.resolve():
            shutil.copyfile(source / name, folder / name)
    np.savez_compressed(
        folder / FILES[2],
        names=np.array(list(opinion.kinds)),
        kinds=np.stack(list(opinion.kinds.values())).astype(np.float16),
        hidden=opinion.hidden.astype(np.float16),
        shift=opinion.shift,
        out=opinion.out.astype(np.float16),
        out_shift=opinion.out_shift,
    )
    hashes = {name: {"sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest()} for name in FILES}
    manifest = {"name": "quoteattr second opinion", "version": version, "made": datetime.date.today().isoformat()}
    text = json.dumps({**manifest, "files": hashes}, indent=1)
    (folder / "model.json").write_text(text + "\n", encoding="utf-8")
