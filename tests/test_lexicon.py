"""The lexicon: its size, its inflection, its errors."""

import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import LexiconError
from quoteattr.lexicon import FormKind, Gender, Lexicon, Number, VerbForm
from quoteattr.lexicon.check import german_folder, problems
from quoteattr.lexicon.inflect import conjugate
from quoteattr.lexicon.schema import IRREGULAR, TABLES

LEXICON = Lexicon.german()
FINITE, INFINITIVE = FormKind.FINITE, FormKind.INFINITIVE
ZU, PARTICIPLE = FormKind.ZU_INFINITIVE, FormKind.PARTICIPLE


def forms_of(form: str, sense: str) -> list[VerbForm]:
    return [entry for entry in LEXICON.verb_forms.get(form, ()) if entry.sense.id == sense]


@pytest.mark.parametrize(
    ("table", "least"),
    [("verbs", 400), ("nouns", 150), ("roles", 400), ("first_names", 400), ("places", 200), ("media", 200),
     ("groups", 80), ("organisations", 200), ("titles", 80), ("prepositions", 6), ("adverbs", 80), ("pseudo", 12)],
)  # fmt: skip
def test_size(table: str, least: int) -> None:
    entries = {id(entry) for entry in getattr(LEXICON, table).values()}
    assert len(entries) >= least


def test_more_than_400_verbs_not_only_senses() -> None:
    assert len({(sense.particle, sense.base) for sense in LEXICON.verbs.values()}) >= 400


# form, sense, kind, whether the particle is part of the form
FORMS = [
    ("teilte", "mitteilen", FINITE, False),
    ("mitteilte", "mitteilen", FINITE, True),
    ("mitzuteilen", "mitteilen", ZU, True),
    ("mitgeteilt", "mitteilen", PARTICIPLE, True),
    ("mitteilen", "mitteilen", INFINITIVE, True),
    ("gäbe", "bekannt geben", FINITE, False),
    ("gegeben", "bekannt geben", PARTICIPLE, False),
    ("bekanntgab", "bekannt geben", FINITE, True),
    ("bekanntzugeben", "bekannt geben", ZU, True),
    ("hieße", "heißen", FINITE, False),
    ("hiesse", "heißen", FINITE, False),
    ("behauptet", "behaupten", FINITE, False),
    ("behauptet", "behaupten", PARTICIPLE, False),
    ("räumt", "einräumen:clause", FINITE, False),
    ("einräume", "einräumen:np", FINITE, True),
    ("schlägst", "vorschlagen", FINITE, False),
    ("schlüge", "vorschlagen", FINITE, False),
    ("wirft", "vorwerfen", FINITE, False),
    ("würfen", "vorwerfen", FINITE, False),
    ("vorgeworfen", "vorwerfen", PARTICIPLE, True),
    ("empföhle", "empfehlen", FINITE, False),
    ("versprochen", "versprechen", PARTICIPLE, False),
    ("widersprach", "widersprechen", FINITE, False),
    ("zweifle", "zweifeln", FINITE, False),
    ("äußerten", "sich äußern", FINITE, False),
    ("geäussert", "äußern", PARTICIPLE, False),
    ("rechnete", "rechnen", FINITE, False),
    ("warnt", "warnen:of", FINITE, False),
    ("weiß", "wissen", FINITE, False),
    ("wüsste", "wissen", FINITE, False),
    ("dementiert", "dementieren", PARTICIPLE, False),
    ("gutgeheißen", "gutheißen", PARTICIPLE, True),
    ("übermittelt", "übermitteln", PARTICIPLE, False),
    ("gebrandmarkt", "brandmarken", PARTICIPLE, False),
    ("rät", "raten", FINITE, False),
    ("bittet", "bitten", FINITE, False),
    ("beantragt", "beantragen", PARTICIPLE, False),
    ("eingestanden", "eingestehen", PARTICIPLE, True),
    ("erwogen", "erwägen", PARTICIPLE, False),
    ("beschloß", "beschließen", FINITE, False),
    ("weiss", "wissen", FINITE, False),
]


@pytest.mark.parametrize(("form", "sense", "kind", "joined"), FORMS)
def test_form(form: str, sense: str, kind: FormKind, joined: bool) -> None:
    assert (kind, joined) in {(entry.kind, entry.joined) for entry in forms_of(form, sense)}


@pytest.mark.parametrize(
    "form", ["mitteilt_", "gegebt", "sprechte", "gebehauptet", "teilen mit", "beantrug", "gedementiert", "raumte"]
)
def test_no_form(form: str) -> None:
    assert form not in LEXICON.verb_forms


def test_a_particle_verb_has_only_finite_forms_apart() -> None:
    assert {
        entry.kind for entry in LEXICON.verb_forms["teilen"] if entry.sense.id == "mitteilen" and not entry.joined
    } == {FINITE}


