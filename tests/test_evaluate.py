"""Measuring predictions: the figures of a small example, counted by hand."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from quoteattr.documents.benchmark import Annotation, GoldArticle, read_articles, read_predictions
from quoteattr.documents.gold import read_gold
from quoteattr.errors import FormatError, InputError, QuoteattrError
from quoteattr.evaluate import compare, evaluate, mistakes_in
from quoteattr.evaluate.matching import align, align_all, assignment_solver
from quoteattr.evaluate.metric import Metrics
from quoteattr.evaluate.metrics_table import render_metrics
from quoteattr.evaluate.mistakes import MistakeKind, render_mistakes
from quoteattr.evaluate.plot import plot
from quoteattr.model import Medium, QuoteType, Span, Spans

TEXT = "„Wir bauen“, sagte Kern. Er habe Geld. Kurz warnte davor. Es war still."
DIRECT, INDIRECT, CHAIN, REPORTED = (
    QuoteType.DIRECT,
    QuoteType.INDIRECT,
    QuoteType.INDIRECT_FREE_INDIRECT,
    QuoteType.REPORTED,
)


def spans(*words: str) -> Spans:
    found = (TEXT.index(word) for word in words)
    return tuple(Span(start, start + len(word)) for start, word in zip(found, words, strict=True))


def tokens() -> Spans:
    """Words and marks, each on its own."""
    found: list[Span] = []
    start = 0
    for end, char in enumerate(TEXT + " "):
        if not char.isalnum():
            found += [Span(start, end)] if start < end else []
            found += [Span(end, end + 1)] if char.strip() else []
            start = end + 1
    return tuple(found)


def annotation(
    kind: QuoteType,
    quote: list[str],
    *,
    medium: Medium | None = Medium.SPEECH,
    confidence: float | None = None,
    rule: str | None = None,
    **parts: list[str],
) -> Annotation:
    placed: dict[str, Any] = {name: spans(*words) for name, words in parts.items()}
    return Annotation(kind, medium, spans(*quote), confidence=confidence, rule=rule, **placed)


FIRST = annotation(DIRECT, ["„Wir bauen“"], cue=["sagte"], speaker=["Kern"], frame=[", sagte Kern"])
SECOND = annotation(CHAIN, ["Er habe Geld."], speaker=["Kern"])
THIRD = annotation(REPORTED, ["Kurz warnte davor."], cue=["warnte"], speaker=["Kurz"])
ARTICLE = GoldArticle("Bau", TEXT, tokens(), (FIRST, SECOND, THIRD))


def metrics(*predictions: Annotation) -> Metrics:
    return evaluate([ARTICLE], {"Bau": predictions})


def test_tokens_of_the_example() -> None:
    assert [span.of(TEXT) for span in tokens()][:8] == ["„", "Wir", "bauen", "“", ",", "sagte", "Kern", "."]


def test_gold_against_itself_is_perfect() -> None:
    found = metrics(THIRD, FIRST, SECOND)
    assert all(score.f1 == 1 for name, score in found.scores.items() if name != "addressee")
    assert found.scores["addressee"].f1 == 0  # neither side has any
    assert found.speaker_on_overlap.rate == 1
    assert all(share.rate == 1 for part, share in found.exact.items() if part != "addressee")


def test_nothing_predicted_and_nothing_to_predict() -> None:
    assert metrics().scores["joint"].f1 == 0
    assert evaluate([], {}).scores["joint"].f1 == 0
    assert evaluate([GoldArticle("a", "", (), ())], {}).gold == 0


def test_cells_by_hand() -> None:
    # One of three found: „Wir without bauen“ (2 of 4 tokens), speaker right, cue wrong (frame missing).
    found = metrics(annotation(INDIRECT, ["„Wir"], cue=["Kern"], speaker=["Kern"]))
    quote, speaker, cue, frame = (found.scores[name] for name in ("quote", "speaker", "cue", "frame"))
    assert (quote.precision, quote.recall) == pytest.approx((1, (2 / 4 + 0 + 0) / 3))
    assert (speaker.precision, speaker.recall) == pytest.approx((1, 1 / 3))
    assert (cue.precision, cue.recall) == (0, 0)
    assert (frame.precision, frame.recall) == (0, 0)  # no predicted frame: no precision cell
    joint = found.scores["joint"]
    assert joint.precision == pytest.approx((1 + 1 + 0) / 3)
    # recall cells: 3 quotes, 2 cues, 1 frame, 3 speakers
    assert joint.recall == pytest.approx((0.5 + 1) / 9)
    assert joint.f1 == pytest.approx(2 * (2 / 3) * (1.5 / 9) / (2 / 3 + 1.5 / 9))
    assert found.exact["quote"].rate == 0
    assert found.exact["speaker"].rate == 1


def test_assignment_is_optimal_not_greedy() -> None:
    # The long prediction fits the first best, but only the pairing the other way round uses both.
    long = annotation(DIRECT, ["„Wir bauen“, sagte Kern. Er habe Geld."])
    short = annotation(DIRECT, ["„Wir bauen"])
    pairs = [(pair.gold, pair.predicted) for pair in align(ARTICLE, [long, short])]
    assert {(gold.annotation.type, predicted.annotation) for gold, predicted in pairs if gold and predicted} == {
        (DIRECT, short),
        (CHAIN, long),
    }


def test_type_breaks_ties() -> None:
    same, other = annotation(DIRECT, ["„Wir bauen“"]), annotation(INDIRECT, ["„Wir bauen“"])
    pair = next(pair for pair in align(ARTICLE, [other, same]) if pair.gold and pair.gold.annotation is FIRST)
    assert pair.predicted is not None
    assert pair.predicted.annotation is same


def test_type_counts_pairs_without_overlap_but_type_on_overlap_does_not() -> None:
    found = metrics(annotation(DIRECT, ["Es war still"]), annotation(CHAIN, ["Er habe Geld."]))
    assert found.scores["type_on_overlap"].f1 == 1
    assert found.scores["type"].recall in (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert found.scores["quote"].precision == pytest.approx(1 / 2)


def test_predictions_outside_the_tokens_are_ignored() -> None:
    assert metrics(Annotation(DIRECT, None, (Span(4, 5),)), Annotation(DIRECT, None, ())).predicted == 0


def test_predictions_outside_the_text_are_refused() -> None:
    with pytest.raises(FormatError, match="predictions for 'Bau', cue of annotation 1 reaches to 99999, the text only"):
        metrics(Annotation(DIRECT, None, (Span(0, 5),), cue=(Span(0, 99999),)))


def test_the_simplified_variant_leaves_out_nested_quotations_of_both_sides() -> None:
    inner = annotation(DIRECT, ["habe Geld"])
    article = GoldArticle("Bau", TEXT, tokens(), (FIRST, SECOND, inner))
    nested_alone = [annotation(DIRECT, ["Kurz"]), annotation(REPORTED, ["Kurz warnte davor."])]
    found = evaluate([article], {"Bau": [FIRST, SECOND, *nested_alone]})
    assert found.scores["quote"].precision == pytest.approx(2 / 4)
    assert found.scores["quote"].recall == pytest.approx(2 / 3)
    assert found.simplified["quote"].precision == pytest.approx(2 / 3)
    assert found.simplified["quote"].recall == 1
    assert "simplified variant, without nested quotations:\nquote            P 0.6667  R 1.0000" in render_metrics(
        found
    )


def test_of_two_quotations_with_the_same_words_each_lies_in_the_other() -> None:
    twice = annotation(INDIRECT, ["Er habe Geld."])
    article = GoldArticle("Bau", TEXT, tokens(), (FIRST, SECOND, twice))
    found = evaluate([article], {"Bau": [FIRST, SECOND]}).simplified["quote"]
    assert (found.precision, found.recall) == (1 / 2, 1)


def test_by_type() -> None:
    found = metrics(annotation(INDIRECT, ["Er habe"]), SECOND, annotation(DIRECT, ["Es war"])).types
    assert (found[CHAIN].gold, found[CHAIN].found, found[CHAIN].right, found[CHAIN].exact.hits) == (
        1,
        1,
        1,
        1,
    )
    assert (found[INDIRECT].predicted, found[INDIRECT].overlapping) == (1, 0)
    assert (found[DIRECT].found, found[DIRECT].predicted, found[DIRECT].overlapping) == (0, 1, 0)


def test_speaker_on_overlap_counts_agreeing_silence() -> None:
    silent = GoldArticle("a", TEXT, tokens(), (annotation(CHAIN, ["Er habe Geld."]),))
    assert evaluate([silent], {"a": [annotation(CHAIN, ["Er habe"])]}).speaker_on_overlap.rate == 1
    assert evaluate([silent], {"a": [SECOND]}).speaker_on_overlap.rate == 0


def test_unknown_document_is_refused() -> None:
    with pytest.raises(FormatError, match="no document 'Umbau'"):
        align_all([ARTICLE], {"Umbau": ()})


def test_missing_scipy_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    with pytest.raises(QuoteattrError, match=r"pip install 'quoteattr\[evaluate\]'"):
        assignment_solver()


def test_calibration_by_hand() -> None:
    found = metrics(
        annotation(DIRECT, ["„Wir bauen“"], confidence=0.95),
        annotation(INDIRECT, ["Er habe Geld."], confidence=0.85),  # overlaps, but the wrong type
        annotation(DIRECT, ["Es war still"], confidence=0.1),
    ).calibration
    assert found is not None
    assert [(row.lower, row.count, row.right) for row in found.bins] == [
        (0.1, 1, 0),
        (0.8, 1, 0),
        (0.9, 1, 1),
    ]
    assert found.error == pytest.approx((0.1 + 0.85 + 0.05) / 3)
    assert (found.high_count, found.high_precision, found.high_right) == (2, 1, 0.5)


def test_no_confidence_no_calibration() -> None:
    assert metrics(FIRST).calibration is None


def test_rules() -> None:
    found = metrics(
        annotation(DIRECT, ["„Wir bauen“"], rule="direct"),
        annotation(DIRECT, ["Er habe"], rule="direct"),
        annotation(DIRECT, ["still"], rule="wild"),
    ).rules
    assert list(found) == ["direct", "wild"]
    assert (found["direct"].fired, found["direct"].matched, found["direct"].right) == (2, 2, 1)
    assert (found["wild"].fired, found["wild"].matched, found["wild"].quote) == (1, 0, 0)
    assert [rule.recall for rule in found.values()] == [2 / 3, 0]


def test_mistakes_are_sorted_by_kind_and_type() -> None:
    predictions = [
        annotation(INDIRECT, ["„Wir"], speaker=["Kurz"], rule="indirect"),
        annotation(DIRECT, ["Es war still"], rule="direct"),
    ]
    mistakes = mistakes_in(align_all([ARTICLE], {"Bau": predictions}))
    assert [(mistake.kind, mistake.type) for mistake in mistakes if mistake.pair.gold and mistake.pair.predicted] == [
        (MistakeKind.TYPE, DIRECT),
        (MistakeKind.BOUNDARY, DIRECT),
        (MistakeKind.SPEAKER, DIRECT),
    ]
    listing = render_mistakes(mistakes, limit=1)
    assert "## missed, Reported: 1" in listing
    assert "## false alarm, Direct: 1\n\nby rule: direct 1" in listing
    assert "[[Es war still]]" in listing


def test_perfect_predictions_have_no_mistakes() -> None:
    assert mistakes_in(align_all([ARTICLE], {"Bau": ARTICLE.annotations})) == ()


def test_compare_lists_gains_and_losses() -> None:
    wrong_speaker = annotation(CHAIN, ["Er habe Geld."], speaker=["Kurz"])
    alarm = annotation(DIRECT, ["Es war still"], rule="direct")
    found = compare([ARTICLE], {"Bau": [FIRST, wrong_speaker]}, {"Bau": [SECOND, alarm]})
    assert {change.what for change in found.gains} == {"speaker 0.00 → 1.00"}
    assert {change.what for change in found.losses} == {"missed", "new false alarm [direct]"}
    text = found.to_markdown()
    assert "| quote |" in text
    assert "## Gains: 1" in text
    assert "## Losses: 2" in text


def test_compare_of_the_same_moves_nothing() -> None:
    found = compare([ARTICLE], {"Bau": [FIRST]}, {"Bau": [FIRST]})
    assert (found.gains, found.losses) == ((), ())


def test_metrics_read_and_go_to_json() -> None:
    found = metrics(annotation(DIRECT, ["„Wir bauen“"], confidence=0.9, rule="direct"))
    data = json.loads(json.dumps(found.to_dict()))
    assert data["scores"]["quote"]["f1"] == found.scores["quote"].f1
    assert data["types"]["Direct"]["gold"] == 1
    assert data["calibration"]["bins"][0]["count"] == 1
    assert "1 articles, 3 gold quotations, 1 predicted" in render_metrics(found)


def test_plot_is_an_svg_with_and_without_confidence() -> None:
    for confidence, circles in ((None, 0), (0.9, 1)):
        svg = plot(metrics(annotation(DIRECT, ["„Wir bauen“"], confidence=confidence)))
        tree = ElementTree.fromstring(svg)
        assert len(list(tree.iter("{http://www.w3.org/2000/svg}circle"))) == circles
        assert "100% of 1" in svg


@pytest.mark.parametrize("read", [read_gold, read_articles])
@pytest.mark.parametrize(
    ("make", "message"),
    [
        (os.mkfifo, "is a pipe, .* Move it"),
        (os.mkdir, "is a folder. Rename it"),
        (lambda path: os.symlink("nowhere", path), "is a link to what is not there. Mend or remove"),
    ],
)
def test_what_is_no_file_in_a_folder_of_gold_is_told(
    tmp_path: Path, read: Callable[[Path], object], make: Callable[[Path], None], message: str
) -> None:
    make(tmp_path / "b.json")
    with pytest.raises(InputError, match=rf"b\.json {message}"):
        read(tmp_path)


def damaged(path: Path, annotation: object = None, **article: object) -> Path:
    """A file of one article that is neither wrong gold nor a wrong prediction but for what is given."""
    whole = {"documentName": "a", "originalText": "Ja.", "tokens": [], "annotations": [annotation], **article}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"annotations": {}}, "annotations is {}, and not a list"),
        ({"annotations": [None]}, "annotation 1 is missing or null, and not an object"),
        ({"tokens": None}, "tokens is missing or null, and not a list"),
        ({"tokens": [7]}, "a span in tokens is 7, and not an object"),
        ({"tokens": [{"charBegin": 0, "charEnd": 9}], "annotations": []}, "tokens reaches to 9, the text only to 3"),
        ({"annotation": {"type": "Direct", "medium": "none"}}, "quote of annotation 1 is missing or null"),
        ({"annotation": {"quote": {"spans": [{"charBegin": True, "charEnd": 2}]}}}, "has true to 2, and not whole"),
        ({"annotation": {"quote": [], "cue": {"spans": None}}}, "spans in cue of annotation 1 is missing or null"),
    ],
)
def test_what_is_wrong_in_gold_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    with pytest.raises(FormatError, match=rf"a\.jsonl, line 1: .*{message}.* shows the format"):
        read_articles(damaged(tmp_path / "a.jsonl", **change))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"quote": None}, "quote of annotation 1 is missing or null, and not a list"),
        ({"quote": []}, "quote of annotation 1 is empty"),
        ({"quote": "abc"}, 'quote of annotation 1 is "abc", and not a list'),
        ({"quote": [[None, 1]]}, "quote of annotation 1 has null to 1, and not whole numbers"),
        ({"quote": [[True, 1]]}, "quote of annotation 1 has true to 1, and not whole numbers"),
        ({"cue": {"a": None}}, 'cue of annotation 1 is {"a": null}, and not a list'),
        ({"confidence": ["ü" * 99]}, 'confidence of annotation 1 is \\["ü{57}…, and not a number'),
        ({"rule": ["\ud800"]}, r'rule of annotation 1 is \["\\ud800"\], and not a text'),
        ({"confidence": float("nan")}, "confidence of annotation 1 is NaN, and not a number"),
        ({"quote": [None]}, r"quote of annotation 1 has null, and not \[start, end\]"),
        ({"cue": {}}, "cue of annotation 1 is {}, and not a list"),
        ({"confidence": "a"}, 'confidence of annotation 1 is "a", and not a number from 0 to 1'),
        ({"confidence": True}, "confidence of annotation 1 is true, and not a number"),
        ({"type": "Parody"}, 'type of annotation 1 is "Parody", and not one of Direct, '),
        ({"medium": []}, r"medium of annotation 1 is \[\], and not one of Speech, "),
        ({"rule": 7}, "rule of annotation 1 is 7, and not a text"),
    ],
)
def test_what_is_wrong_in_predictions_is_named(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    annotation = {"type": "Direct", "medium": "none", "quote": [[0, 2]], **change}
    with pytest.raises(FormatError, match=rf"a\.jsonl, line 1: {message}.* shows the format"):
        read_predictions(damaged(tmp_path / "a.jsonl", annotation))


def test_a_key_twice_is_told(tmp_path: Path) -> None:
    """The first text would be lost without a word."""
    twice = '{"documentName": "a", "originalText": "Ja.", "originalText": "Nein.", "tokens": [], "annotations": []}'
    for name in ("a.jsonl", "a.json"):
        (tmp_path / name).write_text(twice, encoding="utf-8")
    for path, place in ((tmp_path / "a.jsonl", r"a\.jsonl, line 1"), (tmp_path, r"a\.json")):
        with pytest.raises(FormatError, match=rf'{place}: .*the key "originalText" stands twice'):
            read_articles(path)
    with pytest.raises(FormatError, match=r'a\.json: .*the key "originalText" stands twice'):
        read_gold(tmp_path / "a.json")


@pytest.mark.parametrize("content", ["null", "true", "7", '"a"'])
def test_what_is_no_object_is_shown_as_it_is(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(FormatError, match=rf"line 1: {content} where an object should be"):
        read_articles(tmp_path / "a.jsonl")
