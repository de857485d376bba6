"""Lemmas, by the dictionary and the network of Stanza's lemmatiser."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import stanza.models.common.seq2seq_constant as constant
import torch
from stanza.models.common.vocab import DeltaVocab

from quoteattr.parsing.fast.packing import distinct, padded_ids

WordTag = tuple[str, str]
"""A form and its part of speech: all that a lemma depends on."""

_TOGETHER = 256
_SPELT_OUT = 0  # the edit that takes what the network spells; the other ones keep the word, or its small letters


class Lemmatiser:
    """Lemmatises tagged words.

    Args:
        trainer: The trainer of Stanza's processor, which holds network, dictionary and vocabularies.
    """

    def __init__(self, trainer: Any) -> None:
        self._trainer = trainer
        self._model = trainer.model.eval()

    @torch.inference_mode()
    def lemmas(self, sentences: Sequence[Sequence[WordTag]]) -> list[list[str]]:
        """The lemmas of all words of sentences."""
        pairs, places = distinct(list(chain.from_iterable(sentences)))
        known = self._trainer.skip_seq2seq(pairs)
        unknown = [pair for pair, skip in zip(pairs, known, strict=True) if not skip]
        guessed = iter(self._guessed(unknown))
        found = self._trainer.ensemble(pairs, ["" if skip else next(guessed) for skip in known])
        named = iter(found[place] or "_" for place in places)
        return [[next(named) for _ in words] for words in sentences]

    def _guessed(self, pairs: Sequence[WordTag]) -> list[str]:
        """The lemmas that the network guesses."""
        letters = DeltaVocab([list(pair) for pair in pairs], self._trainer.vocab["char"]) if pairs else None
        order = sorted(range(len(pairs)), key=lambda number: -len(pairs[number][0]))
        guessed = [""] * len(pairs)
        for at in range(0, len(order), _TOGETHER):
            numbers = order[at : at + _TOGETHER]
            spelt, edits = self._edits([pairs[number] for number in numbers], letters)
            words = [pairs[number][0] for number in numbers]
            for number, lemma in zip(numbers, self._trainer.postprocess(words, spelt, edits=edits), strict=True):
                guessed[number] = lemma
        return guessed

    def _edits(self, pairs: Sequence[WordTag], letters: Any) -> tuple[list[str], list[int]]:
        """For each word what the network spells, empty where that is not asked, and which edit it chooses."""
        model = self._model
        ids = [letters.map([constant.SOS, *word, constant.EOS]) for word, _ in pairs]
        source = padded_ids(ids, constant.PAD_ID)
        tags = torch.tensor([self._trainer.vocab["pos"].unit2id(tag) for _, tag in pairs])
        inputs, _, lengths, mask = model.embed(source, source.eq(constant.PAD_ID), tags, None)
        read, (hidden, cell) = model.encode(inputs, lengths)
        edits = model.edit_clf(hidden).argmax(1)
        asked = (edits == _SPELT_OUT).nonzero().squeeze(1)
        spelt = [""] * len(pairs)
        if len(asked):
            chosen = [each[asked] for each in (hidden, cell, read, mask, source)]
            for number, lemma in zip(asked.tolist(), self._spelt(*chosen), strict=True):
                spelt[number] = "".join(letters.unmap(lemma))
        return spelt, edits.tolist()

    def _spelt(
        self, hidden: torch.Tensor, cell: torch.Tensor, read: torch.Tensor, mask: torch.Tensor, source: torch.Tensor
    ) -> list[list[int]]:
        """The letters of each lemma, always the best next one, up to the sign that ends it."""
        model = self._model
        last = model.embedding(model.SOS_tensor).expand(len(source), 1, -1)
        steps: list[torch.Tensor] = []
        done = torch.zeros(len(source), dtype=torch.bool)
        while not done.all() and len(steps) < model.max_dec_len:
            scores, (hidden, cell) = model.decode(last, hidden, cell, read, mask, src=source)
            best = scores.squeeze(1).argmax(1)
            steps.append(best)
            done |= best == constant.EOS_ID
            # A letter that the network never saw can only be copied; it is read as an unknown one.
            last = model.embedding(best.masked_fill(best >= model.vocab_size, constant.UNK_ID).unsqueeze(1))
        rows = torch.stack(steps, 1).tolist()
        return [row[: row.index(constant.EOS_ID)] if constant.EOS_ID in row else row for row in rows]
