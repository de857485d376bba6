"""The lexicon: its size, its inflection, its errors."""

import copy
import pickle
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
from quoteattr.lexicon.check import problems
from quoteattr.lexicon.compounds import LONGEST_HEAD
from quoteattr.lexicon.inflect import conjugate
from quoteattr.lexicon.schema import EPITHET_KINDS, IRREGULAR, TABLES, WORD_CLASSES
from quoteattr.lexicon.show import entries, lines
from quoteattr.lexicon.tables import german_folder
from quoteattr.model import EntityKind

LEXICON = Lexicon.german()
FINITE, INFINITIVE = FormKind.FINITE, FormKind.INFINITIVE
ZU, PARTICIPLE = FormKind.ZU_INFINITIVE, FormKind.PARTICIPLE


def forms_of(form: str, sense: str) -> list[VerbForm]:
    return [entry for entry in LEXICON.verb_forms.get(form, ()) if entry.sense.id == sense]


@pytest.mark.parametrize(
    ("table", "least"),
    [("verbs", 400), ("nouns", 150), ("roles", 400), ("first_names", 400), ("places", 200), ("media", 200),
     ("groups", 80), ("organisations", 200), ("titles", 80), ("prepositions", 6), ("adverbs", 80)],
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
    ("hieße", "es heißen", FINITE, False),
    ("hiesse", "es heißen", FINITE, False),
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
    assert LEXICON.places["kreml"].country == "Russland"


@pytest.mark.parametrize("name", WORD_CLASSES)
def test_every_word_class_has_words(name: str) -> None:
    assert all(word.strip() for word in LEXICON.words(name))
    assert LEXICON.words(name)


@pytest.mark.parametrize("kind", EPITHET_KINDS)
def test_epithets_are_in_lower_case(kind: str) -> None:
    assert LEXICON.epithets(kind)
    assert all(noun == noun.lower() for noun in LEXICON.epithets(kind))


def test_epithets_by_kind_of_entity() -> None:
    assert "politiker" in LEXICON.epithets(EntityKind.PERSON)
    assert "politiker" not in LEXICON.epithets(EntityKind.ORGANISATION)


def test_unknown_classes_are_errors_that_name_the_valid_ones() -> None:
    with pytest.raises(LexiconError, match=r"word class 'verbs'; valid are w-word, "):
        LEXICON.words("verbs")
    with pytest.raises(LexiconError, match=r"kind 'place'; valid are person, organisation"):
        LEXICON.epithets(EntityKind.PLACE)


def test_an_endless_word_is_looked_up_by_its_end() -> None:
    role = LEXICON.role("x" * 1_000_000 + "bundesminister")
    assert role is not None
    assert role.lemma == "Minister"
    assert LEXICON.noun("x" * 1_000_000) is None


def test_no_noun_is_longer_than_what_is_tried_of_a_long_word() -> None:
    tables = (LEXICON.roles, LEXICON.nouns, LEXICON.organisations, LEXICON.groups)
    assert max(len(form) for table in tables for form in table) <= LONGEST_HEAD


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


def write_table(folder: Path, name: str, *rows: str) -> Path:
    """A table with the columns of the schema; the cells of a row are parted by blanks."""
    columns = next(table.columns for table in TABLES if table.name == name)
    lines = ["\t".join(columns), *("\t".join(row.split()) for row in rows)]
    (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_own_words_and_epithets_join_those_of_the_package(tmp_path: Path) -> None:
    write_table(tmp_path, "words", "date Hornung", "w-word was", "audience was")
    write_table(tmp_path, "epithets", "Kommentator person", "Partei person")
    lexicon = LEXICON.extend(tmp_path)
    assert lexicon.words("date") - LEXICON.words("date") == {"Hornung"}
    assert lexicon.words("w-word") == LEXICON.words("w-word")
    assert "was" in lexicon.words("audience")
    assert {"kommentator", "partei", "politiker"} <= lexicon.epithets("person")
    assert "partei" not in lexicon.epithets("organisation")


def test_classes_without_words_are_empty(tmp_path: Path) -> None:
    lexicon = Lexicon.from_folder(tmp_path)
    assert {lexicon.words(name) for name in WORD_CLASSES} == {frozenset()}
    assert {lexicon.epithets(kind) for kind in EPITHET_KINDS} == {frozenset()}


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("words", "dates Hornung", r"words.tsv:2: class is 'dates'; valid are w-word, "),
        ("epithets", "Kreml place", r"epithets.tsv:2: kind is 'place'; valid are person, organisation"),
    ],
)
def test_an_unknown_class_in_a_table_is_an_error_with_its_place(
    tmp_path: Path, table: str, row: str, complaint: str
) -> None:
    with pytest.raises(LexiconError, match=complaint):
        LEXICON.extend(write_table(tmp_path, table, row))


