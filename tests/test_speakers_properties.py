"""What holds for the linking of speakers whatever people are called and whatever follows."""

from hypothesis import given
from hypothesis import strategies as st
from speaking import attributed, followed_by, parses, renamed, said

MEN = ("Oskar", "Stefan", "Georg", "Dieter", "Boris", "Emil")
WOMEN = ("Katharina", "Ursula", "Sabine", "Olga", "Claudia", "Ines")
SURNAMES = ("Tielke", "Okonjo", "Marquardsen", "Dellbrück", "Xanten", "Szymborski", "Ziegenhals", "Quast", "Ouedraogo")

PEOPLE = {
    "bridge": (("Anna", "Lindner", WOMEN), ("Jonas", "Brandt", MEN)),
    "team": (("Karl", "Hagen", MEN), ("Peter", "Wolters", MEN)),
    "clinic": (("Monika", "Hübner", WOMEN),),
}


@st.composite
def renamings(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A document and new names for its people."""
    name = draw(st.sampled_from(sorted(PEOPLE)))
    people = PEOPLE[name]
    surnames = draw(st.permutations(SURNAMES))
    changes: dict[str, str] = {}
    for (given_name, surname, first_names), new in zip(people, surnames, strict=False):
        changes[given_name] = draw(st.sampled_from(sorted(set(first_names) - set(changes.values()))))
        changes[surname] = new
    return name, changes


@given(renamings())
def test_renaming_people_renames_speakers_and_nothing_else(renaming: tuple[str, dict[str, str]]) -> None:
    name, changes = renaming
    parse = parses()[name]
    before, after = attributed(parse), attributed(renamed(parse, changes))
    assert said(after) == [(_renamed(text, changes), who and _renamed(who, changes)) for text, who in said(before)]
    assert [quote.type for quote in after.quotes] == [quote.type for quote in before.quotes]


@given(st.permutations(MEN), st.permutations(SURNAMES))
def test_swapping_two_men_swaps_their_quotations(first_names: list[str], surnames: list[str]) -> None:
    one, other = f"{first_names[0]} {surnames[0]}", f"{first_names[1]} {surnames[1]}"
    changes = {"Karl": first_names[0], "Hagen": surnames[0], "Peter": first_names[1], "Wolters": surnames[1]}
    swapped = {"Karl": first_names[1], "Hagen": surnames[1], "Peter": first_names[0], "Wolters": surnames[0]}
    parse = parses()["team"]
    before, after = said(attributed(renamed(parse, changes))), said(attributed(renamed(parse, swapped)))
    assert {who for _, who in before} == {one, other}
    assert after == [(text, {one: other, other: one}[who or ""]) for text, who in before]


@given(st.sampled_from(sorted(parses())), st.sampled_from(sorted(parses())))
def test_a_paragraph_about_someone_else_changes_no_earlier_speaker(first: str, second: str) -> None:
    if first == second:
        return
    alone = said(attributed(parses()[first]))
    together = said(attributed(followed_by(parses()[first], parses()[second])))
    assert together[: len(alone)] == alone


@given(st.lists(st.sampled_from(sorted(parses())), min_size=1, max_size=4))
def test_entities_are_whole(names: list[str]) -> None:
    parse = parses()[names[0]]
    for name in names[1:]:
        parse = followed_by(parse, parses()[name])
    document = attributed(parse)
    by_id = {entity.id: entity for entity in document.entities}
    assert list(by_id) == [f"e{number}" for number in range(1, len(by_id) + 1)]
    speaking = {quote.speaker.entity.id for quote in document.quotes if quote.speaker and quote.speaker.entity}
    assert speaking == set(by_id)
    for entity in document.entities:
        starts = [mention.spans[0].start for mention in entity.mentions]
        assert starts == sorted(starts)
        assert all(span.of(document.text) in mention.text for mention in entity.mentions for span in mention.spans)
        assert entity.name not in entity.aliases


def _renamed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        text = text.replace(old, new)
    return text
