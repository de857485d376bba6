"""Questions that ask for nothing: they hold something against somebody.

*Wer soll das bezahlen? Warum ist dann mein Telefon tot?* and, handed on, *ob man denn einmal daran gedacht habe*,
*weshalb es keine Warnung gebe*.
"""

from collections.abc import Sequence

from quoteattr.grammar.modality import modal_of
from quoteattr.stance.report import Report
from quoteattr.tree import Sentence, Token

_ASKING = frozenset(
    """
    wer wen wem was wann wie wo wohin woher wieso warum weshalb wozu womit wovon wovor wofür wogegen woran worauf worin
    welche welcher welchen
    """.split()
)
_ACCUSING = frozenset({"wer", "wieso", "warum", "weshalb", "wozu"})
_OF_WHOM = frozenset("wer wen wem wo woher wohin wovon womit".split())
_REASONS = frozenset({"wieso", "warum", "weshalb"})
_PARTICLES = frozenset("denn dann eigentlich überhaupt sonst noch bitte je jemals".split())
_DENYING = ("nicht", "kein", "nie")


def challenging_word(report: Report, words: Sequence[Token]) -> Token | None:
    """The word that asks in a clause that challenges, None if it asks for information or nothing."""
    if report.is_direct:
        asking = next((token for token in words if token.text.lower() in _ASKING), None)
        if asking is None:  # Zahlt das dann der Gutachter?
            particle = next((token for token in words if token.text.lower() in ("dann", "etwa")), None)
            return particle or _imposed(words)
        return asking if _has_particle(words) or asking.text.lower() in _ACCUSING else None
    first = words[0] if words else None
    form = first.text.lower() if first is not None else ""
    denied = form in _REASONS and any(token.text.lower().startswith(_DENYING) for token in words)
    doubted = form == "ob" and any(token.text.lower() in ("denn", "überhaupt", "eigentlich") for token in words)
    return first if denied or doubted else None


def _imposed(words: Sequence[Token]) -> Token | None:
    """*Soll der Hausmeister Ranzen filzen? Muss erst jemand sterben?*: asked of others, it is no offer."""
    own = any(token.text.lower() in ("ich", "wir") for token in words)
    first = any(token.text.lower() == "erst" for token in words)
    modal = next((token for token in words if token.is_finite and modal_of(token) in ("sollen", "müssen")), None)
    shall = modal is not None and modal_of(modal) == "sollen" and not own
    return modal if shall or first else None


def _has_particle(words: Sequence[Token]) -> bool:
    """Whether a question has a particle that no request for information has, or asks what shall be."""
    return any(token.text.lower() in _PARTICLES or modal_of(token) == "sollen" for token in words)


def is_rhetorical(words: Sequence[Token]) -> bool:
    """*Fragte, wer das denn bezahlen solle, woher das Geld kommen solle*: though asked, it asks for nothing."""
    forms = [token.text.lower() for token in words]
    asked = bool(forms) and (forms[0] in _OF_WHOM or forms[:2] == ["wie", "lange"])
    if "denn" in forms:
        return asked or forms[0].startswith("welch")
    return asked and any(modal_of(token) == "sollen" for token in words)


def is_asked(report: Report, sentence: Sentence) -> bool:
    """Whether a question mark ends what is quoted of a sentence."""
    inside = [token for token in sentence.tokens if report.quotes(token) and token.text not in "“”\"»«’‘'"]
    return bool(inside) and inside[-1].text == "?"
