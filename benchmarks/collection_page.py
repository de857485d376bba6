"""How large the page of a collection is, and how fast it opens, searches and scrolls in a browser.

    python benchmarks/collection_page.py        # 1,000 articles
    python benchmarks/collection_page.py 5000

Needs Playwright and Chromium: pip install 'quoteattr[browser]' and apt-get install chromium.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from browsing import CHROMIUM, FLAGS
from large_collection import large_collection

from quoteattr.page.collection_page import archive_of, collection_page

# The longest time that the script takes for a step of scrolling, and between two frames, in milliseconds.
SCROLL = """async () => {
  let [longest, between, last] = [0, 0, performance.now()];
  for (let place = 1; place <= 120; place += 1) {
    const start = performance.now();
    scrollTo(0, place * 700);
    dispatchEvent(new Event("scroll"));
    longest = Math.max(longest, performance.now() - start);
    await new Promise(requestAnimationFrame);
    between = Math.max(between, performance.now() - last);
    last = performance.now();
  }
  return [longest, between];
}"""

# From a key to the list of what is found, in milliseconds; the page waits for 150 of them for the next key.
SEARCH = """async (words) => {
  const [field, count] = [document.querySelector("#words"), document.querySelector(".count")];
  const told = new Promise((done) => new MutationObserver(done).observe(count, { childList: true }));
  const start = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  await told;
  return performance.now() - start;
}"""


def measure(browser: Any, path: Path) -> None:
    """Open the page, search in it, scroll."""
    tab = browser.new_page(viewport={"width": 1600, "height": 900})
    start = time.perf_counter()
    tab.goto(path.as_uri())
    tab.locator(".rows > li").nth(5).wait_for()
    print(f"open: {time.perf_counter() - start:.2f} s")
    step, between = tab.evaluate(SCROLL)
    print(f"scroll: at most {step:.0f} ms of script for a step, {between:.0f} ms between two frames")
    for words in ("wir", "die"):
        print(f"search for {words!r}, from the last key to the list: {tab.evaluate(SEARCH, words):.0f} ms")
    for view in ("people", "charts", "variants", "articles", "check"):
        start = time.perf_counter()
        tab.goto(f"{path.as_uri()}#/{view}")
        tab.locator(f".views a[href='#/{view}'][aria-current]").wait_for()
        print(f"view {view}: {time.perf_counter() - start:.2f} s")


def main() -> int:
    """Run the command."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    start = time.perf_counter()
    with archive_of(large_collection(number)) as archive:
        seconds, quotes = time.perf_counter() - start, archive.counts().quotes
        print(f"{number} articles, {quotes} quotations: {seconds:.1f} s for the archive")
        start = time.perf_counter()
        page = collection_page(archive)
    print(f"page: {len(page.encode()) / 1e6:.1f} MB, made in {time.perf_counter() - start:.1f} s")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        measure(browser, path)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
