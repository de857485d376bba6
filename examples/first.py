"""Who says what in the seed document."""

from pathlib import Path

import quoteattr

seed = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
document = quoteattr.attribute(seed.read_text(encoding="utf-8"))
for quote in document.quotes:
    name = quote.speaker.name if quote.speaker else None
    print(f"{name or 'unknown'}: {quote.text} ({quote.type})")
