"""The formats of articles that `quoteattr` reads: each module holds a `Reader` called `READER`."""
