"""The formats of `quoteattr speakers --format`: each module holds a `Writer` of `SpeakerTables` called `WRITER`."""
