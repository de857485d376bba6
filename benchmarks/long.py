"""Writes a long news text of sentences of our own, to see how time and memory grow with the length of one text.

``python benchmarks/long.py 5000000 > long.txt`` writes five million bytes; then, on Linux,
``/usr/bin/time -v quoteattr --format jsonl --output long.jsonl long.txt``.
"""

import random
import sys
from collections.abc import Iterator

FIRST_NAMES = "Anna Peter Sabine Karl Ruth Emre Lena Jonas Maria Olaf Ines Tobias Greta Farid Helga Nils".split()
STEMS = "Hart Kern Lind Brand Wald Stein Berg Rot Falk Heid".split()
ENDINGS = "mann er ner inger ke rich".split()
LAST_NAMES = [stem + ending for stem in STEMS for ending in ENDINGS]
ROLES = ["Der Sprecher", "Die Ministerin", "Der Bürgermeister", "Die Forscherin", "Der Verband", "Die Polizei"]
INSTITUTIONS = "Stadt Polizei Gewerkschaft Landesregierung Universität Feuerwehr Behörde Klinik".split()
THINGS = "Brücke Schule Straße Halle Klinik Bahn Mauer Anlage Kasse Sammlung".split()
STATES = "gesperrt saniert geschlossen verkauft beschädigt verlegt geprüft gestrichen".split()
MONTHS = "Januar März Mai Juli September November".split()
VERBS = "sagte erklärte betonte meinte versicherte kritisierte".split()
SENTENCES = [
    "Die {thing} bleibe bis {month} {state}, {verb} {name} am Montag.",
    "„Wir haben die {thing} {number} Jahre lang {state} gesehen“, {verb} {name}.",
    "{role} {verb}, dass die {thing} im {month} {state} werde.",
    "Laut {institution} ist die {thing} seit {number} Tagen {state}.",
    "{role} kündigte an, {number} Millionen Euro für die {thing} auszugeben.",
    "Die {thing} liegt am Rand der Stadt und wurde 19{number:02} gebaut.",
    "Sie sei „{state} und vergessen“, so {name}.",
    "{name} wies die Kritik an der {thing} zurück.",
    "Am {number}. {month} treffen sich die Mitglieder im Rathaus.",
    "Nach Angaben der {institution} sollen {number} Menschen zur {thing} gekommen sein.",
    "Man prüfe auch, ob die {thing} {state} werden könne.",
    "„Die {thing}“, {verb} {name}, „ist seit {month} {state}. Niemand hat gefragt.“",
]


def paragraphs(size: int) -> Iterator[str]:
    """Paragraphs of two to six sentences with blank lines between them, of at least `size` bytes in UTF-8."""
    chance = random.Random(1)
    written = 0
    while written < size:
        paragraph = " ".join(_sentence(chance) for _ in range(chance.randint(2, 6))) + "\n\n"
        written += len(paragraph.encode())
        yield paragraph


def _sentence(chance: random.Random) -> str:
    return chance.choice(SENTENCES).format(
        thing=chance.choice(THINGS),
        state=chance.choice(STATES),
        month=chance.choice(MONTHS),
        name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
        role=chance.choice(ROLES),
        verb=chance.choice(VERBS),
        institution=chance.choice(INSTITUTIONS),
        number=chance.randint(2, 30),
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.writelines(paragraphs(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000))
