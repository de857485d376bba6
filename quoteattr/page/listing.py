"""Several documents as one thing that a notebook shows as a table."""

from quoteattr.model import Document


class Documents(tuple[Document, ...]):
    """Documents in a row, such as those of `pipe`; a notebook shows them as a table.

    Example:
        >>> documents = Documents([Document("Es regnet."), Document("Es schneit.")])
        >>> len(documents), documents[0].text
        (2, 'Es regnet.')
    """

    def _repr_html_(self) -> str:
        from quoteattr.page.notebook_view import documents_in_notebook

        return documents_in_notebook(self)
