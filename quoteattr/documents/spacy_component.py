"""The component of spaCy: `nlp.add_pipe("quoteattr")` on any German pipeline, found by its entry point."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from quoteattr.config import Config
from quoteattr.documents.spacy_trees import parse_of
from quoteattr.errors import OptionError
from quoteattr.pipeline import QuoteAttributor

TREES = ("own", "pipeline")


class QuoteComponent:
    """Puts quotations on documents.

    Args:
        trees: `own` parses with our model; `pipeline` takes the trees of the components before, which must be in
            Universal Dependencies.
        config: Options.
        attributor: What finds the quotations; one with the embedded model, made with the first document, if left out.

    Raises:
        OptionError: `trees` is neither.
    """

    def __init__(self, trees: str, config: Config, attributor: QuoteAttributor | None = None) -> None:
        if trees not in TREES:
            raise OptionError(f"trees is {trees!r}; give 'own' for our model or 'pipeline' for the trees of the docs.")
        self.trees = trees
        self._config = config
        self._attributor = attributor

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its quotations.

        Raises:
            OptionError: The trees of the pipeline are not in Universal Dependencies, or there are none.
        """
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """The same docs with their quotations, a batch held at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            attributor = self._loaded()
            if self.trees == "own":
                documents = attributor.pipe([doc.text for doc in batch])
            else:
                documents = (attributor.attribute_parse(parse_of(doc)) for doc in batch)
            for doc, document in zip(batch, documents, strict=True):
                yield document.to_spacy(doc)

    def _loaded(self) -> QuoteAttributor:
        if self._attributor is None:
            # The trees of the pipeline need no model; a parser that is never asked stands in its place.
            self._attributor = QuoteAttributor(None if self.trees == "own" else _Unasked(), config=self._config)
        return self._attributor


class _Unasked:
    """Stands in the place of a parser."""

    name = "the pipeline's own trees"

    def parse(self, texts: Any) -> Any:
        raise AssertionError("The pipeline has parsed already.")


@Language.factory(  # type: ignore[untyped-decorator]
    "quoteattr",
    default_config={"trees": "own", "min_confidence": 0.0, "second_opinion": True},
    assigns=["doc.spans", "span._.quote", "span._.speaker", "span._.cue", "span._.addressee"],
)
def make_component(nlp: Language, name: str, trees: str, min_confidence: float, second_opinion: bool) -> QuoteComponent:
    """The component for `nlp.add_pipe("quoteattr", config={…})`."""
    return QuoteComponent(trees, Config(min_confidence=min_confidence, second_opinion=second_opinion))
