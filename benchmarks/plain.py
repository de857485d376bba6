"""Who speaks in plain sentences: frames with many nouns, references to who was just introduced, turns that trip.

    python benchmarks/plain.py            # the figures, and each text with another answer

Gold articles have few of the sentences that a grammar would list; what all of them lack is not seen in their figures.
`plain.json` has frames that each noun is put into (`{N}`, `{n}` nominative with a large or a small first letter, `{g}`
genitive, `{d}`, `{D}` dative), introductions with the nouns that go on with them, each in three sentences, and single
texts with the speaker of their last quotation, null for nobody; so have texts with organisations, people and pronouns
that take up whom the text has named, and documents with their authors. An answer is right if it has the wanted words
in it.
Surnames that are common nouns as well stand behind roles without an article (*sagte Ministerin Winter*).
What somebody replies to stands in front of it, with its author: *Die Kritik von Ahlers wies Roth zurück*.
Besides, sources are put inside of sentences (`_`), where the words around them have to be found whole as well.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from quoteattr import Document, QuoteAttributor

TEXTS = Path(__file__).parent / "plain.json"
SHORT = (("von dem ", "vom "), ("Von dem ", "Vom "))
SMALL = ("Der", "Die", "Das", "Er", "Sie")
"""First words that are small inside a sentence."""
PLURAL = frozenset({"Die Stadtwerke"})


def main() -> None:
    """Run the command."""
    data = json.loads(TEXTS.read_text(encoding="utf-8"))
    attributor = QuoteAttributor()
    groups: dict[str, list[tuple[str, str | None]]] = {
        "frames": [*_framed(data["nouns"], data["frames"])],
        "references": [*_taken_up(data["introductions"], data["answers"])],
        "single texts": [(text, wanted) for text, wanted in data["sentences"]],
        "who is meant": [(text, wanted) for text, wanted in data["meant"]],
        "replies to reproaches": [
            (f"{reproach} {reply.format(n=replier)}", wanted)
            for reproach in data["reproaches"]
            for reply in data["replies"]
            for replier, wanted in data["repliers"]
        ],
        "surnames behind roles": [
            (frame.format(r=role, n=surname), surname)
            for frame in data["by_role"]
            for role in data["roles"]
            for surname in data["surnames"]
        ],
    }
    for group, texts in groups.items():
        wrong = 0
        for (text, wanted), document in zip(texts, attributor.pipe(text for text, _ in texts), strict=True):
            speaker = document.quotes[-1].speaker if document.quotes else None
            name = speaker.name if speaker is not None else None
            if (name is not None) if wanted is None else (name is None or wanted not in name):
                wrong += 1
                print(f"{text}  {name if document.quotes else 'no quotation'}, not {wanted or 'nobody'}")
        print(f"{group}: {len(texts) - wrong} of {len(texts)} right")
    inside = [*_inserted(data["contents"], data["inserted"], data["sources"])]
    found = attributor.pipe(text for text, _, _ in inside)
    missed = [text for (text, words, wanted), each in zip(inside, found, strict=True) if not _has(each, words, wanted)]
    print(*(f"{text}  not the words around, or not who speaks" for text in missed), sep="\n")
    print(f"sources inside of sentences: {len(inside) - len(missed)} of {len(inside)} right")


def _inserted(contents: list[str], frames: list[str], sources: list[list[str]]) -> Iterator[tuple[str, str, str]]:
    """Each sentence with each source in it, the words around it, and what must be in the name."""
    for content in contents:
        for frame in frames:
            for nominative, genitive, dative, wanted in sources:
                text = content.replace(" _ ", frame.format(n=nominative, g=genitive, d=dative))
                yield text, _letters(content), wanted


def _has(document: Document, words: str, wanted: str) -> bool:
    """Whether a quotation has just these words and this speaker."""
    return any(
        _letters(quote.text) == words and quote.speaker is not None and wanted in (quote.speaker.name or "")
        for quote in document.quotes
    )


def _letters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def _framed(nouns: list[list[str]], frames: list[str]) -> Iterator[tuple[str, str]]:
    """Each frame with each noun, and what must be in the name."""
    for frame in frames:
        for nominative, genitive, dative in nouns:
            text = frame.format(n=nominative, N=_large(nominative), g=genitive, d=dative, D=_large(dative))
            for long, short in SHORT:
                text = text.replace(long, short)
            yield text, nominative.split()[-1]


def _taken_up(introductions: list[tuple[str, str, list[str]]], answers: list[str]) -> Iterator[tuple[str, str]]:
    """Each introduction with each noun that takes it up, in each sentence."""
    for introduction, wanted, nouns in introductions:
        for noun in nouns:
            inside = noun[0].lower() + noun[1:] if noun.startswith(SMALL) else noun
            for answer in answers:
                said = answer.format(r=noun, l=inside)
                if noun in PLURAL:
                    said = said.replace("sagte", "sagten").replace("erklärte", "erklärten")
                yield f"{introduction} {said}", wanted


def _large(phrase: str) -> str:
    """A phrase with a large first letter."""
    return phrase[0].upper() + phrase[1:]


if __name__ == "__main__":
    main()
