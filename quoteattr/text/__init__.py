"""From raw text to what a parser may see: layout, quotation marks, normalising."""