@pytest.mark.parametrize(
    ("form", "mood"),
    [(form, "I") for form in (
        "sei seien habe werde könne müsse solle wolle dürfe möge wisse gebe gehe komme mache bestehe übernehme "
        "stattfinde mitteile kooperiere führe hänge zweifle lasse sähe"
    ).split()[:-1]]
    + [(form, "II") for form in (
        "wäre wären hätte hätten würde würden könnte müsste dürfte käme gäbe gäben ginge ließe nähme sähe stünde "
        "hülfe bräuchte wüsste dächte brächte schlüge bekäme übernähme stattfände"
    ).split()]
    + [(form, None) for form in (
        "hatte sagte gingen sollte wollte möchte machen machte ist hat gibt gab schlugen Haus konnte war dachte"
    ).split()],
)  # fmt: skip
def test_konjunktiv(form: str, mood: str | None) -> None:
    assert LEXICON.konjunktiv(form) == mood
    assert LEXICON.konjunktiv(form.capitalize()) == mood


def test_mood_of_a_reporting_form() -> None:
    assert {entry.mood for entry in forms_of("gäbe", "angeben")} == {"II"}
    assert {entry.mood for entry in forms_of("erkläre", "erklären")} == {"I"}
    assert {entry.mood for entry in forms_of("erklärte", "erklären")} == {None}


@pytest.mark.parametrize(
    ("word", "lemma", "gender", "number"),
    [
        ("Außenministerin", "Außenministerin", Gender.FEMININE, Number.SINGULAR),
        ("Bundesaußenministerin", "Außenministerin", Gender.FEMININE, Number.SINGULAR),
        ("Präsidenten", "Präsident", Gender.MASCULINE, None),
        ("Anwältinnen", "Anwältin", Gender.FEMININE, Number.PLURAL),
        ("Sprechers", "Sprecher", Gender.MASCULINE, Number.SINGULAR),
        ("Zeugin", "Zeugin", Gender.FEMININE, Number.SINGULAR),
        ("SPD-Abgeordneter", "Abgeordneter", Gender.MASCULINE, Number.SINGULAR),
    ],
)
def test_role(word: str, lemma: str, gender: Gender, number: Number | None) -> None:
    role = LEXICON.role(word)
    assert role is not None
    assert (role.lemma, role.gender, role.number) == (lemma, gender, number)


@pytest.mark.parametrize("word", ["Metropole", "Bretter", "Zylinder", "Angeboten", "Feste", "Haus"])
def test_no_role(word: str) -> None:
    assert LEXICON.role(word) is None


def test_compounds_of_nouns_and_organisations() -> None:
    assert LEXICON.noun("Zeugenaussagen") is not None
    assert LEXICON.noun("Einsatz") is None
    assert LEXICON.noun("Opposition") is None
    ministry = LEXICON.organisation("Innenministeriums")
    assert ministry is not None
    assert ministry.id == "Ministerium"
    assert LEXICON.organisation("Samt") is None


def test_behind_a_hyphen_stands_a_word_of_its_own() -> None:
    assert LEXICON.group("EU-Kreisen") is not None
    assert LEXICON.group("Landkreisen") is None
    franz = LEXICON.first_name("Franz-Josef")
    assert franz is not None
    assert franz.gender is Gender.MASCULINE


def test_places_by_name_genitive_and_adjective() -> None:
    assert LEXICON.places["moskaus"].country == "Russland"
    assert LEXICON.places["russischen"].id == "Russland"
    assert LEXICON.places["kreml"].kind == "seat"


def test_a_pseudo_cue_matches_form_lemma_or_part_of_speech() -> None:
    time = next(case for case in LEXICON.pseudo["nach"] if case.id == "nach:time")
    assert time.matches("Jahren", "Jahr", "NOUN")
    assert not time.matches("Angaben", "Angabe", "NOUN")
    degree = next(case for case in LEXICON.pseudo["so"] if case.condition == "next")
    assert degree.matches("groß", "groß", "ADJ")


def every_form() -> list[tuple[str, VerbForm]]:
    return [(form, entry) for form, entries in LEXICON.verb_forms.items() for entry in entries]


def test_every_form_is_in_lower_case_and_one_word() -> None:
    assert all(form == form.lower() and " " not in form for form in LEXICON.verb_forms)


@given(st.sampled_from(sorted(LEXICON.verbs)))
def test_every_sense_is_found_by_its_forms(sense_id: str) -> None:
    sense = LEXICON.verbs[sense_id]
    prefix = sense.particle
    infinitives = forms_of(prefix + sense.base, sense_id)
    assert INFINITIVE in {entry.kind for entry in infinitives}
    assert all(entry.sense is sense for entry in infinitives)
    joined = [form for form, entry in every_form() if entry.sense is sense and entry.joined]
    assert all(form.startswith(prefix or "".join(sense.fixed)) for form in joined)
    assert bool(joined) == bool(prefix or sense.joinable)


