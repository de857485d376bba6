"""The CoNLL 2018 evaluation: F1 of what a system makes of raw text, and F1 of single relations."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from conllu import DEPREL, FEATS, FORM, HEAD, LEMMA, UPOS, XPOS, Sentence, features

UNIVERSAL_FEATURES = frozenset(
    """PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree VerbForm Mood Tense Aspect
    Voice Evident Polarity Person Polite""".split()
)
Span = tuple[int, int]


@dataclass(eq=False)
class Word:
    """A word with its place in the text without its spaces."""

    span: Span
    columns: list[str]
    in_contraction: bool
    parent: "Word | None" = None


@dataclass
class Analysis:
    """Spans and words of a text."""

    characters: str
    sentences: list[Span]
    tokens: list[Span]
    words: list[Word]


def analyse(sentences: list[Sentence]) -> Analysis:
    """Places every token, word and sentence in the text without its spaces."""
    result = Analysis("", [], [], [])
    texts: list[str] = []
    position = 0
    for sentence in sentences:
        begin, last = position, 0
        own: list[Word] = []
        for number, columns in enumerate(sentence.words, 1):
            if number > last:
                contraction = sentence.ranges.get(number)
                form = "".join((contraction[1] if contraction else columns[FORM]).split())
                last = contraction[0] if contraction else number
                span = (position, position + len(form))
                position += len(form)
                texts.append(form)
                result.tokens.append(span)
            own.append(Word(span, columns, contraction is not None))
        for word in own:
            head = int(word.columns[HEAD])
            word.parent = own[head - 1] if head else None
        result.words += own
        result.sentences.append((begin, position))
    result.characters = "".join(texts)
    return result


def _contraction_end(gold: list[Word], system: list[Word], g: int, s: int) -> tuple[int, int, int, int]:
    """The smallest stretch of words on both sides around a contraction on either."""
    if gold[g].in_contraction:
        end = gold[g].span[1]
        if not system[s].in_contraction and system[s].span[0] < gold[g].span[0]:
            s += 1
    else:
        end = system[s].span[1]
        if not gold[g].in_contraction and gold[g].span[0] < system[s].span[0]:
            g += 1
    first_g, first_s = g, s

    def beyond(words: list[Word], index: int) -> bool:
        if index >= len(words):
            return True
        word = words[index]
        return word.span[0] >= end if word.in_contraction else word.span[1] > end

    while not beyond(gold, g) or not beyond(system, s):
        takes_gold = g < len(gold) and (s >= len(system) or gold[g].span[0] <= system[s].span[0])
        word = gold[g] if takes_gold else system[s]
        if word.in_contraction:
            end = max(end, word.span[1])
        g, s = g + takes_gold, s + (not takes_gold)
    return first_g, first_s, g, s


def align(gold: list[Word], system: list[Word]) -> list[tuple[Word, Word]]:
    """Pairs of words that are the same word of the text."""
    pairs = []
    g = s = 0
    while g < len(gold) and s < len(system):
        if gold[g].in_contraction or system[s].in_contraction:
            first_g, first_s, g, s = _contraction_end(gold, system, g, s)
            left, right = gold[first_g:g], system[first_s:s]
            if left and right:
                pairs += _common(left, right)
        elif gold[g].span == system[s].span:
            pairs.append((gold[g], system[s]))
            g, s = g + 1, s + 1
        elif gold[g].span[0] <= system[s].span[0]:
            g += 1
        else:
            s += 1
    return pairs


def _common(left: list[Word], right: list[Word]) -> list[tuple[Word, Word]]:
    """The longest common subsequence by form."""
    lengths = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for g in reversed(range(len(left))):
        for s in reversed(range(len(right))):
            same = left[g].columns[FORM].lower() == right[s].columns[FORM].lower()
            lengths[g][s] = max(lengths[g + 1][s + 1] + same, lengths[g + 1][s], lengths[g][s + 1])
    pairs, g, s = [], 0, 0
    while g < len(left) and s < len(right):
        if left[g].columns[FORM].lower() == right[s].columns[FORM].lower():
            pairs.append((left[g], right[s]))
            g, s = g + 1, s + 1
        elif lengths[g][s] == lengths[g + 1][s]:
            g += 1
        else:
            s += 1
    return pairs


def f1(gold: int, system: int, correct: int) -> float:
    """F1 in per cent."""
    return round(200 * correct / (gold + system), 2) if gold + system else 0.0


def universal(column: str) -> str:
    """The universal features of a FEATS column."""
    return "|".join(sorted(f"{key}={value}" for key, value in features(column).items() if key in UNIVERSAL_FEATURES))


def evaluate(gold: list[Sentence], system: list[Sentence], relations: tuple[str, ...]) -> dict[str, object]:
    """Scores a system's sentences against the gold's.

    Args:
        gold: The right sentences.
        system: What the system made of the same text.
        relations: Labels, with their subtypes, to score one by one.

    Returns:
        F1 in per cent by measure, and under ``relations`` by label.
    """
    one, two = analyse(gold), analyse(system)
    if one.characters != two.characters:
        raise ValueError("gold and system are not the same text")
    pairs = align(one.words, two.words)
    gold_of = {id(right): left for left, right in pairs}

    def spans(left: list[Span], right: list[Span]) -> float:
        return f1(len(left), len(right), len(set(left) & set(right)))

    def words(key: Callable[[Word], Hashable]) -> float:
        return f1(len(one.words), len(two.words), sum(key(left) == key(right) for left, right in pairs))

    def attached(left: Word, right: Word) -> bool:
        if left.parent is None or right.parent is None:
            return left.parent is right.parent
        return gold_of.get(id(right.parent)) is left.parent

    def labelled(left: Word, right: Word) -> bool:
        return left.columns[DEPREL].split(":")[0] == right.columns[DEPREL].split(":")[0]

    total = (len(one.words), len(two.words))
    result: dict[str, object] = {
        "tokens": spans(one.tokens, two.tokens),
        "sentences": spans(one.sentences, two.sentences),
        "words": f1(*total, len(pairs)),
        "upos": words(lambda word: word.columns[UPOS]),
        "xpos": words(lambda word: word.columns[XPOS]),
        "feats": words(lambda word: universal(word.columns[FEATS])),
        "lemmas": f1(*total, sum(g.columns[LEMMA] == "_" or g.columns[LEMMA] == s.columns[LEMMA] for g, s in pairs)),
        "uas": f1(*total, sum(attached(*pair) for pair in pairs)),
        "las": f1(*total, sum(attached(*pair) and labelled(*pair) for pair in pairs)),
    }
    result["relations"] = {
        label: f1(
            sum(word.columns[DEPREL] == label for word in one.words),
            sum(word.columns[DEPREL] == label for word in two.words),
            sum(g.columns[DEPREL] == s.columns[DEPREL] == label and attached(g, s) for g, s in pairs),
        )
        for label in relations
    }
    return result
