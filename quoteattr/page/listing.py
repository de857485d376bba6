"""Several documents as one thing that a notebook shows as a table."""

from quoteattr.model import Document


class Documents(tuple[Document, ...]):
    """Documents in a row, such as those of `pipe`; a notebook shows them as a table.

    Example:
        >>> documents = Documents([Document("Es regnet."), Document("Es schneit.")])
        >>> len(documents), documents[0].text
        (2, 'Es regnet.')
    """

    def to_html(self, title: str = "", language: str = "de") -> str:
        """A page of HTML for all of them: people, time and outlets, charts, variants, search.

        It is one file, works offline, and is what `quoteattr page --collection` writes. Outlet and date are those of
        the metadata (`outlet`, `date`).

        Args:
            title: What stands above.
            language: `de` or `en`, of the words around the articles.

        Raises:
            OptionError: There are no words in this language, or RapidFuzz is missing.
        """
        from quoteattr.page.collection_page import archive_of, collection_page

        with archive_of(self) as archive:
            return collection_page(archive, title, language)

    def _repr_html_(self) -> str:
        from quoteattr.page.notebook_view import documents_in_notebook

        return documents_in_notebook(self)
