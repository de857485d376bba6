"""A quotation as formats of annotation see it: spans that have a role, and labels that have a value."""

from quoteattr.model import Quote, Spans

ROLES = ("speaker", "cue", "frame", "addressee", "target")
"""What belongs to a quotation besides its own words, in the order in which it is written."""


def roles_of(quote: Quote) -> dict[str, Spans]:
    """The spans of each role that is there.

    Example:
        >>> from quoteattr.model import Span, QuoteType
        >>> roles_of(Quote("q1", QuoteType.DIRECT, None, (Span(0, 2),), "Ja", frame=(Span(3, 8),)))
        {'frame': (Span(start=3, end=8),)}
    """
    mention = quote.speaker.mention if quote.speaker else None
    found = {
        "speaker": mention.spans if mention else (),
        "cue": quote.cue.spans if quote.cue else (),
        "frame": quote.frame,
        "addressee": quote.addressee.spans if quote.addressee else (),
        "target": quote.stance.target.spans if quote.stance.target else (),
    }
    return {role: spans for role, spans in found.items() if spans}


def labels_of(quote: Quote) -> dict[str, str]:
    """The values that are known, as strings; who speaks is `speaker_name` and, if it has one, its id in your gazetteer.

    Example:
        >>> from quoteattr.model import Span, QuoteType
        >>> labels_of(Quote("q1", QuoteType.DIRECT, None, (Span(0, 2),), "Ja", confidence=0.9))["confidence"]
        '0.9'
    """
    entity = quote.speaker.entity if quote.speaker else None
    sure = quote.speaker.confidence if quote.speaker else None
    found = {
        "type": quote.type.value,
        "medium": quote.medium.value if quote.medium else None,
        "speaker_name": entity.name if entity else None,
        "speaker_id": entity.id if entity else None,
        "speaker_ref": entity.ref if entity else None,
        "speaker_confidence": f"{sure:.4g}" if sure is not None else None,
        "speaker_via": quote.speaker.via.value if quote.speaker else None,
        "cue_lemma": quote.cue.lemma if quote.cue else None,
        "reporting": quote.stance.reporting.value,
        "commitment": quote.stance.commitment.value,
        "attitude": quote.stance.attitude.value,
        "parent": quote.parent,
        "confidence": f"{quote.confidence:.4g}",
        "rule": quote.evidence[0].rule if quote.evidence else None,
    }
    return {name: value for name, value in found.items() if value is not None}
