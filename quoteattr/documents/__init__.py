"""Reading texts and gold data, writing documents: everything between files and the types of quoteattr."""
