"""What is given: a text with the id and the metadata that its source has for it, all of which reach the results."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from attrs import evolve, field, frozen, validators

from quoteattr.errors import OptionError
from quoteattr.model import Document
from quoteattr.speakers import KnownEntity, speak_as


def _plain(value: Any) -> Any:
    """A value that JSON can hold: dates in ISO 8601, NaN as None, other things as their string."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, date | time):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)


def _plain_mapping(given: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise OptionError(f"metadata is {given!r}; give a mapping, such as {{'outlet': 'Hafenbote'}}.")
    return {str(key): _plain(value) for key, value in given.items()}


def _identifier(value: Any) -> str:
    """The id as a string; nothing is no id, rather than the id *None* that all such articles would share."""
    if isinstance(value, bool | Mapping | list | tuple | set) or (isinstance(value, float) and value - value != 0):
        raise OptionError(f"An id is {value!r:.60}; give a string or a whole number, or None if there is none.")
    return "" if value is None else str(value)


@frozen
class Article:
    """A text with what is known about it.

    Attributes:
        id: Identifier in your data; a number is written as a string. Empty if there is none.
        text: The text; all offsets of the results count in it.
        metadata: Whatever belongs to it, such as outlet, date and address. It reaches every output as it is, but for
            what JSON cannot hold: dates become ISO 8601, NaN becomes None, anything else its string.
        extractor: Name and version of what made the text of a page or a file, empty if it is as it was written.
        first_person: Who says *ich* outside quotation marks, such as the member whose speech this is.

    Raises:
        OptionError: `id` is a truth value, NaN or a collection, `text` no string, or `metadata` no mapping.

    Example:
        >>> Article(17, "Es regnet.", {"outlet": "Hafenbote"})
        Article(id='17', metadata={'outlet': 'Hafenbote'}, extractor='', first_person=None)
    """

    id: str = field(converter=_identifier)
    text: str = field(repr=False)
    metadata: Mapping[str, Any] = field(factory=dict, converter=_plain_mapping, hash=False)
    extractor: str = field(default="", validator=validators.instance_of(str))
    first_person: KnownEntity | None = None

    @text.validator
    def _check_text(self, _: object, value: object) -> None:
        if not isinstance(value, str):
            raise OptionError(f"A text is {value!r}, a {type(value).__name__}; give strings.")

    def label(self, document: Document) -> Document:
        """The document that was found in this article, with all that is known about the article."""
        quotes, entities = document.quotes, document.entities
        if self.first_person is not None:
            quotes, entities = speak_as(self.first_person, quotes, entities)
        return evolve(
            document,
            quotes=quotes,
            entities=entities,
            id=self.id,
            metadata=self.metadata,
            extractor=self.extractor,
        )


def article_of(item: "Article | str") -> Article:
    """The article that is meant: itself, or a text without an id.

    Raises:
        OptionError: It is neither.
    """
    return item if isinstance(item, Article) else Article("", item)
