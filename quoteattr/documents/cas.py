"""Results as a UIMA CAS, the exchange format of INCEpTION and webanno.

The type system has two span layers. A `Quotation` lies on the first span of a quotation and has its labels as
features; its link feature `roles` leads to a `QuotationPart` for each span of speaker, cue, frame, addressee and
target, and, with the role `continued`, for each further span of the quotation itself. `QuotationDocument` has what is
known of the article. Offsets count UTF-16 code units, as UIMA does; `dkpro-cassis` converts them.
"""

from typing import TYPE_CHECKING

from quoteattr.documents.json import dumps
from quoteattr.documents.quote_parts import labels_of, roles_of
from quoteattr.documents.writable import for_xml
from quoteattr.model import Document, Quote

if TYPE_CHECKING:
    import cassis

_LAYERS = "webanno.custom."  # where INCEpTION looks for layers of users
QUOTATION = f"{_LAYERS}Quotation"
PART = f"{_LAYERS}QuotationPart"
LINK = f"{_LAYERS}QuotationRolesLink"
DOCUMENT = f"{_LAYERS}QuotationDocument"

CONTINUED = "continued"
"""The role of the second span of a quotation and of those behind it."""

LABELS = {
    "quote_id": "String", "kind": "String", "medium": "String", "speaker_name": "String", "speaker_id": "String",
    "speaker_ref": "String", "speaker_via": "String", "cue_lemma": "String", "reporting": "String",
    "commitment": "String", "attitude": "String", "parent": "String", "confidence": "Float",
    "speaker_confidence": "Float", "rule": "String",
}  # fmt: skip
"""The features of a quotation with their UIMA types."""

_FACTS = ("doc_id", "sha256", "model", "extractor", "metadata")


def type_system() -> "cassis.TypeSystem":
    """The types of our layers, for INCEpTION to import as custom layers."""
    import cassis

    types = cassis.TypeSystem()
    part = types.create_type(PART, "uima.tcas.Annotation", description="A span that belongs to a quotation")
    types.create_feature(
        part, "role", "uima.cas.String", description="speaker, cue, frame, addressee, target or continued"
    )
    link = types.create_type(LINK, "uima.cas.TOP", description="What a quotation has to do with a part")
    types.create_feature(link, "role", "uima.cas.String")
    types.create_feature(link, "target", PART)
    quotation = types.create_type(QUOTATION, "uima.tcas.Annotation", description="A quotation, on its first span")
    for name, kind in LABELS.items():
        types.create_feature(quotation, name, f"uima.cas.{kind}")
    types.create_feature(quotation, "roles", "uima.cas.FSArray", elementType=LINK, multipleReferencesAllowed=False)
    facts = types.create_type(
        DOCUMENT, "uima.cas.AnnotationBase", description="The article that the quotations are from"
    )
    for name in _FACTS:
        types.create_feature(facts, name, "uima.cas.String")
    return types


def to_cas(document: Document, types: "cassis.TypeSystem | None" = None) -> "cassis.Cas":
    """A document as a CAS.

    Characters that XML cannot hold become U+FFFD in it, so that one CAS can be written in each form.

    Args:
        document: The document.
        types: What `type_system` made, to be shared by many.
    """
    import cassis

    types = types or type_system()
    cas = cassis.Cas(types, sofa_string=for_xml(document.text), sofa_mime="text/plain", document_language="de")
    facts = (document.id, document.sha256, document.model, document.extractor, dumps(document.metadata))
    written = {name: for_xml(value) for name, value in zip(_FACTS, facts, strict=True)}
    cas.add(types.get_type(DOCUMENT)(**written))
    for quote in document.quotes:
        _add(quote, cas, types)
    return cas


def _add(quote: Quote, cas: "cassis.Cas", types: "cassis.TypeSystem") -> None:
    part, link = types.get_type(PART), types.get_type(LINK)
    first, *further = quote.spans
    links = []
    for role, spans in {CONTINUED: further, **roles_of(quote)}.items():
        for span in spans:
            target = part(begin=span.start, end=span.end, role=role)
            cas.add(target)
            links.append(link(role=role, target=target))
    labels: dict[str, object] = {name: for_xml(value) for name, value in labels_of(quote).items()}
    labels["kind"] = labels.pop("type")  # every feature structure of cassis has a type of its own
    labels |= {name: float(value) for name, value in labels_of(quote).items() if LABELS.get(name) == "Float"}
    roles = types.get_type("uima.cas.FSArray")(elements=links) if links else None
    quotation = types.get_type(QUOTATION)
    cas.add(quotation(begin=first.start, end=first.end, quote_id=quote.id, roles=roles, **labels))
