"""The page of an article in a real browser: all that a reader can do, by mouse and by keyboard; what it must not do."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from browsing import WIDTHS, Open, axe_finds_nothing, focused, tab_to
from pages import HOSTILE, full, hostile, shown

from quoteattr import Document
from quoteattr.page.article_page import article_page

pytestmark = pytest.mark.browser


def in_text(tab: Any, words: str) -> Any:
    return tab.locator(".text").get_by_text(words).last


def shown_card(tab: Any) -> str | None:
    cards = tab.locator(".card:visible")
    return cards.first.get_attribute("data-quote") if cards.count() else None


def marked(tab: Any, name: str) -> list[str]:
    """The words in the text that have a class."""
    return [" ".join(words.split()) for words in tab.locator(f".text .{name}").all_inner_texts()]


def test_pointing_at_a_quotation_shows_what_belongs_to_it(open_page: Open) -> None:
    tab = open_page(full().to_html())
    assert shown_card(tab) is None
    in_text(tab, "alles geprüft").hover()
    assert shown_card(tab) == "q1"
    assert marked(tab, "is-cue") == ["sagte"]
    assert "".join(marked(tab, "is-speaker")) == "Kämmerer Jörg Maier"
    assert marked(tab, "now") == ["„Wir haben“", "„alles geprüft.“"]
    assert tab.locator(".arcs path").count() == 3  # to the speaker, to the words, between the two parts
    card = tab.locator(".card:visible").inner_text()
    for words in (
        "Jörg Maier",
        "wörtlich",
        "99 %",
        "Es spricht Kämmerer Jörg Maier",
        "der Artikel dazu steht",
        "Angesprochen",
    ):
        assert words in card
    tab.locator("h1").hover()
    assert shown_card(tab) is None
    assert tab.locator(".arcs path").count() == 0


def test_of_two_quotations_at_a_place_the_inner_one_counts(open_page: Open) -> None:
    tab = open_page(full().to_html())
    in_text(tab, "komplett sanieren").click()
    assert shown_card(tab) == "q3"
    tab.locator("h1").hover()
    assert shown_card(tab) == "q3"  # a click keeps it
    tab.locator(".card:visible").get_by_role("link", name="Zitat 2").click()
    assert shown_card(tab) == "q2"
    in_text(tab, "Streit um das Bad").click()
    assert shown_card(tab) is None


def test_the_slider_hides_what_is_less_sure(open_page: Open) -> None:
    tab = open_page(full().to_html())
    slider = tab.get_by_role("slider")
    slider.focus()
    slider.fill("90")
    assert tab.locator(".count").inner_text() == "3 von 5 Zitaten gezeigt"
    assert tab.locator("a.chip:visible").count() == 3
    assert tab.locator("mark[data-quote=q5]").evaluate("mark => getComputedStyle(mark).borderBottomWidth") == "0px"
    assert tab.locator(".people .total[data-person=e3]").inner_text() == "0"
    tab.get_by_role("button", name="Alle zeigen").click()
    assert tab.locator("a.chip:visible").count() == 5
    assert slider.input_value() == "0"


def test_the_list_of_what_to_check_leads_there_even_if_it_is_hidden(open_page: Open) -> None:
    tab = open_page(full().to_html())
    tab.get_by_role("slider").fill("90")
    entries = tab.locator(".check li").all_inner_texts()
    assert [
        entry
        for entry, words in zip(entries, ("35 %", "ist offen", "schließt nichts"), strict=True)
        if words not in entry
    ] == []
    tab.locator(".check a").first.click()
    assert shown_card(tab) == "q5"
    assert focused(tab, "id") == "a1-q5"
    assert tab.locator(".count").inner_text() == "5 von 5 Zitaten gezeigt"


def test_people_list_their_lines_and_can_be_shown_alone(open_page: Open) -> None:
    tab = open_page(full().to_html())
    names = tab.locator(".people .name").all_inner_texts()
    assert names == ["Anna Kern", "Jörg Maier", "Verein", "Sprecher unbekannt"]
    tab.get_by_text("Anna Kern 2").click()
    lines = tab.locator(".people a:visible")
    assert lines.count() == 2
    lines.nth(1).click()
    assert shown_card(tab) == "q3"
    only = tab.locator("button:visible", has_text="Nur diese Zitate")
    only.click()
    assert only.get_attribute("aria-pressed") == "true"
    assert tab.locator(".count").inner_text() == "2 von 5 Zitaten gezeigt"
    only.click()
    assert only.get_attribute("aria-pressed") == "false"
    assert tab.locator("a.chip:visible").count() == 5


def test_a_citation_is_copied(open_page: Open) -> None:
    tab = open_page(full().to_html(), permissions=["clipboard-read", "clipboard-write"])
    in_text(tab, "alles geprüft").click()
    tab.get_by_role("button", name="Als Beleg kopieren").click()
    tab.get_by_text("Kopiert").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == (
        "Jörg Maier: „Wir haben“ … „alles geprüft.“ (wörtlich; Das Bad, Zeichen 19 bis 75; "
        "Von einem Programm gefunden, bitte an der Quelle prüfen)"
    )


def test_without_a_clipboard_a_citation_is_copied_all_the_same(open_page: Open) -> None:
    tab = open_page(full().to_html())
    tab.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    in_text(tab, "alles geprüft").click()
    tab.get_by_role("button", name="Als Beleg kopieren").click()
    tab.get_by_text("Kopiert").wait_for()
    assert focused(tab, "data-act") == "copy"


def test_what_is_shown_is_saved_as_csv(open_page: Open) -> None:
    tab = open_page(full().to_html())
    tab.get_by_role("slider").fill("90")
    with tab.expect_download() as started:
        tab.get_by_role("button", name="Als CSV").click()
    content = Path(started.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["q1", "q2", "q3"]
    assert rows[0]["quotation"] == "„Wir haben“ … „alles geprüft.“"
    assert rows[0]["parent"] == ""


def test_no_cell_is_a_formula(open_page: Open) -> None:
    words = next(each for each in HOSTILE if each.startswith("="))
    tab = open_page(article_page(each for each in hostile() if each[0] == words))
    with tab.expect_download() as started:
        tab.get_by_role("button", name="Als CSV").click()
    (row,) = csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8-sig"), newline=""))
    assert row["speaker"] == "'" + words


def test_everything_by_keyboard_alone(open_page: Open) -> None:
    tab = open_page(full().to_html(), permissions=["clipboard-read", "clipboard-write"])

    tab_to(tab, "input")
    for _ in range(8):
        tab.keyboard.press("ArrowRight")
    assert tab.locator(".count").inner_text() == "4 von 5 Zitaten gezeigt"
    tab_to(tab, "[data-act=reset]")
    tab.keyboard.press("Enter")
    assert tab.locator("a.chip:visible").count() == 5
    tab_to(tab, ".people li summary")
    tab.keyboard.press("Space")
    tab_to(tab, "[data-act=person]")
    tab.keyboard.press("Space")
    assert tab.locator("a.chip:visible").count() == 2
    tab.keyboard.press("Space")
    tab_to(tab, ".people a[data-quote=q2]")
    tab.keyboard.press("Enter")
    assert (shown_card(tab), focused(tab, "id")) == ("q2", "a1-q2")
    tab.keyboard.press("Tab")
    assert (shown_card(tab), focused(tab, "id")) == ("q3", "a1-q3")
    tab.keyboard.press("Enter")
    assert focused(tab, "id") == "a1-q3-card"
    tab_to(tab, "[data-act=next]")
    tab.keyboard.press("Enter")
    assert (shown_card(tab), focused(tab, "data-act")) == ("q4", "next")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")
    assert (shown_card(tab), focused(tab, "data-act")) == ("q3", "previous")
    tab_to(tab, "[data-act=copy]")
    tab.keyboard.press("Enter")
    tab.get_by_text("Kopiert").first.wait_for()
    tab.keyboard.press("Escape")
    assert (shown_card(tab), focused(tab, "id")) == (None, "a1-q3")
    tab.keyboard.press("Tab")
    assert shown_card(tab) == "q4"


def test_where_the_focus_is_can_be_seen_and_is_not_covered(open_page: Open) -> None:
    """On a phone the card comes up from below; the quotation stays above it."""
    text = "Es regnet.\n\n" * 40
    document = full()
    long = Document(document.text + text, document.quotes, document.entities)
    tab = open_page(long.to_html(), 360)
    for number in range(1, 6):
        tab.locator(f"#a1-q{number}").focus()
        chip = tab.locator(f"#a1-q{number}").bounding_box()
        card = tab.locator(".card:visible").bounding_box()
        assert 0 <= chip["y"] < chip["y"] + chip["height"] <= card["y"]
        assert tab.evaluate("getComputedStyle(document.activeElement, '::before').outlineStyle") == "solid"
    tab.keyboard.press("Escape")
    tab.evaluate("scrollTo(0, 0)")
    in_text(tab, "Der Verein").click()
    assert in_text(tab, "Der Verein").bounding_box()["y"] < tab.locator(".card:visible").bounding_box()["y"]


def test_an_address_leads_to_a_quotation(open_page: Open, tmp_path: Path) -> None:
    tab = open_page(article_page([("eins", Document("Es regnet.")), ("", full())], "en"))
    assert tab.locator("section.article:visible").count() == 1
    assert tab.locator("h1:visible").inner_text() == "eins"
    tab.get_by_role("link", name="Das Bad").click()
    assert tab.locator("h1:visible").inner_text() == "Das Bad"
    assert tab.locator("nav [aria-current=true]").inner_text() == "Das Bad"
    tab.goto((tmp_path / "page.html").as_uri() + "#a2-q5")
    tab.reload()
    assert shown_card(tab) == "q5"
    assert tab.locator("section.article:visible").get_attribute("id") == "a2"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_and_axe_finds_nothing(open_page: Open, width: int, scheme: str) -> None:
    tab = open_page(article_page([("a.txt", full()), *hostile()]), width, color_scheme=scheme)
    for focus in (None, "#a1-q2"):
        if focus:
            tab.locator(focus).focus()
            tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        axe_finds_nothing(tab)


def test_hostile_articles_do_nothing(open_page: Open) -> None:
    tab = open_page(article_page(hostile()), 360)
    title = tab.title()
    for number in range(1, len(HOSTILE) + 1):
        tab.goto(tab.url.partition("#")[0] + f"#a{number}-q1")
        assert shown_card(tab) == "q1"
        tab.locator(f"#a{number} .text").dispatch_event("pointerover", {"pointerType": "mouse"})
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    assert tab.title() == title == "Artikel – quoteattr"
    assert tab.evaluate("document.querySelectorAll('script').length") == len(HOSTILE) + 1


def test_on_paper(open_page: Open) -> None:
    tab = open_page(full().to_html(), color_scheme="dark")
    tab.get_by_role("slider").fill("50")
    in_text(tab, "alles geprüft").click()
    tab.emulate_media(media="print")
    assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(27, 27, 27)"  # dark on light
    tab.locator(".caution").wait_for()
    assert tab.locator(".card:visible").count() == 4  # all that are shown, not only the one that is chosen
    assert tab.locator("button:visible, input:visible, .arcs:visible").count() == 0
    assert tab.locator("mark").first.evaluate("mark => getComputedStyle(mark).borderBottomStyle") != "none"
    assert len(tab.pdf()) > 10_000


def test_without_a_script_everything_can_be_read(open_page: Open) -> None:
    tab = open_page(full().to_html(), java_script_enabled=False)
    assert tab.locator(".card:visible").count() == 5
    assert tab.locator("button:visible, input:visible").count() == 0
    assert tab.locator("a.chip").first.get_attribute("href") == "#a1-q1-card"


def test_a_notebook_needs_no_script_and_no_style_sheet(open_page: Open) -> None:
    tab = open_page(f"<!doctype html><meta charset=utf-8>{shown(full())}", java_script_enabled=False)
    assert tab.get_by_text("Jörg Maier").count() > 0
    assert tab.locator("sup").first.evaluate("mark => getComputedStyle(mark.parentNode).borderBottomStyle") == "solid"


@pytest.mark.model
def test_the_page_of_the_seed(open_page: Open) -> None:
    import quoteattr

    (seed,) = (Path(__file__).parent.parent / "seeds").glob("*.txt")
    document = quoteattr.attribute(seed.read_text("utf-8"))
    page = document.to_html(seed.name)
    assert len(page.encode()) - len(document.text.encode()) < 250_000
    tab = open_page(page)
    assert tab.locator("a.chip").count() == len(document.quotes) > 15
    for quote in document.quotes:
        tab.locator(f"#a1-{quote.id}").focus()
        assert shown_card(tab) == quote.id
    assert tab.locator(".text").evaluate("text => text.textContent") == document.text
