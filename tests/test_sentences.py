"""Repair of sentence boundaries: where a cut is wrong, and where it is right."""

import pytest

from quoteattr import Lexicon
from quoteattr.parsing.sentences import ends_sentence, joins, repair

LEXICON = Lexicon.german()


@pytest.mark.parametrize(
    "text",
    [
        'er habe ein " langes " | Telefonat mit Putin gehabt .',
        "„ Wirklich ? “ | , fragte sie .",
        "„ Halt ! “ | rief er .",
        "Am 20 . | März beginnt der Prozess .",
        "Im 19. | Jahrhundert war das anders .",
        "Der Brief an Dr . | Weber kam zurück .",
        "Der Brief an Dr. | Weber kam zurück .",
        "Das sagte J. | Weber am Abend .",
        "Rund 3 Mio . | Menschen leben dort .",
        "Das gilt z. | B. für Kinder .",
        "Er sagte : | „ Nein . “",
        "Er kam ( spät ) | und ging .",
        "Er sagte „ Nein | “",
        "Dem widersprach der VIII . | Zivilsenat .",
        "Das entschied der III. | Strafsenat .",
    ],
)
def test_wrong_boundaries(text: str) -> None:
    left, _, right = text.partition(" | ")
    assert joins(left.split(), right.split(), LEXICON)


@pytest.mark.parametrize(
    "text",
    [
        "Er ging . | Sie blieb .",
        "„ Er ging . “ | Sie blieb .",
        "Wer war das ? | Niemand wusste es .",
        "Halt ! | Der Zug kommt .",
        "Das war 1990 . | Danach kam nichts .",
        "Er las ein Buch … | Es war lang .",
        "Das schrieb er auf X. | Deren Sprecherin schwieg .",
        "Verurteilt wurde Thomas K . | Der Mann ist 30 .",
        "Sie sammelt Marken , Münzen usw. | Das kostet viel .",
        "Das schrieb Ludwig XIV. | Paris schwieg .",
        "Es war die IV . | Das wusste er .",
    ],
)
def test_right_boundaries(text: str) -> None:
    left, _, right = text.partition(" | ")
    assert not joins(left.split(), right.split(), LEXICON)


def test_paragraphs_stay_apart_and_no_word_is_lost() -> None:
    words = [["Streit", "um", "Brücke"], ["die", "Stadt"], ["Am", "20."], ["März"], ["Ende", "."]]
    joined = repair(words, words, [0, 1, 2, 2, 2], LEXICON)
    assert joined == [["Streit", "um", "Brücke"], ["die", "Stadt"], ["Am", "20.", "März", "Ende", "."]]
    assert repair([], [], [], LEXICON) == []


@pytest.mark.parametrize(
    ("before", "token", "after"),
    [
        ("nicht", "wieder.", " Danach kam nichts"),
        ("auf", "X.", " Deren Sprecherin schwieg"),
        ("Thomas", "K.", " Der Mann ist 30"),
        ("im", "TV.", " Trainer Velten schwieg"),
        ("TV", ".", " Trainer Velten schwieg"),
        ("BASF", "SE.", " Vorstand Ohm schwieg"),
        ("Ludwig", "XIV.", " Er lebte lange"),
        ("zu", "8.", " Bürgermeisterin Moll schwieg"),
    ],
)
def test_stops_that_a_tokenizer_overlooks(before: str, token: str, after: str) -> None:
    assert ends_sentence(token, before, after, LEXICON)


@pytest.mark.parametrize(
    ("before", "token", "after"),
    [
        ("bei", "bzw.", " Danach"),
        ("Thomas", "K.", " schwieg"),
        ("George", "W.", " Bush"),
        ("z.", "B.", " Die Zeit"),
        ("Ludwig", "XIV.", " August"),
        ("für", "ST.", " PAULI"),
        ("mit", "DR.", " Weber"),
        ("zu", "8.", " März"),
        ("am", "8.", " Verhandlungstag"),
        ("auf", "X.", "Deren"),
        ("auf", "X.", ""),
    ],
)
def test_stops_inside_a_sentence(before: str, token: str, after: str) -> None:
    assert not ends_sentence(token, before, after, LEXICON)
