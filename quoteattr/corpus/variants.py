"""The same words in several articles, and what is different about them.

Quotations of different articles belong together if their words are nearly alike, or if one's are a part of the other's.
What is compared are letters and digits alone: marks, stops and case say nothing. Few words that many people say
(*Die Ermittlungen dauern an*) are no quotation that runs: the fewer words, the more else has to agree.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations, groupby, pairwise
from typing import Any

import regex
from attrs import frozen

from quoteattr.corpus.folding import letters
from quoteattr.extras import require
from quoteattr.lexicon import Lexicon
from quoteattr.model import QuoteType

LEAST_WORDS = 5
LEAST_WORDS_OF_OTHERS = 8
"""What two persons must have in common to have said the same; fewer words are often said by chance."""
LIKENESS, LIKENESS_OF_OTHERS, PART_LIKENESS, REPORTED_LIKENESS = 68.0, 85.0, 92.0, 78.0
"""From 0 to 100: of the whole, if one person is known to say both and if not; of a part; and of the content words of
direct words and their report."""
MOST_OWNERS, LEAST_SHARED = 40, 2
"""Neighbours in more different quotations than these tell nothing, and would cost quadratic time; of the others two
quotations must share so many to be compared."""

_EDGES = regex.compile(r"^[\p{Pi}\p{Pf}„‚\"'\s]+|[\p{Pi}\p{Pf}\"'\s.,]+$")
_OMISSION = regex.compile(r"[\[(]?(?:…|\.\.\.)[\])]?")
_SHORTEST_CONTENT = 5  # letters of a word that is probably content; endings are cut off at that


class Difference(StrEnum):
    """What is different between two witnesses of one quotation; the gravest comes first."""

    SPEAKER = "other speaker"
    WORDS = "words changed"
    FORM = "direct and not direct"
    SHORTENED = "shortened"
    SPELLING = "spelling or punctuation"


@frozen
class Witness:
    """A quotation in an article.

    Attributes:
        article: Id of the article.
        quote: Id of the quotation within it.
        text: Its words.
        type: Direct, indirect, …
        person: Id of who says it, empty if that is nobody in the collection.
        outlet: Who printed it, empty if unknown.
        date: When, as ISO 8601, empty if unknown.
    """

    article: str
    quote: str
    text: str
    type: QuoteType
    person: str = ""
    outlet: str = ""
    date: str = ""


@frozen
class Variant:
    """A witness beside the first one.

    Attributes:
        witness: Where it stands.
        differences: What is different from the first witness, the gravest first; empty if nothing is.
        changed: The words of the first that are others here, with these: `("am Montag", "am Dienstag")`.
    """

    witness: Witness
    differences: tuple[Difference, ...] = ()
    changed: tuple[tuple[str, str], ...] = ()


@frozen
class Repeated:
    """A quotation that several articles carry.

    Attributes:
        first: The earliest witness: by date, then by article.
        others: The other ones, those with the gravest differences first.
    """

    first: Witness
    others: tuple[Variant, ...]

    @property
    def gravest(self) -> Difference | None:
        """The gravest difference of all, None if all witnesses have the same."""
        found = [difference for variant in self.others for difference in variant.differences]
        return min(found, key=list(Difference).index, default=None)


@frozen(eq=False)
class _Words:
    """What is compared of the quotations with the same letters.

    Attributes:
        text: Letters and digits in words, small, with one blank between.
        words: The same as words.
        stems: The beginnings of long words, which a report in the Konjunktiv leaves as they are.
        witnesses: All that have them.
    """

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    witnesses: list[Witness]


def variants(witnesses: Iterable[Witness]) -> tuple[Repeated, ...]:
    """The quotations that at least two articles carry, those with the gravest differences first.

    Args:
        witnesses: All quotations of a collection, in any order.

    Raises:
        OptionError: RapidFuzz is missing.

    Example:
        >>> one, two = "Wir bauen die Brücke noch in diesem Jahr", "Wir bauen die Brücke erst im nächsten Jahr"
        >>> kern = {"type": QuoteType.DIRECT, "person": "anna-kern"}
        >>> found = variants([Witness("a", "q1", one, **kern), Witness("b", "q3", two, **kern)])
        >>> found[0].others[0].changed
        (('noch in diesem', 'erst im nächsten'),)
    """
    different = _different(witnesses)
    groups = {number: [number] for number in range(len(different))}
    owner = {number: number for number in groups}
    for one, other in _candidates(different):
        first, second = sorted((owner[one], owner[other]))
        if first != second and _belong_together(different[one], different[other]):
            owner.update(dict.fromkeys(groups[second], first))
            groups[first] += groups.pop(second)
    found = [_repeated([each for number in group for each in different[number].witnesses]) for group in groups.values()]
    carried = [each for each in found if each is not None]
    return tuple(sorted(carried, key=lambda each: (_rank(each.gravest), each.first.date, each.first.article)))


def _rank(difference: Difference | None) -> int:
    """The place of a difference by gravity, none at the end."""
    return list(Difference).index(difference) if difference is not None else len(Difference)


def _different(witnesses: Iterable[Witness]) -> list[_Words]:
    """The quotations by their letters, those of few words by their speakers as well.

    Too few words are left out, and so are reported acts: their words are the paper's.
    """
    found: dict[tuple[str, str], list[Witness]] = defaultdict(list)
    for witness in sorted(witnesses, key=lambda each: (each.date, each.article, each.quote)):
        text = letters(witness.text)
        number = len(text.split())
        if number >= LEAST_WORDS and witness.type is not QuoteType.REPORTED:
            found[text, witness.person if number < LEAST_WORDS_OF_OTHERS else ""].append(witness)
    split = ((text, tuple(text.split()), group) for (text, _), group in sorted(found.items()))
    return [_Words(text, words, _stems(words), group) for text, words, group in split]


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    """The beginnings of long words."""
    return tuple(word[:_SHORTEST_CONTENT] for word in words if len(word) >= _SHORTEST_CONTENT)


def _candidates(different: Sequence[_Words]) -> list[tuple[int, int]]:
    """Pairs that share enough neighbours, among all words or among the long ones; frequent neighbours are nothing."""
    owners: dict[Any, list[int]] = defaultdict(list)
    for number, each in enumerate(different):
        for key in {*pairwise(each.words), *pairwise(each.stems)}:
            owners[key].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for found in owners.values():
        if len(found) <= MOST_OWNERS:
            shared.update(combinations(found, 2))
    return sorted(pair for pair, count in shared.items() if count >= LEAST_SHARED)


def _belong_together(one: _Words, other: _Words) -> bool:
    """Whether two texts are one quotation, whoever said it."""
    fuzz = _fuzz()
    persons = [{each.person for each in words.witnesses if each.person} for words in (one, other)]
    if all(persons) and persons[0].isdisjoint(persons[1]) and _fewest(one, other) < LEAST_WORDS_OF_OTHERS:
        return False
    likeness = LIKENESS if persons[0] & persons[1] else LIKENESS_OF_OTHERS
    if fuzz.ratio(one.text, other.text) >= likeness or fuzz.partial_ratio(one.text, other.text) >= PART_LIKENESS:
        return True
    texts = [words.witnesses[0].text for words in (one, other)]
    if any(map(_OMISSION.search, texts)) and (_is_part(*texts) or _is_part(*reversed(texts))):
        return True
    direct = [any(each.type is QuoteType.DIRECT for each in words.witnesses) for words in (one, other)]
    stems = [frozenset(words.stems) for words in (one, other)]
    fewest = min(map(len, stems))
    return direct[0] != direct[1] and fewest > 2 and 100 * len(stems[0] & stems[1]) / fewest >= REPORTED_LIKENESS


def _fewest(one: _Words, other: _Words) -> int:
    """The number of words of the shorter text."""
    return min(len(one.words), len(other.words))


def _repeated(witnesses: Sequence[Witness]) -> Repeated | None:
    """The quotation of some witnesses, None if just one article has it."""
    ordered = sorted(witnesses, key=lambda each: (not each.date, each.date, each.article, each.quote))
    first, articles = ordered[0], {ordered[0].article}
    others = []
    for witness in ordered[1:]:
        if witness.article not in articles:
            articles.add(witness.article)
            others.append(_variant(first, witness))
    if not others:
        return None
    return Repeated(
        first, tuple(sorted(others, key=lambda each: [_rank(found) for found in (*each.differences, None)]))
    )


def _variant(first: Witness, witness: Witness) -> Variant:
    """A witness with what is different."""
    found = []
    if first.person and witness.person and first.person != witness.person:
        found.append(Difference.SPEAKER)
    changed: tuple[tuple[str, str], ...] = ()
    one, other = letters(first.text).split(), letters(witness.text).split()
    if (first.type is QuoteType.DIRECT) != (witness.type is QuoteType.DIRECT):
        found.append(Difference.FORM)
    elif one == other or "".join(one) == "".join(other):
        found += [Difference.SPELLING] if _inner(first.text) != _inner(witness.text) else []
    elif _is_part(first.text, witness.text) or _is_part(witness.text, first.text):
        found.append(Difference.SHORTENED)
    else:
        found.append(Difference.WORDS)
        changed = tuple((one, other) for one, other, is_other in aligned(first.text, witness.text) if is_other)
    return Variant(witness, tuple(sorted(found, key=_rank)), changed)


def _inner(text: str) -> str:
    """A quotation without the marks around it and the stop before them, which depend on where its frame stands."""
    return _EDGES.sub("", text)


def _is_part(short: str, long: str) -> bool:
    """Whether the words of one text stand in the other, whole or in pieces where it says that something is left out.

    A negation that is left out is not shortened but changed.
    """
    words, rest = letters(long).split(), letters(long)
    for piece in _OMISSION.split(short):
        _, found, rest = f" {rest} ".partition(f" {letters(piece)} ")
        if not found:
            return False
    left = Counter(words) - Counter(letters(short).split())
    adverbs = Lexicon.german().adverbs
    return not any(word in adverbs and adverbs[word].category == "negation" for word in left)


def aligned(one: str, other: str) -> Iterator[tuple[str, str, bool]]:
    """Two texts beside each other, stretch by stretch.

    Yields:
        The words of the one, those of the other, and whether they are others: marks, stops and case make no other word.

    Raises:
        OptionError: RapidFuzz is missing.

    Example:
        >>> list(aligned("Wir bauen noch heute", "„Wir bauen morgen“"))
        [('Wir bauen', '„Wir bauen', False), ('noch heute', 'morgen“', True)]
    """
    before, after = one.split(), other.split()
    bare = [[letters(word) for word in words] for words in (before, after)]
    for is_other, found in groupby(_opcodes(*bare), lambda step: step.tag != "equal"):
        steps = list(found)
        yield (
            " ".join(before[steps[0].src_start : steps[-1].src_end]),
            " ".join(after[steps[0].dest_start : steps[-1].dest_end]),
            is_other,
        )


def _fuzz() -> Any:
    """RapidFuzz's likeness of strings; imported when it is needed.

    Raises:
        OptionError: It is missing.
    """
    require("archive", "Comparing quotations")
    from rapidfuzz import fuzz

    return fuzz


def _opcodes(one: Sequence[str], other: Sequence[str]) -> Any:
    """The steps from one list of words to another."""
    require("archive", "Comparing quotations")
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.opcodes(one, other)