@given(st.text("abdeghiklmnrstuäöüß", min_size=2, max_size=12).map(lambda stem: stem + "en"))
def test_any_verb_can_be_conjugated(infinitive: str) -> None:
    forms = conjugate(infinitive, IRREGULAR.read([german_folder()]))
    assert len(forms) == len(set(forms))
    assert {form.kind for form in forms} == {FINITE, INFINITIVE, PARTICIPLE}
    assert all(form.text == form.text.lower() for form in forms)


@given(st.text())
def test_any_word_can_be_looked_up(word: str) -> None:
    for find in (LEXICON.role, LEXICON.noun, LEXICON.organisation, LEXICON.group, LEXICON.konjunktiv):
        find(word)


def tables() -> Iterator[str]:
    for path in (resources.files("quoteattr") / "data" / "de").iterdir():
        if path.name.endswith(".tsv"):
            yield path.name


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_every_table_says_its_condition_and_source(table: str) -> None:
    text = (german_folder() / f"{table}.tsv").read_text(encoding="utf-8")
    comments = " ".join(line for line in text.splitlines() if line.startswith("#"))
    assert text.startswith("# ")
    assert "Condition" in comments
    assert "Source" in comments


VERB_HEADER = "id base particle refl fixed governs medium reporting commitment attitude target note".replace(" ", "\t")
GOOD = "ansimsen\tsimsen\tan\t-\t-\tdirect,dass\twriting\tneutral\tCT+\tneutral\t-\t-"


def write_verbs(folder: Path, *rows: str) -> Path:
    (folder / "verbs.tsv").write_text("\n".join(["# mine", VERB_HEADER, *rows]) + "\n", encoding="utf-8")
    return folder


def test_own_tables_extend_and_replace(tmp_path: Path) -> None:
    mine = "sagen\tsagen\t-\t-\t-\tdirect\twriting\tneutral\tCT+\tneutral\t-\t-"
    lexicon = LEXICON.extend(write_verbs(tmp_path, GOOD, mine))
    assert lexicon.verb_forms["anzusimsen"][0].sense.id == "ansimsen"
    assert lexicon.verbs["sagen"].medium == "writing"
    assert LEXICON.verbs["sagen"].medium == "speech"
    assert list(Lexicon.from_folder(tmp_path).verbs) == ["ansimsen", "sagen"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (GOOD.replace("writing", "letter"), r"verbs.tsv:3: medium is 'letter'; valid are speech, "),
        (GOOD.replace("dass", "that"), r"verbs.tsv:3: governs has 'that'"),
        (GOOD.replace("CT+", "sure"), r"verbs.tsv:3: commitment is 'sure'; valid are CT\+"),
        ("nur\tzwei", r"verbs.tsv:3: 2 cells instead of 12"),
    ],
)
def test_an_impossible_entry_is_an_error_with_its_place(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        Lexicon.from_folder(write_verbs(tmp_path, row))


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no folder"):
        Lexicon.from_folder(tmp_path / "nowhere")


def test_the_check_finds_nothing_in_our_tables() -> None:
    assert list(problems(german_folder())) == []


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([GOOD, GOOD], "stands in line 3 already"),
        ([GOOD.replace("\tan\t", "\tab\t")], "should end with 'absimsen'"),
        (
            [GOOD.replace("ansimsen\tsimsen\tan", "grumsen\tsimsen\tgrum").replace("grumsen", "grumsimsen")],
            "particles.tsv",
        ),
        ([GOOD.replace("ansimsen\tsimsen\tan\t-", "mitgeben\tmitgeben\t-\t-")], "put 'mit' into particle"),
        ([GOOD.replace("-\t-\tdirect", "sich\t-\tdirect")], "disagree about 'sich'"),
        ([GOOD.replace("ansimsen\tsimsen\tan", "simst\tsimst\t-")], "no infinitive"),
        ([GOOD.replace("neutral", "maybe", 1)], "reporting is 'maybe'"),
    ],
)
def test_the_check_finds_planted_errors(tmp_path: Path, rows: list[str], complaint: str) -> None:
    found = list(problems(write_verbs(tmp_path, *rows)))
    assert any(complaint in problem for problem in found), found


def test_the_command(tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "quoteattr.lexicon", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert run("check").returncode == 0
    bad = run("check", str(write_verbs(tmp_path, GOOD, GOOD)))
    assert bad.returncode == 1
    assert bad.stdout.startswith("verbs.tsv:4: ")
    assert run("check", str(tmp_path / "nowhere")).returncode == 2
