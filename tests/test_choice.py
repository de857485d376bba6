"""The choice among sets of proposals, on the committed parses of the cases."""

import math
from itertools import combinations
from pathlib import Path

import casefile
import golden
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.decide import Weights
from quoteattr.decide.choice import BOUND, LARGEST, Cluster, candidate_sets, choose, clusters, pair_features
from quoteattr.decide.compatibility import compatible, overlap
from quoteattr.decide.constraints import admitted, binds
from quoteattr.decide.nesting import FREE
from quoteattr.model import QuoteType, Span
from quoteattr.rules import Proposal

PROPOSALS = [outcome.proposals for file in golden.FILES for outcome in casefile.outcomes(file) if outcome.proposals]
CLUSTERS = [cluster for proposals in PROPOSALS for cluster in clusters(proposals)]
SOME = st.sampled_from(CLUSTERS)


def proposals_of(text: str) -> tuple[Proposal, ...]:
    """What the rules propose in a golden case."""
    found = [each for file in golden.FILES for each in casefile.outcomes(file) if each.case["text"] == text]
    return found[0].proposals


def biased(**weights: float) -> Weights:
    """The weights of the package with some replaced."""
    return evolve(Weights.german(), weights={**Weights.german().weights, **weights})


def _same_place(one: Proposal, other: Proposal) -> bool:
    return one.type is other.type and overlap(one.quote, other.quote)


@pytest.mark.parametrize("proposals", PROPOSALS)
def test_clusters_hold_every_proposal_once_and_do_not_bear_on_each_other(proposals: tuple[Proposal, ...]) -> None:
    found = clusters(proposals)
    assert sorted(map(id, (each for cluster in found for each in cluster))) == sorted(map(id, proposals))
    for one, other in combinations(found, 2):
        assert not any(overlap(a.quote, b.quote) or a.group == b.group for a in one for b in other)


@given(cluster=SOME)
def test_sets_have_no_two_that_exclude_each_other(cluster: Cluster) -> None:
    sets = candidate_sets(cluster, Weights.german())
    assert len({frozenset(members) for members, _ in sets}) == len(sets) <= BOUND
    for members, _ in sets:
        assert all(compatible(cluster[a], cluster[b]) for a, b in combinations(members, 2))


@given(cluster=SOME)
def test_what_is_chosen_is_the_best_set_and_each_has_its_odds(cluster: Cluster) -> None:
    sets = candidate_sets(cluster, Weights.german())
    best, _ = max(sets, key=lambda each: (each[1], each[0]))
    chosen = list(choose(cluster, Weights.german()))
    assert {id(choice.proposal) for choice in chosen} == {id(cluster[place]) for place in best}
    total = sum(math.exp(score) for _, score in sets)
    for choice in chosen:
        own = choice.proposal
        share = sum(math.exp(score) for members, score in sets if any(_same_place(own, cluster[m]) for m in members))
        assert choice.log_odds == pytest.approx(math.log(share / (total - share)), abs=1e-6)
        assert choice.rival is None or not compatible(choice.proposal, choice.rival)


@given(cluster=SOME, reward=st.floats(50, 90))
def test_nothing_is_kept_if_the_empty_set_is_worth_most(cluster: Cluster, reward: float) -> None:
    assert list(choose(cluster, biased(**{"pair/size=0": reward}))) == []


@given(cluster=SOME.filter(lambda cluster: len(cluster) <= 8))
def test_a_small_cluster_has_all_its_sets_each_with_the_sum_of_what_speaks_for_it(cluster: Cluster) -> None:
    weights = Weights.german()

    def score(members: tuple[int, ...]) -> float:
        pairs = (pair_features(cluster[a], cluster[b]) for a, b in combinations(members, 2))
        alone = sum(sum(weights.terms(cluster[place]).values()) for place in members)
        return alone + sum(map(weights.pair_score, pairs)) + weights.pair_score({f"size={min(len(members), 3)}": 1.0})

    places = range(len(cluster))
    possible = [
        members
        for size in range(len(cluster) + 1)
        for members in combinations(places, size)
        if all(compatible(cluster[a], cluster[b]) for a, b in combinations(members, 2))
    ]
    found = {tuple(sorted(members)): score for members, score in candidate_sets(cluster, weights)}
    if len(possible) <= BOUND:
        assert found == {members: pytest.approx(score(members)) for members in possible}


