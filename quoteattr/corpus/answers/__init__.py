"""The formats of answers of an archive: each module holds a `Writer` of `Table` called `WRITER`."""
