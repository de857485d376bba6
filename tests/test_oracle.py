"""What the proposals allow: proposals made by hand, one article for each thing that a gold quotation is lost to."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

import casefile
import golden
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from parsers import Stub, committed

from quoteattr.decide import Weights
from quoteattr.documents.benchmark import Annotation, GoldArticle, annotations_of
from quoteattr.errors import OptionError
from quoteattr.evaluate.ceiling import ALL, ceiling_of, render_ceiling, render_losses
from quoteattr.evaluate.losses import Loss, false_alarms, verdicts
from quoteattr.evaluate.oracle import Survey, survey, survey_all
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon
from quoteattr.model import Cue, CueKind, QuoteType, Span, Spans
from quoteattr.reading import Reading, read, read_parse
from quoteattr.rules import Proposal, Rule

TEXT = "Kern sagte dem Rat, er baue eine Halle. Das koste viel. Kurz warnte davor."
INDIRECT, CHAIN, REPORTED = QuoteType.INDIRECT, QuoteType.INDIRECT_FREE_INDIRECT, QuoteType.REPORTED
CLAUSE, FRAME, NEXT, LAST = "er baue eine Halle", "Kern sagte dem Rat,", "Das koste viel.", "Kurz warnte davor."
LIKED, DISLIKED = 3.0, -3.0
WEIGHTS = Weights({"made/score": 1.0, "pair/size=0": 0.0}, {})


@cache
def reading() -> Reading:
    (found,) = read([TEXT], Stub(), Lexicon.german())
    return found


def at(*words: str) -> Spans:
    return tuple(Span(TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


def phrase(word: str) -> Phrase:
    (found,) = [(s, t) for s in reading().sentences for t in s.tokens if t.text == word]
    return Phrase(found[0], (found[1],), found[1])


def proposal(
    kind: QuoteType,
    quote: str,
    score: float,
    *,
    group: str = "cue",
    cue: str | None = None,
    frame: str | None = None,
    speaker: str | None = None,
    addressee: str | None = None,
) -> Proposal:
    spans = at(quote)
    sentence = next(each for each in reading().sentences if each.end > spans[0].start)
    return Proposal(
        Rule("made.up", "", "", ""),
        kind,
        sentence,
        spans,
        group=group,
        cue=Cue(at(cue), cue, cue, CueKind.VERB) if cue else None,
        frame=at(frame) if frame else (),
        speaker=phrase(speaker) if speaker else None,
        addressee=phrase(addressee) if addressee else None,
        features={"score": score},
    )


def gold(kind: QuoteType, quote: str, **parts: str) -> Annotation:
    placed: dict[str, Any] = {name: at(words) for name, words in parts.items()}
    return Annotation(kind, None, at(quote), **placed)


def surveyed(annotations: Iterable[Annotation], proposals: Iterable[Proposal]) -> Survey:
    tokens = tuple(token.span for sentence in reading().sentences for token in sentence.tokens)
    return survey(GoldArticle("Halle", TEXT, tokens, tuple(annotations)), reading(), proposals, WEIGHTS)


def loss(annotation: Annotation, *proposals: Proposal) -> Loss | None:
    (verdict,) = verdicts(surveyed([annotation], proposals))
    return verdict.loss


TOLD = gold(INDIRECT, CLAUSE, cue="sagte", frame=FRAME, speaker="Kern", addressee="dem Rat")
RIGHT = proposal(INDIRECT, CLAUSE, LIKED, cue="sagte", frame=FRAME, speaker="Kern", addressee="Rat")
TOLD_SHORT = evolve(TOLD, addressee=at("Rat"))
ACT = gold(REPORTED, LAST, speaker="Kurz")


def test_right_in_all_parts() -> None:
    assert loss(TOLD_SHORT, RIGHT) is None


def test_nothing_was_proposed() -> None:
    assert loss(ACT) is Loss.NO_PROPOSAL
    assert loss(ACT, RIGHT) is Loss.NO_PROPOSAL
    assert loss(ACT, proposal(INDIRECT, "davor", LIKED)) is Loss.NO_PROPOSAL  # too little of it, and the wrong type


def test_nothing_was_chosen_in_its_place() -> None:
    refused = proposal(REPORTED, LAST, DISLIKED, speaker="Kurz")
    assert loss(ACT, refused) is Loss.REFUSED
    assert loss(ACT, refused, evolve(RIGHT, group="other")) is Loss.REFUSED
    assert loss(ACT, proposal(INDIRECT, LAST, DISLIKED)) is Loss.REFUSED  # of its place, whatever the type


def test_the_right_type_lost_to_another() -> None:
    wanted = proposal(REPORTED, LAST, DISLIKED, speaker="Kurz")
    assert loss(ACT, wanted, proposal(INDIRECT, LAST, LIKED)) is Loss.RIVAL


def test_a_quotation_lost_to_one_elsewhere_that_excludes_it() -> None:
    wanted = proposal(REPORTED, LAST, DISLIKED, speaker="Kurz")
    assert loss(ACT, wanted, RIGHT) is Loss.RIVAL  # both are readings of one cue


def test_better_words_lost_to_others() -> None:
    longer = proposal(INDIRECT, "Rat, er baue eine Halle", LIKED, cue="sagte")
    assert loss(TOLD_SHORT, evolve(RIGHT, features={"score": DISLIKED}), longer) is Loss.RIVAL


def test_better_words_with_another_frame_are_a_rival_too() -> None:
    better_alone = proposal(INDIRECT, CLAUSE, DISLIKED)
    shorter = proposal(INDIRECT, "er baue eine", LIKED, cue="sagte", frame=FRAME, speaker="Kern", addressee="Rat")
    assert loss(TOLD_SHORT, better_alone, shorter) is Loss.RIVAL


def test_a_better_frame_lost_to_another() -> None:
    assert loss(TOLD_SHORT, evolve(RIGHT, features={"score": 0.0}), evolve(RIGHT, cue=None, frame=())) is Loss.RIVAL


def test_a_sentence_of_a_free_form_was_refused() -> None:
    goes_on = TEXT.index("er baue")
    wanted = evolve(gold(CHAIN, f"{NEXT} {LAST}"), speaker=(Span(goes_on, goes_on + 2),))
    first, second = proposal(CHAIN, NEXT, LIKED, group="a"), proposal(CHAIN, LAST, DISLIKED, group="b")
    assert loss(wanted, first, second) is Loss.REFUSED
    assert loss(wanted, first) is Loss.BOUNDARY
    assert loss(wanted, first, evolve(second, features={"score": LIKED})) is None


def test_a_sentence_too_many_is_a_boundary() -> None:
    first, second = proposal(CHAIN, NEXT, LIKED, group="a"), proposal(CHAIN, LAST, LIKED, group="b")
    assert loss(gold(CHAIN, NEXT), first, second) is Loss.BOUNDARY


def test_the_wrong_type_without_a_better_proposal() -> None:
    assert loss(ACT, proposal(INDIRECT, LAST, LIKED)) is Loss.LABEL


def test_the_wrong_words_without_a_better_proposal() -> None:
    assert loss(TOLD, proposal(INDIRECT, "baue eine Halle", LIKED)) is Loss.BOUNDARY


def test_cue_or_frame() -> None:
    assert loss(TOLD_SHORT, evolve(RIGHT, frame=at("sagte dem Rat,"))) is Loss.FRAME
    assert loss(TOLD_SHORT, evolve(RIGHT, cue=None)) is Loss.FRAME


def test_cue_and_frame_of_a_reported_quotation_are_not_judged() -> None:
    assert loss(evolve(ACT, cue=at("warnte")), proposal(REPORTED, LAST, LIKED, speaker="Kurz")) is None


def test_a_speaker_in_the_frame() -> None:
    assert loss(TOLD_SHORT, evolve(RIGHT, speaker=phrase("Rat"))) is Loss.EXPLICIT
    assert loss(evolve(TOLD_SHORT, speaker=()), RIGHT) is Loss.EXPLICIT  # the gold names nobody


def test_a_speaker_from_the_context() -> None:
    heard = evolve(RIGHT, group="heard")
    chain = proposal(CHAIN, NEXT, LIKED, group="chain")
    right = gold(CHAIN, NEXT, speaker="Kern")
    wrong = gold(CHAIN, NEXT, speaker="Kurz")
    assert [each.loss for each in verdicts(surveyed([TOLD_SHORT, right], [heard, chain]))] == [None, None]
    found = surveyed([TOLD_SHORT, wrong], [heard, chain])
    assert [each.loss for each in verdicts(found)] == [None, Loss.INHERITED]
    ceiling = ceiling_of([found])
    assert ceiling.scores["reached"]["speaker"].f1 == 1 / 2
    assert ceiling.inherited["reached"]["speaker"].f1 == 1


def test_an_addressee() -> None:
    assert loss(TOLD_SHORT, evolve(RIGHT, addressee=None)) is Loss.ADDRESSEE


def test_false_alarms_are_counted_apart_by_their_type() -> None:
    found = surveyed([ACT], [RIGHT, proposal(CHAIN, NEXT, LIKED, group="b")])
    assert len(list(false_alarms(found))) == 2
    rows = ceiling_of([found]).rows
    assert (rows["Indirect"].false_alarms, rows["IndirectFreeIndirect"].false_alarms, rows[ALL].false_alarms) == (
        1,
        1,
        2,
    )
    assert (rows["Reported"].losses[Loss.NO_PROPOSAL], rows[ALL].gold, rows[ALL].right) == (1, 1, 0)


def test_the_oracle_takes_the_best_sets() -> None:
    wanted = evolve(RIGHT, features={"score": DISLIKED})
    found = surveyed([TOLD_SHORT], [wanted, proposal(REPORTED, LAST, LIKED, group="alarm")])
    assert found.allowed.chosen == (wanted,)
    row = ceiling_of([found]).rows[ALL]
    assert (row.reached.recall, row.reached.joint) == (0, 0)
    assert (row.allowed.recall, row.allowed.quote, row.allowed.type, row.allowed.joint) == (1, 1, 1, 1)


def test_of_equals_the_oracle_takes_what_the_weights_take() -> None:
    twins = [evolve(RIGHT, features={"score": score}) for score in (1.0, 2.0, 1.5)]
    assert surveyed([TOLD_SHORT], twins).allowed.chosen == (twins[1],)


def test_tables_and_json() -> None:
    found = ceiling_of([surveyed([TOLD_SHORT, ACT], [RIGHT])])
    table = render_ceiling(found)
    assert "Reported                  1   0.000 → 0.000" in table
    lines = {line.partition("  ")[0]: line.split() for line in table.splitlines()}
    assert lines["no proposal"] == ["no", "proposal", "0", "0", "0", "0", "1", "1"]
    data = json.loads(json.dumps(found.to_dict()))
    assert data["types"]["Reported"]["losses"]["no proposal"] == 1
    assert data["types"][ALL]["allowed"]["recall"] == 1 / 2
    assert data["scores"]["reached"]["joint"] == data["scores"]["allowed"]["joint"]
    listing = render_losses(found, 1)
    assert listing.startswith("## no proposal, Reported: 1\n\n- Halle\n  gold: Reported …")


# On the committed parses of the cases


@cache
def cases() -> tuple[tuple[Reading, tuple[Proposal, ...]], ...]:
    readings = [
        read_parse(casefile.parsed(case, casefile.parses(file)[case["label"]]), committed().lexicon)
        for file in golden.FILES[:3]
        for case in casefile.cases(file)
    ]
    return tuple((each, tuple(committed().propose(each))) for each in readings)


def case_survey(read_and_proposed: tuple[Reading, tuple[Proposal, ...]], annotations: Iterable[Annotation]) -> Survey:
    reading, proposals = read_and_proposed
    tokens = tuple(token.span for sentence in reading.sentences for token in sentence.tokens)
    article = GoldArticle("case", reading.text, tokens, tuple(annotations))
    return survey(article, reading, proposals, committed().weights)


def test_what_is_reached_is_what_the_attributor_finds() -> None:
    for case in cases():
        told = annotations_of(committed().attribute_reading(case[0]))
        found = case_survey(case, told)
        assert found.reached.annotations == told
        assert [each.loss for each in verdicts(found)] == [None] * len(told)
        assert list(false_alarms(found)) == []


@given(data=st.data())
def test_every_gold_quotation_is_right_or_has_one_loss(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from([case for case in cases() if case[1]]))
    drawn = data.draw(st.lists(st.sampled_from(case[1]), max_size=3, unique=True))
    wanted = [
        Annotation(data.draw(st.sampled_from(QuoteType)), None, each.quote, frame=each.frame, cue=each.frame[:1])
        for each in drawn
    ]
    ceiling = ceiling_of([case_survey(case, wanted)])
    assert {id(each.gold) for each in ceiling.verdicts} == set(map(id, wanted))
    for row in ceiling.rows.values():
        assert row.right + sum(row.losses.values()) == row.gold
    for name in ("gold", "right", "false_alarms"):
        *types, every = (getattr(row, name) for row in ceiling.rows.values())
        assert sum(types) == every


def test_the_oracle_needs_rules() -> None:
    with pytest.raises(OptionError, match="give a QuoteAttributor"):
        next(survey_all([], object()))
