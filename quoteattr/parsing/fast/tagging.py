"""Parts of speech, STTS tags and features, by the network of Stanza's tagger."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - as all the world calls it
from attrs import frozen

from quoteattr.parsing.fast.packing import Batch, batches, distinct, initial_states
from quoteattr.parsing.fast.spelling import simplified, spelling_vectors


@frozen
class Tags:
    """The tags of a word, see `quoteattr.parsing.networks.Tagged`."""

    upos: str
    xpos: str
    feats: str


class Tagger:
    """Tags sentences.

    Args:
        trainer: The trainer of Stanza's processor, which holds network and vocabularies.
    """

    def __init__(self, trainer: Any) -> None:
        self._model = trainer.model.eval()
        self._vocab = trainer.vocab

    @torch.inference_mode()
    def tags(self, sentences: Sequence[Sequence[str]]) -> list[list[Tags]]:
        """The tags of all words of sentences."""
        forms, places = distinct(list(chain.from_iterable(sentences)))
        inputs = self._inputs(forms)
        place_of = torch.tensor(places)
        numbers = torch.empty(len(places), 2 + len(self._vocab["feats"]), dtype=torch.int64)
        for batch in batches(list(map(len, sentences))):
            numbers[batch.rows] = self._best(batch, inputs[place_of[batch.rows]])
        # Words have a few hundred different tags: each is put into words once.
        found, which = distinct(list(map(tuple, numbers.tolist())))
        tags = [self._named(*each) for each in found]
        named = iter(tags[number] for number in which)
        return [[next(named) for _ in words] for words in sentences]

    def _inputs(self, forms: Sequence[str]) -> torch.Tensor:
        """What the network reads of each form."""
        simple = simplified(forms)
        words = torch.tensor(self._vocab["word"].map(simple))
        return torch.cat([self._model.word_emb(words), spelling_vectors(self._model, self._vocab, simple)], 1)

    def _best(self, batch: Batch, rows: torch.Tensor) -> torch.Tensor:
        """The numbers of the best tags of each word of a batch: part of speech, STTS tag, each feature."""
        model = self._model
        states = initial_states(model.taggerlstm_h_init, model.taggerlstm_c_init, len(batch.sentences))
        read, _ = model.taggerlstm(batch.packed(rows), batch.lengths, hx=states)
        hidden = F.relu(model.upos_hid(read.data))
        classifiers = [model.upos_clf, model.tag_clf["xpos"], *model.tag_clf["feats"]]
        return torch.stack([classify(hidden).max(1)[1] for classify in classifiers], 1)

    def _named(self, upos: int, xpos: int, *feats: int) -> Tags:
        """The tags that have these numbers."""
        vocab = self._vocab
        return Tags(vocab["upos"].id2unit(upos), vocab["xpos"].id2unit(xpos), vocab["feats"].id2unit(feats))
