"""Names, mentions, sources, the gazetteer, and who is found to speak in small documents."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from speaking import attributed, followed_by, parses, said

from quoteattr import Document, Entities, EntityKind, InputError, KnownEntity, Lexicon, Via
from quoteattr.article import Article, article_of
from quoteattr.cli import main
from quoteattr.documents.speaker_counts import NOBODY, count_speakers
from quoteattr.lexicon import Gender, Number
from quoteattr.speakers.names import PersonName, base_forms, person_name, words_known_of
from quoteattr.speakers.person_nouns import institution_of, role_of

LEXICON = Lexicon.german()


@pytest.mark.parametrize(
    ("word", "role", "gender"),
    [
        ("Bundesaußenministerin", "bundesaußenminister", Gender.FEMININE),
        ("US-Präsidenten", "us-präsident", Gender.MASCULINE),
        ("Kremlsprecher", "kremlsprecher", Gender.MASCULINE),
        ("CDU-Fraktionschefin", "cdu-fraktionschef", Gender.FEMININE),
        ("Abgeordnete", "abgeordneter", None),
        ("52-Jährige", "jähriger", None),
        ("Ministerpräsident*in", "ministerpräsident", None),
        ("Sprecher:innen", "sprecher", None),
        ("SprecherIn", "sprecher", None),
    ],
)
def test_roles(word: str, role: str, gender: Gender | None) -> None:
    found = role_of(word, LEXICON)
    assert found is not None
    assert (found.role, found.gender) == (role, gender)


def test_who_has_two_first_names_alone_is_known_by_the_last() -> None:
    name = PersonName(("Anna", "Lena"), "")
    assert words_known_of(name, LEXICON) == {"Anna": PersonName(("Anna",), ""), "Lena": name}


@pytest.mark.parametrize("word", ["Minuten", "Haus", "Verhandlung", "Inland"])
def test_no_roles(word: str) -> None:
    assert role_of(word, LEXICON) is None


def test_inclusive_plural() -> None:
    found = role_of("Lehrer:innen", LEXICON)
    assert found is not None
    assert found.number is Number.PLURAL


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Annalena Baerbock", PersonName(("Annalena",), "Baerbock")),
        ("Ursula von der Leyen", PersonName(("Ursula",), "von der Leyen")),
        ("von der Leyen", PersonName((), "von der Leyen")),
        ("Udo Freiherr von Lenthe", PersonName(("Udo",), "Freiherr von Lenthe")),
        ("George W. Bush", PersonName(("George", "W."), "Bush")),
        ("Erik", PersonName(("Erik",), "")),
    ],
)
def test_names(words: str, name: PersonName) -> None:
    assert person_name(words.split(), LEXICON.first_names) == name
    assert name.text == words


@pytest.mark.parametrize(
    ("form", "bases"),
    [
        ("Putins", ("Putins", "Putin")),
        ("Hans\N{RIGHT SINGLE QUOTATION MARK}", ("Hans",)),
        ("Merz'", ("Merz",)),
        ("Scholz", ("Scholz",)),
    ],
)
def test_genitives(form: str, bases: tuple[str, ...]) -> None:
    assert base_forms(form) == bases


@pytest.mark.parametrize(
    ("form", "nominative"), [("Landgerichts", "Landgericht"), ("Polizei", "Polizei"), ("Bundesrates", "Bundesrat")]
)
def test_institutions(form: str, nominative: str) -> None:
    found = institution_of(form, LEXICON)
    assert found is not None
    assert found[0] == nominative


def speakers(name: str) -> dict[str, tuple[str | None, Via]]:
    document = attributed(parses()[name])
    return {
        quote.text: (quote.speaker.entity.name if quote.speaker.entity else None, quote.speaker.via)
        for quote in document.quotes
        if quote.speaker
    }


def test_pronouns_and_roles_lead_to_the_person() -> None:
    assert speakers("bridge") == {
        "die Brücke sei sicher": ("Anna Lindner", Via.EXPLICIT),
        "„Wir haben alles geprüft“": ("Anna Lindner", Via.PRONOUN),
        "„Das Bauwerk ist marode“": ("Jonas Brandt", Via.EXPLICIT),
        "sie kenne das Gutachten": ("Anna Lindner", Via.EXPLICIT),
    }


def test_references_to_sources() -> None:
    found = speakers("fire")
    assert found["wurde niemand verletzt"] == ("Polizei", Via.REFERENCE)
    assert found["dauerten die Arbeiten bis zum Morgen"] == ("Feuerwehr", Via.EXPLICIT)
    assert found["sie habe nichts gehört"] == ("Nachbarin", Via.EXPLICIT)
    assert speakers("clinic")["sprach sie mit dem Landrat"] == ("Monika Hübner", Via.REFERENCE)


def test_abbreviations_epithets_and_metonyms() -> None:
    assert speakers("agency") == {
        "die Preise stiegen weiter": ("Internationale Energieagentur", Via.EXPLICIT),
        "der Winter werde teuer": ("Internationale Energieagentur", Via.EXPLICIT),
        "man liefere weiter Gas": ("Moskau", Via.METONYM),
        "das sei nicht genug": ("Internationale Energieagentur", Via.EXPLICIT),
    }


def test_two_of_one_name_stay_open() -> None:
    document = attributed(parses()["brothers"])
    assert ("„Wir suchen Leute“", None) in said(document)
    messages = [found.message for found in document.diagnostics if found.code == "ambiguous-speaker"]
    assert messages == ["Sander can be Erik Sander, Nils Sander."]


def test_entities_carry_what_the_text_tells() -> None:
    document = attributed(parses()["agency"])
    agency, moscow = document.entities
    assert (agency.name, agency.kind, agency.aliases) == (
        "Internationale Energieagentur",
        EntityKind.ORGANISATION,
        ("IEA", "Behörde"),
    )
    assert moscow.kind is EntityKind.PLACE
    lindner = attributed(parses()["bridge"]).entities[0]
    assert (lindner.gender, lindner.number, lindner.ref) == ("f", "sg", None)
    assert [mention.text for mention in lindner.mentions] == ["Verkehrsministerin Anna Lindner", "sie", "Ministerin"]


def test_the_gazetteer_gives_ids_and_aliases() -> None:
    known = Entities([KnownEntity("Jonas Brandt", ("Bürgermeister von Neustadt",), "Q1", Gender.MASCULINE)])
    document = attributed(parses()["bridge"], known)
    assert [entity.ref for entity in document.entities] == [None, "Q1"]
    assert [quote.text for quote in document.by("Q1")][-1] == "„Das Bauwerk ist marode“"


def test_an_alias_of_two_means_nobody() -> None:
    known = Entities([KnownEntity("Erik Sander", ("Sander",), "Q2"), KnownEntity("Nils Sander", ("Sander",), "Q3")])
    assert known.find("Sander") is None
    assert known.find("erik sander") is not None


def test_a_gazetteer_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(json.dumps([{"name": "Anna Lindner", "id": "Q9", "gender": "f"}]), "utf-8")
    found = Entities.from_file(path).find("Anna Lindner")
    assert found == KnownEntity("Anna Lindner", (), "Q9", Gender.FEMININE)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "list of entities"),
        ("{}", "a JSON list of entities is needed, not {}"),
        ('[{"id": "Q1"}]', "entry 1: A known entity has no name"),
        ('[{"name": "A", "qid": "Q1"}]', "unknown fields"),
        ('[{"name": "A", "aliases": "B"}]', "not a list of strings"),
        ('[{"name": "A", "gender": "x"}]', "Genders are m, f, n"),
    ],
)
def test_a_bad_gazetteer_is_named(content: str, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=complaint):
        Entities.from_file(path)


def test_by_finds_names_aliases_and_whole_words() -> None:
    document = attributed(parses()["agency"])
    assert len(document.by("IEA")) == len(document.by("internationale energieagentur")) == 3
    assert len(document.by("Energieagentur")) == 3
    assert document.by("Energie") == document.by("") == ()


def test_the_table_counts_who_speaks() -> None:
    table = count_speakers([attributed(parses()["team"]), attributed(parses()["bridge"])])
    rows = {row.name: row for row in table.speakers}
    assert (rows["Karl Hagen"].quotes, rows["Karl Hagen"].words, rows["Karl Hagen"].documents) == (3, 14, 1)
    assert next(iter(rows)) == "Karl Hagen"
    assert table.relations == ()


def test_unknown_speakers_come_last() -> None:
    table = count_speakers([attributed(followed_by(parses()["brothers"], parses()["team"]))])
    assert table.speakers[-1].name == NOBODY


def test_a_document_without_quotations() -> None:
    assert count_speakers([Document("Es regnet.")]).to_dict() == {"speakers": [], "relations": []}


class Prepared:
    """An attributor that has parsed the texts before."""

    def pipe(self, texts: Iterable[Article | str], *, processes: int = 1) -> Iterator[Document]:
        by_text = {parse.text: parse for parse in parses().values()}
        for article in map(article_of, texts):
            yield attributed(by_text[article.text])


def test_the_command_writes_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "team.txt"
    path.write_text(parses()["team"].text, "utf-8")
    assert main(["speakers", "--format", "tsv", str(path)], load=lambda model, config, entities: Prepared()) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t")[:6] == ["speaker", "kind", "ref", "quotes", "words", "texts"]
    assert lines[1].split("\t")[:6] == ["Karl Hagen", "person", "", "3", "14", "1"]


def test_the_command_needs_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speakers", str(tmp_path / "none.txt")], load=lambda model, config, entities: Prepared()) == 2
    assert "none.txt" in capsys.readouterr().err
