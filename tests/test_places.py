"""The places of a page: what each paragraph is, what opens it, who asks and who answers."""

import time

import pytest
from hypothesis import given
from parsers import stub
from strategies import texts

from quoteattr import Document
from quoteattr.model import Place
from quoteattr.text.layout import paragraphs
from quoteattr.text.marks import scan
from quoteattr.text.places import places

STORY = (
    "Die Brücke über den Fluss bleibt bis zum Frühjahr gesperrt, weil Gutachter tiefe Risse gefunden haben, und zwar "
    "viele."
)


def kinds_of(text: str) -> list[tuple[str, str]]:
    return [(place.kind.value, place.span.of(text)) for place in places(text, scan(text))]


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("BERLIN (dpa) –", "dateline"),
        ("KÖLN (ots) -", "dateline"),
        ("Tartul (dna/eb) –", "dateline"),
        ("FRANKFURT (Eigenbericht).", "dateline"),
        ("BAD ALTENAU.", "dateline"),
        ("Wien –", "dateline"),
        ("Hohenau/Steinfeld.", "dateline"),
        ("Bern, 3. Mai –", "dateline"),
        ("18.20 Uhr –", "time"),
        ("+++ 17:20 +++", "time"),
        ("9:05 Uhr:", "time"),
        ("Update:", "time"),
        ("*Update 7.45 Uhr:*", "time"),
        ("**Update vom 3. Juni, 11:20 Uhr**:", "time"),
        ("__7.45 Uhr:__", "time"),
        ("•", "marker"),
        ("–", "marker"),
        (">", "marker"),
        ("Foto:", "caption"),
        ("Bildunterschrift:", "caption"),
        ("Lesen Sie auch:", "teaser"),
        ("Mehr zum Thema:", "teaser"),
        ("**Streit am Fluss.**", "headline"),
    ],
)
def test_what_opens_a_paragraph_is_no_part_of_it(opening: str, kind: str) -> None:
    text = f"{opening} {STORY}"
    first, second = paragraphs(text)
    assert (first.span.of(text), second.span.of(text)) == (opening, STORY)
    assert (kind, opening) in kinds_of(text)


@pytest.mark.parametrize(
    "line",
    [
        "Nein. Das geht nicht, sagte die Bürgermeisterin am Dienstag vor dem Rat, der lange darüber gestritten hatte.",
        "Frau Dr. Weiß kam zu spät.",
        "Sand (lacht): Das weiß ich nicht.",
        "Tom Rau (SPD) – sonst ein ruhiger Mann – wurde laut.",
        "20 Leute kamen.",
        "Update um elf Uhr verschoben: Die Stadt wartet.",
        "**Nachtrag** folgt: Die Stadt wartet.",
        "**Berg:** Das weiß ich nicht.",
        "3. Mai war ein Montag.",
        "**Anna Berg** sagte nichts.",
        "Fotografen kamen: viele.",
    ],
)
def test_what_only_looks_like_an_opening(line: str) -> None:
    text = f"{STORY}\n\n{line}"
    assert [paragraph.span.of(text) for paragraph in paragraphs(text)] == [STORY, line]


def test_numbers_of_a_list_count() -> None:
    text = "1. Wir liefern.\n2. Die Stadt zahlt.\n\n7. Juli war ein Montag."
    assert [paragraph.span.of(text) for paragraph in paragraphs(text)] == [
        "1.", "Wir liefern.", "2.", "Die Stadt zahlt.", "7. Juli war ein Montag."
    ]  # fmt: skip


def test_the_head_of_a_page() -> None:
    head = "VERKEHR\nStreit um die Brücke\nWarum sie zu bleibt\nVon Ute Sand, Warschau"
    text = f"{head}\n\n{STORY}\n\nEine Zeile dazwischen\n\n{STORY}"
    assert [kind for kind, _ in kinds_of(text)] == [
        "kicker", "headline", "subhead", "byline", "paragraph", "subhead", "paragraph"
    ]  # fmt: skip


@pytest.mark.parametrize("headline", ["Wer zahlt die Brücke?", "Das reicht!", "Streit um Brücke: Rat tagt"])
def test_a_headline_may_ask_and_call(headline: str) -> None:
    assert kinds_of(f"{headline}\n\n{STORY}")[0] == ("headline", headline)


@pytest.mark.parametrize("line", ["Wer zahlt?", "Er kam.", "Die Stadt im Wortlaut:", "Er kam. Sie ging nicht"])
def test_a_text_of_one_line_has_a_headline_only_without_a_stop(line: str) -> None:
    assert kinds_of(line) == [("paragraph", line)]


