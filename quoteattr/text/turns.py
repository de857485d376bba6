"""The turns of an interview: which paragraphs ask, and which answer.

With labels (*Nolte: Für Haushalte wird er billiger.*) the labels tell: one that mostly asks is the paper's, and so is a
paragraph without a label before a labelled answer. Without labels, questions and answers take turns: a question asks,
or it calls the other one *Sie*; the answers speak of *ich* and *wir*. Questions that call nobody *Sie* are the subheads
of an article that answers them itself. In a street poll, labels tell how old people are (*Ida Kolb (34), Bäckerin: …*).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import regex

from quoteattr.labels import PlaceKind
from quoteattr.model import Place, Span

_SMALL = "der|die|das|des|dem|den|von|vom|van|de|zu|zur|zum|in|im|am|an|aus|bei|und|für|mit|nach|über|unter"
_NAME = rf"(?:\(?\p{{Lu}}[\p{{L}}\p{{M}}\p{{N}}.’'/-]*+\)?,?|{_SMALL}|\d++,?|\(\d++\),)"
_ASIDE = r"(?: \([^()\n]{1,30}+\))?+"  # (lacht)
_LABEL = regex.compile(rf"[*_]*+(?=\p{{Lu}})({_NAME}(?: {_NAME}){{0,5}}+){_ASIDE}[*_]*+:[*_]*+(?=\s)")
_AGE = regex.compile(r"\(\d\d\)|, \d\d(?=[,:]| Jahre)")
_QUESTION = regex.compile(r"\?[\s*_“”\"»«]*+$")
_CALLS = regex.compile(r"\b(?:Sie|Ihnen|Ihre?[mnrs]?)\b")
_TITLE = r"(?:Herr|Frau|Doktor|Dr\.|Professor(?:in)?|Prof\.)"
_ADDRESS = regex.compile(
    rf"[*_]*+(?:Lieber? )?({_TITLE}(?: (?:{_TITLE}|von|van|de|zu|\p{{Lu}}[\p{{L}}\p{{M}}’'-]++))+)[,:]"
)
_ADDRESS_BEHIND = regex.compile(rf", ({_TITLE}(?: (?:{_TITLE}|\p{{Lu}}[\p{{L}}\p{{M}}’'-]++))+)\?")
_CALLS_FRIEND = regex.compile(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[mnrs]?)\b")
_FIRST_PERSON = regex.compile(r"\b(?:[Ii]ch|[Ww]ir|[Mm]ich|[Mm]ir|[Uu]ns|[Mm]eine?[mnrs]?|[Uu]nsere?[mnrs]?)\b")
_LONGEST_LABEL = 6
_LONGEST_QUESTION = 400
_FEWEST = 3
_MOST_PARAGRAPHS = 4  # of an answer
_SKIPPED = (PlaceKind.KICKER, PlaceKind.BYLINE, PlaceKind.CAPTION, PlaceKind.TEASER)


def label_of(text: str, paragraph: Span) -> Span | None:
    """The few words before a colon that open a paragraph, stars aside; None if there are none.

    Example:
        >>> text = "Ute Sand: Das stimmt."
        >>> label_of(text, Span(0, len(text))).of(text)
        'Ute Sand'
    """
    found = _LABEL.match(text, paragraph.start, paragraph.end)
    if found is None or len(found[1].split()) > _LONGEST_LABEL:
        return None
    return Span(found.start(1), found.start(1) + len(found[1].rstrip("*_ ")))


def addressed(text: str, paragraph: Span) -> Span | None:
    """Whom a question calls by name at its beginning, or at its end.

    Example:
        >>> text = "Frau Sand, was nun?"
        >>> addressed(text, Span(0, len(text))).of(text)
        'Frau Sand'
        >>> text = "Was nun, Frau Sand?"
        >>> addressed(text, Span(0, len(text))).of(text)
        'Frau Sand'
    """
    found = _ADDRESS.match(text, paragraph.start, paragraph.end)
    if found is None and len(paragraph) <= _LONGEST_QUESTION:
        found = _ADDRESS_BEHIND.search(text, paragraph.start, paragraph.end)
    return Span(*found.span(1)) if found is not None else None


def is_personal(text: str, paragraph: Span) -> bool:
    """Whether a paragraph speaks of *ich* or *wir*.

    Example:
        >>> text = "Das war meine Idee."
        >>> is_personal(text, Span(0, len(text)))
        True
    """
    return _FIRST_PERSON.search(text, paragraph.start, paragraph.end) is not None


def turns(text: str, found: Sequence[Place]) -> Iterator[tuple[int, PlaceKind]]:
    """The paragraphs of an interview that ask and that answer, by number.

    Args:
        text: The text.
        found: Its paragraphs, of whatever kind so far.
    """
    lines = [number for number, place in enumerate(found) if place.kind not in _SKIPPED]
    labels = {number: label.of(text) for number in lines if (label := label_of(text, found[number].span)) is not None}
    times = Counter(labels.values())
    repeated = {number: label for number, label in labels.items() if times[label] > 1}
    if len(repeated) >= _FEWEST:
        yield from _labelled(text, found, lines, repeated)
    elif len(aged := [number for number in labels if _is_aged(text, found[number].span)]) > 1:
        yield from ((number, PlaceKind.ANSWER) for number in aged)
    else:
        yield from _alternating(text, found, [number for number in lines if _can_be_turn(text, found[number])])


def _is_aged(text: str, paragraph: Span) -> bool:
    """Whether a label tells how old somebody is, and what follows stands without marks."""
    found = _LABEL.match(text, paragraph.start, paragraph.end)
    unmarked = found is not None and text[found.end() : paragraph.end].lstrip()[:1] not in '„“”"»«‚‘'
    return found is not None and unmarked and _AGE.search(found[0]) is not None


def _can_be_turn(text: str, place: Place) -> bool:
    """Whether a paragraph can ask or answer without a label: a headline only if it calls somebody by name."""
    return place.kind is not PlaceKind.HEADLINE or addressed(text, place.span) is not None


def _labelled(
    text: str, found: Sequence[Place], rows: Sequence[int], labels: Mapping[int, str]
) -> Iterator[tuple[int, PlaceKind]]:
    """Turns with labels; what has none and stands between two of them asks."""
    asking: dict[str, list[bool]] = defaultdict(list)
    for number, label in labels.items():
        asking[label].append(_asks(text, found[number].span))
    most = max(asking, key=lambda label: sum(asking[label]) / len(asking[label]))
    papers = most if len(asking) > 1 and sum(asking[most]) * 2 >= len(asking[most]) else None
    first, last = min(labels), max(labels)
    for number in rows:
        if number in labels:
            yield number, PlaceKind.QUESTION if labels[number] == papers else PlaceKind.ANSWER
        elif number + 1 in labels and papers is None and (number > first or _is_question(text, found[number].span)):
            yield number, PlaceKind.QUESTION
        elif first < number < last and found[number].kind is PlaceKind.PARAGRAPH:
            yield number, PlaceKind.ANSWER


def _alternating(text: str, found: Sequence[Place], rows: Sequence[int]) -> Iterator[tuple[int, PlaceKind]]:
    """Turns without labels, from the first question on as long as questions follow."""
    spans = [found[number].span for number in rows]
    first = next((at for at, span in enumerate(spans) if _is_question(text, span) and _asks(text, span)), None)
    pairs = list(_questions_and_answers(text, spans, first)) if first is not None else []
    if len(pairs) >= _FEWEST and _is_conversation(text, [(spans[asked], spans[first]) for asked, (first, *_) in pairs]):
        for asked, answers in pairs:
            yield rows[asked], PlaceKind.QUESTION
            for answer in answers:
                yield rows[answer], PlaceKind.ANSWER


def _questions_and_answers(text: str, spans: Sequence[Span], first: int) -> Iterator[tuple[int, Sequence[int]]]:
    """The places of questions, each with those of its answer; one of several paragraphs ends at what surely asks."""
    asked: int | None = first
    while asked is not None and asked + 1 < len(spans):
        ahead = range(asked + 2, min(asked + 2 + _MOST_PARAGRAPHS, len(spans)))
        following = next(
            (at for at in ahead if _is_question(text, spans[at]) and (at == ahead[0] or _asks(text, spans[at]))), None
        )
        yield asked, range(asked + 1, following if following is not None else asked + 2)
        asked = following


def _is_conversation(text: str, pairs: Sequence[tuple[Span, Span]]) -> bool:
    """Whether questions call somebody and answers speak of themselves."""
    asked = sum(_asks(text, question) for question, _ in pairs)
    called = sum(_calls_any(text, question) for question, _ in pairs)
    personal = sum(is_personal(text, answer) for _, answer in pairs)
    asked_back = sum(_asks(text, answer) for _, answer in pairs)
    return asked * 2 >= len(pairs) and called >= 2 and personal * 3 >= len(pairs) and asked_back * 3 <= len(pairs)


def _is_question(text: str, span: Span) -> bool:
    """Whether a paragraph can be a question: it asks, or it calls somebody *Sie*."""
    short = len(span) <= _LONGEST_QUESTION
    return short and (_asks(text, span) or _calls(text, span))


def _calls_any(text: str, question: Span) -> bool:
    """Whether a question calls whom it asks *Sie* or *du*, or by name; the *du* of an answer is anybody."""
    friend = _CALLS_FRIEND.search(text, question.start, question.end) is not None
    return _calls(text, question) or (friend and _asks(text, question)) or addressed(text, question) is not None


def _calls(text: str, span: Span) -> bool:
    return _CALLS.search(text, span.start, span.end) is not None


def _asks(text: str, span: Span) -> bool:
    return _QUESTION.search(text, max(span.start, span.end - 8), span.end) is not None
