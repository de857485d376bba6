"""The demonstration collection: 200 short articles of six invented papers over three invented months.

Made of the people and quotations in `cases/collection`, always in the same way, with what is true about them: who
speaks in each article, and how the words were altered on their way. `python tests/collection.py FOLDER` writes them.
"""

import csv
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

from quoteattr import Article, Document, Entity, EntityKind, Mention, Quote, QuoteType, Span, Speaker, Via

CASES = Path(__file__).parent / "cases" / "collection"
OUTLETS = ("Althager Bote", "Dorner Tageblatt", "Küstenkurier", "Moosbrücker Zeitung", "Nordtor", "Wattpost")
PAPERS_EACH = 5
"""So many of the papers carry each quotation; the first of them prints it as it was said."""
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag")
YEAR = 2031

TEMPLATES = (
    "{Role} {full}{party} hat am {day} vor der Presse in {place} gesprochen. „{words}“, sagte {she}.",
    "„{words}“, sagte {role} {full}{party} am {day} in {place}. Weitere Termine sind nicht geplant.",
    "{Role} {full}{party} sagte am {day}: „{words}.“ Die Zuhörer in {place} nahmen es schweigend auf.",
    "Es war der {day}, an dem alles gesagt wurde. „{words}“, erklärte {role} {surname} in {place}.",
    "In {place} meldete sich am {day} {role} {full}{party} zu Wort. „{words}“, betonte {surname}.",
)
MASCULINE = {
    "Umweltministerin": "umweltminister", "Abgeordnete": "abgeordneter", "Schulleiterin": "schulleiter",
    "Intendantin": "intendant", "Gewerkschafterin": "gewerkschafter", "Ministerin": "minister", "Ärztin": "arzt",
}  # fmt: skip
REPORT = "{Role} {full}{party} sagte am {day} in {place}, {words}. Weitere Termine sind nicht geplant."


@frozen
class Somebody:
    """A person of the collection."""

    id: str
    given: str
    surname: str
    gender: str
    roles: tuple[tuple[str, int, int], ...]
    party: str
    place: str

    def role_in(self, month: int) -> str:
        """The role in a month, 1 to 3."""
        return next(role for role, first, last in self.roles if first <= month <= last)


@frozen
class Said:
    """An article with what is true about it.

    Attributes:
        article: The article.
        person: Who speaks in it.
        quotation: Number of the quotation, the same in all papers that carry it.
        altered: How it is not what was said: `changed`, `speaker`, `short`, `report`, `spelling`; empty for a copy.
    """

    article: Article
    person: str
    quotation: int
    altered: str


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of the collection."""
    lines = (line for line in (CASES / name).read_text("utf-8").splitlines() if not line.startswith("#"))
    return [{key: value or "" for key, value in row.items()} for row in csv.DictReader(lines, delimiter="\t")]


@cache
def people() -> dict[str, Somebody]:
    """The people by id."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows("people.tsv"):
        found.setdefault(row["id"], []).append(row)
    return {
        identifier: Somebody(
            identifier, held[0]["given"], held[0]["surname"], held[0]["gender"],
            tuple((row["role"], int(row["from"] or 1), int(row["until"] or 3)) for row in held),
            held[0]["party"], held[0]["place"],
        )
        for identifier, held in found.items()
    }  # fmt: skip


def collection() -> Iterator[Said]:
    """The articles, in the order of their quotations."""
    for number, row in enumerate(rows("quotations.tsv")):
        month, day = number % 3 + 1, number % 25 + 1
        for copy in range(PAPERS_EACH):
            altered = row["runs"] if copy == PAPERS_EACH - 1 and row["runs"] != "copy" else ""
            somebody = people()[row["altered"] if altered == "speaker" else row["person"]]
            words = row["direct"] if altered in ("", "speaker") else row["altered"]
            template = REPORT if altered == "report" else TEMPLATES[(number + copy) % len(TEMPLATES)]
            if altered == "report":
                words = words[0].lower() + words[1:] if words.split()[0] in ("Der", "Die", "Das") else words
            outlet = OUTLETS[(number + copy) % len(OUTLETS)]
            role = somebody.role_in(month)
            text = template.format(
                Role=role, role=role, full=f"{somebody.given} {somebody.surname}", surname=somebody.surname,
                party=f" ({somebody.party})" if somebody.party else "", place=somebody.place,
                day=DAYS[number % len(DAYS)], words=words, she="sie" if somebody.gender == "f" else "er",
            )  # fmt: skip
            date = f"{YEAR}-{month:02}-{day + copy // 3:02}"
            name = f"{date}-{outlet.split()[0].lower()}-{number:02}"
            metadata = {"outlet": outlet, "date": date, "title": f"{somebody.place}, {DAYS[number % len(DAYS)]}"}
            yield Said(Article(name, text, metadata), somebody.id, number, altered)


def as_found(said: Said) -> Document:
    """The document of an article as a perfect reader would make it: one quotation, one person."""
    somebody, article = people()[said.person], said.article
    month = int(article.metadata["date"][5:7])
    full = f"{somebody.given} {somebody.surname}"
    name = full if full in article.text else somebody.surname
    start = article.text.find("„")
    end = article.text.find("“") + 1
    if start < 0:
        start = article.text.index(", ") + 2
        end = article.text.index(". ", start)
    place = article.text.index(name)
    mention = Mention((Span(place, place + len(name)),), name, Span(place, place + len(name)))
    entity = Entity(
        "e1", name, EntityKind.PERSON, (), (mention,), somebody.gender,
        given=somebody.given if name == full else None, surname=somebody.surname,
        roles=(MASCULINE.get(somebody.role_in(month), somebody.role_in(month)).lower(),), party=somebody.party or None,
    )  # fmt: skip
    kind = QuoteType.INDIRECT if said.altered == "report" else QuoteType.DIRECT
    quote = Quote(
        "q1", kind, None, (Span(start, end),), article.text[start:end],
        speaker=Speaker(mention, entity, Via.EXPLICIT), confidence=0.9,
    )  # fmt: skip
    return article.label(Document(article.text, (quote,), (entity,)))


def main() -> None:
    """Write the articles as JSON Lines with their metadata."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    lines = (
        json.dumps({"id": said.article.id, "text": said.article.text, **said.article.metadata}, ensure_ascii=False)
        for said in collection()
    )
    (folder / "articles.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
