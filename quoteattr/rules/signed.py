"""Signed quotations: marks that fill their line, and behind them who said it: *„…“ – Ute Sand, Landrätin*.

Pull quotes, letters and teasers are set like this. The name stands behind a dash, in brackets, or on a line of its own
below; there is no verb.
"""

from collections.abc import Iterator
from itertools import pairwise, takewhile

import regex
from attrs import frozen

from quoteattr.grammar.animacy import can_speak, is_name_or_person
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import QuoteType, Span
from quoteattr.reading import Reading
from quoteattr.rules.family import Family, by_id
from quoteattr.rules.features import speaker_features
from quoteattr.rules.proposal import Proposal, Rule
from quoteattr.text.marks import MarkPair
from quoteattr.tree import Token

RULES = by_id(
    Rule(
        "signed.dash",
        "a pair of marks that opens its line, then a dash or a bracket and who said it, to the end of the line",
        "„Ohne die Freiwilligen gäbe es dieses Fest nicht.“ – Landrätin Ute Sand",
        "„Der kalte Fluss“ – ein Roman von Jan Kolb",
    ),
    Rule(
        "signed.line",
        "a pair of marks that is a line, and a line below it, or above it as in a street poll, that names who said it",
        "Der Abend war lang.\n\n„So etwas habe ich noch nie erlebt.“\nMarlies Ott, Anwohnerin\n\nDanach war Schluss.",
        "„Die letzte Fähre“\nTheater am Hafen, 20 Uhr",
    ),
)

_LONGEST = 9  # words of a signature
_DASH = regex.compile(r"[.,]?\s*(?:(?:[–—―]|--?)\s*(?<by>\S.*)|\((?<by>\S.*)\))\s*")
_BRACKET = regex.compile(r"[.,]?[ ]?\((?<by>[^()\n\d]+(?:, \d\d)?)\)")  # no date of an article (vau, 26.11.2026)
_TURNS = 100
"""People of a street poll that are looked at above a pair."""
_IN_MARKS = regex.compile(r"[„“»«\"][^\n]*[“”«»\"]")
_AGED = regex.compile(
    r"\p{Lu}[\p{L} .’'-]+(?:, \d\d(?=,|$| Jahre)|\(\d\d\))[^\n.!?:;„“»«\"]*"
)  # Ida Kolb, 34, Bäckerin
_NAMED = regex.compile(r"\p{Lu}\p{Ll}[\p{L}’'-]* \p{Lu}\p{Ll}[\p{L}’'-]*(?=,)")  # Ida Kolb, Bäckerin
_OCCASIONS = frozenset({"über", "zu", "zum", "zur", "nach", "auf", "vor"})
_ON_OCCASION = regex.compile(
    r"(?:(?<role>\p{Lu}[\p{L}-]+) )?(?<name>\p{Lu}\p{Ll}[\p{L}’'-]* \p{Lu}\p{Ll}[\p{L}’'-]*)"
    r"(?:$|(?<occasion> (?:über|zu|zum|zur|nach|auf|vor) [^\n.!:;„“»«\"]+$))"
)  # Torwart Jan Emmert nach dem Abpfiff
_BEFORE = regex.compile(r"[\s>•*–-]*")


@frozen
class _Signature:
    """What stands behind a pair: where, and by which rule."""

    rule: str
    span: Span


def propose(reading: Reading) -> Iterator[Proposal]:
    """Propose the pairs of marks that somebody is named behind."""
    for pair in reading.speech_pairs:
        sentence = reading.parse.sentence_at(pair.span.start)
        signature = _signature(reading.text, pair)
        if sentence is None or signature is None or pair.inner is None:
            continue
        words = [token for each in reading.parse.sentences_in(signature.span) for token in each.between(signature.span)]
        speaker = _speaker(reading, words)
        if speaker is None:
            continue
        inner = pair.inner.of(reading.text)
        yield Proposal(
            rule=RULES[signature.rule],
            type=QuoteType.DIRECT,
            sentence=sentence,
            quote=(pair.span,),
            group=("mark", pair.span.start),
            frame=(signature.span,),
            speaker=speaker,
            features={
                "signed.words": len(words) / _LONGEST,
                "signed.comma": float(any(token.text == "," for token in words)),
                "signed.article": float(words[0].upos == "DET"),
                "signed.role": float(any(reading.lexicon.role(token.text) is not None for token in words)),
                "pair.finite": float(any(token.is_finite for token in sentence.between(pair.inner))),
                "pair.stop": float(inner[-1:] in ".!?…"),
                "pair.words<5": float(len(inner.split()) < 5),
                **speaker_features(speaker, reading.lexicon),
            },
        )


