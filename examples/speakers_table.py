"""A table of the speakers in a folder of articles: ``python examples/speakers_table.py seeds/``."""

import sys
from collections import Counter, defaultdict
from pathlib import Path

import quoteattr


def main(folder: Path) -> None:
    files = sorted(folder.glob("*.txt"))
    attributor = quoteattr.QuoteAttributor()
    types: defaultdict[str, Counter[quoteattr.QuoteType]] = defaultdict(Counter)
    articles: defaultdict[str, set[Path]] = defaultdict(set)
    texts = (file.read_text(encoding="utf-8") for file in files)
    for file, document in zip(files, attributor.pipe(texts), strict=True):
        for quote in document.quotes:
            if quote.parent is None:
                name = (quote.speaker.name if quote.speaker else None) or "(unknown)"
                types[name][quote.type] += 1
                articles[name].add(file)

    print(f"{'speaker':40} {'articles':>8} {'all':>4} {'direct':>6}")
    for name, counts in sorted(types.items(), key=lambda item: (-item[1].total(), item[0])):
        direct = counts[quoteattr.QuoteType.DIRECT]
        print(f"{name[:40]:40} {len(articles[name]):8} {counts.total():4} {direct:6}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "seeds"))
