"""The second opinion: what it sees, that its files are checked, and that it can be left out."""

import json
import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from casefile import CASES, cases, parsed, parses
from hypothesis import given
from hypothesis import strategies as st
from parsers import committed

from quoteattr import Config, DamagedModelError, QuoteAttributor
from quoteattr.context import OPINIONS, PREFIX
from quoteattr.context.opinion import FILES, SecondOpinion
from quoteattr.context.states import LONGEST, STATE, shape_of, stretches
from quoteattr.context.tags import TAG_PLACES, tags_of
from quoteattr.context.view import VIEW, views
from quoteattr.context.words import BUCKETS, SIZE, buckets_of
from quoteattr.decide import Weights
from quoteattr.documents.explain import explain
from quoteattr.reading import Reading, read_parse
from quoteattr.rules import Proposal
from quoteattr.tree import Token

FOLDER = Path(str(resources.files("quoteattr") / "data" / "context" / "de"))
FILE = CASES / "golden" / "direct.json"


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    sources = parses(FILE)
    return [read_parse(parsed(case, sources[case["label"]])) for case in cases(FILE)]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The files of the network, to be spoilt."""
    return Path(shutil.copytree(FOLDER, tmp_path / "network"))


def rehash(folder: Path, name: str) -> None:
    """Make the manifest agree with a file that was changed."""
    import hashlib

    manifest = json.loads((folder / "model.json").read_text("utf-8"))
    manifest["files"][name]["sha256"] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "model.json").write_text(json.dumps(manifest), "utf-8")


def bare(proposals: list[Proposal]) -> list[list[str]]:
    return [[name for name in proposal.features if name.startswith(PREFIX)] for proposal in proposals]


# Words


@given(st.text(max_size=60))
def test_any_word_has_rows_of_the_table(word: str) -> None:
    rows = buckets_of(word)
    assert rows
    assert all(0 <= row < BUCKETS for row in rows)
    assert rows == buckets_of(word.lower()) or word.lower() != word.lower().lower()


def test_words_that_share_parts_are_alike_and_marks_are_nothing() -> None:
    vectors = SecondOpinion.german().encoder.vectors

    def likeness(one: str, other: str) -> float:
        first, second = vectors.of([one, other])
        return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))

    assert likeness("Innenminister", "Außenminister") > likeness("Innenminister", "Kartoffel")
    assert likeness("kritisierte", "bemängelte") > likeness("kritisierte", "Kilometer")
    assert not vectors.of(["„", "»", "."]).any()
    assert np.array_equal(vectors.of(["geht's"]), vectors.of(["geht’s"]))
    assert vectors.of([]).shape == (0, SIZE)


@pytest.mark.parametrize("mark", ["„", "“", "»", "›", "''", "``", "\N{DOUBLE PRIME}", "´"])
def test_all_marks_have_the_shape_of_one_sign(mark: str) -> None:
    assert shape_of(mark) == shape_of('"')
    assert shape_of(mark) != shape_of("-")


# Words in their context


def tokens(text: str, upos: str = "X", xpos: str = "") -> list[Token]:
    """The words of a text, all with the same tags."""
    return [Token(index, word, "", upos, xpos, {}) for index, word in enumerate(text.split())]


def test_a_word_is_another_one_with_other_tags() -> None:
    encoder = SecondOpinion.german().encoder
    noun, verb = encoder.states(encoder.seen([tokens("Rat", upos="NOUN"), tokens("Rat", upos="VERB")]))
    assert np.abs(noun - verb).max() > 0.1


def test_tags_that_are_not_known_are_none() -> None:
    assert tags_of(tokens("Rat", upos="?", xpos="?")[0]) == [TAG_PLACES["r:root"]]


def test_a_word_is_another_one_elsewhere_but_not_beside_other_texts() -> None:
    encoder = SecondOpinion.german().encoder
    short, long = encoder.seen([tokens("So sagte er es ."), tokens("So schön war es noch nie , sagte sie gestern .")])
    alone, other = encoder.states([short])[0], encoder.states([long])[0]
    both = encoder.states([long, short])
    assert alone.shape == (5, STATE)
    assert np.abs(alone[0] - other[0]).max() > 0.1
    np.testing.assert_allclose(both[1], alone, atol=1e-5)
    np.testing.assert_allclose(both[0], other, atol=1e-5)
    assert encoder.seen([]) == encoder.states([]) == []


def test_each_sentence_is_read_once_with_its_paragraph(readings: list[Reading]) -> None:
    for reading in readings:
        read = list(stretches(reading.sentences))
        assert [index for each in read for index in each] == list(range(len(reading.sentences)))
        for each in read:
            assert len({reading.sentences[index].paragraph for index in each}) == 1
            words = sum(len(reading.sentences[index].tokens) for index in each)
            assert len(each) == 1 or words <= LONGEST


# Views


def test_a_proposal_looks_the_same_alone_and_among_others(readings: list[Reading]) -> None:
    encoder = SecondOpinion.german().encoder
    for reading in readings[:20]:
        proposals = committed().propose(reading)
        for _, places, rows in views([(reading, proposals)], encoder):
            assert rows.shape == (len(places), VIEW)
            for place, row in zip(places, rows, strict=True):
                ((_, _, alone),) = views([(reading, [proposals[place]])], encoder)
                np.testing.assert_allclose(alone[0], row, atol=1e-5)


def test_nothing_to_see_is_no_error(readings: list[Reading]) -> None:
    assert SecondOpinion.german().of([(readings[0], [])]) == [[]]


# Opinions


def test_every_proposal_has_all_opinions(readings: list[Reading]) -> None:
    for reading in readings:
        assert all(len(names) == len(OPINIONS) for names in bare(committed().propose(reading)))


def test_a_quotation_is_told_from_a_title() -> None:
    """The network has seen enough to prefer the one; else it would be noise with weights."""
    label = {case["label"]: case for case in cases(FILE)}
    found: dict[bool, list[float]] = {}
    for case in label.values():
        reading = read_parse(parsed(case, parses(FILE)[case["label"]]))
        for proposal in committed().propose(reading):
            right = any(proposal.quote[0].of(reading.text)[:20] in row[1] for row in case["quotes"])
            found.setdefault(right, []).append(proposal.features[f"{PREFIX}quotation"])
    assert np.mean(found[True]) > np.mean(found[False]) + 0.3


def test_it_can_be_left_out(readings: list[Reading]) -> None:
    without = QuoteAttributor(committed().parser, config=Config(second_opinion=False))
    assert not without.weights.count_opinions
    assert without.weights is Weights.german(second_opinion=False)
    for reading in readings:
        assert not any(bare(without.propose(reading)))
        terms = [term for quote in without.attribute_reading(reading).quotes for term in quote.evidence[0].terms]
        assert not any(PREFIX in term for term in terms)


def test_weights_that_do_not_count_it_do_not_ask_it(readings: list[Reading]) -> None:
    attributor = QuoteAttributor(committed().parser, weights=Weights.german(second_opinion=False))
    assert not any(bare(attributor.propose(readings[0])))


def test_explain_names_it_with_its_weight(readings: list[Reading]) -> None:
    told = [
        explain(document, quote, "en")
        for document in map(committed().attribute_reading, readings)
        for quote in document.quotes
    ]
    assert any("(+" in text.partition("reads like a quotation")[2] for text in told)


# Files


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_refused(copy: Path, name: str) -> None:
    (copy / name).write_bytes((copy / name).read_bytes()[:-1])
    with pytest.raises(DamagedModelError, match=name):
        SecondOpinion.read(copy)


@pytest.mark.parametrize("name", [*FILES, "model.json"])
def test_a_missing_file_is_refused(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(DamagedModelError, match=name):
        SecondOpinion.read(copy)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04"])
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_archive_is_refused_even_with_the_right_hash(copy: Path, name: str, content: bytes) -> None:
    (copy / name).write_bytes(content)
    rehash(copy, name)
    with pytest.raises(DamagedModelError):
        SecondOpinion.read(copy)


def test_an_array_of_objects_is_never_unpickled(copy: Path) -> None:
    np.savez(copy / "vectors.npz", table=np.array([{"a": 1}], dtype=object), scale=np.float32(1))
    rehash(copy, "vectors.npz")
    with pytest.raises(DamagedModelError):
        SecondOpinion.read(copy)


def test_an_encoder_of_other_layers_is_refused(copy: Path) -> None:
    with np.load(copy / "encoder.npz", allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    arrays["proj.weight"] = arrays["proj.weight"][:-1]
    np.savez(copy / "encoder.npz", **arrays)
    rehash(copy, "encoder.npz")
    with pytest.raises(DamagedModelError):
        SecondOpinion.read(copy)


def test_a_network_for_another_view_is_refused(copy: Path) -> None:
    with np.load(copy / "network.npz", allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    arrays["hidden"] = arrays["hidden"][:-1]
    np.savez(copy / "network.npz", **arrays)
    rehash(copy, "network.npz")
    with pytest.raises(DamagedModelError, match="another version"):
        SecondOpinion.read(copy)
