"""Texts of which there is no result: the processes that read them die, or memory runs out. The others are done."""

from quoteattr.model import Diagnostic, Document, Span

NOT_READ = "not-read"
"""The diagnostic of such a text."""

NOT_ENOUGH = "had not enough memory for it"
"""What became of a process that ran out of memory, as the end of a sentence."""


def unread(text: str, reason: str, model: str = "") -> Document:
    """The document of a text without a result.

    Args:
        text: The text.
        reason: A sentence that says why there is none.
        model: The model that was to parse it.
    """
    return Document(text, diagnostics=(Diagnostic(NOT_READ, Span(0, len(text)), reason),), model=model)


def why_unread(document: Document) -> str:
    """Why there is no result, empty if there is one.

    Example:
        >>> why_unread(unread("Es regnet.", "Nobody knows."))
        'Nobody knows.'
    """
    return next((told.message for told in document.diagnostics if told.code == NOT_READ), "")


def is_out_of_memory(error: Exception) -> bool:
    """Whether an error says that memory ran out; PyTorch says it in words.

    Example:
        >>> is_out_of_memory(MemoryError()), is_out_of_memory(RuntimeError("sizes differ"))
        (True, False)
    """
    in_words = isinstance(error, RuntimeError) and "can't allocate memory" in str(error)
    return in_words or isinstance(error, MemoryError)
