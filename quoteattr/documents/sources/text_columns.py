"""Rows of a table as articles: which column has the text, which the id; all others are metadata."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from quoteattr.article import Article
from quoteattr.documents.sources.source import Source
from quoteattr.errors import InputError, OptionError

_TEXTS = "text fulltext full_text maintext plaintext body content article volltext artikel artikeltext inhalt".split()
_IDS = "id doc_id docid document_id article_id uuid guid artikel_id url link".split()
_ASK = "Name the column with --text-column."


@frozen
class Columns:
    """What the columns of a table are.

    Attributes:
        text: The column of the texts.
        id: The column of the ids, None to count the rows.
    """

    text: str
    id: str | None


def columns_of(names: Sequence[str], source: Source) -> Columns:
    """The columns of a table: those that the user names, else by what they are called, which is told.

    Raises:
        InputError: There is no such column, or none is called like one of texts.
    """
    for wanted in (source.text_column, source.id_column):
        if wanted is not None and wanted not in names:
            raise InputError(f"{source.name} has no column {wanted!r}; it has {_listed(names)}.")
    text = source.text_column or _first(_TEXTS, names)
    if text is None:
        raise InputError(f"{source.name}: no column is called like one of texts; there are {_listed(names)}. {_ASK}")
    id_ = source.id_column or _first(_IDS, [name for name in names if name != text])
    if source.text_column is None or (id_ is not None and source.id_column is None):
        ids = f"ids from {id_!r}" if id_ is not None else "rows are counted for ids"
        source.tell(f"{source.name}: texts from the column {text!r}, {ids} (--text-column, --id-column).")
    return Columns(text, id_)


def articles_of(
    rows: Iterable[tuple[str, Mapping[str, Any]]], columns: Columns, source: Source
) -> Iterator[Article | InputError]:
    """The articles of rows.

    Args:
        rows: For each, where it stands (`row 7`) and its cells by column.
        columns: What the columns are.
        source: Where the rows are from.
    """
    for where, row in rows:
        text = row.get(columns.text)
        if not isinstance(text, str) or not text.strip():
            what = "is empty" if text is None or text == "" or isinstance(text, str) else f"holds {text!r:.40}, no text"
            yield InputError(f"{source.name}, {where}: the column {columns.text!r} {what}. Give it a text.")
            continue
        given = row.get(columns.id) if columns.id is not None else None
        id_ = f"{source.name}#{where.partition(' ')[2]}" if given in (None, "") else given
        metadata = {name: value for name, value in row.items() if name not in (columns.text, columns.id)}
        try:
            yield Article(id_, text, metadata)
        except OptionError as error:
            yield InputError(f"{source.name}, {where}: {error}")


def _first(wanted: Sequence[str], names: Sequence[str]) -> str | None:
    by_form = {name.strip().casefold().replace("-", "_"): name for name in reversed(names)}
    return next((by_form[form] for form in wanted if form in by_form), None)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(map(repr, names[:12]))
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown or "none"
