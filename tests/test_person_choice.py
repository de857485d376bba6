"""Who is chosen among the candidates, how sure that is, what lies below a threshold, and how it is judged."""

import json
from pathlib import Path
from typing import Any

import casefile
import pytest
from attrs import evolve
from parsers import NoParser
from speaking import attributed, followed_by, parses

from quoteattr import (
    Config,
    Document,
    Entity,
    EntityKind,
    Mention,
    Quote,
    QuoteAttributor,
    QuoteType,
    Span,
    Speaker,
    Via,
)
from quoteattr.documents.benchmark import Annotation, GoldArticle
from quoteattr.documents.explain import LANGUAGES, explain, phrase_of_term
from quoteattr.documents.quoted_gold import QuotedArticle, read_quoted
from quoteattr.evaluate.calibration import reliability_of
from quoteattr.evaluate.persons import judged_by_name, judged_by_phrase, same_person, speaker_confidence
from quoteattr.model import INSTEAD, INSTEAD_OF_SPEAKER, SPEAKER, SPEAKER_OPEN, Evidence
from quoteattr.speakers.ranking import PersonWeights


def confidences(name: str, **options: Any) -> dict[str, float | None]:
    """The confidence of each speaker of a document, by the words of the quotation."""
    document = QuoteAttributor(NoParser(), config=Config(**options)).attribute_parse(parses()[name])
    return {quote.text: quote.speaker.confidence if quote.speaker else None for quote in document.quotes}


@pytest.mark.parametrize("name", sorted(parses()))
def test_who_has_a_person_has_a_confidence(name: str) -> None:
    for quote in attributed(parses()[name]).quotes:
        assert quote.speaker is not None
        assert (quote.speaker.confidence is None) == (quote.speaker.entity is None)
        assert quote.speaker.confidence is None or 0 < quote.speaker.confidence < 1


def test_a_name_is_surer_than_a_pronoun_or_a_role() -> None:
    found = confidences("bridge")
    name, pronoun, role = (
        found[words] or 0.0
        for words in ("„Das Bauwerk ist marode“", "„Wir haben alles geprüft“", "sie kenne das Gutachten")
    )
    assert name > pronoun > role > 0.5


def test_what_stands_behind_by_others_changes_nothing() -> None:
    alone, before = parses()["bridge"], followed_by(parses()["bridge"], parses()["agency"])
    found = attributed(before).quotes
    for place, quote in enumerate(attributed(alone).quotes):
        assert found[place].speaker == quote.speaker


def test_the_weights_are_of_what_is_told() -> None:
    weights = PersonWeights.german()
    assert {"rules", "nobody", "parent", "told.back=1", "spoke.last.back=0"} <= set(weights.always)
    assert {"pronoun.er", "pronoun.sie", "explicit.role", "inherited.direct"} <= set(weights.by_way)
    assert weights.always["rules"] > 1


def test_weights_are_added_up() -> None:
    weights = PersonWeights.of({"rules": 2.0, "pronoun.er&rules": -1.5, "explicit.name&rules": 7.0})
    assert weights.score("pronoun.er", ["rules", "unheard"]) == 0.5
    assert weights.score("unheard", ["rules"]) == 2.0
    assert len(weights) == 3


def test_below_the_threshold_nobody_is_given_and_the_candidates_are_told() -> None:
    parse = parses()["team"]
    everything = attributed(parse)
    (pronoun,) = [quote for quote in everything.quotes if quote.speaker and quote.speaker.via is Via.PRONOUN]
    assert pronoun.speaker is not None
    assert pronoun.speaker.confidence is not None
    least = pronoun.speaker.confidence + 0.001
    document = QuoteAttributor(NoParser(), config=Config(min_speaker_confidence=least)).attribute_parse(parse)
    assert [quote.speaker is None for quote in document.quotes] == [quote == pronoun for quote in everything.quotes]
    assert [evolve(quote, speaker=None) for quote in document.quotes] == [
        evolve(quote, speaker=None) for quote in everything.quotes
    ]
    (doubt,) = [found for found in document.diagnostics if found.code == "uncertain-speaker"]
    assert doubt.span == pronoun.spans[0]
    assert doubt.message == (
        f"er is Peter Wolters with a confidence of only {pronoun.speaker.confidence:.2f}; it can also be Karl Hagen."
    )


def test_an_open_speaker_keeps_the_words() -> None:
    document = QuoteAttributor(NoParser(), config=Config(min_speaker_confidence=1)).attribute_parse(
        parses()["brothers"]
    )
    assert [quote.speaker.mention.text for quote in document.quotes if quote.speaker and quote.speaker.mention] == [
        "Sander"
    ]
    codes = [found.code for found in document.diagnostics]
    assert codes.count("uncertain-speaker") == len(document.quotes) - 1