def _signature(text: str, pair: MarkPair) -> _Signature | None:
    """What stands behind a pair that opens its line."""
    start = text.rfind("\n", 0, pair.span.start) + 1
    if not _BEFORE.fullmatch(text, start, pair.span.start):
        return None
    end = _line_end(text, pair.span.end)
    found = _DASH.fullmatch(text, pair.span.end, end)
    if found is not None:
        return _Signature("signed.dash", Span(found.start("by"), found.start("by") + len(found["by"].rstrip())))
    if text[pair.span.end : end].strip():
        return None
    line = _line_above(text, start) if _is_headed(text, start) else _line_below(text, end)
    return _Signature("signed.line", line) if line is not None else None


def _is_headed(text: str, start: int) -> bool:
    """Whether names stand above the pairs of a street poll: lines take turns, a person with age is the first."""
    for _ in range(_TURNS):
        above = _line_above(text, start)
        if above is None or _AGED.fullmatch(text, above.start, above.end) is None:
            return False
        before = _line_above(text, above.start)
        if before is None or not _IN_MARKS.fullmatch(text, before.start, before.end):
            return True
        start = before.start
    return False


def _line_above(text: str, start: int) -> Span | None:
    """The line before the one that begins at an offset, blank lines aside; None if there is none."""
    while start > 0 and text[start - 1].isspace():  # no slice: a text may be long
        start -= 1
    return _stripped(text, text.rfind("\n", 0, start) + 1, start)


def _line_below(text: str, end: int) -> Span | None:
    """The line right behind the one that ends at an offset, None if it is blank or there is none."""
    return _stripped(text, end + 1, _line_end(text, end + 1)) if end < len(text) else None


def _stripped(text: str, start: int, end: int) -> Span | None:
    """A stretch without the white space at its edges, None if it has nothing else."""
    line = text[start:end]
    first = start + len(line) - len(line.lstrip())
    return Span(first, first + len(line.strip())) if line.strip() else None


def signer(reading: Reading, pair: MarkPair) -> Phrase | None:
    """The person in brackets right behind a pair, or the name that opens the line which signs a sentence.

    So in *CDU: „…“ (Fraktionschef Jan Roth)*.
    """
    found = _BRACKET.match(reading.text, pair.span.end)
    signature = _signature(reading.text, pair) if found is None else None
    if found is not None:
        span = Span(*found.span("by"))
    elif signature is not None and _is_sure(reading, pair, signature):
        span = signature.span
    else:
        return None
    words = [token for each in reading.parse.sentences_in(span) for token in each.between(span)]
    return _speaker(reading, words) if any(is_name_or_person(token, reading.lexicon) for token in words) else None


def _is_sure(reading: Reading, pair: MarkPair, signature: _Signature) -> bool:
    """Whether a signature names a person with age, or behind a sentence on a line of its own one with two names."""
    line = signature.span.of(reading.text)
    if _AGED.fullmatch(line):
        return True
    stops = reading.text[pair.span.start : pair.span.end].rstrip('“”"«»')[-1:] in (".", "!", "?", "…")
    name = _NAMED.match(line) or _called(line, reading.lexicon)
    return signature.rule == "signed.line" and stops and name is not None and not _is_place(name[0], reading.lexicon)


def _called(line: str, lexicon: Lexicon) -> regex.Match[str] | None:
    """A role and two names, or a first name and another one, to the end of a line or to an occasion."""
    found = _ON_OCCASION.match(line)
    if found is None:
        return None
    if found["role"]:
        return found if lexicon.role(found["role"]) is not None else None
    return found if found["occasion"] and lexicon.first_name(found["name"].partition(" ")[0]) is not None else None


def _is_place(name: str, lexicon: Lexicon) -> bool:
    return any(word.lower() in lexicon.places for word in (name, *name.split()))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _speaker(reading: Reading, words: list[Token]) -> Phrase | None:
    """Whom a signature names: a few words without verb and final stop, a name or a noun that can speak among them."""
    words = _without_occasion(words)
    if not 0 < len(words) <= _LONGEST or any(token.is_finite or token.text in ".:?!" for token in words):
        return None
    first = next((token for token in words if token.upos == "PROPN" or can_speak(token, reading.lexicon)), None)
    if first is None or words[0].upos == "ADP":
        return None
    sentence = next(each for each in reading.parse.sentences_in(first.span) if first in each.tokens)
    return Phrase(sentence, tuple(token for token in words if token in sentence.tokens), first)


def _without_occasion(words: list[Token]) -> list[Token]:
    """The words of a signature before what tells when or of what somebody said it: *Bodo Franz | auf die Frage, …*."""
    for before, word in pairwise(words):
        if word.upos == "ADP" and before.upos == "PROPN" and word.text.lower() in _OCCASIONS:
            tail = takewhile(lambda token: token.text != ",", words[words.index(word) :])
            return words if any(token.is_finite for token in tail) else words[: words.index(word)]
    return words


FAMILY = Family(
    "signed",
    propose,
    RULES,
    found_by={
        "de": "Gefunden am Namen, der hinter den Anführungszeichen steht",
        "en": "It was found by the name that stands behind the quotation marks",
    },
)
"""Signed quotations."""
