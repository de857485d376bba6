"""A closing mark whose opening mark is missing still ends a quotation."""

import pytest

import quoteattr


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        ("Wir haben es geschafft“, sagte die Trainerin Anna Kern.", "Wir haben es geschafft“", "Anna Kern"),
        (
            "Der Minister sagte: Wir haben lange verhandelt. Nun ist es geschafft.“ Danach ging er.",
            "Wir haben lange verhandelt. Nun ist es geschafft.“",
            "Minister",
        ),
    ],
)
def test_a_lone_closing_mark_ends_a_quotation(text: str, quote: str, speaker: str) -> None:
    document = quoteattr.attribute(text)
    assert [(found.type.value, found.text) for found in document.quotes] == [("direct", quote)]
    assert document.quotes[0].speaker is not None
    assert document.quotes[0].speaker.name == speaker
    assert [found.code for found in document.diagnostics] == ["stray-mark"]


@pytest.mark.model
def test_a_lone_mark_in_running_text_ends_nothing() -> None:
    assert quoteattr.attribute("Das Rohr hat drei Zoll“ und liegt im Keller.").quotes == ()