def test_it_goes_to_json_and_back() -> None:
    document = attributed(parses()["bridge"])
    data = json.loads(json.dumps(document.to_dict()))
    assert Document.from_dict(data) == document
    assert data["quotes"][0]["speaker"]["confidence"] == document.quotes[0].speaker.confidence  # type: ignore[union-attr]
    for quote in data["quotes"]:
        del quote["speaker"]["confidence"]  # as written by an earlier release
    assert all(quote.speaker and quote.speaker.confidence is None for quote in Document.from_dict(data).quotes)


@pytest.mark.parametrize(("language", "told"), list(zip(LANGUAGES, ("zu 96 % sicher", "96 % sure"), strict=True)))
def test_explain_tells_it(language: str, told: str) -> None:
    document = attributed(parses()["team"])
    quote = document.quotes[3]
    assert quote.speaker is not None
    surer = evolve(quote, speaker=evolve(quote.speaker, confidence=0.961))
    assert told in explain(document, surer, language)
    assert told not in explain(document, evolve(quote, speaker=evolve(quote.speaker, confidence=None)), language)


def case(label: str) -> Document:
    """What is found in a case of `cases/speakers/persons.json`."""
    file = casefile.CASES / "speakers" / "persons.json"
    data = next(one for one in json.loads(file.read_text("utf-8")) if one["label"] == label)
    return casefile.document(data, casefile.parses(file)[label])


def reasons(quote: Quote) -> dict[str, Evidence]:
    """The evidence for who speaks."""
    return {item.rule: item for item in quote.evidence if item.rule.partition(".")[0] == SPEAKER}


def test_who_came_second_and_what_decided_is_told() -> None:
    document = case("sie goes on with the subject")
    (quote,) = (quote for quote in document.quotes if quote.text == "„Es reicht nicht“")
    speaker, other = quote.evidence[-2:]
    assert (speaker.rule, other.rule) == (SPEAKER, INSTEAD_OF_SPEAKER)
    assert quote.speaker is not None
    assert quote.speaker.mention is not None
    assert speaker.spans == quote.speaker.mention.spans
    values = [float(term.rpartition("=")[2]) for term in speaker.terms]
    assert values == sorted(values, reverse=True)
    assert 0 < len(values) <= 4
    assert "told.paragraph.subject" in {term.rpartition("=")[0] for term in speaker.terms}
    assert [span.of(document.text) for span in other.spans] == ["Geschäftsführerin Ina Kolb"]
    assert other.terms[0].startswith("Ina Kolb=0.")
    for language, told in zip(LANGUAGES, ("Sonst käme „Ina Kolb“ in Frage", "could be “Ina Kolb”"), strict=True):
        assert told in explain(document, quote, language)
        assert told not in explain(document, evolve(quote, speaker=None), language)  # the likelier one is withheld
    assert Document.from_dict(json.loads(json.dumps(document.to_dict()))) == document


def test_where_nobody_is_chosen_who_came_close_is_told() -> None:
    document = case("a pronoun that two can be meant by is open")
    (quote,) = document.quotes
    (item,) = reasons(quote).values()
    assert item.rule == INSTEAD_OF_SPEAKER
    assert [span.of(document.text) for span in item.spans] == ["Manager Peter Wolters"]
    assert "Am ehesten käme „Peter Wolters“ in Frage" in explain(document, quote)


def test_nobody_can_come_second() -> None:
    document = attributed(parses()["bridge"])
    quote = document.quotes[-1]
    assert list(reasons(quote)) == [SPEAKER, SPEAKER_OPEN]
    assert reasons(quote)[SPEAKER_OPEN].terms[0].startswith("nobody=0.")
    assert "Otherwise it would stay open who speaks" in explain(document, quote, "en")


@pytest.mark.parametrize("name", sorted(parses()))
def test_the_first_piece_of_evidence_is_the_rule(name: str) -> None:
    for quote in attributed(parses()[name]).quotes:
        assert quote.evidence[0].rule.partition(".")[0] != SPEAKER
        assert not any(rule.startswith(INSTEAD) for rule in reasons(quote))


