"""The answers of Stanza's networks, sooner: the same files and the same arithmetic without the way there and back.

What is left out changes no answer. A word that occurs ten times is looked up, and its letters are read, once. The
best heads of nearly all sentences are a tree already, so nothing is searched. Relations are asked for chosen heads
only, not for all pairs of words. Lemmas are spelt out only where the network does not leave the word as it is. Nothing
goes through the strings of a Stanza document. What this must know of Stanza's insides holds for the versions in
`KNOWN_VERSIONS`; `tests/test_fast.py` and `benchmarks/same_trees.py` hold it against Stanza's own code.
"""

import logging
from collections.abc import Iterator, Sequence
from typing import Any

from quoteattr.parsing.fast.arcs import TreeParser
from quoteattr.parsing.fast.lemmatising import Lemmatiser
from quoteattr.parsing.fast.segmentation import FEATURES, Segmenter
from quoteattr.parsing.fast.tagging import Tagger
from quoteattr.parsing.networks import Networks, PlainNetworks, Tagged, TokenSpan, TokenText

KNOWN_VERSIONS = frozenset({"1.15.0"})
"""Versions of Stanza whose insides are as this package takes them."""

_ASSUMED: dict[str, dict[str, object]] = {
    "tokenize": {
        "use_dictionary": False, "charlm_forward_file": None, "skip_newline": False, "postprocessor": None,
        "feat_funcs": list(FEATURES), "lang": "de",
    },
    "mwt": {"dict_only": True},
    "pos": {"share_hid": True, "char": True, "charlm": False, "pretrain": False, "bert_model": None},
    "lemma": {
        "edit": True, "ensemble_dict": True, "dict_only": False, "beam_size": 1, "caseless": False, "charlm": False,
    },
    "depparse": {
        "model_type": "graph", "use_arc_embedding": False, "linearization": False, "distance": False, "reversed": False,
        "char": True, "charlm": False, "pretrain": False, "bert_model": None, "resolve_head_constraints": False,
    },
}  # fmt: skip
"""How a model must be set up, by processor; so is the embedded one, and what `training/student.py` trains."""

_log = logging.getLogger(__name__)


def networks_of(pipeline: Any, *, fast: bool = True) -> Networks:
    """The fastest way through a pipeline's networks that gives what Stanza's own code gives.

    Args:
        pipeline: A ready `stanza.Pipeline`.
        fast: Whether another way than Stanza's own code may be taken.
    """
    import stanza

    if not fast or _unlike(pipeline):
        return PlainNetworks(pipeline)
    if stanza.__version__ not in KNOWN_VERSIONS:
        _log.warning(
            "Stanza %s is not among the versions that the faster way through its networks is known to fit (%s): "
            "Stanza's own code parses, with the same trees and more slowly.",
            stanza.__version__,
            ", ".join(sorted(KNOWN_VERSIONS)),
        )
        return PlainNetworks(pipeline)
    return FastNetworks(pipeline)


def _unlike(pipeline: Any) -> bool:
    """Whether a pipeline is set up in another way than this package takes for granted."""
    if set(pipeline.processors) != set(_ASSUMED):
        return True
    for name, assumed in _ASSUMED.items():
        processor = pipeline.processors[name]
        options = {**processor.trainer.args, **processor.config}
        if any(options.get(option) != value for option, value in assumed.items()):
            return True
        if any(processor.config.get(option) for option in ("pretokenized", "no_ssplit", "pretagged", "use_identity")):
            return True
    return bool(pipeline.processors["lemma"].trainer.has_contextual_lemmatizers())


class FastNetworks:
    """The networks of a pipeline, asked directly.

    Args:
        pipeline: A `stanza.Pipeline` for which `networks_of` takes this way.
    """

    def __init__(self, pipeline: Any) -> None:
        processors = pipeline.processors
        self._segmenter = Segmenter(processors["tokenize"].trainer)
        self._contractions = processors["mwt"].trainer
        self._tagger = Tagger(processors["pos"].trainer)
        self._lemmatiser = Lemmatiser(processors["lemma"].trainer)
        self._trees = TreeParser(processors["depparse"].trainer)

    def tokenize(self, text: str) -> list[list[TokenSpan]]:
        """The tokens of each sentence of `text`; a blank line ends a sentence."""
        return self._segmenter.sentences(text)

    def tag(self, sentences: Sequence[Sequence[TokenText]]) -> Iterator[list[Tagged]]:
        """The words of each sentence, with tags, lemmas and trees."""
        if not sentences:
            return
        owners, words = self._expanded(sentences)
        tags = self._tagger.tags(words)
        lemmas = self._lemmatiser.lemmas(
            [[(word, tag.upos) for word, tag in zip(*each, strict=True)] for each in zip(words, tags, strict=True)]
        )
        arcs = self._trees.arcs(words, tags, lemmas)
        for sentence in zip(owners, words, tags, lemmas, arcs, strict=True):
            yield [
                Tagged(owner, word, lemma, tag.upos, tag.xpos, tag.feats, *arc)
                for owner, word, tag, lemma, arc in zip(*sentence, strict=True)
            ]

    def _expanded(self, sentences: Sequence[Sequence[TokenText]]) -> tuple[list[list[int]], list[list[str]]]:
        """The words of each sentence, and for each the number of its token."""
        owners: list[list[int]] = []
        words: list[list[str]] = []
        for tokens in sentences:
            owners.append([])
            words.append([])
            for number, (text, contraction) in enumerate(tokens):
                parts = self._parts(text) if contraction else [text]
                words[-1] += parts
                owners[-1] += [number] * len(parts)
        return owners, words

    def _parts(self, contraction: str) -> list[str]:
        """The words that a contraction stands for."""
        (expansion,) = self._contractions.predict_dict([contraction])
        parts = [part for part in expansion.split(" ") if part]
        return parts if len(parts) > 1 else [contraction]
