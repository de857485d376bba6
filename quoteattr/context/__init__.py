"""A second opinion: what the words around a proposal look like to a small network, as one more kind of evidence.

`quoteattr.context.opinion` is imported only where it is used, because it needs NumPy.
"""

OPINIONS = ("quotation", "type", "words", "frame", "speaker")
"""What is judged: there is a quotation, of this type, with these words, this cue and frame, this speaker."""

PREFIX = "reads."
"""What the names of its features begin with."""
