"""The exceptions of quoteattr.

Text never raises: what is odd about a text becomes a `Diagnostic` on its document. Wrong use raises one of
these, and the message names the value, the valid options and the next step::

    QuoteattrError
    ├── ModelError            a parsing model cannot be used
    │   ├── UnknownModelError     no model of that name, folder or kind
    │   └── DamagedModelError     a model file is missing, changed or truncated
    ├── InputError            a file or folder cannot be read as German text
    ├── FormatError           data that should follow a format does not (CoNLL-U, JSON, gold files)
    ├── LexiconError          an entry of the lexicon is impossible
    └── OptionError           a value outside an option's range
"""


class QuoteattrError(Exception):
    """Base class of everything that quoteattr raises on purpose."""


class ModelError(QuoteattrError):
    """A parsing model cannot be used."""


class UnknownModelError(ModelError):
    """There is no model of that name, folder or kind."""


class DamagedModelError(ModelError):
    """A file of a model is missing, changed or truncated."""


class InputError(QuoteattrError):
    """A file or folder cannot be read as text."""


class FormatError(QuoteattrError):
    """Data that should follow a format (CoNLL-U, JSON, benchmark files) does not."""


class LexiconError(QuoteattrError):
    """An entry of the lexicon is impossible; the message names the file and the line."""


class OptionError(QuoteattrError, ValueError):
    """A value is outside the range of its option."""
