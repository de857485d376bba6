"""Who is the same one in several articles."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import EntityKind, FormatError, InputError
from quoteattr.corpus import Appearance, Edits, People, link_people
from quoteattr.corpus.people import Reason


def person(article: str, name: str = "Anna Kern", **more: object) -> Appearance:
    first, _, last = name.rpartition(" ")
    known: dict[str, object] = {"given": first.casefold(), "surname": last.casefold(), **more}
    roles = frozenset(str(known.pop("roles", "")).split(",")) - {""}
    return Appearance(article, "e1", name, EntityKind.PERSON, roles=roles, **known)  # type: ignore[arg-type]


def institution(article: str, name: str, kind: EntityKind = EntityKind.ORGANISATION) -> Appearance:
    return Appearance(article, "e9", name, kind)


def owners(people: People) -> dict[str, str]:
    return {link.article: link.person for link in people.links}


SAME = {
    "a full name": (person("a"), person("b")),
    "a role that one of two tells": (person("a", roles="minister"), person("b")),
    "a compound of the role": (person("a", roles="minister"), person("b", roles="außenminister")),
    "a party through a change of office": (
        person("a", roles="minister", party="WFD"),
        person("b", roles="abgeordneter", party="WFD"),
    ),
    "surname and role": (person("a", roles="minister"), person("b", "Kern", roles="minister")),
    "surname and role without a first name anywhere": (
        person("a", "Kern", roles="richter"),
        person("b", "Kern", roles="richter"),
    ),
    "an id of the gazetteer": (person("a", "Kern", ref="Q1"), person("b", "Anna von Kern", ref="Q1")),
    "a name of an institution": (institution("a", "Polizei Dorn"), institution("b", "Polizei Dorn")),
    "a name that is no noun": (institution("a", "Nordwerft"), institution("b", "Nordwerft")),
    "a paper": (
        institution("a", "Wattpost", EntityKind.MEDIUM),
        institution("b", "Wattpost", EntityKind.MEDIUM),
    ),
}
APART = {
    "other roles": (person("a", roles="trainer"), person("b", roles="richter")),
    "other parties": (person("a", party="WFD", roles="minister"), person("b", party="BHL", roles="minister")),
    "another gender": (person("a", "Kim Kern", gender="f"), person("b", "Kim Kern", gender="m")),
    "another first name": (person("a"), person("b", "Jan Kern")),
    "another id": (person("a", ref="Q1"), person("b", ref="Q2")),
    "surname and another role": (person("a", roles="minister"), person("b", "Kern", roles="richter")),
    "a deputy": (person("a", roles="präsident"), person("b", "Kern", roles="vizepräsident")),
}
NOBODY = {
    "a surname alone": (person("a", roles="minister"), person("b", "Kern")),
    "a noun for an institution": (institution("a", "Polizei Dorn"), institution("b", "Polizei")),
    "a role alone": (person("a"), Appearance("b", "e1", "Sprecher", EntityKind.PERSON, roles=frozenset({"sprecher"}))),
    "somebody without a name": (person("a"), Appearance("b", "e1", "Insider", EntityKind.UNNAMED)),
    "a group": (person("a"), Appearance("b", "e1", "Anwohner", EntityKind.GROUP)),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_the_same_one(pair: tuple[Appearance, Appearance]) -> None:
    found = owners(link_people(pair))
    assert found["a"] == found["b"] != ""


@pytest.mark.parametrize("pair", APART.values(), ids=APART)
def test_two_of_one_name(pair: tuple[Appearance, Appearance]) -> None:
    people = link_people(pair)
    assert len(people.persons) == 2
    assert len({each.id for each in people.persons} | {""}) == 3


@pytest.mark.parametrize("pair", NOBODY.values(), ids=NOBODY)
def test_who_links_to_nobody(pair: tuple[Appearance, Appearance]) -> None:
    found = owners(link_people(pair))
    assert (found["a"] != "", found["b"]) == (True, "")


def test_who_could_be_either_of_two_is_nobody() -> None:
    people = link_people([person("a", roles="trainer"), person("b", roles="richter"), person("c")])
    assert owners(people)["c"] == ""
    assert {link.article: link.reason for link in people.links}["c"] is Reason.SEVERAL
    both = link_people(
        [
            person("a", party="WFD", roles="minister"),
            person("b", party="BHL", roles="minister"),
            person("c", roles="minister"),
        ]
    )
    assert owners(both)["c"] == ""


def test_the_outlet_tells_which_of_two_is_meant() -> None:
    people = link_people(
        [
            person("a", roles="trainer", outlet="Wattpost"),
            person("b", roles="richter", outlet="Nordtor"),
            person("c", outlet="Nordtor"),
        ]
    )
    assert owners(people)["c"] == owners(people)["b"] == "anna-kern~richter"


def test_offices_are_spans_of_time() -> None:
    people = link_people(
        [
            person("a", roles="außenminister", party="WFD", date="2031-01-03"),
            person("b", roles="außenminister", party="WFD", date="2031-02-05"),
            person("c", roles="abgeordneter", party="WFD", date="2031-03-01"),
        ]
    )
    (kern,) = people.persons
    assert [(held.name, held.since, held.until, held.articles) for held in kern.roles] == [
        ("abgeordneter", "2031-03-01", "2031-03-01", 1),
        ("außenminister", "2031-01-03", "2031-02-05", 2),
    ]
    assert [held.name for held in kern.parties] == ["WFD"]


MANY = [
    *(each for pair in (*SAME.values(), *APART.values(), *NOBODY.values()) for each in pair),
]
NUMBERED = [
    Appearance(f"{number:03}", each.entity, *(getattr(each, name) for name in (
        "name", "kind", "gender", "roles", "party", "ref", "outlet", "date", "given", "surname")))
    for number, each in enumerate(MANY)
]  # fmt: skip


@given(st.permutations(NUMBERED))
def test_the_order_of_articles_is_nothing(appearances: list[Appearance]) -> None:
    assert link_people(appearances) == link_people(NUMBERED)


def test_every_appearance_has_a_reason() -> None:
    people = link_people(NUMBERED)
    assert len(people.links) == len(NUMBERED)
    assert {link.person for link in people.links} - {""} == {each.id for each in people.persons}


def test_edits_win_over_everything() -> None:
    pair = APART["other roles"]
    merged = link_people(pair, Edits.parse("# who is who\n\nmerge\tanna-kern~trainer\tanna-kern~richter\n"))
    assert owners(merged) == {"a": "anna-kern~trainer", "b": "anna-kern~trainer"}
    assert {link.reason for link in merged.links if link.article == "b"} == {Reason.MERGED}

    apart = link_people(SAME["a full name"], Edits.parse("split\tb\tAnna Kern"))
    assert owners(apart) == {"a": "anna-kern", "b": "b:Anna Kern"}
    given_away = link_people([*pair, person("c")], Edits.parse("split\tc\tAnna Kern\tanna-kern~richter"))
    assert owners(given_away)["c"] == "anna-kern~richter"
    assert {link.reason for link in given_away.links if link.article == "c"} == {Reason.SPLIT}


@pytest.mark.parametrize(
    "line", ["merge\tanna-kern", "join\ta\tb", "split\ta\tb\tc\td", "merge anna-kern kern", "split\t\tb"]
)
def test_what_is_no_edit(line: str) -> None:
    with pytest.raises(FormatError, match=r"edits:2.*is no edit.*merge ID ID"):
        Edits.parse(f"# a comment\n{line}")


@pytest.mark.parametrize("line", ["merge\tanna-kern\tnobody", "split\tz\tAnna Kern", "split\ta\tAnna Kern\tnobody"])
def test_edits_of_what_is_not_there(line: str) -> None:
    with pytest.raises(FormatError, match=r"edits:1"):
        link_people(SAME["a full name"], Edits.parse(line))


def test_edits_from_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Give a text file"):
        Edits.read(tmp_path / "none.txt")
    file = tmp_path / "edits.txt"
    file.write_text("\ufeffsplit\tb\tAnna Kern\n", encoding="utf-8")
    assert Edits.read(file).lines == ((f"{file}:1", ("split", "b", "Anna Kern")),)
