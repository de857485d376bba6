"""The style of the quotation marks changes nothing: not what a parser sees, not what is found."""

from unicodedata import normalize

import golden
import pytest
from casefile import Case, cases, document, parses, rows
from parsers import Prepared, shown

from quoteattr.model import Span
from quoteattr.reading import read
from quoteattr.text.marks import MarkPair, scan

# Opening and closing mark of outer pairs, then of inner ones, in place of „ “ ‚ ‘.
STYLES = {
    "guillemets inward": "»«›‹",
    "guillemets outward": "«»‹›",
    "English": "“”‘’",
    "ASCII": "\"\"''",
    "single": "‚‘„“",
    "single guillemets inward": "›‹»«",
    "single guillemets outward": "‹›«»",
    "single English": "‘’“”",
    "single ASCII": "''\"\"",
    "English closing": "„”‚’",
    "ASCII closing": "„\"‚'",
    "English closing twice": "””‚‘",
    "acute accents": "\N{ACUTE ACCENT}\N{ACUTE ACCENT}„“",
    "ornaments": "\N{HEAVY DOUBLE TURNED COMMA QUOTATION MARK ORNAMENT}"
    "\N{HEAVY DOUBLE COMMA QUOTATION MARK ORNAMENT}‚‘",
    "reversed": "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}”‘’",
    "fullwidth": "\N{FULLWIDTH QUOTATION MARK}" * 2 + "''",
}
TEXTS = [
    "„Wir gehen“, sagte Anna Lindner, „und wir kommen wieder.“",
    "Der Wirt rief: „Sie hat ‚Nein‘ gesagt!“ Niemand widersprach.",
    "Sie las „Der kalte Fluss“ in zwei Tagen.\n\n„Ein Buch wie ein Herbst“, schrieb die „Hafenpost“.",
    "„Morgen (‚gegen acht‘) ist alles vorbei“, so der Kapitän.",
    "„Wirklich?“, fragte er. „Ja.“",
]
GOLDEN = [
    pytest.param(case, parses(file)[case["label"]], id=f"{file.stem}: {case['label']}")
    for file in golden.FILES
    for case in cases(file)
    if "„" in case["text"] and case["text"].isprintable() and not set("»«›‹\"'’") & set(case["text"])
]


def _restyled(text: str, signs: str) -> str:
    return text.translate(str.maketrans("„“‚‘", signs))


def _structure(pairs: tuple[MarkPair, ...]) -> list[tuple[object, ...]]:
    return [(pair.span, pair.inner, pair.parent, pair.openers, pair.closer) for pair in pairs]


@pytest.mark.parametrize("signs", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("text", TEXTS)
def test_every_style_has_the_same_pairs_and_looks_the_same_to_a_parser(text: str, signs: str) -> None:
    restyled = _restyled(text, signs)
    assert _structure(scan(restyled).pairs) == _structure(scan(text).pairs)
    assert shown(restyled) == shown(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "„Das war früh“, sagte Käthe’s Schwester. „Für‚ mich‘ nicht.",
        "Er sagte „Zu spät für’s Bett. Niemand widersprach.",
        '„‚Österreich’ bleibt“, so Noé.“ Es war 3" für André.',
    ],
)
def test_combining_marks_belong_to_their_letters(text: str) -> None:
    apart = normalize("NFD", text)
    place = [len(normalize("NFD", text[:at])) for at in range(len(text) + 1)]
    expected = [Span(place[pair.span.start], place[pair.span.end]) for pair in scan(text).pairs]
    assert [pair.span for pair in scan(apart).pairs] == expected
    assert shown(apart).split() == shown(text).split()


@pytest.mark.parametrize("signs", [",,''", "``''"])
@pytest.mark.parametrize("text", [text for text in TEXTS if "‚" not in text])
def test_marks_of_two_signs_differ_by_blanks_only(text: str, signs: str) -> None:
    restyled = text.replace("„", signs[:2]).replace("“", signs[2:])
    seen = shown(restyled)
    assert len(seen) == len(restyled)
    assert seen.replace(" ", "") == text.replace(" ", "")
    assert "“ ," not in seen


@pytest.mark.parametrize("signs", [STYLES["guillemets outward"], STYLES["English"], STYLES["ASCII"]])
@pytest.mark.parametrize(("case", "parse"), GOLDEN)
def test_the_same_is_found_in_every_style(case: Case, parse: str, signs: str) -> None:
    restyled = _restyled(case["text"], signs)
    found = rows(document(case | {"text": restyled}, parse.replace(case["text"], restyled)))
    expected = rows(document(case, parse))
    assert found == [[part and _restyled(part, signs) for part in row] for row in expected]


def test_a_mark_of_two_signs_is_one_whole_token() -> None:
    text = ",,Ja'', rief er."
    words = [(1, 2, "„"), (2, 4, "Ja"), (4, 5, "“"), (6, 7, ","), (8, 12, "rief"), (13, 15, "er"), (15, 16, ".")]
    rows = (
        f"{number}\t{word}\t{word}\tX\t_\t_\t{int(number > 1)}\tdep\t_\tstart_char={start}|end_char={end}\n"
        for number, (start, end, word) in enumerate(words, 1)
    )
    (reading,) = read([text], Prepared("".join(rows) + "\n"))
    (sentence,) = reading.sentences
    assert [token.span.of(text) for token in sentence.tokens] == [",,", "Ja", "''", ",", "rief", "er", "."]
