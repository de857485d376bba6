"""What readers share: a source of bytes with its name and options, its encoding, its columns, its JSON objects."""
