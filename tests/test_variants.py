"""The same words in several articles: what belongs together, and what is different."""

import random

import pytest

from quoteattr import QuoteType
from quoteattr.corpus.variants import Difference, Repeated, Witness, variants

SAID = "„Die Brücke am Nordtor wird in diesem Sommer für den Verkehr freigegeben“"


def witness(article: str, text: str = SAID, person: str = "tarnow", kind: QuoteType = QuoteType.DIRECT) -> Witness:
    return Witness(article, "q1", text, kind, person, date=f"2031-01-0{ord(article) - 96}")


def pair(text: str, person: str = "tarnow", kind: QuoteType = QuoteType.DIRECT) -> tuple[Repeated, ...]:
    return variants([witness("a"), witness("b", text, person, kind)])


DIFFERENT = {
    SAID: (),
    SAID.replace("“", ",“"): (),
    "»Die Brücke am Nordtor wird in diesem Sommer für den Verkehr freigegeben.«": (),
    SAID.replace("Brücke", "Bruecke"): (Difference.SPELLING,),
    SAID.replace("Sommer", "Sommer,"): (Difference.SPELLING,),
    "„Die Brücke am Nordtor wird in diesem Sommer freigegeben“": (Difference.WORDS,),
    "„am Nordtor wird in diesem Sommer für den Verkehr freigegeben“": (Difference.SHORTENED,),
    "„Die Brücke am Nordtor wird […] für den Verkehr freigegeben“": (Difference.SHORTENED,),
    "„Die Brücke am Nordtor wird … freigegeben“": (Difference.SHORTENED,),
    SAID.replace("Sommer", "Sommer nicht"): (Difference.WORDS,),
    SAID.replace("Sommer", "Herbst"): (Difference.WORDS,),
    SAID.replace("Nordtor", "Südtor"): (Difference.WORDS,),
}
OTHERS = (
    "„Die Brücke am Südtor bleibt noch bis zum nächsten Jahr gesperrt“",
    "„Wir geben in diesem Sommer kein Geld mehr für den Verkehr aus“",
    "„freigegeben“",
    "",
)


@pytest.mark.parametrize(("text", "differences"), DIFFERENT.items(), ids=range(len(DIFFERENT)))
def test_what_is_different(text: str, differences: tuple[Difference, ...]) -> None:
    ((variant,),) = (repeated.others for repeated in pair(text))
    assert variant.differences == differences


@pytest.mark.parametrize("text", OTHERS)
def test_other_quotations(text: str) -> None:
    assert pair(text) == ()


def test_the_words_that_changed() -> None:
    ((variant,),) = (repeated.others for repeated in pair(SAID.replace("diesem Sommer", "einem Jahr")))
    assert variant.changed == (("diesem Sommer", "einem Jahr"),)


def test_another_speaker() -> None:
    ((variant,),) = (repeated.others for repeated in pair(SAID, "kern"))
    assert variant.differences == (Difference.SPEAKER,)
    ((variant,),) = (repeated.others for repeated in pair(SAID, ""))
    assert variant.differences == ()  # an unknown speaker is no other one


def test_few_words_of_two_people_are_said_by_chance() -> None:
    words = "„Die Ermittlungen dauern noch an“"
    assert variants([witness("a", words, "kern"), witness("b", words, "tarnow")]) == ()
    assert len(variants([witness("a", words), witness("b", words)])) == 1


def test_direct_here_and_reported_there() -> None:
    report = "die Brücke am Nordtor werde in diesem Sommer für den Verkehr freigegeben"
    ((variant,),) = (repeated.others for repeated in pair(report, kind=QuoteType.INDIRECT))
    assert variant.differences == (Difference.FORM,)
    assert pair("die Brücke am Südtor bleibe gesperrt", kind=QuoteType.INDIRECT) == ()


def test_one_article_alone_repeats_nothing() -> None:
    assert variants([witness("a"), Witness("a", "q2", SAID, QuoteType.DIRECT, "tarnow")]) == ()


def test_the_gravest_come_first_whatever_the_order() -> None:
    plain = "„Unser Marktplatz gehört den Menschen und nicht den parkenden Autos“"
    witnesses = [witness(article, plain) for article in "ab"]
    witnesses += [witness("c"), witness("d", SAID.replace("Sommer", "Herbst")), witness("e", SAID, "kern")]
    expected = variants(witnesses)
    assert [each.gravest for each in expected] == [Difference.SPEAKER, None]
    assert [variant.witness.article for variant in expected[0].others] == ["e", "d"]
    for seed in range(5):
        shuffled = random.Random(seed).sample(witnesses, len(witnesses))
        assert variants(shuffled) == expected
