"""What an attributor is made of, as something that travels to other processes and machines and can be compared."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from attrs import asdict, field, frozen

from quoteattr.article import Article
from quoteattr.config import Config
from quoteattr.documents.json import dumps
from quoteattr.parsing.embedded import embedded_folder
from quoteattr.parsing.protocol import EMBEDDED
from quoteattr.speakers import Entities
from quoteattr.unread import NOT_ENOUGH, why_unread
from quoteattr.workers import Lost

BATCH = 32
"""Articles that are parsed together; shards are cut into batches from their start, whoever works at them."""


@frozen
class Recipe:
    """An attributor before it is made, with its model not loaded.

    Attributes:
        model: As `QuoteAttributor` takes it.
        config: The options.
        entities: Who is known beforehand.
    """

    model: Any = None
    config: Config = field(factory=Config)
    entities: Entities | None = None

    def lines_of(self) -> "Callable[[list[Article]], list[str | Lost[Article]]]":
        """What makes lines of JSON out of a batch of articles, where memory suffices; the model is loaded now."""
        from quoteattr.pipeline import QuoteAttributor

        attributor = QuoteAttributor(self.model, config=self.config, entities=self.entities)

        def lines(articles: list[Article]) -> list[str | Lost[Article]]:
            documents = attributor.pipe(articles, batch_size=BATCH)
            return [
                Lost(article, NOT_ENOUGH) if why_unread(document) else dumps(document.to_dict()) + "\n"
                for article, document in zip(articles, documents, strict=True)
            ]

        return lines

    def facts(self) -> dict[str, str]:
        """What decides the output besides the texts, for people to read and for runs to compare."""
        from importlib.metadata import version

        entities = "" if self.entities is None else hashlib.sha256(repr(self.entities).encode()).hexdigest()
        options = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in
                   asdict(self.config).items()}  # fmt: skip
        return {
            "quoteattr": version("quoteattr"),
            "stanza": version("stanza"),
            "torch": version("torch"),
            "model": self._model_name(),
            "config": json.dumps(options, sort_keys=True),
            "entities": entities,
        }

    def _model_name(self) -> str:
        """The name of the model, which is not loaded for it; a damaged one is told now."""
        if self.model is None or self.model == EMBEDDED:
            return embedded_folder().name
        return self.model if isinstance(self.model, str) else getattr(self.model, "name", type(self.model).__name__)