def test_of_more_sets_than_are_kept_the_best_is_among_them() -> None:
    """Twelve side by side make 4,096 sets; each speaks for or against itself alone."""
    (first, *_) = CLUSTERS
    family = first[0].rule.family
    many = tuple(
        evolve(first[0], group=("copy", place), quote=(Span(20 * place, 20 * place + 9),), features={f"x{place}": 1.0})
        for place in range(12)
    )
    weights = Weights({f"{family}/x{place}": (place % 5) - 2.2 for place in range(12)}, {})
    sets = candidate_sets(many, weights)
    best, score = max(sets, key=lambda each: each[1])
    assert len(sets) == BOUND
    assert sorted(best) == [3, 4, 8, 9]
    assert score == pytest.approx(0.8 + 1.8 + 0.8 + 1.8)
    assert ((), 0.0) in sets


def test_a_weight_counts_once_for_what_it_is_of() -> None:
    proposal = CLUSTERS[0][0]
    for name in (f"rule={proposal.rule.id}", f"type={proposal.type.value}", "1"):
        weights = Weights({f"{proposal.rule.family}/{name}": 0.7}, {})
        assert weights.logit(proposal) == pytest.approx(0.7)
        assert weights.terms(proposal) == {f"{proposal.rule.family}/{name}": 0.7}


def test_what_lies_around_another_is_a_pair_of_its_own() -> None:
    (first, *_) = CLUSTERS
    inner = evolve(first[0], type=QuoteType.DIRECT, quote=(Span(10, 20),))
    outer = evolve(first[0], type=QuoteType.INDIRECT, quote=(Span(0, 30),))
    assert pair_features(inner, outer) == pair_features(outer, inner) == {"around:indirect:direct": 1.0}


def test_a_cluster_without_an_end_is_cut() -> None:
    (first, *_) = CLUSTERS
    many = tuple(evolve(first[0], group=("copy", number)) for number in range(LARGEST + 100))
    sets = candidate_sets(many, Weights.german())
    assert 1 < len(sets) <= BOUND


def test_a_report_inside_marks_is_told_by_its_speaker() -> None:
    proposals = proposals_of("„Wir haben die Brücke gestern geprüft“, sagte Bürgermeisterin Anna Lindner.")
    outer = next(each for each in proposals if each.cue is not None and each.type is QuoteType.DIRECT)
    assert outer.speaker is not None
    inner = evolve(outer, type=QuoteType.INDIRECT, quote=(evolve(outer.span, start=outer.span.start + 1),))
    oneself = evolve(outer.speaker, head=evolve(outer.speaker.head, text="Ich"))
    for speaker, told in ((outer.speaker, "somebody"), (oneself, "self"), (None, "nobody")):
        around = pair_features(outer, evolve(inner, speaker=speaker))
        assert list(around) == ["around:direct:indirect", f"around:direct:indirect:{told}"]


def test_pairs_are_told_by_type_cue_and_place() -> None:
    proposals = proposals_of("„Wir haben die Brücke gestern geprüft“, sagte Bürgermeisterin Anna Lindner.")
    cued = [each for each in proposals if each.cue is not None and each.type is QuoteType.DIRECT]
    same = pair_features(cued[0], evolve(cued[0], quote=(evolve(cued[0].span, start=900, end=910),)))
    assert same == {"beside:direct:direct": 1.0, "same-speaker": 1.0, "same-cue": 1.0}
    around = pair_features(evolve(cued[0], type=QuoteType.INDIRECT), cued[0])
    assert list(around) == ["around:indirect:direct"]


def test_a_sentence_with_a_binding_frame_is_no_free_form() -> None:
    framed = [proposals for proposals in PROPOSALS if any(binds(each) for each in proposals)]
    assert framed
    for proposals in framed:
        bound = {id(each.sentence) for each in proposals if binds(each)}
        kept = admitted(proposals)
        assert not any(each.type in FREE and id(each.sentence) in bound for each in kept)
        assert {id(each) for each in proposals} - {id(each) for each in kept} <= {
            id(each) for each in proposals if each.type in FREE
        }


def test_a_confidence_is_the_calibrated_share(tmp_path: Path) -> None:
    proposal = CLUSTERS[0][0]
    family = proposal.rule.family
    table = tmp_path / "weights.tsv"
    table.write_text(f"calibration\t{family}\t2.0\t-1.0\n", encoding="utf-8")
    assert Weights.read(str(table)).confidence(proposal, 1.5) == pytest.approx(1 / (1 + math.exp(-2.0)))
    assert Weights({}, {}).confidence(proposal, 1.5) == pytest.approx(1 / (1 + math.exp(-1.5)))
