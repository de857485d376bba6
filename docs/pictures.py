"""Makes the pictures of the documentation, and the pages that they show: of the article in `seeds/`, of our collection.

    python docs/pictures.py

Needs Playwright and Chromium: pip install 'quoteattr[browser]' and apt-get install chromium.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import quoteattr

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from collection import collection  # noqa: E402 (found by the line above)

FOLDER = Path(__file__).parent / "pictures"
PAGE, COLLECTION = FOLDER / "seed.html", FOLDER / "collection.html"
NOTEBOOK = "<!doctype html><meta charset=utf-8><body style='margin: 1em; font-family: sans-serif'>{}"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def take(browser: Any, name: str, width: int, height: int, scheme: str, quote: str) -> None:
    """A picture of the page with a quotation chosen."""
    tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    tab.goto(f"{PAGE.as_uri()}#a1-{quote}")
    tab.evaluate("scrollTo(0, 0)" if width > 800 else "document.activeElement.scrollIntoView({block: 'center'})")
    tab.screenshot(path=FOLDER / name)
    tab.close()


def take_collection(browser: Any, name: str, width: int, height: int, scheme: str, place: str) -> None:
    """A picture of the page of the collection, at a place of it."""
    tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    tab.goto(f"{COLLECTION.as_uri()}#/{place}")
    tab.locator(".rows > li, .chart").first.wait_for()
    tab.screenshot(path=FOLDER / name)
    tab.close()


def main() -> int:
    """Run the command."""
    FOLDER.mkdir(exist_ok=True)
    articles = (said.article for said in collection())
    documents = quoteattr.Documents(quoteattr.QuoteAttributor().pipe(articles))
    COLLECTION.write_text(documents.to_html("Drei Monate in Althagen"), encoding="utf-8")
    (seed,) = (ROOT / "seeds").glob("*.txt")
    document = quoteattr.attribute(seed.read_text("utf-8"))
    PAGE.write_text(document.to_html(seed.name), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        take(browser, "page.png", 1300, 620, "light", "q6")
        take(browser, "phone.png", 360, 700, "dark", "q11")
        take_collection(browser, "collection.png", 1300, 760, "light", "charts")
        take_collection(browser, "variants.png", 1300, 560, "light", "variants")
        take_collection(browser, "collection-phone.png", 360, 700, "dark", "quotes")
        tab = browser.new_page(viewport={"width": 820, "height": 560})
        tab.set_content(NOTEBOOK.format(document._repr_html_()))
        tab.screenshot(path=FOLDER / "notebook.png")
        browser.close()
    for path in sorted(FOLDER.iterdir()):
        print(path.relative_to(ROOT), path.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
