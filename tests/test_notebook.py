"""What a notebook shows without being asked: plain HTML that no sanitiser takes anything from."""

import pickle
import re

import pytest
from pages import HOSTILE, Page, full, hostile, shown

from quoteattr import Document, Documents


def test_a_document_shows_its_text_with_its_quotations() -> None:
    page = shown(full())
    assert re.sub(r"<sup.*?</sup> |<[^>]+>", "", page.partition("<table")[0]).strip() == full().text
    assert page.count("<tr>") == 1 + len(full().quotes)
    for words in ("JM 1", "…JM 1", "Anna Kern", "indirect, continued", "0.35", "check against the source"):
        assert words in page


def test_a_quotation_shows_what_is_known_of_it() -> None:
    page = shown(full().quotes[1])
    rows = dict(re.findall(r"<tr><th>(.*?)</th><td>(.*?)</td></tr>", page))
    assert rows == {
        "Type": "indirect, speech",
        "Speaker": "Anna Kern",
        "Cue": "kündigte an",
        "Article&#39;s stance": "neutral",
        "Commitment": "CT+",
        "Attitude": "commit",
        "Target": "das Bad",
        "Confidence": "0.90",
    }


def test_documents_show_a_table() -> None:
    documents = Documents([full(), Document("Es regnet.", id="wetter")])
    page = shown(documents)
    assert page.count("<tr>") == 3
    assert "Jörg Maier, Anna Kern, Verein" in page
    assert "wetter" in page
    assert pickle.loads(pickle.dumps(documents)) == documents == tuple(documents)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_nothing_of_a_text_is_markup(number: int) -> None:
    document = list(hostile())[number][1]
    for page in (shown(document), shown(document.quotes[0]), shown(Documents([document]))):
        parsed = Page(page)
        assert parsed.tags() <= {"div", "span", "sup", "table", "tr", "th", "td", "p", "blockquote"}
        assert parsed.attributes() <= {"lang", "style", "title"}
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
