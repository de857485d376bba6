"""A page to look at for each article in a folder: ``python examples/make_pages.py seeds/ pages/``."""

import sys
from pathlib import Path

import quoteattr


def main(folder: Path, target: Path) -> None:
    files = sorted(folder.glob("*.txt"))
    target.mkdir(exist_ok=True)
    attributor = quoteattr.QuoteAttributor()
    texts = (file.read_text(encoding="utf-8") for file in files)
    for file, document in zip(files, attributor.pipe(texts), strict=True):
        page = target / f"{file.stem}.html"
        page.write_text(document.to_html(file.name), encoding="utf-8")
        print(f"{page.name}: {len(document.quotes)} quotations")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
