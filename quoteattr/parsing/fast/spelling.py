"""What the networks read of a word's form: its number in the vocabulary, and a vector of its letters."""

from collections.abc import Sequence
from typing import Any

import torch
from stanza.models.common.utils import simplify_punct
from stanza.models.common.vocab import ROOT_ID

from quoteattr.parsing.fast.packing import padded_ids

_TOGETHER = 512
"""Words whose letters are read together; they are sorted by length, so little is padding."""


def simplified(forms: Sequence[str]) -> list[str]:
    """The forms as tagger and parser are given them (`?!` is `?`)."""
    ((*rows,),) = simplify_punct([[[form] for form in forms]])
    return [form for (form,) in rows]


def spelling_vectors(model: Any, vocab: Any, forms: Sequence[str], *, with_root: bool = False) -> torch.Tensor:
    """What the letter network of a tagger or parser makes of each form.

    Args:
        model: The network, which has a `charmodel` and a `trans_char`.
        vocab: Its vocabularies.
        forms: Different words.
        with_root: Whether the root of a tree, which is no word, comes first.
    """
    letters: list[list[int]] = [[ROOT_ID]] * with_root + [vocab["char"].map(form) for form in forms]
    order = sorted(range(len(letters)), key=lambda number: -len(letters[number]))
    vectors = []
    for at in range(0, len(order), _TOGETHER):
        ids = [letters[number] for number in order[at : at + _TOGETHER]]
        # Asked as if these words were one sentence, in the order given.
        read = model.charmodel(padded_ids(ids), None, list(range(len(ids))), [len(ids)], list(map(len, ids)))
        vectors.append(model.trans_char(read.data))
    together = torch.cat(vectors)
    result = torch.empty_like(together)
    result[torch.tensor(order)] = together
    return result
