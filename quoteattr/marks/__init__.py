"""Quotation marks on raw text: what is a mark, which style a text has, which marks belong together.

No parser is asked, so that a parser's error loses no quotation. `inventory` finds the marks and looks at
their neighbours, `style` decides for the whole text which way its marks point, `pairing` pairs them paragraph
by paragraph with a stack.
"""

from quoteattr.marks.pairing import MarkPair, Marks, scan

__all__ = ["MarkPair", "Marks", "scan"]
