"""spaCy: quotations on its documents, the component, and what is refused."""

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from parsers import Stub, stub
from results import TEXT, example

from quoteattr import Config, Document, OptionError, QuoteAttributor, extras

spacy = pytest.importorskip("spacy", reason=f"needs spacy: {extras.install_line('spacy')}")

SAID = "Kern sagte: „Das Rathaus 😀 wird gebaut.“ Er habe Geld."


@pytest.fixture
def nlp() -> Any:
    return spacy.blank("de")


def found(doc: Any, group: str) -> list[tuple[str, str, str]]:
    return [(span.id_, span.label_, span.text) for span in doc.spans[group]]


def test_quotations_are_span_groups(nlp: Any) -> None:
    doc = example().to_spacy(nlp(TEXT))
    assert found(doc, "quotes")[:3] == [
        ("q1", "direct", "„Ja“"), ("q1", "direct", "„wir finden ‚😀 das‘ gut.“"), ("q2", "direct", "‚😀 das‘"),
    ]  # fmt: skip
    assert found(doc, "speakers")[0] == ("q1", "speaker", "Anna Kern")
    assert found(doc, "cues") == [("q1", "cue", "sagte")]
    assert found(doc, "addressees") == [("q1", "addressee", "Ohm")]
    first, *_, last = doc.spans["quotes"]
    assert (first._.speaker, first._.cue, first._.addressee) == ("Anna Kern", "sagte", "Ohm")
    assert (last._.speaker, last._.cue) == (None, None)
    spans = first._.quote["spans"]
    assert [TEXT[span["start"] : span["end"]] for span in spans] == ["„Ja“", "„wir finden ‚😀 das‘ gut.“"]


def test_it_is_saved_with_the_doc(nlp: Any) -> None:
    doc = example().to_spacy(nlp(TEXT))
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert found(again, "quotes") == found(doc, "quotes")
    assert again.spans["quotes"][0]._.speaker == "Anna Kern"


def test_no_quotations(nlp: Any) -> None:
    assert found(Document("Es regnet.").to_spacy(nlp("Es regnet.")), "quotes") == []


def test_another_text_is_refused(nlp: Any) -> None:
    with pytest.raises(OptionError, match="is not the one of the document"):
        example().to_spacy(nlp("Es regnet."))


def test_attributes_of_others_are_left_alone(nlp: Any) -> None:
    from spacy.tokens import Span

    before = Span.get_extension("cue") if Span.has_extension("cue") else None
    Span.set_extension("cue", default="theirs", force=True)
    try:
        doc = example().to_spacy(nlp(TEXT))
        assert doc.spans["quotes"][0]._.cue == "theirs"
    finally:
        Span.remove_extension("cue")
        if before is not None:
            Span.set_extension("cue", getter=before[2])


# The component


def test_the_entry_point_leads_to_the_factory() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, name = project["entry-points"]["spacy_factories"]["quoteattr"].partition(":")
    assert callable(getattr(import_module(module), name))


def component(trees: str) -> Any:
    from quoteattr.documents.spacy_component import QuoteComponent

    return QuoteComponent(trees, Config(), QuoteAttributor(Stub()) if trees == "own" else None)


def test_it_finds_what_the_attributor_finds(nlp: Any) -> None:
    docs = list(component("own").pipe(nlp.pipe([SAID, "Es regnet.", SAID]), batch_size=2))
    expected = [(quote.id, quote.type.value, quote.text) for quote in stub().attribute(SAID).quotes]
    assert [found(doc, "quotes") for doc in docs] == [expected, [], expected]
    assert found(component("own")(nlp(SAID)), "quotes") == expected


def test_it_is_added_by_its_name(nlp: Any) -> None:
    import quoteattr.documents.spacy_component  # noqa: F401 – what the entry point does

    nlp.add_pipe("quoteattr", config={"trees": "pipeline", "second_opinion": False})
    assert nlp.pipe_names == ["quoteattr"]
    with pytest.raises(OptionError, match="The doc has no trees"):
        nlp("Es regnet.")
    assert found(nlp(""), "quotes") == []


def parsed(nlp: Any, relations: dict[str, str]) -> Any:
    """A doc with a tree: Die Polizei sagte, es sei kalt."""
    words = ["Die", "Polizei", "sagte", ",", "es", "sei", "kalt", ".", "\n\n", "Ja", "."]
    return spacy.tokens.Doc(
        nlp.vocab,
        words,
        spaces=[True, True, False, True, True, True, False, False, False, False, False],
        heads=[1, 2, 2, 6, 6, 6, 2, 2, 7, 9, 9],
        deps=["det", relations["subject"], "ROOT", "punct", "nsubj", "cop", "ccomp", "punct", "dep", "ROOT", "punct"],
        pos=["DET", "NOUN", "VERB", "PUNCT", "PRON", "AUX", "ADJ", "PUNCT", "SPACE", "INTJ", "PUNCT"],
        tags=["ART", "NN", "VVFIN", "$,", "PPER", "VAFIN", "ADJD", "$.", "_SP", "ITJ", "$."],
        lemmas=["der", "Polizei", "sagen", ",", "es", "sein", "kalt", ".", "\n\n", "ja", "."],
    )


def test_trees_of_the_pipeline_are_taken(nlp: Any) -> None:
    from quoteattr.documents.spacy_trees import parse_of

    doc = parsed(nlp, {"subject": "nsubj"})
    first, second = parse_of(doc).sentences
    assert (first.paragraph, second.paragraph) == (0, 1)
    assert [token.head for token in first.tokens] == [1, 2, -1, 6, 6, 6, 2, 2]
    assert all(doc.text[token.start : token.end] == token.text for token in (*first.tokens, *second.tokens))
    component("pipeline")(doc)
    assert found(doc, "quotes") == [("q1", "indirect", "es sei kalt")]
    assert doc.spans["quotes"][0]._.speaker == "Polizei"


def test_other_labels_than_those_of_ud_are_refused(nlp: Any) -> None:
    with pytest.raises(OptionError, match=r"The relation 'sb' is not one of Universal Dependencies.*trees='own'"):
        component("pipeline")(parsed(nlp, {"subject": "sb"}))


def test_a_wrong_source_of_trees() -> None:
    with pytest.raises(OptionError, match="trees is 'mine'; give 'own'"):
        component("mine")
