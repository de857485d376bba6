"""The page of classes is what the lexicon says."""

import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"


def test_the_page_is_up_to_date() -> None:
    page = DOCS / "stance-classes.md"
    before = page.read_text("utf-8")
    subprocess.run([sys.executable, str(DOCS / "stance_classes.py")], check=True)
    assert page.read_text("utf-8") == before, "the lexicon changed; commit the new page"


def test_every_entry_is_on_the_page() -> None:
    from quoteattr.lexicon import Lexicon

    page = (DOCS / "stance-classes.md").read_text("utf-8")
    assert [name for name in Lexicon.german().verbs if name not in page] == []
