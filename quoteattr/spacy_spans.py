"""Results on spaCy's documents: span groups, and attributes of their spans.

`doc.spans["quotes"]` has a span for each span of a quotation, labelled with its type; `speakers`, `cues`, `frames`,
`addressees` and `targets` have their parts. The id of every span is the id of its quotation, so the parts of a
quotation find each other. Spans are widened to whole tokens; exact offsets are those of `span._.quote`.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from quoteattr.errors import OptionError
from quoteattr.extras import require

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEY = "quoteattr"
"""Where the results stand in `doc.user_data`, so that they are saved with the doc."""

_GROUPS = {"speaker": "speakers", "cue": "cues", "frame": "frames", "addressee": "addressees", "target": "targets"}

_Data = Mapping[str, Any]


def put_quotes(data: _Data, doc: "Doc") -> "Doc":
    """Put quotations on a spaCy document of the same text.

    Args:
        data: The quotations, as `Document.to_dict` gives them.
        doc: The document, which is changed.

    Returns:
        The same document.

    Raises:
        OptionError: spaCy is missing, or the texts differ.
    """
    require("spacy", "to_spacy")
    if doc.text != data["text"]:
        raise OptionError(
            f"The text of the doc ({doc.text[:30]!r}…) is not the one of the document ({data['text'][:30]!r}…). "
            "Give both the same."
        )
    _set_extensions()
    doc.user_data[KEY] = data
    groups: dict[str, list[Any]] = {"quotes": [], **{name: [] for name in _GROUPS.values()}}
    for quote in data["quotes"]:
        groups["quotes"] += _spans(doc, quote["spans"], quote["type"], quote["id"])
        for role, name in _GROUPS.items():
            groups[name] += _spans(doc, _part(quote, role), role, quote["id"])
    for name, group in groups.items():
        doc.spans[name] = group
    return doc


def _part(quote: _Data, role: str) -> Iterable[_Data]:
    """The spans of a role, none if it is not there."""
    phrases = {
        "speaker": (quote["speaker"] or {}).get("mention"),
        "cue": quote["cue"],
        "frame": {"spans": quote["frame"]},
        "addressee": quote["addressee"],
        "target": quote["stance"]["target"],
    }
    spans: Iterable[_Data] = (phrases[role] or {}).get("spans", ())
    return spans


def _spans(doc: "Doc", spans: Iterable[_Data], label: str, id_: str) -> list[Any]:
    """Spans of whole tokens; none where the text has no token, as in white space at its end."""
    found = [doc.char_span(span["start"], span["end"], label, span_id=id_, alignment_mode="expand") for span in spans]
    return [span for span in found if span is not None]


def _set_extensions() -> None:
    from spacy.tokens import Span

    getters = {"quote": _quote, "speaker": _speaker, "cue": _words("cue"), "addressee": _words("addressee")}
    for name, getter in getters.items():
        if not Span.has_extension(name):
            Span.set_extension(name, getter=getter)


def _quote(span: Any) -> _Data | None:
    quotes = span.doc.user_data.get(KEY, {}).get("quotes", ())
    return next((quote for quote in quotes if quote["id"] == span.id_), None)


def _speaker(span: Any) -> str | None:
    speaker = (_quote(span) or {}).get("speaker") or {}
    entities = span.doc.user_data.get(KEY, {}).get("entities", ())
    return next((entity["name"] for entity in entities if entity["id"] == speaker.get("entity")), None)


def _words(part: str) -> Any:
    return lambda span: ((_quote(span) or {}).get(part) or {}).get("text")