@pytest.mark.parametrize(
    "line",
    ["Von Ute Sand", "Von unserem Reporter Jan Kolb", "*Von Ute Sand und Jan Kolb*", "Das Gespräch führte Ute Sand."],
)
def test_bylines(line: str) -> None:
    assert ("byline", line) in kinds_of(f"{STORY}\n\n{line}")


@pytest.mark.parametrize(
    "line", ["Von Montag an regnet es.", "Von hier aus sieht man das Meer", "Das Gespräch dauerte lange."]
)
def test_no_bylines(line: str) -> None:
    assert ("byline", line) not in kinds_of(f"{STORY}\n\n{line}\n\n{STORY}")


def test_a_pull_quote_is_what_the_article_repeats() -> None:
    quoted = "„Ich gehe nicht. Niemals.“"
    text = f"{STORY}\n\n{quoted}\n\nSie sagte: „Ich gehe nicht.“ Dann: „Niemals.“\n\n„Nie gesagt.“"
    assert [kind for kind, _ in kinds_of(text)] == ["paragraph", "pull-quote", "paragraph", "paragraph"]


def test_tables_handles_and_mails() -> None:
    text = f"{STORY}\n\nMai\t12\n\nDer Account @stadt.nord schrieb #brücke, nicht an a@b.de.\n\n> Wir kommen."
    found = kinds_of(text)
    assert ("table", "Mai\t12") in found
    assert [words for kind, words in found if kind == "handle"] == ["@stadt.nord", "#brücke"]
    assert ("mail", "Wir kommen.") in found


def turns_of(text: str) -> str:
    letters = {"question": "q", "answer": "a"}
    return "".join(letters.get(kind, "-") for kind, _ in kinds_of(text) if kind != "label")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Frau Ott, wie geht es?|Ott: Gut.|Und sonst?|Ott: Auch gut.|Sie gehen?|Ott: Ja, im Mai.", "qaqaqa"),
        ("AB: Wie geht es?|CD: Gut.|AB: Das ist schön.|CD: Ja.|AB: Und sonst?|CD: Auch.", "qaqaqa"),
        ("Frau Ott, was nun?|Ich gehe.|Wohin wollen Sie?|Ans Meer.|Freuen Sie sich?|Wir freuen uns.", "qaqaqa"),
        ("Frau Ott, was nun?|Ich gehe.|Es heißt, Sie seien müde.|Ich? Nie.|Wirklich?|Sicher.", "qaqaqa"),
        ("Frau Ott, was nun?|Ich gehe.|Ich fahre.|Was sagt Ihr Mann?|Nichts.|Und Sie?|Mir ist es recht.", "qaaqaqa"),
        ("Was wird teurer?|Das Bad.|Ab wann?|Ab Mai.|Wer zahlt weniger?|Kinder.", "------"),
        ("Was müssen Sie tun?|Kündigen.|Wo steht Ihr Auto?|Draußen.|Wer hilft Ihnen?|Die Stadt.", "------"),
        (f"{STORY}|Bern: Die Brücke ist zu.|Köln: Der Zoo ist offen.|Wien: Es regnet.", "----"),
    ],
)
def test_questions_and_answers(lines: str, expected: str) -> None:
    assert turns_of(lines.replace("|", "\n\n")) == expected


@given(texts())
def test_places_lie_in_the_text_in_order(text: str) -> None:
    found = places(text, scan(text))
    assert all(0 <= place.span.start < place.span.end <= len(text) for place in found)
    assert list(found) == sorted(found, key=lambda place: (place.span.start, -place.span.end))


def test_a_document_has_its_places_and_keeps_them() -> None:
    text = f"Streit um Brücke\n\n{STORY}"
    document = stub().attribute(text)
    assert document.places == places(text, scan(text))
    assert [type(place) for place in document.places] == [Place, Place]
    assert Document.from_dict(document.to_dict()) == document


def test_time_is_linear() -> None:
    page = f"Frau Ott, was nun?\n\nOtt: „Ich gehe.“\n\n{STORY} „Nie.“\n\n„Nie.“\n\n- eins\n1. zwei\n\n"

    def seconds(times: int) -> float:
        text = page * times
        marks = scan(text)
        start = time.process_time()
        places(text, marks)
        return time.process_time() - start

    short = sorted(seconds(50) for _ in range(5))[2]
    assert min(seconds(800) for _ in range(3)) < 16 * 8 * max(short, 1e-4)  # quadratic: 256