def test_a_word_may_stand_in_two_classes_but_not_twice_in_one(tmp_path: Path) -> None:
    write_table(tmp_path, "words", "date Mai", "after-ordinal Mai", "date Mai")
    assert list(problems(tmp_path)) == ["words.tsv:4: 'date Mai' stands in line 2 already; remove one of the two."]


def test_lexicons_of_the_same_folders_are_equal(tmp_path: Path) -> None:
    extended = LEXICON.extend(write_verbs(tmp_path, GOOD))
    assert extended == LEXICON.extend(tmp_path) != LEXICON
    assert {LEXICON, extended, LEXICON.extend(tmp_path)} == {extended, LEXICON}


def test_a_lexicon_is_pickled_as_its_folders(tmp_path: Path) -> None:
    extended = LEXICON.extend(write_verbs(tmp_path, GOOD))
    pickled = pickle.dumps(extended)
    assert len(pickled) < 1000
    assert pickle.loads(pickle.dumps(LEXICON)) is LEXICON
    assert pickle.loads(pickled) == extended
    assert "anzusimsen" in pickle.loads(pickled).verb_forms
    own = Lexicon.from_folder(tmp_path)
    assert list(pickle.loads(pickle.dumps(own)).verbs) == ["ansimsen"]


def test_a_lexicon_never_changes_so_its_copy_is_itself(tmp_path: Path) -> None:
    extended = LEXICON.extend(tmp_path)
    assert copy.copy(extended) is copy.deepcopy(extended) is extended


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


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quoteattr.lexicon", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_that_checks(tmp_path: Path) -> None:
    assert run("check").returncode == 0
    bad = run("check", str(write_verbs(tmp_path, GOOD, GOOD)))
    assert bad.returncode == 1
    assert bad.stdout.startswith("verbs.tsv:4: ")
    assert run("check", str(tmp_path / "nowhere")).returncode == 2


def test_the_command_that_shows_a_word(tmp_path: Path) -> None:
    done = run("show", "Ansimste", str(write_verbs(tmp_path, GOOD)))
    assert done.returncode == 0
    assert done.stdout.splitlines()[:3] == ["verbs.tsv:3", "  id          ansimsen", "  base        simsen"]
    unknown = run("show", "ansimste")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert run("show", "ansimste", str(tmp_path / "nowhere")).returncode == 2


@pytest.mark.parametrize(
    ("word", "tables"),
    [
        ("einräumte", ["verbs", "verbs"]),
        ("Testberichten", ["nouns"]),
        ("Bundesaußenministerin", ["roles"]),
        ("Forschern", ["roles", "groups"]),
        ("Landesbehörden", ["organisations", "groups"]),
        ("Frau", ["words", "titles", "roles", "epithets"]),
        ("weil", ["words"]),
        ("könnten", ["modals", "modals", "irregular"]),
        ("achtete", ["konjunktiv"]),
        ("zu Recht", ["adverbs"]),
        ("aus Sicht", ["prepositions"]),
        ("hervorragende", ["evaluations"]),
        ("unwahr", ["evaluations", "comments"]),
        ("russischen", ["places"]),
        ("dpa", ["media"]),
        ("Franz-Josef", ["firstnames"]),
        ("hervor", ["particles"]),
        ("Quark", []),
    ],
)
def test_entries_of_a_word(word: str, tables: list[str]) -> None:
    assert [row.file.removesuffix(".tsv") for row in entries(word, LEXICON)] == tables


def test_notes_are_shown() -> None:
    shown = "\n".join(line for row in entries("demzufolge", LEXICON) for line in lines(row))
    assert "  note        also a relative" in shown


@pytest.mark.parametrize(
    ("word", "upos", "entry", "kind", "strong"),
    [
        ("inakzeptables", "ADJ", "inakzeptabel", "adjective", True),
        ("besseren", "ADJ", "gut", "adjective", False),  # forms
        ("schlechteste", "ADJ", "schlecht", "adjective", False),
        ("Steuerskandals", "NOUN", "Skandal", "noun", True),  # a compound
        ("kaputtgespart", "VERB", "kaputt|sparen", "verb", False),
        ("gerettet", "VERB", None, "", False),  # told as a fact as often as not
        ("höchst", "ADV", "höchst", "intensifier", True),
        ("wenig", "ADV", "wenig", "shifter", True),
    ],
)
def test_words_that_judge(word: str, upos: str, entry: str | None, kind: str, strong: bool) -> None:
    found = LEXICON.evaluation(word, upos)
    assert (found and found.id) == entry
    if found is not None:
        assert (found.kind, found.strong) == (kind, strong)


def test_there_are_enough_words_that_judge() -> None:
    entries = {
        entry.id for group in (LEXICON.evaluations, LEXICON.phrases) for found in group.values() for entry in found
    }
    assert len(entries) >= 1500
    assert any(entry.id == "in stich" for entry in LEXICON.phrases["in"])