def test_a_full_name_is_not_weighed() -> None:
    assert not reasons(attributed(parses()["bridge"]).quotes[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_weighs_has_a_phrase(language: str) -> None:
    weights = PersonWeights.german()
    names = {*weights.always, *(name for way in weights.by_way.values() for name in way)}
    assert [name for name in sorted(names) if not phrase_of_term(name, language)] == []


def test_terms_with_the_same_words_are_told_once() -> None:
    chosen = Evidence(SPEAKER, (), ("rules.rule=a.b=+1.00", "rules.rule=c.d=+0.50"))
    second = Evidence(SPEAKER_OPEN, (), ("nobody=0.20",))
    quote = quotation(1, "es werde warm", predicted().quotes[0].speaker)
    told = explain(predicted(), evolve(quote, evidence=(Evidence("indirect.above.tree"), chosen, second)), "en")
    assert "What spoke most for it: how the passage is built (+1.50)." in told


TEXT = "Anna Kern sagte, es werde warm. Sie sagte, es werde kalt. Der Rat sagte, es reiche."


def span(words: str, start: int = 0) -> Span:
    return Span(at := TEXT.index(words, start), at + len(words))


def quotation(number: int, words: str, speaker: Speaker | None) -> Quote:
    return Quote(f"q{number}", QuoteType.INDIRECT, None, (span(words),), words, speaker=speaker)


def predicted(name: str = "Anna Kern") -> Document:
    """Kern twice, by name and by pronoun, and a council that nobody else names."""
    kern = Entity("e1", name, EntityKind.PERSON, mentions=(mention("Anna Kern"), mention("Sie")))
    council = Entity("e2", "Rat", EntityKind.ORGANISATION, mentions=(mention("Der Rat"),))
    speakers = (
        Speaker(mention("Anna Kern"), kern, Via.EXPLICIT, 0.9),
        Speaker(mention("Sie"), kern, Via.PRONOUN, 0.7),
        Speaker(mention("Der Rat"), council, Via.EXPLICIT, 0.6),
    )
    words = ("es werde warm", "es werde kalt", "es reiche")
    return Document(TEXT, tuple(quotation(n, w, s) for n, (w, s) in enumerate(zip(words, speakers, strict=True), 1)))


def mention(words: str) -> Mention:
    return Mention((span(words),), words, span(words.split()[-1]))


def gold(*speakers: str) -> GoldArticle:
    tokens = tuple(Span(at, at + 1) for at in range(len(TEXT)) if TEXT[at].isalpha())
    words = ("es werde warm", "es werde kalt", "es reiche")
    annotations = [
        Annotation(QuoteType.INDIRECT, None, (span(each),), speaker=(span(by),) if by else ())
        for each, by in zip(words, speakers, strict=True)
    ]
    return GoldArticle("a", TEXT, tokens, tuple(annotations))


def test_a_phrase_of_the_corpus_tells_about_a_named_person() -> None:
    judged = {
        quote.id: right for quote, right in judged_by_phrase(gold("Anna Kern", "Anna Kern", "Anna Kern"), predicted())
    }
    assert judged == {"q1": True, "q3": False}  # Sie does not say who she is


@pytest.mark.parametrize("speakers", [("Sie", "Sie", "Sie"), ("", "", "")])
def test_a_pronoun_or_nothing_in_the_corpus_tells_nothing(speakers: tuple[str, ...]) -> None:
    assert list(judged_by_phrase(gold(*speakers), predicted())) == []


def test_articles_of_our_own_say_the_name(tmp_path: Path) -> None:
    quotes = [
        {"type": "indirect", "quote": [words], "speaker": None, "person": person, "person_alt": other}
        for words, person, other in (
            ("es werde warm", "Kern", []),
            ("es werde kalt", "Petra Sommer", ["Anna Kern"]),
            ("es reiche", None, []),
        )
    ]
    path = tmp_path / "gold.json"
    path.write_text(
        json.dumps([{"name": "a", "id": "a", "genre": "", "text": TEXT, "quotes": quotes}]), encoding="utf-8"
    )
    (item,) = read_quoted(path)
    assert isinstance(item, QuotedArticle)
    judged = list(judged_by_name(item, predicted()))
    assert [(quote.id, right) for quote, right in judged] == [("q1", True), ("q2", True), ("q3", False)]
    (line,) = speaker_confidence(judged)
    assert line == (
        "speaker.confidence: 3 speakers, 0.667 right, calibration error 0.333; 1 with 0.8 and more, 1.000 of them right"
    )


def test_nobody_with_a_confidence_is_no_line() -> None:
    assert list(speaker_confidence([(quotation(1, "es reiche", None), False)])) == []


@pytest.mark.parametrize(
    ("name", "wanted", "same"),
    [
        ("Anna Kern", ["Kern"], True),
        ("die Ministerin Anna Kern", ["Anna Kern"], True),
        ("Kern", ["Anna Kern"], False),
        ("Rats", ["der Rat"], True),
        (None, [None], True),
        (None, ["Kern"], False),
        ("Kern", [None], False),
        ("Kern", [None, "Kern"], False),
    ],
)
def test_the_same_person(name: str | None, wanted: list[str | None], same: bool) -> None:
    assert same_person(name, wanted) is same


def test_nothing_to_judge() -> None:
    found = reliability_of([])
    assert (found.count, found.error, found.bins) == (0, 0, ())
