"""Words that judge (`evaluations.tsv`): their kinds and all their forms."""

from collections.abc import Container, Iterator
from functools import cached_property

from attrs import evolve, frozen

from quoteattr.lexicon.inflect import join
from quoteattr.lexicon.verb_forms import Conjugations
from quoteattr.model import Attitude

KINDS = ("adjective", "noun", "verb", "adverb", "phrase", "shifter", "intensifier")
CONDITIONS = ("predicate", "clause", "own")
_ANY = "…"  # in a phrase: any number of words
_TAGS = {"adjective": ("ADJ", "ADV", "VERB"), "noun": ("NOUN", "PROPN"), "verb": ("VERB", "AUX")}
_ADJECTIVE_ENDINGS = ("", "e", "en", "er", "em", "es")
_NOUN_ENDINGS = ("", "s", "es", "e", "en", "n", "er", "ern", "nen")


@frozen
class Evaluation:
    """A word or phrase that judges (*ein Fehler*, *ist falsch*, *im Stich*), or that turns or strengthens a judgement.

    Attributes:
        id: As `evaluations.tsv` writes it.
        kind: One of `KINDS`.
        attitude: What a speaker shows who says it of something.
        strong: Whether it counts wherever it stands in a main clause, rather than as a predicate alone.
        more: Forms that no rule of inflection gives.
        own: Whether it is a feeling, which tells a stance only of who has it (*die Anwohner sind enttäuscht*).
        verb_last: Whether its last word is a finite verb, for it is the order of a subordinate clause.
    """

    id: str
    kind: str
    attitude: Attitude
    strong: bool
    more: tuple[str, ...] = ()
    own: bool = False
    verb_last: bool = False

    @property
    def compound(self) -> bool:
        """Whether it is also found as the last part of a compound (*Steuerskandal*)."""
        return self.kind == "noun" and self.strong

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """The words of a phrase in their order, each with its alternatives."""
        return tuple(frozenset(word.split("|")) for word in self.id.split())

    def orders(self, particles: Container[str]) -> Iterator["Evaluation"]:
        """A phrase as it is written, and as a subordinate clause has it: *geht nach hinten los, nach hinten losgeht*.

        Only where several forms of its first word are given, as of verbs.

        Example:
            >>> phrase = Evaluation("geht|gehe nach hinten los", "phrase", Attitude.OPPOSE, True)
            >>> [each.id for each in phrase.orders({"los"})][1:]
            ['nach hinten los geht|gehe', 'nach hinten losgeht|losgehe']
        """
        yield self
        first, *others = self.id.split()
        rest = [word for place, word in enumerate(others) if word != _ANY or place]
        if "|" not in first or not rest:
            return
        yield evolve(self, id=" ".join((*rest, first)), verb_last=True)
        if rest[-1] in particles:
            joined = "|".join(rest[-1] + form for form in first.split("|"))
            before = rest[:-2] if rest[-2:-1] == [_ANY] else rest[:-1]
            yield evolve(self, id=" ".join((*before, joined)), verb_last=True)

    def fits(self, upos: str) -> bool:
        """Whether a word with a part of speech can be this one (*Erfolgen* is no *erfolgen*)."""
        return upos in _TAGS[self.kind] if self.kind in _TAGS else upos != "PUNCT"

    def forms(self, conjugations: Conjugations) -> Iterator[str]:
        """All forms of a single word in lower case, those with *ß* also in Swiss spelling.

        Example:
            >>> harsh = Evaluation("inakzeptabel", "adjective", Attitude.OPPOSE, True)
            >>> [form for form in harsh.forms(Conjugations({}))][:3]
            ['inakzeptabel', 'inakzeptable', 'inakzeptablen']
        """
        for form in (*self._inflected(conjugations), *self.more):
            yield form.lower()
            if "ß" in form:
                yield form.lower().replace("ß", "ss")

    def _inflected(self, conjugations: Conjugations) -> Iterator[str]:
        match self.kind:
            case "adjective":
                yield from _adjective_forms(self.id)
            case "noun":
                yield from (self.id + ending for ending in _NOUN_ENDINGS)
            case "verb":
                particle, _, base = self.id.rpartition("|")
                forms = conjugations.of(base)
                yield from (form.text for form in (join(particle, forms) if particle else forms))
            case _:
                yield self.id


def _adjective_forms(word: str) -> Iterator[str]:
    """The inflected forms of the positive, the comparative and the superlative."""
    yield word
    stem = word[:-2] + "l" if word.endswith("el") else word.removesuffix("e")
    link = "e" if stem.endswith(("d", "t", "s", "ß", "z", "sch")) else ""
    for degree in (stem, stem + "er", f"{stem}{link}st"):
        yield from (degree + ending for ending in _ADJECTIVE_ENDINGS if ending or degree.endswith("er"))
