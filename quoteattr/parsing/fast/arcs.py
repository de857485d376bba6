"""Heads and relations, by the networks of Stanza's graph parser.

The best head of every word is nearly always a tree with one root as it is. Then no other tree can score higher, and
nothing is searched; Stanza's search is for the other sentences. Relations are asked for the heads that were chosen.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - as all the world calls it
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.vocab import ROOT_ID, VOCAB_PREFIX_SIZE
from torch.nn.utils.rnn import pad_packed_sequence

from quoteattr.parsing.fast.packing import Batch, batches, distinct, initial_states
from quoteattr.parsing.fast.spelling import simplified, spelling_vectors
from quoteattr.parsing.fast.tagging import Tags

_TOGETHER = 256
"""Words whose relations are asked together: what comes between fits a processor's cache."""


class TreeParser:
    """Parses sentences.

    Args:
        trainer: The trainer of Stanza's processor, which holds network and vocabularies.
    """

    def __init__(self, trainer: Any) -> None:
        self._model = trainer.model.eval()
        self._vocab = trainer.vocab

    @torch.inference_mode()
    def arcs(
        self, sentences: Sequence[Sequence[str]], tags: Sequence[Sequence[Tags]], lemmas: Sequence[Sequence[str]]
    ) -> list[list[tuple[int, str]]]:
        """For each word of sentences the number of its head, from 1 or 0 for the root, and its relation.

        Args:
            sentences: The words of each sentence, at least one.
            tags: Their tags.
            lemmas: Their lemmas.
        """
        inputs = self._inputs(sentences, tags, lemmas)
        found: list[list[tuple[int, str]]] = [[] for _ in sentences]
        for batch in batches([len(words) + 1 for words in sentences]):  # the root is a word for the network
            read = self._read(batch, inputs(batch.rows))
            heads = list(best_heads(self._scores(read), batch.lengths))
            relations = iter(self._relations(read, heads))
            for number, chosen in zip(batch.sentences, heads, strict=True):
                found[number] = [(head, next(relations)) for head in chosen]
        return found

    def _inputs(
        self, sentences: Sequence[Sequence[str]], tags: Sequence[Sequence[Tags]], lemmas: Sequence[Sequence[str]]
    ) -> Any:
        """A function from places among the words of all sentences, roots included, to what the network reads there."""
        model, vocab = self._model, self._vocab
        forms, places = distinct(list(chain.from_iterable(sentences)))
        simple = simplified(forms)
        words = torch.tensor([ROOT_ID, *vocab["word"].map(simple)])
        letters = spelling_vectors(model, vocab, simple, with_root=True)
        by_form = model.word_emb(words), letters
        by_lemma, lemma_places = _table(model.lemma_emb, vocab["lemma"], chain.from_iterable(lemmas))
        by_upos, upos_places = _table(model.upos_emb, vocab["upos"], (tag.upos for tag in chain.from_iterable(tags)))
        by_xpos, xpos_places = _table(model.xpos_emb, vocab["xpos"], (tag.xpos for tag in chain.from_iterable(tags)))
        columns = ([place + 1 for place in places], lemma_places, upos_places, xpos_places)
        form, lemma, upos, xpos = (torch.tensor(_with_roots(column, sentences)) for column in columns)

        def rows(at: torch.Tensor) -> torch.Tensor:
            tagged = by_upos[upos[at]] + by_xpos[xpos[at]]
            # Stanza gives the tags twice: where it means to give the features, too.
            return torch.cat([by_form[0][form[at]], by_lemma[lemma[at]], tagged, tagged, by_form[1][form[at]]], 1)

        return rows

    def _read(self, batch: Batch, rows: torch.Tensor) -> torch.Tensor:
        """The words of a batch in their sentences, padded to the longest one."""
        model = self._model
        states = initial_states(model.parserlstm_h_init, model.parserlstm_c_init, len(batch.sentences))
        read, _ = model.parserlstm(batch.packed(rows), batch.lengths, hx=states)
        return pad_packed_sequence(read, batch_first=True)[0]

    def _scores(self, read: torch.Tensor) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Log-probability of each word as the head of each other one."""
        scores = self._model.unlabeled(read, read).squeeze(3)
        scores.masked_fill_(torch.eye(scores.size(1), dtype=torch.bool).unsqueeze(0), -float("inf"))
        result: np.ndarray[Any, np.dtype[np.float32]] = F.log_softmax(scores, 2).numpy()
        return result

    def _relations(self, read: torch.Tensor, heads: Sequence[Sequence[int]]) -> Iterator[str]:
        """The best relation of each word to the head that was chosen."""
        scorer = self._model.deprel
        bilinear = scorer.scorer.W_bilin
        left = _with_one(F.relu(scorer.W1(read)))
        right = _with_one(F.relu(scorer.W2(read)))
        sentences = torch.tensor([number for number, chosen in enumerate(heads) for _ in chosen])
        words = torch.tensor([word for chosen in heads for word in range(1, len(chosen) + 1)])
        chosen_heads = torch.tensor(list(chain.from_iterable(heads)))
        weight = bilinear.weight.reshape(bilinear.input1_size, -1)
        for at in range(0, len(words), _TOGETHER):
            part = slice(at, at + _TOGETHER)
            halfway = left[sentences[part], words[part]] @ weight
            halfway = halfway.view(-1, bilinear.input2_size, bilinear.output_size)
            head = right[sentences[part], chosen_heads[part]].unsqueeze(1)
            best = ((head @ halfway).squeeze(1) + bilinear.bias).argmax(1) + VOCAB_PREFIX_SIZE
            yield from self._vocab["deprel"].unmap(best.tolist())


def best_heads(scores: np.ndarray[Any, Any], lengths: Sequence[int]) -> Iterator[list[int]]:
    """The heads of the best tree with one root, for each sentence.

    Args:
        scores: Of each sentence, each word and each head; the root is the first word. Padded to the longest sentence.
        lengths: Words in each sentence, with the root.

    Example:
        >>> scores = np.log(np.array([[[1, 1, 1], [0.8, 0.1, 0.1], [0.3, 0.6, 0.1]]]))
        >>> list(best_heads(scores, [3]))
        [[0, 1]]
    """
    size = np.array(lengths)
    beyond = np.arange(scores.shape[2])[None, :] >= size[:, None]
    open_scores = np.where(beyond[:, None, :], -np.inf, scores)
    heads = open_scores.argmax(2)
    best = np.take_along_axis(open_scores, heads[:, :, None], 2)
    heads[beyond] = 0
    heads[:, 0] = 0
    words = ~beyond
    words[:, 0] = False
    unique = ((open_scores == best).sum(2) == 1) | ~words
    one_root = ((heads == 0) & words).sum(1) == 1
    above = heads
    for _ in range(int(size.max()).bit_length()):  # each step doubles how far up is looked
        above = np.take_along_axis(above, above, 1)
    trees = unique.all(1) & one_root & (above == 0).all(1)
    for number, length in enumerate(lengths):
        if trees[number]:
            yield heads[number, 1:length].tolist()
        else:
            yield chuliu_edmonds_one_root(scores[number, :length, :length])[1:].tolist()


def _table(embedding: Any, vocab: Any, units: Any) -> tuple[torch.Tensor, list[int]]:
    """The vectors of the root and of different units, and for each unit the number of its vector."""
    names, places = distinct(list(units))
    return embedding(torch.tensor([ROOT_ID, *vocab.map(names)])), [place + 1 for place in places]


def _with_roots(column: Sequence[int], sentences: Sequence[Sequence[str]]) -> list[int]:
    """A column of the words of all sentences, with 0 for the root at the start of each sentence."""
    values = iter(column)
    return [value for words in sentences for value in (0, *(next(values) for _ in words))]


def _with_one(rows: torch.Tensor) -> torch.Tensor:
    """Vectors with a one behind them, which carries the linear part of a bilinear form."""
    return torch.cat([rows, rows.new_ones(*rows.shape[:-1], 1)], -1)
