"""What the words of a clause tell about an act of speech: asked of committed parses, whatever the weights decide."""

from collections.abc import Mapping

import pytest
from casefile import CASES, parses

from quoteattr.grammar.side_clauses import aside_by
from quoteattr.lexicon import Lexicon
from quoteattr.parsing import conllu
from quoteattr.reading import Reading, read_parse
from quoteattr.rules.reported import propose

PARSES = parses(CASES / "rules" / "cases.json")
LEXICON = Lexicon.german()


def reading_of(label: str) -> Reading:
    return read_parse(conllu.read(PARSES[label]), LEXICON)


def features_of(label: str) -> Mapping[str, float]:
    """The features of the first act that is proposed for a case."""
    return next(propose(reading_of(label))).features


@pytest.mark.parametrize(
    ("label", "feature"),
    [
        ("sees it with concern", "act=warn"),
        ("sees somebody under an obligation", "act=demand"),
        ("shows herself ready to talk", "act=concede"),
        ("wants to know nothing of it", "act=dispute"),
        ("wishes somebody well", "act=thank"),
        ("did not like to speculate", "cue.refused"),
        ("thinks it too much", "cue=halten:pp:judged=manner"),
        ("rejected by a vote", "act.vote"),
        ("asked of the reader", "sentence.question"),
        ("one would like to object", "act.man"),
        ("marked words that are a part", "marked.part"),
        ("keeps a dog", "cue.lacks-preposition"),
    ],
)
def test_what_tells_of_an_act(label: str, feature: str) -> None:
    assert features_of(label)[feature] == 1.0


@pytest.mark.parametrize(
    ("label", "feature"),
    [
        ("sees a film with children", "act=warn"),
        ("shows herself at the window", "act=concede"),
        ("keeps a dog", "judged=manner"),
        ("thinks it too much", "cue.lacks-preposition"),
        ("did not like to speculate", "cue.lacks-preposition"),
        ("rejects it in an interview", "act.vote"),
        ("rejects it in an interview", "sentence.question"),
        ("did not like to speculate", "cue.negated"),
        ("wants to know nothing of it", "cue.negated"),
    ],
)
def test_what_does_not(label: str, feature: str) -> None:
    assert not features_of(label).get(feature)


@pytest.mark.parametrize(
    ("label", "opens"),
    [
        ("aside: after a warning", "nachdem"),
        ("aside: the neighbour who complained", "relative"),
        ("aside: because a doctor demanded more", "weil"),
        ("aside: whether somebody will protest", None),
    ],
)
def test_side_clauses_by_what_opens_them(label: str, opens: str | None) -> None:
    (sentence,) = reading_of(label).sentences
    heads = [token for token in sentence.tokens if token.relation in ("acl", "advcl", "ccomp", "csubj")]
    assert {aside_by(sentence, head) for head in heads} == {opens}
