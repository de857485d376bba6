"""The registry of rules: what it says of a rule is true in the committed cases, and the weights know it."""

import re
from collections.abc import Iterator
from importlib import import_module, resources
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
import rule_cases
from attrs import evolve
from casefile import Outcome
from parsers import NoParser
from rule_cases import RULES

import quoteattr.rules
from quoteattr import FormatError, InputError, QuoteAttributor
from quoteattr.decide import Weights
from quoteattr.decide.weights import PAIR
from quoteattr.documents.explain import LANGUAGES
from quoteattr.reading import Reading
from quoteattr.rules import FAMILIES, Family, Proposal, Rule
from quoteattr.rules.family import by_id


def _case(text: str, field: str, rule: str) -> Outcome:
    """The case of a text that is about a rule."""
    found = [
        outcome
        for outcome in rule_cases.outcomes(rule_cases.CASES)
        if outcome.case["text"] == text and outcome.case.get(field) == rule
    ]
    assert found, f"no case has {field!r} {rule!r} and the text {text!r}"
    return found[0]


def test_families_are_the_modules_that_have_one() -> None:
    assert len({family.name for family in FAMILIES}) == len(FAMILIES) > 6
    modules = {module.name for module in iter_modules(quoteattr.rules.__path__)}
    with_family = {name for name in modules if hasattr(import_module(f"quoteattr.rules.{name}"), "FAMILY")}
    assert with_family == {family.name for family in FAMILIES}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_ids_begin_with_the_name_of_the_family(family: Family) -> None:
    assert family.rules
    for key, rule in family.rules.items():
        assert key == rule.id
        assert rule.id.startswith(f"{family.name}.")
        assert rule.family == family.name


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_family_says_in_every_language_what_it_goes_by(family: Family) -> None:
    assert family.found_by.keys() == set(LANGUAGES)
    assert all(phrase and phrase[-1] not in ".!:" for phrase in family.found_by.values())


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_family_proposes_with_its_own_rules_only(family: Family) -> None:
    proposals = [
        proposal
        for outcome in rule_cases.all_outcomes()
        for proposal in outcome.proposals
        if proposal.rule.family == family.name
    ]
    assert {proposal.rule.id for proposal in proposals} == family.rules.keys()
    assert all(proposal.rule is family.rules[proposal.rule.id] for proposal in proposals)


def _rules(failing: set[str]) -> list[Any]:
    """All rules; for those of `failing`, the test must fail."""
    return [pytest.param(rule, marks=[pytest.mark.xfail(strict=True)] if rule in failing else []) for rule in RULES]


@pytest.mark.parametrize("rule", _rules(set()))
def test_the_example_of_a_rule_comes_out_right(rule: str) -> None:
    assert not _case(RULES[rule].example, "rule", rule).fails


@pytest.mark.parametrize("rule", _rules(set()))
def test_a_rule_does_not_win_in_its_counter_example(rule: str) -> None:
    assert rule not in _case(RULES[rule].counter_example, "not", rule).winners


STRANGE = Rule("strange.thing", "a construction of a user", "Ja.", "Nein.")


def _nothing(reading: Reading) -> Iterator[Proposal]:
    return iter(())


def _family(rule: Rule) -> Family:
    return Family(rule.family, _nothing, by_id(rule), {"de": "Gefunden", "en": "Found"})


def _german(**weights: float) -> Weights:
    """The weights of the package with some more."""
    return evolve(Weights.german(), weights={**Weights.german().weights, **weights})


def test_weights_of_the_package_fit_its_rules() -> None:
    Weights.german().check(FAMILIES)
    assert {name.partition("/")[0] for name in Weights.german().weights} == {
        *(family.name for family in FAMILIES),
        PAIR,
    }
    assert Weights.german().calibration.keys() <= {family.name for family in FAMILIES}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_weights_may_know_more_than_the_rules_in_use(family: Family) -> None:
    Weights.german().check([family])


def test_a_rule_without_a_weight_is_an_error() -> None:
    with pytest.raises(FormatError, match=r"no weight knows the rule 'strange\.thing'"):
        Weights.german().check([*FAMILIES, _family(STRANGE)])
    with pytest.raises(FormatError, match=r"no weight knows the rule 'strange\.thing'"):
        QuoteAttributor(NoParser(), rules=[_family(STRANGE)])


def test_every_rule_needs_its_weight() -> None:
    for rule in RULES.values():
        without = {name: value for name, value in Weights.german().weights.items() if f"/rule={rule.id}" not in name}
        with pytest.raises(FormatError, match=re.escape(f"no weight knows the rule '{rule.id}'")):
            evolve(Weights.german(), weights=without).check(FAMILIES)


def test_a_weight_of_a_rule_that_does_not_exist_is_an_error() -> None:
    weights = _german(**{"direct/rule=direct.telepathy": 1.0})
    with pytest.raises(FormatError, match=r"no rule is called 'direct\.telepathy'"):
        QuoteAttributor(NoParser(), weights=weights)


def test_a_family_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(FormatError, match="no family is called 'telepathic'"):
        QuoteAttributor(NoParser(), weights=_german(**{"telepathic/cue=ahnen": 1.0}))
    calibration = {**Weights.german().calibration, "telepathic": (1.0, 0.0)}
    with pytest.raises(FormatError, match="no family is called 'telepathic'"):
        QuoteAttributor(NoParser(), weights=evolve(Weights.german(), calibration=calibration))


def test_a_rule_of_ones_own_comes_with_its_weights() -> None:
    weights = _german(**{"strange/rule=strange.thing": 1.0})
    attributor = QuoteAttributor(NoParser(), rules=[*FAMILIES, _family(STRANGE)], weights=weights)
    assert attributor.rules[-1].rules == {"strange.thing": STRANGE}


def _table(folder: Path, *rows: str) -> Path:
    """The weights of the package as a file, with more rows."""
    table = (resources.files("quoteattr") / "data" / "de" / "weights.tsv").read_text("utf-8")
    path = folder / "weights.tsv"
    path.write_text(table + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_weights_are_read_from_a_file(tmp_path: Path) -> None:
    for path in (_table(tmp_path), str(_table(tmp_path))):
        read = Weights.read(path)
        assert read.weights == Weights.german().weights
        assert read.calibration == Weights.german().calibration


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("weight\tdirect/rule=direct.colon", "index out of range"),
        ("weight\tdirect/rule=direct.colon\tmuch", "could not convert string to float: 'much'"),
        ("calibration\tdirect\t1.0", "index out of range"),
        ("wait\tdirect/x\t1.0", "unknown kind 'wait'; use weight or calibration"),
        ("nothing", "not enough values"),
    ],
)
def test_a_bad_row_of_weights_is_named_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    path = _table(tmp_path, row)
    line = len(path.read_text("utf-8").splitlines())
    with pytest.raises(FormatError, match=re.escape(f"weights.tsv:{line}: ") + f".*{re.escape(message)}"):
        Weights.read(path)


def test_weights_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.tsv.*Give a table of weights"):
        Weights.read(tmp_path / "nowhere.tsv")
    (tmp_path / "binary.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match=r"binary\.tsv"):
        Weights.read(tmp_path / "binary.tsv")
