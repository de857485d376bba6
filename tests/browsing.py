"""A browser for tests: opens pages, and sees to it that they ask nobody for anything and complain of nothing.

Without Playwright or Chromium these tests are skipped, except where `QUOTEATTR_NEEDS_BROWSER` is set: there they must
run.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDTHS = (360, 800, 1600)
# No network: not even Chromium's own.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        need("Playwright is not installed: pip install 'quoteattr[browser]'")
    if CHROMIUM is None:
        need("there is no Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def need(what: str) -> NoReturn:
    """Say what is missing: where a browser must be, that is a failure."""
    if os.environ.get("QUOTEATTR_NEEDS_BROWSER"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a page and, in the end, sees to it that it asked nobody for anything and complained of nothing."""
    told: list[str] = []
    contexts = []

    def open_page(page: str, width: int = 1600, **options: Any) -> Any:
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 800}, accept_downloads=True, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(10_000)
        tab.on("console", lambda message: told.append(message.text))
        tab.on("pageerror", lambda error: told.append(str(error)))
        tab.on("dialog", lambda dialog: told.append(dialog.message))
        tab.on("request", lambda request: told.append(request.url) if request.url.startswith("http") else None)
        tab.goto((tmp_path / "page.html").as_uri())
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert told == []


def focused(tab: Any, attribute: str) -> str | None:
    """An attribute of what has the focus."""
    found: str | None = tab.evaluate(f"document.activeElement.getAttribute('{attribute}')")
    return found


def tab_to(tab: Any, selector: str, key: str = "Tab") -> None:
    """Go by the Tab key alone until the focus is on something."""
    for _ in range(80):
        tab.keyboard.press(key)
        if tab.evaluate(f"document.activeElement.matches('{selector}')"):
            return
    pytest.fail(f"no way to {selector}")


def axe_finds_nothing(tab: Any) -> None:
    """Let axe-core look at a page as it is now."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        need("axe is not installed: pip install 'quoteattr[browser]'")
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
