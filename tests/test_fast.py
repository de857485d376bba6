"""The faster way through Stanza's networks gives what Stanza's own code gives, to the last head and label."""

import logging
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from attrs import evolve

from quoteattr.parsing.networks import Tagged, TokenText
from quoteattr.parsing.stanza import StanzaParser, embedded
from quoteattr.tree import Token

TEXTS = [
    "",
    " ",
    "Ja.",
    "„Wir hatten großes Glück“, sagte Feuerwehrchefin Sabine Kern am 20. März im Rathaus.  Es sei niemand verletzt "
    "worden?! Der Bürgermeister kündigte an, die Halle werde bis Mai „komplett saniert“.\n\nMehr unter "
    "https://www.beispiel.de/halle oder an halle@beispiel.de: Zum Glück, so Kern, habe Şükrü Ωmega schnell reagiert.",
    # A paragraph that the tokenizer reads in parts.
    " ".join(
        f"Der {number}. Zeuge erklärte, er habe beim Umzug nichts gesehen und sei ins Haus." for number in range(40)
    ),
    # Words that the vocabularies do not know, a sentence that is parsed alone, nothing but marks.
    "Der Wohnungsbaugesellschaftsvorsitzende und die Fuhrparkleiterinnen widersprachen vehementest. " * 2,
    ", ".join(f"das Amt Nr. {number} in Ökernheim" for number in range(60)) + " schwiegen zum Vorwurf.",
    "… – !!! ??? ) (",
]


@pytest.fixture(scope="module")
def plain() -> StanzaParser:
    return embedded(fast=False)


@pytest.fixture(scope="module")
def fast() -> StanzaParser:
    return embedded()


def tokens(parser: StanzaParser, texts: list[str]) -> list[list[list[Token]]]:
    return [[list(sentence.tokens) for sentence in parse.sentences] for parse in parser.parse(texts)]


@pytest.mark.model
def test_both_ways_agree(fast: StanzaParser, plain: StanzaParser) -> None:
    expected = tokens(plain, TEXTS)
    assert sum(len(sentence) for text in expected for sentence in text) > 500
    assert tokens(fast, TEXTS) == expected
    for text, alone in zip(TEXTS, expected, strict=True):
        assert tokens(fast, [text]) == [alone]


@pytest.mark.model
def test_a_sentence_that_comes_again_is_tagged_once(fast: StanzaParser, monkeypatch: pytest.MonkeyPatch) -> None:
    from quoteattr.parsing.fast import FastNetworks

    asked: list[int] = []
    tag = FastNetworks.tag

    def counted(networks: FastNetworks, given: Sequence[Sequence[TokenText]]) -> Iterator[list[Tagged]]:
        asked.append(len(given))
        return tag(networks, given)

    monkeypatch.setattr(FastNetworks, "tag", counted)
    again, other = "Der Zug kam zum Glück, sagte sie.", "Das Amt schwieg."
    (first, second, between, third), (alone,) = tokens(fast, [f"{again} {again} {other}\n\n{again}", again])
    assert asked == [2]
    for found in (first, second, third):
        shift = found[0].start - alone[0].start
        assert found == [evolve(token, start=token.start + shift, end=token.end + shift) for token in alone]
    assert between[-1].end == len(f"{again} {again} {other}")


@pytest.mark.model
def test_an_unknown_version_of_stanza_parses_by_its_own_code(
    plain: StanzaParser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("stanza.__version__", "99.0")
    with caplog.at_level(logging.WARNING, "quoteattr"):
        parser = embedded()
    assert "Stanza 99.0" in caplog.text
    assert "1.15.0" in caplog.text
    assert tokens(parser, TEXTS[:4]) == tokens(plain, TEXTS[:4])


def random_scores(size: int) -> Iterator[np.ndarray]:
    """Log-probabilities of heads as a network gives them: mostly clear, sometimes not, sometimes tied."""
    numbers = np.random.default_rng(7)
    for sharpness in (0.1, 1.0, 5.0) * 40:
        scores = numbers.normal(size=(size, size)) * sharpness
        if sharpness == 1.0:
            scores = scores.round()
        np.fill_diagonal(scores, -np.inf)
        yield (scores - np.log(np.exp(scores).sum(1, keepdims=True))).astype(np.float32)


@pytest.mark.parametrize("size", [2, 3, 7, 12])
def test_the_best_heads_are_those_of_the_search(size: int) -> None:
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

    from quoteattr.parsing.fast.arcs import best_heads

    searched = [chuliu_edmonds_one_root(scores.copy())[1:].tolist() for scores in random_scores(size)]
    padded = np.zeros((len(searched), size + 3, size + 3), dtype=np.float32)
    padded[:, :size, :size] = list(random_scores(size))
    assert list(best_heads(padded, [size] * len(searched))) == searched
