"""Explains a quotation in a paragraph: why it was found, who speaks, which stance and what caused it.

All of it is told from the document alone: rules, spans and values of the evidence. The phrases are data
(`quoteattr/data/explain/phrases.tsv`), in German and English; what a rule goes by stands with its family.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from attrs import frozen

from quoteattr.errors import OptionError
from quoteattr.lexicon.tables import Row, scan_table
from quoteattr.model import (
    INSTEAD,
    INSTEAD_OF_SPEAKER,
    SPEAKER,
    SPEAKER_OPEN,
    Document,
    Evidence,
    Quote,
    Spans,
    text_of,
)
from quoteattr.rules import FAMILIES

LANGUAGES = ("de", "en")
_MARKS = {"de": "„{}“", "en": "“{}”"}
_QUOTING = frozenset("„“”\"»«›‹‚‘'")
_AND = {"de": "und", "en": "and"}
_ARTICLES = frozenset({"Der", "Die", "Das", "Ein", "Eine"})
_TOLD_OF = "told.of."
_LONGEST = 160
_BY_SENTENCE = "commitment.sentence"  # not what the answer rests on
_NO_STEP = "commitment.cue"  # a cue that takes nothing back is worth a word only if it is the whole story


@frozen
class Explanation:
    """What there is to say about a quotation, question by question.

    Attributes:
        what: Which quotation of which type this is, and what it lies in.
        found: Why it was found.
        decided: What would stand there otherwise, and the features that weighed most; empty where nothing is known.
        speaker: Who speaks, how that was found, who came second, and what decided between the two.
        stance: How the article stands to it, how sure the speaker is, what the speaker wants, each with its reason.
    """

    what: str
    found: str
    decided: str
    speaker: str
    stance: tuple[str, ...]


def explain(document: Document, quote: Quote, language: str = "de") -> str:
    """One paragraph about a quotation.

    Args:
        document: The document that the quotation is from.
        quote: The quotation.
        language: `de` or `en`.

    Raises:
        OptionError: There are no phrases in this language.

    Example:
        >>> from quoteattr.model import Cue, CueKind, Evidence, QuoteType, Span
        >>> cue = Cue((Span(16, 21),), "sagte", "sagen", CueKind.VERB, "sagen")
        >>> quote = Quote("q1", QuoteType.INDIRECT, None, (Span(0, 14),), "Es regne stark", cue,
        ...               confidence=0.9, evidence=(Evidence("indirect.above.tree"),))
        >>> print(explain(Document("Es regne stark, sagte sie.", (quote,)), quote, "en").partition(". ")[0])
        “Es regne stark” is an indirect quotation (confidence 90 %)
    """
    parts = explain_in_parts(document, quote, language)
    return " ".join(filter(None, (parts.what, parts.found, parts.decided, parts.speaker, *parts.stance)))


def explain_in_parts(document: Document, quote: Quote, language: str = "de") -> Explanation:
    """What `explain` says, one question at a time, for those who show it in places of their own.

    Args:
        document: The document that the quotation is from.
        quote: The quotation.
        language: `de` or `en`.

    Raises:
        OptionError: There are no phrases in this language.
    """
    if language not in LANGUAGES:
        raise OptionError(f"language is {language!r}; give one of {', '.join(LANGUAGES)}.")
    text = document.text
    return Explanation(
        what=_in_sentences((_what_it_is(text, quote, language), *_what_it_lies_in(document, quote, language))),
        found=_with_full_stop(_with_commas(_how_it_was_found(text, quote, language))),
        decided=_in_sentences(_what_decided(text, quote, language)),
        speaker=_in_sentences((_with_commas(_who_speaks(text, quote, language)), *_why_this_one(quote, language))),
        stance=tuple(map(_with_full_stop, _which_stance(text, quote, language))),
    )


def _what_it_is(text: str, quote: Quote, language: str) -> str:
    phrases = _phrases(language)
    return phrases["what"].format(
        quote=_quoted(text, quote.spans, language),
        type=phrases[f"type.{quote.type.value}"],
        confidence=round(100 * quote.confidence),
    )


def _what_it_lies_in(document: Document, quote: Quote, language: str) -> Iterator[str]:
    parent = next((other for other in document.quotes if other.id == quote.parent), None)
    if parent is not None:
        yield _phrases(language)["inside"].format(parent=_quoted(document.text, parent.spans, language))


def _how_it_was_found(text: str, quote: Quote, language: str) -> Iterator[str]:
    phrases = _phrases(language)
    rule = quote.evidence[0].rule if quote.evidence else quote.type.value
    yield found_by(rule, language) or phrases["rule"].format(rule=rule)
    if quote.cue is not None:
        yield phrases["cue"].format(words=_quoted(text, quote.cue.spans, language))
    if quote.frame:
        yield phrases["frame"].format(words=_quoted(text, quote.frame, language))


def found_by(rule: str, language: str) -> str:
    """What the family of a rule goes by; empty for a rule that is none of the package."""
    return next((family.found_by[language] for family in FAMILIES if rule in family.rules), "")


def _what_decided(text: str, quote: Quote, language: str) -> Iterator[str]:
    """The runner-up and the features that weighed most, those of the second opinion in words."""
    phrases = _phrases(language)
    for item in quote.evidence:
        if item.rule.startswith(INSTEAD) and item.terms:
            same = item.spans == quote.spans and item.terms[0] == quote.type.value
            template = phrases["instead.same" if same else "instead"]
            kind = phrases[f"type.{item.terms[0]}"]
            yield template.format(words=_quoted(text, item.spans, language), type=kind)
    terms = (term.rpartition("=") for term in (quote.evidence[0].terms if quote.evidence else ()))
    told = [f"{phrases.get('term.' + name.partition('/')[2], name)} ({value})" for name, _, value in terms]
    if told:
        yield phrases["decided"].format(terms=", ".join(told))


def _who_speaks(text: str, quote: Quote, language: str) -> Iterator[str]:
    phrases, speaker = _phrases(language), quote.speaker
    if speaker is None or speaker.name is None:
        yield phrases["speaker.none"]
        return
    words = speaker.mention.text if speaker.mention is not None else ""
    named = speaker.via.value == "explicit" and speaker.name in (words, words.partition(" ")[2])
    yield phrases["speaker"].format(speaker=_in_mid_sentence(words if named else speaker.name))
    if speaker.mention is None:
        yield phrases["via.unknown"]
    elif named:
        yield phrases["via.explicit.bare"]
    else:
        yield phrases[f"via.{speaker.via.value}"].format(words=_quoted(text, speaker.mention.spans, language))
    if speaker.confidence is not None:
        yield phrases["speaker.confidence"].format(confidence=round(100 * speaker.confidence))
    if quote.addressee is not None:
        yield phrases["addressee"].format(words=_quoted(text, quote.addressee.spans, language))


def _why_this_one(quote: Quote, language: str) -> Iterator[str]:
    """What decided for the speaker, where somebody else came close, and who; nothing of a speaker who is withheld."""
    phrases = _phrases(language)
    items = {item.rule: item for item in quote.evidence}
    chosen = items.get(SPEAKER)
    given = quote.speaker is not None and quote.speaker.entity is not None
    if given != (chosen is not None):
        return
    if chosen is not None and chosen.terms and not items.keys().isdisjoint((INSTEAD_OF_SPEAKER, SPEAKER_OPEN)):
        yield phrases["speaker.pro"].format(terms=_told(chosen.terms, language))
    for rule in (INSTEAD_OF_SPEAKER, SPEAKER_OPEN):
        if rule not in items or not items[rule].terms:
            continue
        first, *contra = items[rule].terms
        name, _, share = first.rpartition("=")
        told = phrases[rule if given else "speaker.closest"].format(
            speaker=_MARKS[language].format(name), confidence=round(100 * float(share))
        )
        yield "; ".join((told, *([phrases["speaker.contra"].format(terms=_told(contra, language))] if contra else ())))


def _told(terms: Iterable[str], language: str) -> str:
    """What is told of a candidate, in words; what has the same words is added up."""
    found: dict[str, float] = {}
    for term in terms:
        name, _, value = term.rpartition("=")
        words = phrase_of_term(name, language) or name
        found[words] = found.get(words, 0.0) + float(value)
    return ", ".join(f"{words} ({value:+.2f})" for words, value in found.items())


def phrase_of_term(name: str, language: str) -> str:
    """What the name of a term says of a candidate, empty for one that is not of the package."""
    phrases = _phrases(language)
    key = f"{_TOLD_OF}{name}"
    while key not in phrases and len(key) > len(_TOLD_OF):
        key = key[: max(key.rfind("."), key.rfind("="))]
    return phrases.get(key, "")


def _in_mid_sentence(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if first in _ARTICLES and rest else name


def _which_stance(text: str, quote: Quote, language: str) -> Iterator[str]:
    phrases, stance = _phrases(language), quote.stance
    values = {"reporting": stance.reporting, "commitment": stance.commitment, "attitude": stance.attitude}
    for dimension, value in values.items():
        claim = phrases[f"{dimension}.{value.value}"]
        if dimension == "attitude" and stance.target is not None:
            claim += ", " + phrases["target"].format(words=_quoted(text, stance.target.spans, language))
        steps = [item for item in stance.evidence
                 if item.rule.startswith(dimension + ".") and item.rule != _BY_SENTENCE]  # fmt: skip
        telling = [item for item in steps if item.rule != _NO_STEP] or steps
        causes = [_cause(text, item, language) for item in telling]
        yield f"{claim}: {_enumerated(causes, language)}" if causes else claim


def _cause(text: str, evidence: Evidence, language: str) -> str:
    phrases = _phrases(language)
    value = evidence.terms[0] if evidence.terms else ""
    key = f"by.{evidence.rule}"
    template = phrases.get(f"{key}={value}") or _most_specific(phrases, key)
    return template.format(words=_quoted(text, evidence.spans, language))


def _most_specific(phrases: Mapping[str, str], key: str) -> str:
    """The phrase of the longest beginning of a key that has one."""
    while key and key not in phrases:
        key = key.rpartition(".")[0]
    return phrases.get(key, "")


def _quoted(text: str, spans: Spans, language: str) -> str:
    words = " ".join(text_of(text, spans).split()).strip(" ,;:–-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST // 2].rstrip() + " … " + words[-_LONGEST // 2 :].lstrip()
    if words and words[0] in _QUOTING and words[-1] in _QUOTING:
        words = words[1:-1]
    return _MARKS[language].format(words)


def _with_commas(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def _enumerated(parts: list[str], language: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {_AND[language]} {parts[-1]}"


def _in_sentences(parts: Iterable[str]) -> str:
    return " ".join(map(_with_full_stop, parts))


def _with_full_stop(words: str) -> str:
    return words if words.endswith(".") else words + "."


@cache
def _phrases(language: str) -> Mapping[str, str]:
    folder = resources.files("quoteattr") / "data" / "explain"
    rows = scan_table(folder, "phrases", ("key", *LANGUAGES))
    return {row.cells["key"]: row.cells[language] for row in rows if isinstance(row, Row)}
