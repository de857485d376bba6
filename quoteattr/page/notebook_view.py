"""What a notebook shows of a document, a quotation, or several documents: plain HTML without a script or a style sheet.

Colours are written at the elements, since notebooks drop style sheets; they are readable on white and on black.
"""

from collections.abc import Iterable

from quoteattr.documents.speaker_signs import Sign
from quoteattr.model import Document, Quote
from quoteattr.page.cards import cards_of, shortened, speaker_in_words
from quoteattr.page.marked_text import pieces_of
from quoteattr.page.templates import render, words_in

LANGUAGE = "en"  # as the names in code and the columns of `to_dict` are
_COLOURS = ("#808080", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b58900", "#56b4e9", "#a0522d", "#7070d0")
_PATTERNS = ("dotted", "solid", "dashed", "double", "dotted")


def document_in_notebook(document: Document) -> str:
    """The text with its quotations marked, and below it who says them."""
    cards = {card.quote.id: card for card in cards_of(document, "", LANGUAGE)}
    return render("document.html.jinja", LANGUAGE, pieces=pieces_of(document), cards=cards, line_of=_line_of)


def quote_in_notebook(quote: Quote) -> str:
    """What there is to say about one quotation."""
    facts = {
        "speaker": speaker_in_words(quote, words_in(LANGUAGE)),
        "cue": quote.cue.text if quote.cue else None,
        "addressee": quote.addressee.text if quote.addressee else None,
        "reporting": quote.stance.reporting.value,
        "commitment": quote.stance.commitment.value,
        "attitude": quote.stance.attitude.value,
        "target": quote.stance.target.text if quote.stance.target else None,
        "confidence": f"{quote.confidence:.2f}",
    }
    return render("quote.html.jinja", LANGUAGE, quote=quote, facts=facts)


def documents_in_notebook(documents: Iterable[Document]) -> str:
    """A table with a row for each document."""
    rows = [
        {
            "name": document.id or shortened(document.text),
            "quotations": len(document.quotes),
            "speakers": ", ".join(
                dict.fromkeys(quote.speaker.name for quote in document.quotes if quote.speaker and quote.speaker.name)
            ),
            "diagnostics": len(document.diagnostics),
        }
        for document in documents
    ]
    return render("documents.html.jinja", LANGUAGE, rows=rows)


def _line_of(sign: Sign) -> str:
    """The line below a speaker's words, as CSS."""
    return f"3px {_PATTERNS[sign.pattern]} {_COLOURS[sign.colour]}"
